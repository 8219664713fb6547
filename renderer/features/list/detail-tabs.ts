// The tabs of one object: its fields, its members or groups, what it is bound to, what can be read live, and the raw answer.

import type { Cell } from '../../../shared/base/cell.ts'
import type { Relation } from '../../bridge/registry-lists.ts'
import type { LiveDetailData } from '../../bridge/registry-live.ts'

export type DetailTab =
  | { readonly type: 'details' | 'bindings' | 'raw'; readonly key: string; readonly title: string }
  | { readonly type: 'relation'; readonly key: string; readonly title: string; readonly relation: Relation }
  | { readonly type: 'live'; readonly key: string; readonly title: string; readonly details: readonly LiveDetailData[] }

// Belonging to a group is asked for all the time and has a tab of its own; every other relation is under "Bound to".
const memberEdges: readonly string[] = ['membership', 'deviceMembership', 'policyGroupToPolicy']

// What a group's side is called from the member's side, by the group's kind.
const groupTitles: Readonly<Record<string, string>> = { userGroup: 'Groups', deviceGroup: 'Groups', policyGroup: 'Policy groups' }

const titleOf = ({ end, target }: Relation): string => (end === 'to' ? 'Members' : (groupTitles[target] ?? 'Groups'))

const holds = ({ where }: LiveDetailData, cells: Readonly<Record<string, Cell>>): boolean => where === undefined || String(cells[where.path] ?? '') === where.is

interface DetailTabsParts {
  readonly relations: readonly Relation[]
  readonly live: readonly LiveDetailData[]
  /** Empty until the object is there; details that depend on its values wait for it. */
  readonly cells: Readonly<Record<string, Cell>>
}

export function detailTabs({ relations, live, cells }: DetailTabsParts): DetailTab[] {
  const groups = new Map<string, LiveDetailData[]>()
  for (const detail of live.filter((each) => holds(each, cells))) {
    // What belongs to the rows of another detail is shown there.
    const key = detail.group ?? detail.ofRow ?? detail.name
    groups.set(key, [...(groups.get(key) ?? []), detail])
  }
  return [
    { type: 'details', key: 'details', title: 'Details' },
    ...relations.filter(({ edge }) => memberEdges.includes(edge)).map((relation): DetailTab => ({ type: 'relation', key: relation.edge, title: titleOf(relation), relation })),
    ...(relations.length > 0 ? [{ type: 'bindings', key: 'bindings', title: 'Bound to' } as const] : []),
    ...[...groups].map(([key, details]): DetailTab => ({ type: 'live', key: `live-${key.replaceAll(' ', '-')}`, title: details[0]?.group ?? details[0]?.title ?? key, details })),
    { type: 'raw', key: 'raw', title: 'Raw' },
  ]
}
