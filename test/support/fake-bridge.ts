// A Bridge over in-memory handlers: what component tests and the looking harness put in the place of the preload's.
// Inputs and outputs are checked against the contract, so that the fake cannot drift away from the real thing.

import type { Cell } from '../../shared/base/cell.ts'
import { AppError, errorToPlain } from '../../shared/base/app-error.ts'
import type { ErrorCode } from '../../shared/base/error-codes.ts'
import { objectKey, type OrganizationId } from '../../shared/base/ids.ts'
import type { AppState } from '../../shared/contract/app.ts'
import type { Bridge } from '../../shared/contract/bridge.ts'
import type { Input, Item, OperationName, Output, TopicName } from '../../shared/contract/client.ts'
import type { Envelope } from '../../shared/contract/envelope.ts'
import { declarations } from '../../shared/contract/index.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { ListQuestion } from '../../shared/contract/snapshot.ts'
import type { SyncProgress } from '../../shared/contract/sync.ts'
import { matchesFilter } from '../../shared/filter/filter-match.ts'
import { atTimes } from '../../shared/filter/relative-time.ts'
import { kinds, resourceOf } from '../../shared/resources/index.ts'
import type { Coverage } from '../../shared/scope/coverage.ts'
import { isInScope } from '../../shared/scope/members.ts'
import type { FakeOrganization, FakeRow } from './fake-estate.ts'

export type FakeHandlers = { readonly [Name in OperationName]?: (input: Input<Name>) => Output<Name> | Promise<Output<Name>> }

export interface FakeBridge extends Bridge {
  /** Sends an item to every subscriber of a topic, and to later ones first. */
  push<Name extends TopicName>(name: Name, item: Item<Name>): void
  /** Operations asked for, in order. */
  readonly calls: readonly { readonly name: string; readonly input: unknown }[]
  /** Replaces handlers from now on. */
  use(handlers: FakeHandlers): void
}

export interface FakeBridgeParts {
  readonly organizations?: readonly FakeOrganization[]
  /** What the demo estate adds. */
  readonly demo?: readonly FakeOrganization[]
  readonly state?: Partial<AppState>
  readonly settings?: Partial<Settings>
  readonly handlers?: FakeHandlers
  /** Answers come this much later. */
  readonly delayMs?: number
  /** Rows of the first organization's users made by index instead of kept, for very long lists. */
  readonly endlessUsers?: number
  readonly now?: () => number
}

const defaultState: AppState = { keychain: 'ready', isSessionOnly: false, engine: 'ready', storeError: null, showsFirstView: false, demo: 'off' }
const defaultSettings: Settings = { theme: 'system', density: 'cosy', isNavigationCollapsed: false, collapsedSections: [], areSingleKeysOn: true, syncMinutes: 60, isSyncPaused: false, layout: null, columns: {}, views: {}, offboarding: {} }

/** Fails a handler the way an operation fails. */
export const failWith = (code: ErrorCode, detail: Record<string, string | number> = {}): never => {
  throw new AppError(code, detail)
}

export function createFakeBridge(parts: FakeBridgeParts = {}): FakeBridge {
  const now = parts.now ?? Date.now
  let organizations = [...(parts.organizations ?? [])]
  let settings: Settings = { ...defaultSettings, ...parts.settings }
  let handlers: FakeHandlers = {}
  let revision = 1
  const calls: { name: string; input: unknown }[] = []
  const latest = new Map<string, unknown>()
  const subscribers = new Map<string, Set<(item: unknown) => void>>()

  const push = (name: string, item: unknown) => {
    latest.set(name, item)
    for (const each of subscribers.get(name) ?? []) each(item)
  }
  const changed = (kinds: string[], ids: readonly OrganizationId[] = []) => push('store.changed', { revision: ++revision, organizations: [...ids], kinds })
  const find = (id: string) => organizations.find(({ record }) => record.id === id) ?? failWith('organization.unknown')
  const scoped = (scope: ListQuestion['scope']) =>
    organizations.filter(({ record }) => isInScope(scope, record))

  function coverage(included: readonly FakeOrganization[]): Coverage {
    const missing = included.filter(({ record }) => record.syncedAt === null)
    const times = included.flatMap(({ record }) => record.syncedAt ?? []).sort()
    return {
      isComplete: missing.length === 0,
      organizationsTotal: included.length,
      organizationsIncluded: included.length - missing.length,
      missing: missing.map(({ record }) => ({ organization: record.id, name: record.name, reason: 'never synced' })),
      oldestAt: times[0] ?? null,
      newestAt: times.at(-1) ?? null,
    }
  }

  /** Rows of a question in its order. */
  function answer(question: Omit<ListQuestion, 'sort'> & { sort?: ListQuestion['sort'] }): { organization: OrganizationId; row: FakeRow }[] {
    const searched = resourceOf(question.kind).columns.filter((column) => column.search).map((column) => column.path)
    const needle = question.search?.toLowerCase()
    const rows = scoped(question.scope).flatMap(({ record, rows: byKind }) => byKind[question.kind].map((row) => ({ organization: record.id, row })))
    const kept = rows
      .filter(({ row }) => !needle || searched.some((path) => String(row.cells[path] ?? '').toLowerCase().includes(needle)))
      .filter(({ row }) => !question.filter || matchesFilter(atTimes(question.filter, { readMs: now(), nowMs: now() }), (field) => row.cells[field] ?? null))
    for (const { column, descending } of [...(question.sort ?? [])].reverse()) {
      kept.sort((left, right) => compareCells(left.row.cells[column] ?? null, right.row.cells[column] ?? null) * (descending ? -1 : 1))
    }
    return kept
  }

  const defaults: FakeHandlers = {
    'app.versions': () => ({ app: '0.1.0', electron: '45.4.1', chromium: '156.0', node: '24.0', sqlite: '3.51.3', sqlcipher: '4.14.0', isRuntimeSupported: true, isPackaged: false }),
    'app.retryKeychain': (input) => {
      const state: AppState = { ...defaultState, ...parts.state, ...(input.sessionOnly ? { isSessionOnly: true } : { keychain: 'ready' as const }), engine: 'ready', storeError: null }
      push('app.state', state)
      return state
    },
    'app.startAfresh': () => {
      organizations = []
      const state: AppState = { ...defaultState, keychain: 'ready', engine: 'ready', storeError: null }
      push('app.state', state)
      return state
    },
    'app.startDemo': () => {
      organizations = [...organizations, ...(parts.demo ?? [])]
      changed(['*'])
      return { organizations: parts.demo?.length ?? 0 }
    },
    'app.removeDemo': () => {
      organizations = organizations.filter(({ record }) => !record.isDemo)
      changed(['*'])
      return null
    },
    'call.cancel': () => null,
    'window.setTitle': () => null,
    'clipboard.write': () => null,
    'link.open': () => null,
    'connection.list': () =>
      organizations.map(({ record }) => ({
        id: record.connection,
        type: 'apiKey' as const,
        region: record.isDemo ? ('demo' as const) : ('us' as const),
        keep: 'keychain' as const,
        organizations: [record.id],
        addedAt: record.addedAt,
        lastUsedAt: record.syncedAt,
        name: record.name,
        owner: 'admin@example.com',
        role: 'Administrator',
        madeAt: record.addedAt,
        expiresAt: null,
        checkedAt: record.addedAt,
        refusal: null,
        isKeyMissing: false,
        provider: null,
      })),
    'connection.check': ({ source }) => {
      if (source.from === 'clipboard') return failWith('key.clipboard-empty')
      if (source.key.length < 16) return failWith('key.format', { minimum: 16, maximum: 512 })
      if (source.key.startsWith('bad')) return failWith('key.rejected')
      return {
        ticket: 'ticket-1',
        type: 'apiKey',
        facts: { name: 'Initech', owner: 'admin@initech.example', role: 'Administrator', madeAt: null, expiresAt: null, provider: null },
        organizations: [{ id: 'c0ffee00c0ffee00c0ffee00' as OrganizationId, name: 'Initech', suggested: { colour: 'teal', monogram: 'IN' }, isPresent: false, users: 61, problem: null }],
        counts: { user: 61, userGroup: 9 },
        canKeepInKeychain: (parts.state?.keychain ?? 'ready') === 'ready',
      }
    },
    'connection.discard': () => null,
    'connection.replaceKey': () => null,
    'organization.list': () => organizations.map(({ record }) => record),
    'organization.update': ({ organization, ...change }) => {
      const next = { ...find(organization).record, ...JSON.parse(JSON.stringify(change)) }
      organizations = organizations.map((each) => (each.record.id === organization ? { ...each, record: next } : each))
      changed(['organizationList'], [organization])
      return next
    },
    'organization.remove': ({ organization }) => {
      const { rows } = find(organization)
      organizations = organizations.filter(({ record }) => record.id !== organization)
      changed(['organizationList', '*'])
      return { rows: rows.user.length + rows.userGroup.length, files: 1, isKeyForgotten: true }
    },
    'snapshot.page': ({ columns, start, size, ...question }) => {
      if (parts.endlessUsers !== undefined && question.kind === 'user' && !question.search && !question.filter) return endlessPage(columns, start, size, parts.endlessUsers)
      const rows = answer(question)
      const page = rows.slice(start, start + size).map(({ organization, row }) => [organization, row.id, ...columns.map((column) => row.cells[column] ?? null)])
      return { rowsJson: JSON.stringify(page), start, total: rows.length, isCounted: true, revision, coverage: coverage(scoped(question.scope)) }
    },
    'snapshot.count': (question) => ({ total: answer({ ...question, sort: [] }).length, revision }),
    'snapshot.ids': ({ start, size, ...question }) => {
      const rows = answer(question)
      return { idsJson: JSON.stringify(rows.slice(start, start + size).map(({ organization, row }) => (question.scope.type === 'one' ? row.id : objectKey(organization, row.id)))), total: rows.length, revision }
    },
    'snapshot.object': ({ organization, kind, id }) => {
      const row = find(organization).rows[kind].find((each) => each.id === id) ?? failWith('object.unknown')
      return { id, title: row.title, cells: row.cells, raw: JSON.stringify(row.raw), readAt: find(organization).record.syncedAt ?? new Date(now()).toISOString(), goneAt: null }
    },
    'snapshot.related': ({ organization, kind, id, target, start, size }) => {
      const { members, rows, record } = find(organization)
      const ids = kind === 'userGroup' ? (members.get(id) ?? []) : [...members].filter(([, users]) => users.includes(id)).map(([group]) => group)
      const related = rows[target].filter((row) => ids.includes(row.id)).map(({ id: each, title }) => ({ id: each, title }))
      return { rows: related.slice(start, start + size), total: related.length, coverage: coverage([find(record.id)]) }
    },
    'snapshot.shares': ({ organization, target, filter, among, membersMin, size }) => {
      const { members, rows, record } = find(organization)
      const holds = (tree: NonNullable<typeof among>, row: FakeRow) => matchesFilter(atTimes(tree, { readMs: now(), nowMs: now() }), (field) => row.cells[field] ?? null)
      const shares = rows.userGroup.map(({ id, title }) => {
        const bound = rows[target].filter((row) => members.get(id)?.includes(row.id) && (!among || holds(among, row)))
        return { id, title, matching: bound.filter((row) => holds(filter, row)).length, total: bound.length }
      })
      const kept = shares.filter(({ matching, total }) => matching > 0 && total >= membersMin).sort((left, right) => right.matching / right.total - left.matching / left.total)
      return { rows: kept.slice(0, size), coverage: coverage([find(record.id)]) }
    },
    'snapshot.bindings': ({ organization, kind, id }) => {
      const { members, rows, record } = find(organization)
      const ids = kind === 'userGroup' ? (members.get(id) ?? []) : [...members].filter(([, users]) => users.includes(id)).map(([group]) => group)
      const far = kind === 'userGroup' ? ('user' as const) : ('userGroup' as const)
      return { bindings: rows[far].filter((row) => ids.includes(row.id)).map((row) => ({ kind: far, id: row.id, title: row.title, paths: [[]] })), coverage: coverage([find(record.id)]) }
    },
    'diff.drift': () => organizations.map(({ record }) => ({ organization: record.id, lookedAt: null, isCounted: record.syncedAt !== null, kinds: [] })),
    'diff.driftRows': () => ({ lookedAt: null, readAt: new Date(now()).toISOString(), rows: [], total: 0 }),
    'diff.look': () => null,
    'live.read': () => ({ rowsJson: '[]', total: 0, isComplete: true, readAt: new Date(now()).toISOString() }),
    'live.commandOutput': () => ({ output: 'done\n', exitCode: 0, readAt: new Date(now()).toISOString() }),
    'live.recoveryKey': () => ({ recovery: 'AAAA-BBBB-CCCC-DDDD', readAt: new Date(now()).toISOString() }),
    'snapshot.summary': ({ scope }) => ({
      organizations: scoped(scope).map((each) => ({
        organization: each.record.id,
        kinds: kinds.map((kind) => ({
          kind,
          total: each.rows[kind].length,
          measures: Object.fromEntries(
            resourceOf(kind).filters.flatMap(({ id, filter, measure }) => (measure ? [[id, each.rows[kind].filter((row) => matchesFilter(atTimes(filter, { readMs: now(), nowMs: now() }), (field) => row.cells[field] ?? null)).length]] : [])),
          ),
          coverage: coverage([each]),
        })),
      })),
    }),
    'snapshot.facets': ({ fields, ...question }) => {
      const rows = answer(question)
      return Object.fromEntries(
        fields.map((field) => {
          const counts = new Map<Cell, number>()
          for (const { row } of rows) counts.set(row.cells[field] ?? null, (counts.get(row.cells[field] ?? null) ?? 0) + 1)
          return [field, [...counts].map(([value, count]) => ({ value, count }))]
        }),
      )
    },
    'sync.start': () => null,
    'sync.pause': () => null,
    'sync.resume': () => null,
    'sync.stop': () => null,
    'export.choose': ({ suggestedName }) => ({ token: 'export-1', fileName: suggestedName }),
    'export.start': ({ question, ids }) => ({ fileName: 'Contoso users.csv', rows: ids?.length ?? answer(question).length, sha256: '0'.repeat(64) }),
    'settings.get': () => settings,
    'settings.set': (change) => (settings = { ...settings, ...(JSON.parse(JSON.stringify(change)) as Partial<Settings>) }),
  }

  async function call({ name, input }: { name: string; input: unknown }): Promise<Envelope> {
    const declaration = declarations[name]
    if (!declaration || declaration.type === 'topic') return { ok: false, error: errorToPlain(new AppError('call.invalid')) }
    calls.push({ name, input })
    const parsed = declaration.input.safeParse(input)
    if (!parsed.success) throw new Error(`the page sent a wrong input for ${name}: ${parsed.error.message}`)
    if (parts.delayMs) await new Promise((resolve) => setTimeout(resolve, parts.delayMs))
    try {
      const handler = (handlers[name as OperationName] ?? parts.handlers?.[name as OperationName] ?? defaults[name as OperationName]) as ((input: unknown) => unknown) | undefined
      if (!handler) throw new Error(`the fake bridge does not answer ${name}`)
      return { ok: true, value: structuredClone(declaration.output.parse(await handler(parsed.data))) }
    } catch (thrown) {
      if (thrown instanceof AppError) return { ok: false, error: errorToPlain(thrown) }
      throw thrown
    }
  }

  push('app.state', { ...defaultState, ...parts.state })
  push('network.changed', { status: 'online', since: new Date(now()).toISOString(), troubled: [] })
  push('sync.progressed', [] satisfies SyncProgress[])

  return {
    call,
    subscribe: ({ name }, onItem) => {
      const set = subscribers.get(name) ?? new Set()
      subscribers.set(name, set.add(onItem))
      // `store.changed` has no present value, only changes.
      if (latest.has(name) && name !== 'store.changed') queueMicrotask(() => set.has(onItem) && onItem(latest.get(name)))
      return () => set.delete(onItem)
    },
    runtime: { platform: 'linux', version: '45.4.1' },
    push,
    calls,
    use: (next) => {
      handlers = { ...handlers, ...next }
    },
  }

  function endlessPage(columns: readonly string[], start: number, size: number, total: number): Output<'snapshot.page'> {
    const organization = organizations[0]?.record.id ?? failWith('organization.unknown')
    const rows = Array.from({ length: Math.max(0, Math.min(size, total - start)) }, (_, offset) => {
      const index = start + offset
      return [organization, index.toString(16).padStart(24, '0'), ...columns.map((column) => endlessCell(column, index))]
    })
    return { rowsJson: JSON.stringify(rows), start, total, isCounted: true, revision, coverage: coverage(organizations.slice(0, 1)) }
  }
}

function endlessCell(column: string, index: number): Cell {
  if (column === 'status') return index % 7 === 0 ? 'suspended' : 'active'
  if (column === 'mfaEnrollment.overallStatus') return index % 5 === 0 ? 'NOT_ENROLLED' : 'ENROLLED'
  if (column === 'passwordStatus') return 'set'
  if (column === 'created') return new Date(1_600_000_000_000 + index * 60_000).toISOString()
  return column === 'groupCount' ? index % 9 : `${column} ${index}`
}

function compareCells(left: Cell, right: Cell): number {
  if (left === right) return 0
  if (left === null || right === null) return left === null ? -1 : 1
  return typeof left === 'number' && typeof right === 'number' ? left - right : String(left).localeCompare(String(right))
}
