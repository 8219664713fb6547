// What a pasted API key must look like before anything is done with it.

import { AppError } from '../../shared/base/app-error.ts'
import { limits } from '../../shared/base/limits.ts'

// Printable ASCII without space, and without the quotes that come along when a key is copied out of a script.
const characters = /^[!#-&(-_a-~]+$/

/**
 * The key without outer whitespace.
 *
 * @throws AppError `key.format`; the error never carries the text
 */
export function checkKeyFormat(text: string): string {
  const key = text.trim()
  if (key.length < limits.keyCharactersMin || key.length > limits.keyCharactersMax || !characters.test(key)) {
    throw new AppError('key.format', { minimum: limits.keyCharactersMin, maximum: limits.keyCharactersMax })
  }
  return key
}
