// Texts of several lines from an organization: line by line as they are, or from → to with only what differs.

import { changedLines, hasLines, type TextLine } from './changed-lines.ts'
import { Visible } from './visible.tsx'

/** Spans, because they stand in paragraphs too. */
export const TextLines = ({ lines }: { readonly lines: readonly TextLine[] }) => (
  <span className="text-lines">
    {lines.map(({ text, isSame }, index) => (
      <span key={index} className={isSame ? 'muted' : undefined}>
        {/* A tab is meant in a script: shown as one, not as a character that misleads. */}
        <Visible text={text.replaceAll('\t', '⇥   ')} />
      </span>
    ))}
  </span>
)

/** "Old → New" in one cell. */
export function FromTo({ from, to }: { readonly from: string; readonly to: string }) {
  const sides = hasLines(from, to) ? changedLines(from, to) : null
  return sides ? (
    <>
      <TextLines lines={sides.from} /> → <TextLines lines={sides.to} />
    </>
  ) : (
    <>
      <Visible text={from} /> → <Visible text={to} />
    </>
  )
}
