// Status of an answer → AppError, or null for a success. Bodies are never echoed: they may hold anything.

import { AppError } from '../../../shared/base/app-error.ts'

export function errorOfStatus(status: number): AppError | null {
  if (status >= 200 && status < 300) return null
  if (status >= 300 && status < 400) return new AppError('api.redirect')
  if (status >= 500) return new AppError('api.server', { status })
  switch (status) {
    case 401:
      return new AppError('api.unauthorized')
    case 402:
      return new AppError('api.not-entitled')
    case 403:
      return new AppError('api.forbidden')
    case 404:
      return new AppError('api.not-found')
    case 429:
      return new AppError('api.rate-limited')
    default:
      return status >= 400 ? new AppError('api.refused', { status }) : new AppError('api.shape')
  }
}
