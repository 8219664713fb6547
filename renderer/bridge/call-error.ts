// An AppError as the page holds it: code and detail. The table of texts is 11 kB and loads with the first text (error-text.ts).

import type { PlainError } from '../../shared/base/app-error.ts'

export class CallError extends Error {
  override readonly name = 'CallError'
  readonly code: PlainError['code']
  readonly detail: PlainError['detail']

  constructor(code: PlainError['code'], detail: PlainError['detail'] = {}) {
    super(code)
    this.code = code
    this.detail = detail
  }
}

/** Any thrown value as a CallError: what is not one is a programmer error and gets the general text. */
export const toCallError = (thrown: unknown): CallError => (thrown instanceof CallError ? thrown : new CallError('app.unexpected', { support: 'page' }))
