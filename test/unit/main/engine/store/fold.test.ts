import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold, isPlain, lowerAscii } from '../../../../../main/engine/store/fold.ts'

describe('fold', () => {
  test.each([
    ['Jürgen', 'jurgen'],
    ['ÅNGSTRÖM', 'angstrom'],
    ['ﬁnance', 'finance'],
    ['İstanbul', 'istanbul'],
    ['Ｆｕｌｌ', 'full'],
    ['a\u0000b\tc', 'a b c'],
    ['Ελλάδα', 'ελλαδα'],
    ['\u0301', ''],
  ])('reads %j as %j', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  test('gives the same again when it is folded again', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => fold(fold(text)) === fold(text)))
  })

  test('is what SQL does by itself for plain text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 40 }), (text) => !isPlain(text) || fold(text) === lowerAscii(text)))
  })

  test('leaves no control character, so that a search cannot touch the mark of a beginning', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => !/[\u0000-\u001F\u007F]/.test(fold(text))))
  })
})
