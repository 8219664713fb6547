// The rows of the overview: which organizations show, in which order, and what they come to together. Pure.

import type { Output } from '../../../shared/contract/client.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import { countText } from '../../bridge/freshness.ts'
import { kindWords } from '../../bridge/registry.ts'
import { overviewColumns } from '../../bridge/registry-overview.ts'

type Answer = Output<'snapshot.overview'>

export interface OverviewRow {
  readonly organization: Organization
  /** By column of the registry; null for what was never read. */
  readonly counts: readonly (number | null)[]
  readonly trend: readonly (number | null)[]
  /** What changed since the operator last looked; null while that was not counted. */
  readonly drift: Drift | null
}

type Drift = Output<'diff.drift'>[number]

/** Objects and bindings that came, went or changed. */
export const driftCount = (drift: Drift | null): number | null => drift && drift.kinds.reduce((sum, { added, changed, removed }) => sum + added + changed + removed, 0)

/** "3 users changed, 1 gone; 1 device new"; two dozen kinds of associations share their words and are said together. */
export function driftText({ kinds }: Drift): string {
  const groups = new Map<string, Drift['kinds'][number]>()
  for (const each of kinds) {
    const words = kindWords(each.kind)?.many ?? each.kind
    const before = groups.get(words)
    groups.set(words, before ? { kind: before.kind, added: before.added + each.added, changed: before.changed + each.changed, removed: before.removed + each.removed } : each)
  }
  const parts = [...groups.values()].map(({ kind, added, changed, removed }) => {
    const counts = [[changed, 'changed'], [added, 'new'], [removed, 'gone']] as const
    const [first, ...others] = counts.filter(([count]) => count > 0)
    return first ? [`${countText(first[0], kind)} ${first[1]}`, ...others.map(([count, word]) => `${count.toLocaleString()} ${word}`)].join(', ') : ''
  })
  return parts.filter((part) => part !== '').join('; ')
}

/** A column by its place in the registry's order, or one of the three that are no numbers of the registry. */
export interface RowSort {
  readonly by: number | 'name' | 'synced' | 'drift'
  readonly descending: boolean
}

const none: readonly (number | null)[] = []

export function overviewRows(organizations: readonly Organization[], answer: Answer | undefined, drifts: readonly Drift[] = []): OverviewRow[] {
  const byId = new Map(answer?.organizations.map((each) => [each.organization, each]))
  const driftOf = new Map(drifts.flatMap((drift) => (drift.isCounted ? [[drift.organization, drift] as const] : [])))
  // The engine may know fewer or more columns than this page for as long as it restarts.
  const at = overviewColumns.map((column) => answer?.columns.findIndex(({ kind, measure }) => kind === column.kind && measure === column.measure) ?? -1)
  return organizations.map((organization) => {
    const found = byId.get(organization.id)
    // Nothing changed in what was never read; that is no news and no nought.
    const drift = organization.syncedAt === null ? null : (driftOf.get(organization.id) ?? null)
    return { organization, counts: at.map((index) => found?.counts[index] ?? null), trend: found?.trend ?? none, drift }
  })
}

export const matching = (rows: readonly OverviewRow[], search: string): OverviewRow[] => {
  const needle = search.trim().toLowerCase()
  if (needle === '') return [...rows]
  return rows.filter(({ organization: { name, id, alias, tags, appearance } }) => [name, id, alias ?? '', appearance.monogram, ...tags].some((text) => text.toLowerCase().includes(needle)))
}

/** Favourites stay on top of the order by name; what was never read is last either way. */
export function sorted(rows: readonly OverviewRow[], { by, descending }: RowSort): OverviewRow[] {
  const sign = descending ? -1 : 1
  const byName = (left: OverviewRow, right: OverviewRow) => left.organization.name.localeCompare(right.organization.name)
  if (by === 'name') return [...rows].sort((left, right) => Number(right.organization.isFavourite) - Number(left.organization.isFavourite) || sign * byName(left, right))
  const valueOf = ({ organization, counts, drift }: OverviewRow): number | string | null => (by === 'synced' ? organization.syncedAt : by === 'drift' ? driftCount(drift) : (counts[by] ?? null))
  return [...rows].sort((left, right) => {
    const [one, other] = [valueOf(left), valueOf(right)]
    if (one === other) return byName(left, right)
    if (one === null || other === null) return one === null ? 1 : -1
    return sign * (one < other ? -1 : 1)
  })
}

export interface Sum {
  readonly value: number | null
  /** Organizations that have the number at all. */
  readonly from: number
}

/** Made-up people never count with real ones: the demo estate is left out as soon as there is anything else. */
export function counted(rows: readonly OverviewRow[]): readonly OverviewRow[] {
  const live = rows.filter(({ organization }) => !organization.isDemo)
  return live.length > 0 ? live : rows
}

export function sumOf(rows: readonly OverviewRow[], column: number): Sum {
  const counts = rows.flatMap((row) => row.counts[column] ?? [])
  return { value: counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0), from: counts.length }
}

/** A line of the overview's table: an organization, or the head of those that share a tag. */
export type OverviewLine =
  | { readonly type: 'organization'; readonly key: string; readonly row: OverviewRow }
  | { readonly type: 'group'; readonly key: string; readonly title: string; readonly tag: string | null; readonly rows: readonly OverviewRow[]; readonly isOpen: boolean }

export const plainLines = (rows: readonly OverviewRow[]): OverviewLine[] => rows.map((row) => ({ type: 'organization', key: row.organization.id, row }))

/** By tag, in their order by name, those without one last. An organization with two tags stands under both, so groups do not add up to the whole. */
export function linesByTag(rows: readonly OverviewRow[], closed: ReadonlySet<string>): OverviewLine[] {
  const tags = [...new Set(rows.flatMap(({ organization }) => organization.tags))].sort((left, right) => left.localeCompare(right))
  const groups: { key: string; title: string; tag: string | null; rows: OverviewRow[] }[] = tags.map((tag) => ({ key: `tag ${tag}`, title: tag, tag, rows: rows.filter(({ organization }) => organization.tags.includes(tag)) }))
  const without = rows.filter(({ organization }) => organization.tags.length === 0)
  if (without.length > 0) groups.push({ key: 'none', title: 'Without a tag', tag: null, rows: without })
  return groups.flatMap((group): OverviewLine[] => {
    const isOpen = !closed.has(group.key)
    const under = isOpen ? group.rows.map((row): OverviewLine => ({ type: 'organization', key: `${group.key} ${row.organization.id}`, row })) : []
    return [{ type: 'group', ...group, isOpen }, ...under]
  })
}
