// A cell as people read it: words, tone, glyph, and the whole truth for the tooltip.

import type { Cell } from '../../shared/base/cell.ts'
import { ageText, dayMs, instantToMs } from '../../shared/base/instant.ts'
import type { Tone } from '../../shared/resources/define.ts'
import type { GridColumn } from '../../shared/resources/derive/grid-columns.ts'
import { outlineOf } from '../ui/outline.ts'
import { pictureText } from '../ui/visible-text.ts'
import type { Glyph } from './glyphs.ts'

export interface CellText {
  readonly text: string
  /** More than the text says: the exact time. */
  readonly title?: string
  readonly glyph?: Glyph
  readonly tone?: Tone
  readonly isEmpty?: boolean
  /** Whose row it is, before its name. */
  readonly mark?: { readonly colour: string; readonly monogram: string }
}

type CellColumn = Pick<GridColumn, 'type' | 'choices'> & { readonly isUnread?: boolean }

const empty: CellText = { text: '–', isEmpty: true }
const unread: CellText = { text: '–', title: 'What this counts was not read', isEmpty: true }
const number = new Intl.NumberFormat()
const thisYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })
const otherYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' })
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' })

export function cellText({ type, choices, isUnread }: CellColumn, cell: Cell, now: number): CellText {
  if (cell === null || cell === '' || isUnread) return isUnread ? unread : empty
  if (choices.length > 0) {
    const choice = choices.find((each) => each.value === String(cell))
    if (choice) return { text: choice.label, ...(choice.glyph ? { glyph: choice.glyph } : {}), ...(choice.tone ? { tone: choice.tone } : {}) }
  }
  switch (type) {
    case 'boolean':
      return cell ? { text: 'Yes', glyph: 'pass' } : { text: 'No', glyph: 'none', tone: 'neutral' }
    case 'count':
      return { text: typeof cell === 'number' ? number.format(cell) : cell }
    case 'instant':
      return instantCell(String(cell), now)
    default:
      return { text: pictureText(lineOf(String(cell), choices)) }
  }
}

/** Nested values in one line: "committed users: 146 · contract type: annual". */
const lineOf = (text: string, choices: CellColumn['choices']): string => outlineOf(text, choices)?.replaceAll(/\n\s*/g, ' · ') ?? text

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' })
const monthMs = 30.44 * dayMs

/** How long ago, or how far ahead, in the largest unit that still says something: "3 h ago", "in 27 days", "8 years ago". */
export function relativeText(ms: number, now: number): string {
  const age = Math.abs(now - ms)
  const sign = ms > now ? 1 : -1
  if (age >= 24 * monthMs) return relative.format(sign * Math.floor(age / (12 * monthMs)), 'year')
  if (age >= 3 * monthMs) return relative.format(sign * Math.floor(age / monthMs), 'month')
  const text = ageText(age)
  // The clock on screen is up to a minute behind, so a moment ahead is now.
  if (text === 'just now') return text
  return sign > 0 ? `in ${text}` : `${text} ago`
}

/** Relative up to a day, a date beyond; the exact time always in the title. */
function instantCell(text: string, now: number): CellText {
  const ms = instantToMs(text)
  if (ms === null) return { text: pictureText(text) }
  const title = exact.format(ms)
  if (Math.abs(now - ms) < dayMs) return { text: relativeText(ms, now), title }
  const isThisYear = new Date(ms).getFullYear() === new Date(now).getFullYear()
  return { text: (isThisYear ? thisYear : otherYear).format(ms), title }
}
