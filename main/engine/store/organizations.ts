// Organizations, connections and small values: records as the contract has them, with what the store itself knows beside them.

import { type AppError, errorToPlain } from '../../../shared/base/app-error.ts'
import type { ConnectionId, OrganizationId } from '../../../shared/base/ids.ts'
import type { Instant } from '../../../shared/base/instant.ts'
import type { Connection } from '../../../shared/contract/connection.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { SqlSession } from './driver.ts'
import type { GenerationMark } from './witness.ts'

/** What the store does not know by itself; rights follow from the connections. */
export type OrganizationRecord = Omit<Organization, 'syncedAt' | 'lists' | 'problem' | 'rights'>

export interface StoredOrganization {
  readonly rank: number
  /** Without the state of its lists, which `lists-state.ts` works out for those who ask. */
  readonly organization: Omit<Organization, 'lists'>
  /** What the projection has taken over from the history file. */
  readonly applied: GenerationMark
}

interface OrganizationRow {
  readonly rank: number
  readonly record: string
  readonly synced_at: string | null
  readonly problem: string | null
  readonly generation: number
  readonly root: string
}

export const readOrganizations = (session: SqlSession): Promise<StoredOrganization[]> => selectOrganizations(session, '', [])

async function selectOrganizations(session: SqlSession, where: string, parameters: readonly string[]): Promise<StoredOrganization[]> {
  const rows = await session.all<OrganizationRow>(`SELECT rank, record, synced_at, problem, generation, root FROM organization ${where} ORDER BY rank`, parameters)
  const reaching = byOrganization(await readConnections(session))
  return rows.map(({ rank, record, synced_at, problem, generation, root }) => {
    const kept = { ...laterFields, ...(JSON.parse(record) as OrganizationRecord) }
    return {
      rank,
      organization: { ...kept, rights: rightsOf(kept.connection, reaching.get(kept.id) ?? []), syncedAt: synced_at as Instant | null, problem: problem ? (JSON.parse(problem) as Organization['problem']) : null },
      applied: { generation, root },
    }
  })
}

/** Fields that records of earlier versions do not have. */
const laterFields: Pick<OrganizationRecord, 'alias' | 'tags' | 'isFavourite'> = { alias: null, tags: [], isFavourite: false }

function byOrganization(connections: readonly Connection[]): Map<OrganizationId, Connection[]> {
  const reaching = new Map<OrganizationId, Connection[]>()
  for (const connection of connections) {
    for (const id of connection.organizations) reaching.set(id, [...(reaching.get(id) ?? []), connection])
  }
  return reaching
}

const rightsOf = (used: ConnectionId, reaching: readonly Connection[]): Organization['rights'] =>
  [...reaching].sort((one, other) => Number(other.id === used) - Number(one.id === used)).map(({ id: connection, type }) => ({ connection, type }))

export const findOrganization = async (session: SqlSession, organization: OrganizationId): Promise<StoredOrganization | undefined> => (await selectOrganizations(session, 'WHERE id = ?', [organization]))[0]

export async function writeOrganization(session: SqlSession, record: OrganizationRecord): Promise<void> {
  await session.run('INSERT INTO organization (id, record) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET record = excluded.record', [record.id, JSON.stringify(record)])
}

export async function writeProblem(session: SqlSession, organization: OrganizationId, error: AppError | null, at: Instant, list?: string): Promise<void> {
  const problem = error && JSON.stringify({ ...errorToPlain(error), at, ...(list !== undefined && { list }) })
  await session.run('UPDATE organization SET problem = ? WHERE id = ?', [problem, organization])
}

export async function writeApplied(session: SqlSession, rank: number, { generation, root }: GenerationMark): Promise<void> {
  await session.run('UPDATE organization SET generation = ?, root = ? WHERE rank = ?', [generation, root, rank])
}

export const writeSyncedAt = (session: SqlSession, organization: OrganizationId, at: Instant): Promise<number> =>
  session.run('UPDATE organization SET synced_at = ? WHERE id = ?', [at, organization])

export async function readConnections(session: SqlSession): Promise<Connection[]> {
  return (await session.all<{ record: string }>('SELECT record FROM connection ORDER BY id')).map(({ record }) => ({ ...laterFacts, ...(JSON.parse(record) as Connection) }))
}

const laterFacts: Pick<Connection, 'name' | 'owner' | 'role' | 'madeAt' | 'expiresAt' | 'checkedAt' | 'refusal' | 'provider'> = { provider: null, name: '', owner: null, role: null, madeAt: null, expiresAt: null, checkedAt: null, refusal: null }

export const writeConnection = (session: SqlSession, connection: Connection): Promise<number> =>
  session.run('INSERT INTO connection (id, record) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET record = excluded.record', [connection.id, JSON.stringify(connection)])

export const deleteConnection = (session: SqlSession, id: ConnectionId): Promise<number> => session.run('DELETE FROM connection WHERE id = ?', [id])

export async function readValue(session: SqlSession, name: string): Promise<string | null> {
  return (await session.all<{ value: string }>('SELECT value FROM value WHERE name = ?', [name]))[0]?.value ?? null
}

export const writeValue = (session: SqlSession, name: string, value: string): Promise<number> =>
  session.run('INSERT INTO value (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value', [name, value])

/** Everything in the projection that history files cannot give back in full. */
export interface StoreRecords {
  readonly organizations: readonly StoredOrganization['organization'][]
  readonly connections: readonly Connection[]
  readonly values: readonly { readonly name: string; readonly value: string }[]
  readonly trends: readonly TrendRecord[]
}

/** The days of one kind, by the organization's id: ranks are given anew. */
export interface TrendRecord {
  readonly organization: string
  readonly kind: string
  readonly days: string
}

export const readTrends = (session: SqlSession): Promise<TrendRecord[]> =>
  session.all('SELECT organization.id AS organization, kind, days FROM trend JOIN organization ON organization.rank = trend.organization')

export const readValues = (session: SqlSession): Promise<{ name: string; value: string }[]> => session.all('SELECT name, value FROM value')

export async function writeRecords(session: SqlSession, { organizations, connections, values, trends }: StoreRecords): Promise<void> {
  for (const { syncedAt: _syncedAt, rights: _rights, problem, ...record } of organizations) {
    await writeOrganization(session, record)
    if (problem) await session.run('UPDATE organization SET problem = ? WHERE id = ?', [JSON.stringify(problem), record.id])
  }
  for (const connection of connections) await writeConnection(session, connection)
  for (const { name, value } of values) await writeValue(session, name, value)
  for (const { organization, kind, days } of trends) {
    await session.run('INSERT INTO trend (organization, kind, days) SELECT rank, ?, ? FROM organization WHERE id = ?', [kind, days, organization])
  }
}
