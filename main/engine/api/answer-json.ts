// The text of an answer → JSON, with depth and size looked at before the parser may spend memory on them.

import { AppError } from '../../../shared/base/app-error.ts'
import { limits } from '../../../shared/base/limits.ts'

/** @throws AppError `api.shape` for anything that is not JSON within the limits */
export function parseAnswer(text: string): unknown {
  assertBounded(text)
  try {
    // An own key named `__proto__` is harmless until somebody copies it by assignment; it is dropped so that nobody can.
    return mayNameProto.test(text) ? JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value)) : JSON.parse(text)
  } catch {
    throw new AppError('api.shape')
  }
}

const mayNameProto = /__proto__|\\u00[5-7]/i

function assertBounded(text: string): void {
  let depth = 0
  let containers = 0
  for (let index = 0; index < text.length; index++) {
    const character = text.charCodeAt(index)
    if (character === quote) {
      index = endOfString(text, index)
    } else if (character === openBrace || character === openBracket) {
      if (++depth > limits.wireJsonDepthMax || ++containers > limits.wireJsonContainersMax) throw new AppError('api.shape')
    } else if (character === closeBrace || character === closeBracket) {
      depth--
    }
  }
}

const quote = 0x22
const backslash = 0x5c
const openBracket = 0x5b
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d

/** Position of the closing quote: one that an even number of backslashes precedes. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end - 1
    while (text.charCodeAt(before) === backslash) before--
    if ((end - before) % 2 === 1) return end
  }
  throw new AppError('api.shape')
}
