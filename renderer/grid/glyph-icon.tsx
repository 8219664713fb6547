// One glyph outside the grid.

import { type Glyph, glyphs } from './glyphs.ts'

export const GlyphIcon = ({ glyph }: { glyph: Glyph }) => (
  <svg className={`glyph ${glyphs[glyph].isSolid ? 'is-solid' : ''}`} viewBox="0 0 12 12" aria-hidden="true" focusable="false">
    <path d={glyphs[glyph].d} />
  </svg>
)
