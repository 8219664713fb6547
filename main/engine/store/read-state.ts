// What every answer needs besides rows: organizations, passes and totals at one revision, kept until the revision changes.

import { hashText } from '../../../shared/base/random.ts'
import type { SqlSession } from './driver.ts'
import { readOrganizations, type StoredOrganization } from './organizations.ts'
import { type Pass, readPasses } from './passes.ts'
import type { ProjectionLayout } from './projection-layout.ts'

export interface Summary {
  readonly total: number
  readonly measures: Readonly<Record<string, number>>
}

export interface ReadState {
  readonly revision: number
  readonly organizations: readonly StoredOrganization[]
  pass(rank: number, kind: string): Pass | undefined
  summary(rank: number, kind: string): Summary | undefined
  /** Changes when rows of the kind may have changed, in any organization. */
  version(kind: string): number
}

export type ReadStates = (session: SqlSession) => Promise<ReadState>

/** The first statement of a reading transaction: what it returns belongs to the state that the transaction sees. */
export function createReadStates(layout: ProjectionLayout): ReadStates {
  let kept: ReadState | null = null
  return async (session) => {
    const revision = (await session.all<{ value: number }>(`SELECT value FROM meta WHERE name = 'revision'`))[0]!.value
    if (kept?.revision !== revision) kept = await load(session, layout, revision)
    return kept
  }
}

async function load(session: SqlSession, layout: ProjectionLayout, revision: number): Promise<ReadState> {
  const organizations = await readOrganizations(session)
  const passes = await readPasses(session)
  const summaries = await session.all<{ organization: number; kind: string; total: number; measures: string }>('SELECT organization, kind, total, measures FROM summary')
  const passByName = new Map(passes.map((pass) => [`${pass.rank}/${pass.kind}`, pass]))
  const summaryByName = new Map(summaries.map((row) => [`${row.organization}/${row.kind}`, { total: row.total, measures: JSON.parse(row.measures) as Summary['measures'] }]))
  const versions = new Map<string, number>()
  return {
    revision,
    organizations,
    pass: (rank, kind) => passByName.get(`${rank}/${kind}`),
    summary: (rank, kind) => summaryByName.get(`${rank}/${kind}`),
    version: (kind) => {
      const known = versions.get(kind)
      if (known !== undefined) return known
      const read = [kind, ...(layout.tables.get(kind)?.counts.map((column) => column.countOf) ?? [])]
      const version = hashText(passes.filter((pass) => read.includes(pass.kind)).map((pass) => `${pass.rank}:${pass.kind}:${pass.run}`).join(' '))
      versions.set(kind, version)
      return version
    },
  }
}
