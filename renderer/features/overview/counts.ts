// The numbers of the overview: which there are, one of an organization, and their sums.

import type { Output } from '../../../shared/contract/client.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import { listedKinds } from '../../bridge/registry.ts'
import { kindLists } from '../../bridge/registry-lists.ts'

export type Summary = Output<'snapshot.summary'>['organizations'][number]

interface CountColumn {
  readonly key: string
  readonly title: string
  readonly kind: (typeof listedKinds)[number]['kind']
  readonly measure: string | null
  readonly tone: string
}

// What customers are compared by: people and devices, and what is wrong with any kind. Two dozen kinds would be a wall of numbers.
const counted: readonly string[] = ['user', 'device']

export const countColumns: readonly CountColumn[] = listedKinds.flatMap(({ kind, words }) => [
  ...(counted.includes(kind) ? [{ key: kind, title: words.title, kind, measure: null, tone: 'neutral' }] : []),
  ...kindLists(kind).filters.flatMap(({ id, measure }) =>
    measure && (measure.tone === 'warn' || measure.tone === 'bad') ? [{ key: `${kind} ${id}`, title: measure.title, kind, measure: id, tone: measure.tone }] : [],
  ),
])

export function countOf(summary: Summary | undefined, kind: string, measure: string | null): number | undefined {
  const found = summary?.kinds.find((each) => each.kind === kind)
  // Nought of what was never read would be a lie.
  if (found?.coverage.oldestAt === null && found.total === 0) return undefined
  return measure === null ? found?.total : found?.measures[measure]
}

/** Null while no organization has a number to add. */
export function sumOf(organizations: readonly Organization[], byId: ReadonlyMap<string, Summary>, kind: string, measure: string | null): number | null {
  const counts = organizations.flatMap(({ id }) => countOf(byId.get(id), kind, measure) ?? [])
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0)
}
