// The glyphs of choices, once per page as symbols; cells refer to them, so that a recycled row only changes a reference.

import type { Glyph } from './cell-text.ts'

const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.75, strokeLinecap: 'round', strokeLinejoin: 'round' } as const

const shapes: { readonly [Name in Glyph]: React.ReactNode } = {
  active: <circle cx="6" cy="6" r="4" fill="currentColor" />,
  staged: <circle cx="6" cy="6" r="3.5" {...stroke} />,
  suspended: <path d="M4.25 2.75v6.5M7.75 2.75v6.5" {...stroke} />,
  locked: <path d="M3.75 5.5V4a2.25 2.25 0 0 1 4.5 0v1.5M2.5 5.5h7v5h-7z" {...stroke} />,
  pass: <path d="M2.25 6.5 4.75 9l5-5.75" {...stroke} />,
  warn: <path d="M6 2.25v4.5M6 9.4v.1" {...stroke} strokeWidth={2} />,
  fail: <path d="M3 3l6 6M9 3 3 9" {...stroke} />,
  none: <path d="M3 6h6" {...stroke} />,
}

export const glyphId = (glyph: Glyph): string => `glyph-${glyph}`

export const GlyphSymbols = () => (
  <svg width="0" height="0" className="glyph-symbols" aria-hidden="true" focusable="false">
    {(Object.keys(shapes) as Glyph[]).map((glyph) => (
      <symbol key={glyph} id={glyphId(glyph)} viewBox="0 0 12 12">
        {shapes[glyph]}
      </symbol>
    ))}
  </svg>
)

/** One glyph outside the grid. */
export const GlyphIcon = ({ glyph }: { glyph: Glyph }) => (
  <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
    {shapes[glyph]}
  </svg>
)
