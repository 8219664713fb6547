// The changes that an event carries, in words: "state: ACTIVATED → SUSPENDED". A few of them; all are in the whole event.

import { limits } from '../../../shared/base/limits.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'

interface Change {
  readonly field?: unknown
  readonly from?: unknown
  readonly to?: unknown
}

/** Empty when nothing was told to have changed. */
export function changesInWords(raw: RawObject): string {
  const said = raw['changes']
  const changes = (Array.isArray(said) ? said : []).filter((change): change is Change => typeof change === 'object' && change !== null && typeof (change as Change).field === 'string')
  const shown = changes.slice(0, limits.eventChangesShown).map(changeInWords)
  const rest = changes.length - shown.length
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ')
}

function changeInWords({ field, from, to }: Change): string {
  const [before, after] = [valueInWords(from), valueInWords(to)]
  if (before === '' && after === '') return String(field)
  return `${String(field)}: ${before === '' ? '–' : before} → ${after === '' ? '–' : after}`
}

function valueInWords(value: unknown): string {
  if (value === undefined || value === null || value === '') return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > limits.eventValueCharactersMax ? `${text.slice(0, limits.eventValueCharactersMax)}…` : text
}
