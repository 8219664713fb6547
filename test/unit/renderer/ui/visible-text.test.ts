// Text that could mislead is made visible; text that is only foreign is left alone.

import { describe, expect, it } from 'vitest'
import { isDeceptive, pictureText } from '../../../../renderer/ui/visible-text.ts'

describe('pictureText', () => {
  it.each([
    ['direction override', 'Evil\u202Egnp.exe', 'Evil⟪U+202E⟫gnp.exe'],
    ['isolates', 'a\u2066b\u2069', 'a⟪U+2066⟫b⟪U+2069⟫'],
    ['zero width', 'Ad\u200Ba', 'Ad⟪U+200B⟫a'],
    ['joiner between plain letters', 'a\u200Db', 'a⟪U+200D⟫b'],
    ['control and line ends', 'a\u0000b\nc\td', 'a⟪U+0000⟫b⟪U+000A⟫c⟪U+0009⟫d'],
    ['C1 control', 'a\u0085b', 'a⟪U+0085⟫b'],
    ['byte order mark', '\uFEFFa', '⟪U+FEFF⟫a'],
    ['tag characters', 'a\u{E0041}b', 'a⟪U+E0041⟫b'],
    ['soft hyphen', 'pass\u00ADword', 'pass⟪U+00AD⟫word'],
  ])('pictures %s', (_name, text, shown) => {
    expect(pictureText(text)).toBe(shown)
    expect(isDeceptive(text)).toBe(true)
  })

  it.each([['Zoë Ünal'], ['مرحبا شركة'], ['田中 太郎'], ['👩‍💻 Team'], ['👨‍👩‍👧‍👦'], ['می\u200Cخواهم'], ['क्\u200Dष'], ['<img src=x onerror=alert(1)>'], ['=1+1'], ['']])('leaves %s as it is', (text) => {
    expect(pictureText(text)).toBe(text)
    expect(isDeceptive(text)).toBe(false)
  })

  it('leaves nothing unseen in any text', () => {
    const unseen = /[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\u200B\uFEFF]/
    const all = Array.from({ length: 0x3000 }, (_, code) => String.fromCodePoint(code)).join('a')
    expect(pictureText(all)).not.toMatch(unseen)
  })
})
