// The numbers of home: for each kind of a section how many there are, then its measures; and how old and complete the section is.

import type { Tone } from '../../../shared/resources/define.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { timeText } from '../../bridge/freshness.ts'
import { kindState, type KindProgress, type KindState, type KindSummary, leftOutWords } from '../../bridge/kind-state.ts'
import type { KindData } from '../../bridge/registry.ts'
import { kindLists } from '../../bridge/registry-lists.ts'

export interface HomeTile {
  readonly key: string
  readonly kind: Kind
  readonly label: string
  /** Undefined while nothing was read: nought of what was never read would be a lie. */
  readonly value: number | undefined
  /** Stands in the place of the number: PREMIUM, not allowed. */
  readonly word?: string
  readonly tone: Tone
  /** Named filter of the list behind the number; null for all. */
  readonly filter: string | null
}

export interface KindFacts {
  readonly summary: KindSummary | undefined
  readonly progress: KindProgress | undefined
}

export type FactsOf = (kind: string) => KindFacts

const stateOf = (facts: FactsOf, kind: string): KindState => kindState(facts(kind).summary, facts(kind).progress)

export function tilesOf(kinds: readonly KindData[], facts: FactsOf): HomeTile[] {
  return kinds.flatMap(({ kind, words }): HomeTile[] => {
    const { summary } = facts(kind)
    const state = stateOf(facts, kind)
    const word = leftOutWords[state.type]
    const isRead = state.type === 'complete' || state.type === 'partial'
    const all: HomeTile = { key: kind, kind, label: words.title, value: isRead ? summary?.total : undefined, tone: 'neutral', filter: null, ...(word ? { word } : {}) }
    if (word) return [all]
    const measured = kindLists(kind).filters.flatMap(({ id, measure }): HomeTile[] =>
      measure ? [{ key: `${kind} ${id}`, kind, label: measure.title, value: isRead ? summary?.measures[id] : undefined, tone: measure.tone, filter: id }] : [],
    )
    return [all, ...measured]
  })
}

export interface SectionNote {
  readonly text: string
  readonly isComplete: boolean
}

/** "Data of 14:02, complete", or which kinds are not. Kinds left out by plan or rights say so on their tiles. */
export function sectionNote(kinds: readonly KindData[], facts: FactsOf, now: number): SectionNote {
  const states = kinds.map(({ kind, words }) => ({ title: words.title, type: stateOf(facts, kind).type }))
  const titles = (type: KindState['type']) => states.filter((state) => state.type === type).map(({ title }) => title)
  const times = kinds.flatMap(({ kind }) => facts(kind).summary?.coverage.oldestAt ?? []).sort()
  const missing = [
    { words: 'incomplete', titles: titles('partial') },
    { words: 'not read yet', titles: titles('never') },
  ].filter((part) => part.titles.length > 0)
  if (times[0] === undefined) return { text: missing.length > 0 ? 'Nothing read yet' : '', isComplete: missing.length === 0 }
  const asOf = `Data of ${timeText(times[0], now)}`
  if (missing.length === 0) return { text: `${asOf}, complete`, isComplete: true }
  return { text: `${asOf}; ${missing.map((part) => `${part.words}: ${part.titles.join(', ')}`).join('; ')}`, isComplete: false }
}
