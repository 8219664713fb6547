// A real encrypted store in a temporary folder, with rows that are valid by default.

import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type StoreOptions } from '../../main/engine/store/open.ts'
import type { Proof, StagedRow, Store } from '../../main/engine/store/store.ts'
import type { Cell } from '../../shared/base/cell.ts'
import type { ConnectionId, OrganizationId } from '../../shared/base/ids.ts'
import { type Instant, instantFromMs } from '../../shared/base/instant.ts'
import type { Input, ParsedInput } from '../../shared/contract/client.ts'
import type { Connection } from '../../shared/contract/connection.ts'
import type { OrganizationRecord } from '../../main/engine/store/organizations.ts'

/** A clock that stands still until it is moved. */
export interface TestClock {
  nowMs: number
  now(): number
}

export const createClock = (nowMs = Date.UTC(2026, 10, 21, 12)): TestClock => {
  const clock = { nowMs, now: () => clock.nowMs }
  return clock
}

export interface TempStore {
  readonly folder: string
  readonly rootKey: Buffer
  readonly clock: TestClock
  /** The open store; another object after `reopen`. */
  store: Store
  reopen(options?: Partial<StoreOptions>): Promise<Store>
  /** Closes what is open and deletes the folder. */
  remove(): Promise<void>
}

export async function openTempStore(options: Partial<StoreOptions> = {}): Promise<TempStore> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'orgdeck-store-'))
  const rootKey = randomBytes(32)
  const clock = createClock()
  const base = { folder, rootKey, clock, ...options }
  let isOpen = true
  const temp: TempStore = {
    folder,
    rootKey,
    clock,
    store: await openStore(base),
    reopen: async (changed = {}) => {
      await temp.store.close().catch(() => undefined)
      isOpen = false
      temp.store = await openStore({ ...base, ...changed })
      isOpen = true
      return temp.store
    },
    remove: async () => {
      if (isOpen) await temp.store.close().catch(() => undefined)
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return temp
}

export const organizationId = (number: number): OrganizationId => `aaaa${number.toString(16).padStart(20, '0')}` as OrganizationId
export const objectId = (number: number): string => number.toString(16).padStart(24, '0')
export const connectionId = 'con_aaaaaaaaaaaaaaaa' as ConnectionId

export const organization = (number: number, fields: Partial<OrganizationRecord> = {}): OrganizationRecord => ({
  id: organizationId(number),
  name: `Organization ${number}`,
  appearance: { colour: 'azure', monogram: 'OR' },
  safety: 'readOnly',
  connection: connectionId,
  alias: null,
  tags: [],
  isFavourite: false,
  isDemo: false,
  addedAt: instantFromMs(Date.UTC(2026, 0, 1)),
  ...fields,
})

export const connection = (organizations: readonly OrganizationId[], fields: Partial<Connection> = {}): Connection => ({
  id: connectionId,
  type: 'apiKey',
  region: 'us',
  keep: 'keychain',
  organizations: [...organizations],
  addedAt: instantFromMs(Date.UTC(2026, 0, 1)),
  lastUsedAt: null,
  name: 'Connection',
  owner: null,
  role: null,
  madeAt: null,
  expiresAt: null,
  checkedAt: null,
  refusal: null,
  isKeyMissing: false,
  provider: null,
  ...fields,
})

export function userRow(number: number, fields: Record<string, unknown> = {}): StagedRow {
  const id = objectId(number)
  return {
    id,
    raw: { _id: id, username: `user${number}`, email: `user${number}@example.com`, firstname: 'First', lastname: `Last ${number}`, state: 'ACTIVATED', created: '2026-01-01T00:00:00.000Z', ...fields },
  }
}

export const users = (from: number, to: number, fields: Record<string, unknown> = {}): StagedRow[] => Array.from({ length: to - from }, (_, index) => userRow(from + index, fields))

export const groupRow = (number: number, name = `Group ${number}`): StagedRow => ({ id: objectId(900_000 + number), raw: { id: objectId(900_000 + number), name } })

export const memberRow = (group: number, user: number): StagedRow => ({
  id: `${objectId(900_000 + group)}:${objectId(user)}`,
  raw: { to: { id: objectId(user), type: 'user' } },
  edge: { from: objectId(900_000 + group), to: objectId(user) },
})

export const proof = (distinct: number, fields: Partial<Proof> = {}): Proof => ({
  isComplete: true,
  method: 'idOverlap',
  announced: distinct,
  distinct,
  requests: 1,
  stepBacks: 0,
  startedAt: '2026-11-21T12:00:00.000Z' as Instant,
  endedAt: '2026-11-21T12:00:01.000Z' as Instant,
  ...fields,
})

/** One complete run that publishes the given rows by kind. */
export async function publish(store: Store, to: OrganizationId, rowsByKind: Readonly<Record<string, readonly StagedRow[]>>): Promise<void> {
  const run = await store.beginRun(to)
  for (const [kind, rows] of Object.entries(rowsByKind)) {
    await run.stage(kind, rows)
    await run.publish(kind, proof(rows.length))
  }
  await run.finish('complete')
}

type PageInput = Input<'snapshot.page'>

/** Rows of a page as `[organization, id, ...cells]`, with its total. */
export async function page(store: Store, input: Partial<PageInput> & { kind?: string } = {}): Promise<{ rows: Cell[][]; total: number; revision: number; coverage: Awaited<ReturnType<Store['page']>>['coverage'] }> {
  const { rowsJson, total, revision, coverage } = await store.page({ scope: { type: 'all' }, kind: 'user', sort: [], columns: ['username'], start: 0, size: 100, ...input } as ParsedInput<'snapshot.page'>)
  return { rows: JSON.parse(rowsJson) as Cell[][], total, revision, coverage }
}

/** The first column asked for, row by row. */
export const column = async (store: Store, input: Parameters<typeof page>[1] = {}): Promise<Cell[]> => (await page(store, input)).rows.map((row) => row[2] ?? null)
