import { expect, test } from 'vitest'
import { limits } from '../../../../shared/base/limits.ts'
import { isAppError } from '../../../../shared/base/app-error.ts'
import { checkKeyFormat } from '../../../../main/vault/key-format.ts'

const key = 'jca_0123456789abcdefghij'

test('outer whitespace is dropped, everything else is kept', () => {
  expect(checkKeyFormat(`\n\t ${key}\r\n`)).toBe(key)
  expect(checkKeyFormat('a'.repeat(limits.keyCharactersMin))).toHaveLength(limits.keyCharactersMin)
  expect(checkKeyFormat('~'.repeat(limits.keyCharactersMax))).toHaveLength(limits.keyCharactersMax)
  expect(checkKeyFormat("!#$%&()*+,-./:;<=>?@[\\]^_{|}~".repeat(1))).toContain('[\\]')
})

test.each([
  ['empty', ''],
  ['too short', 'a'.repeat(limits.keyCharactersMin - 1)],
  ['too long', 'a'.repeat(limits.keyCharactersMax + 1)],
  ['a space inside', `${key} ${key}`],
  ['a line break inside', `${key}\n${key}`],
  ['double quotes', `"${key}"`],
  ['single quotes', `'${key}'`],
  ['backticks', `\`${key}\``],
  ['letters beyond ASCII', `${key}é`],
  ['an invisible character', `${key}\u200b`],
  ['a no-break space at the edge is whitespace, in the middle not', `${key}\u00a0${key}`],
  ['a control character', `${key}\u0007`],
  ['a delete character', `${key}\u007f`],
])('refused: %s', (_, text) => {
  let caught: unknown
  try {
    checkKeyFormat(text)
  } catch (error) {
    caught = error
  }
  expect(isAppError(caught, 'key.format')).toBe(true)
  expect(isAppError(caught) && caught.detail).toEqual({ minimum: limits.keyCharactersMin, maximum: limits.keyCharactersMax })
})
