// The glyphs of choices as one path each, in a box of 12: a recycled cell changes one attribute and nothing else.

import type { Choice } from '../../shared/resources/define.ts'

export type Glyph = NonNullable<Choice['glyph']>

interface Shape {
  readonly d: string
  /** Filled instead of drawn. */
  readonly isSolid?: true
}

export const glyphs: { readonly [Name in Glyph]: Shape } = {
  active: { d: 'M6 2a4 4 0 1 0 0 8a4 4 0 1 0 0-8z', isSolid: true },
  staged: { d: 'M6 2.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7z' },
  suspended: { d: 'M4.25 2.75v6.5M7.75 2.75v6.5' },
  locked: { d: 'M3.75 5.5V4a2.25 2.25 0 0 1 4.5 0v1.5M2.5 5.5h7v5h-7z' },
  pass: { d: 'M2.25 6.5 4.75 9l5-5.75' },
  warn: { d: 'M6 2.25v4.5M6 9.4v.1' },
  fail: { d: 'M3 3l6 6M9 3 3 9' },
  none: { d: 'M3 6h6' },
}
