import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byteOrderMark, csvField, csvLine } from '../../../../../main/engine/exports/csv.ts'
import { dangerous, harmless } from './csv-corpus.ts'

/** RFC 4180: the fields of one file. */
function parse(text: string): string[][] {
  const rows: string[][] = [[]]
  let rest = text
  while (rest !== '') {
    const field = /^"((?:[^"]|"")*)"(,|\r\n)/.exec(rest)
    if (!field) throw new Error(`no field at ${JSON.stringify(rest.slice(0, 20))}`)
    rows.at(-1)!.push(field[1]!.replaceAll('""', '"'))
    if (field[2] === '\r\n') rows.push([])
    rest = rest.slice(field[0].length)
  }
  return rows.slice(0, -1)
}

const value = (field: string): string => field.slice(1, -1).replaceAll('""', '"')

/** What every spreadsheet is known to skip before it decides that a cell is a formula. */
const firstVisible = (text: string): string => text.replace(/^[\s\p{C}\p{Z}\u200B-\u200F\u2060-\u206F\uFEFF]*/u, '').charAt(0)

describe('csvField', () => {
  test('the corpus has enough of both', () => {
    expect(dangerous.length).toBeGreaterThanOrEqual(60)
    expect(new Set(dangerous).size).toBe(dangerous.length)
  })

  test.each(dangerous)('%j cannot be a formula', (payload) => {
    const field = csvField(payload)
    expect(value(field).charAt(0)).toBe("'")
    expect(field).toMatch(/^"[^]*"$/)
    expect(field).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F]/)
  })

  test.each(harmless)('%j stays as it is', (text) => {
    expect(value(csvField(text))).toBe(text)
  })

  test('no text at all starts with what a spreadsheet computes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('', '=', '+', '-', '@', '|', '%', '\t=', '\r@', '＝', '\u200B='), (tail, head) => {
        expect('=+-@|%＝＋－＠\t\r').not.toContain(firstVisible(value(csvField(head + tail))) || 'x')
      }),
      { numRuns: 5_000 },
    )
  })

  test('control characters become their pictures, line ends one newline', () => {
    expect(value(csvField('a\u0000b\u001Bc\u007Fd\te'))).toBe('a␀b␛c␡d␉e')
    expect(value(csvField('one\r\ntwo\nthree\rfour'))).toBe('one\ntwo\nthree␍four')
  })
})

describe('csvLine', () => {
  test('is read back field by field', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (rows) => {
        expect(parse(rows.map(csvLine).join(''))).toEqual(rows.map((row) => row.map((text) => value(csvField(text)))))
      }),
    )
  })

  test('every field is quoted and lines end as spreadsheets expect', () => {
    expect(csvLine(['a', 'say "hi"', '', '1,5'])).toBe('"a","say ""hi""","","1,5"\r\n')
    expect(Buffer.from(byteOrderMark, 'utf8').toString('hex')).toBe('efbbbf')
  })
})
