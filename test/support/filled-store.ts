// A store filled with made-up users, for measurements of reading; and the numbers that come out of them.

import { openSqlcipher } from '../../main/engine/store/driver-sqlcipher.ts'
import type { OpenDatabase, SqlConnection } from '../../main/engine/store/driver.ts'
import { createKeyFiles } from '../../main/engine/store/key-files.ts'
import { storeFolder } from '../../main/engine/store/store-files.ts'
import type { StagedRow, Store } from '../../main/engine/store/store.ts'
import { createEstate } from '../../main/simulator/estate.ts'
import type { OrganizationId } from '../../shared/base/ids.ts'
import { resourceOf } from '../../shared/resources/index.ts'
import { openTempStore, organization, organizationId, proof, type TempStore } from './temp-store.ts'

export interface BenchRow {
  readonly id: string
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly ratio?: number
  readonly goal: string
  readonly baseline?: number
  readonly ok: boolean
}

export interface BenchContext {
  say(text: string): void
}

/** Users as the service sends them, about 60 fields and 1.9 kB each. */
export function makeUsers(organizations: number, usersEach: number): StagedRow[][] {
  const profiles = Array.from({ length: organizations }, (_, index) => ({ name: `Bench ${index}`, users: usersEach }))
  return createEstate({ seed: 3, organizations: profiles }).organizations.map((owner) => {
    const table = owner.table(resourceOf('user'))
    return Array.from({ length: usersEach }, (_, index): StagedRow => {
      const raw = table.at(index)
      return { id: raw._id as string, raw }
    })
  })
}

export const jsonBytes = (rows: readonly StagedRow[]): number => rows.reduce((sum, { raw }) => sum + Buffer.byteLength(JSON.stringify(raw)), 0)

/** One pass over the users of an organization, page by page as sync does it. */
export async function publishUsers(store: Store, to: OrganizationId, rows: readonly StagedRow[]): Promise<Awaited<ReturnType<Awaited<ReturnType<Store['beginRun']>>['publish']>>> {
  const run = await store.beginRun(to)
  for (let start = 0; start < rows.length; start += 100) await run.stage('user', rows.slice(start, start + 100))
  const published = await run.publish('user', proof(rows.length))
  await run.finish('complete')
  return published
}

export async function fillStore(users: readonly (readonly StagedRow[])[], openDatabase: OpenDatabase = openSqlcipher): Promise<TempStore> {
  const temp = await openTempStore({ openDatabase })
  for (const [index, rows] of users.entries()) {
    await temp.store.saveOrganization(organization(index + 1))
    await publishUsers(temp.store, organizationId(index + 1), rows)
  }
  return temp
}

/** The same files without encryption: what encryption costs is the difference. */
export const openPlain: OpenDatabase = (options) => openSqlcipher({ ...options, key: null })

/** A connection to the projection of an open store, past the store itself. */
export async function openBeside({ folder, rootKey }: TempStore): Promise<SqlConnection> {
  const files = storeFolder(folder)
  return openSqlcipher({ path: files.projection, key: await createKeyFiles(files, rootKey).read('current'), cacheKiB: 64 * 1024 })
}

export interface Spread {
  readonly p50: number
  readonly p99: number
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((left, right) => left - right)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50: at(0.5), p99: at(0.99) }
}

export const median = (values: readonly number[]): number => spread(values).p50

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

