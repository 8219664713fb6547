// A failure of Node's HTTP machinery → AppError. The original error is dropped here: it may hold addresses and headers.

import { AppError } from '../../../shared/base/app-error.ts'

const tlsCodes = /^(ERR_TLS_|ERR_SSL_|EPROTO$|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_|CRL_|ERROR_IN_CERT)/
/** The parser refused the answer, or it does not unpack: the service speaks something else than it says. */
const shapeCodes = /^(HPE_|ERR_HTTP_|Z_|ERR_BUFFER_TOO_LARGE|ERR_STRING_TOO_LONG)/

export function transportFailure(error: unknown): AppError {
  if (error instanceof AppError) return error
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  if (tlsCodes.test(code)) return new AppError('api.tls')
  if (shapeCodes.test(code)) return new AppError('api.shape')
  if (code === 'ETIMEDOUT') return new AppError('api.timeout')
  return new AppError('api.offline')
}
