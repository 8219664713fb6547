// What every answer needs besides rows: organizations, passes and totals at one revision, kept until the revision changes. Of a new
// revision only the organizations that it is about are read again: while an estate is filled there are thousands of them.

import { hashText } from '../../../shared/base/random.ts'
import type { SqlSession } from './driver.ts'
import { readOrganizations, type StoredOrganization } from './organizations.ts'
import { ofRanks, type Pass, readPasses } from './passes.ts'
import type { ProjectionLayout } from './projection-layout.ts'
import type { Touched } from './touched.ts'

export interface Summary {
  readonly total: number
  readonly measures: Readonly<Record<string, number>>
}

export interface ReadState {
  readonly revision: number
  readonly organizations: readonly StoredOrganization[]
  pass(rank: number, kind: string): Pass | undefined
  summary(rank: number, kind: string): Summary | undefined
  /** Ranks of the organizations that have rows of the kind. */
  holders(kind: string): readonly number[]
  /** Changes when rows of the kind may have changed, in any organization. */
  version(kind: string): number
}

export interface ReadStates {
  /** The first statement of a reading transaction: what it returns belongs to the state that the transaction sees. */
  read(session: SqlSession): Promise<ReadState>
  /** The newest state there is, when that is known without looking. */
  newest(): ReadState | null
}

/** By rank, then by kind. */
type ByRank<Value> = ReadonlyMap<number, ReadonlyMap<string, Value>>

interface Kept {
  readonly organizations: readonly StoredOrganization[]
  readonly passes: ByRank<Pass>
  readonly summaries: ByRank<Summary>
  readonly state: ReadState
}

/** More than this are read as quickly with all the others. */
const singleMax = 50

export function createReadStates(layout: ProjectionLayout, touched: Touched): ReadStates {
  let kept: Kept | null = null
  return {
    read: async (session) => {
      const revision = await readRevision(session)
      if (kept?.state.revision !== revision) kept = await load(session, layout, revision, kept, touched)
      return kept.state
    },
    newest: () => (kept && !touched.isAfter(kept.state.revision) ? kept.state : null),
  }
}

async function load(session: SqlSession, layout: ProjectionLayout, revision: number, before: Kept | null, touched: Touched): Promise<Kept> {
  const organizations = await readOrganizations(session)
  const changed = before && touched.between(before.state.revision, revision)
  const ranks = changed ? ranksOf(new Set(changed), before.organizations, organizations) : undefined
  const passes = renewed(before?.passes, ranks, await readPasses(session, ranks), (pass) => [pass.rank, pass.kind, pass])
  const rows = await session.all<{ organization: number; kind: string; total: number; measures: string }>(`SELECT organization, kind, total, measures FROM summary ${ofRanks(ranks)}`, ranks)
  const summaries = renewed(before?.summaries, ranks, rows, ({ organization, kind, total, measures }) => [organization, kind, { total, measures: JSON.parse(measures) as Summary['measures'] }])
  const versions = new Map<string, number>()
  const holders = new Map<string, readonly number[]>()
  const inOrder = [...passes.keys()].sort((left, right) => left - right)
  const state: ReadState = {
    revision,
    organizations,
    pass: (rank, kind) => passes.get(rank)?.get(kind),
    summary: (rank, kind) => summaries.get(rank)?.get(kind),
    holders: (kind) => {
      const known = holders.get(kind) ?? organizations.flatMap(({ rank }) => (summaries.get(rank)?.get(kind)?.total ? [rank] : []))
      holders.set(kind, known)
      return known
    },
    version: (kind) => {
      const known = versions.get(kind)
      if (known !== undefined) return known
      const read = [...new Set([kind, ...(layout.tables.get(kind)?.counts.flatMap((column) => column.countOf ?? []) ?? [])])]
      const version = hashText(inOrder.flatMap((rank) => read.flatMap((each) => passes.get(rank)?.get(each) ?? [])).map((pass) => `${pass.rank}:${pass.kind}:${pass.run}`).join(' '))
      versions.set(kind, version)
      return version
    },
  }
  return { organizations, passes, summaries, state }
}

export const revisionSql = `SELECT value FROM meta WHERE name = 'revision'`

export const readRevision = async (session: SqlSession): Promise<number> => (await session.all<{ value: number }>(revisionSql))[0]!.value

/** Ranks of the organizations that changed, also of those that are gone; undefined for all. */
function ranksOf(changed: ReadonlySet<string>, ...lists: readonly (readonly StoredOrganization[])[]): number[] | undefined {
  const ranks = new Set(lists.flatMap((list) => list.flatMap(({ rank, organization }) => (changed.has(organization.id) ? [rank] : []))))
  return ranks.size > singleMax ? undefined : [...ranks]
}

function renewed<Row, Value>(before: ByRank<Value> | undefined, ranks: readonly number[] | undefined, rows: readonly Row[], entryOf: (row: Row) => [rank: number, kind: string, value: Value]): ByRank<Value> {
  const next = new Map(ranks === undefined ? [] : before)
  for (const rank of ranks ?? []) next.delete(rank)
  const fresh = new Map<number, Map<string, Value>>()
  for (const row of rows) {
    const [rank, kind, value] = entryOf(row)
    const own = fresh.get(rank) ?? new Map<string, Value>()
    fresh.set(rank, own.set(kind, value))
  }
  for (const [rank, own] of fresh) next.set(rank, own)
  return next
}
