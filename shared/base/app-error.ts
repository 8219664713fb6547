// The one error that crosses processes: a code and details that are safe to show. Never a cause, stack, path or secret.

import { z } from 'zod'
import { type ErrorCode, errorCodes, isErrorCode, type RetryClass } from './error-codes.ts'

/** Values for the placeholders of the code's text. Only what may be shown to any reader of the screen. */
export type ErrorDetail = Readonly<Record<string, string | number>>

export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly detail: ErrorDetail

  constructor(code: ErrorCode, detail: ErrorDetail = {}) {
    super(code)
    this.code = code
    this.detail = detail
  }

  get retry(): RetryClass {
    return errorCodes[this.code].retry
  }

  /** The same error with more known about it, for example the organization's name. */
  with(detail: ErrorDetail): AppError {
    return new AppError(this.code, { ...detail, ...this.detail })
  }
}

export const isAppError = (value: unknown, code?: ErrorCode): value is AppError =>
  value instanceof AppError && (code === undefined || value.code === code)

export const PlainErrorSchema = z.object({
  code: z.custom<ErrorCode>((value) => typeof value === 'string' && isErrorCode(value)),
  detail: z.record(z.string().max(64), z.union([z.string().max(2_000), z.number()])),
})

/** An AppError as it travels in an envelope. */
export type PlainError = z.infer<typeof PlainErrorSchema>

export const errorToPlain = (error: AppError): PlainError => ({ code: error.code, detail: { ...error.detail } })
export const errorFromPlain = (plain: PlainError): AppError => new AppError(plain.code, plain.detail)

export interface ErrorSentences {
  readonly what: string
  readonly safe: string
  readonly next: string
}

/** The three sentences shown for an error: what happened, what stayed safe, what to do. */
export function errorSentences(error: Pick<AppError, 'code' | 'detail'>): ErrorSentences {
  const text = errorCodes[error.code]
  return { what: fill(text.what, error.detail), safe: fill(text.safe, error.detail), next: fill(text.next, error.detail) }
}

function fill(text: string, detail: ErrorDetail): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(detail[name] ?? placeholderWords[name] ?? '–'))
}

// A sentence must read well when nothing more is known.
const placeholderWords: Record<string, string> = { organization: 'this organization', kind: 'data', missing: 'some', why: 'Something in it cannot be taken back, or is not kept.' }
