// How the sorts of difference read, and how many rows each has.

import type { Output } from '../../../shared/contract/client.ts'
import type { CompareShow } from '../../../shared/diff/set-diff.ts'
import { pictureText } from '../../ui/visible-text.ts'

export type Compared = Output<'diff.compare'>
export type ComparedRow = Compared['rows'][number]

export interface SideNames {
  readonly left: string
  readonly right: string
}

/** Rows of one page: enough to read, few enough to draw at once. */
export const rowsAtOnce = 100

export function showTitle(show: CompareShow, { left, right }: SideNames): string {
  if (show === 'onlyLeft') return `Only in ${pictureText(left)}`
  if (show === 'onlyRight') return `Only in ${pictureText(right)}`
  return { differences: 'All differences', different: 'Different', same: 'Alike' }[show]
}

export const totalOf = (counts: Compared['counts'], show: CompareShow): number => (show === 'differences' ? counts.onlyLeft + counts.onlyRight + counts.different : counts[show])

/** What one row says besides its names: a glyph and a word, so that neither colour nor position carries it alone. */
export function rowWord(row: ComparedRow): { readonly glyph: '−' | '+' | '~' | '='; readonly text: string } {
  if (!row.right) return { glyph: '−', text: 'Only left' }
  if (!row.left) return { glyph: '+', text: 'Only right' }
  if (row.changesTotal === 0) return { glyph: '=', text: 'Alike' }
  return { glyph: '~', text: row.changesTotal === 1 ? '1 field differs' : `${row.changesTotal} fields differ` }
}

/** What makes a match less certain than it looks; empty when nothing does. */
export function matchNotes({ unkeyed, repeated }: Pick<Compared, 'unkeyed' | 'repeated'>, { left, right }: SideNames, keyTitle: string): string[] {
  const notes: string[] = []
  for (const [count, name] of [[unkeyed.left, left], [unkeyed.right, right]] as const) if (count > 0) notes.push(`${count.toLocaleString()} in ${pictureText(name)} without ${keyTitle}, matched with nothing`)
  for (const [count, name] of [[repeated.left, left], [repeated.right, right]] as const) if (count > 0) notes.push(`${count.toLocaleString()} in ${pictureText(name)} share their ${keyTitle}, matched in the order of their IDs`)
  return notes
}
