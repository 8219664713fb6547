// Errors in words: what happened, what stayed safe, what to do, with the organization's name where the error does not carry it.

import { errorSentences } from '../../shared/base/app-error.ts'
import { isErrorCode } from '../../shared/base/error-codes.ts'

export interface ErrorWords {
  readonly what: string
  readonly safe: string
  readonly next: string
  readonly code: string
}

type PlainDetail = Readonly<Record<string, string | number>>

/** An error of a call, or one kept as data (a sync's, an organization's). A code of a newer version gets the general text. */
export function errorWords(problem: { readonly code: string; readonly detail: PlainDetail }, more: PlainDetail = {}): ErrorWords {
  const code = isErrorCode(problem.code) ? problem.code : 'app.unexpected'
  return { ...errorSentences({ code, detail: { support: problem.code, ...more, ...problem.detail } }), code: problem.code }
}
