// What changed in each organization since its operator last looked: counted when a reading brought something, kept, and answered at once.

import { isAppError } from '../../../shared/base/app-error.ts'
import type { OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import { type Instant, instantFromMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { Output, ParsedInput } from '../../../shared/contract/client.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import type { Store } from '../store/store.ts'

type DriftStore = Pick<Store, 'drift' | 'organizations' | 'value' | 'saveValue' | 'onChange'>
type Drift = Output<'diff.drift'>[number]

/** What is kept of an organization. */
interface Kept {
  /** When the operator looked; null before the first time. */
  readonly lookedAt: Instant | null
  /** The store as far as it was counted. */
  readonly countedAt: Instant
  readonly kinds: Drift['kinds']
}

export interface Drifts {
  all(): Promise<Output<'diff.drift'>>
  rows(input: ParsedInput<'diff.driftRows'>): Promise<Output<'diff.driftRows'>>
  /** From now on only what comes after this counts. */
  look(organization: OrganizationId): Promise<void>
  close(): Promise<void>
}

interface DriftParts {
  readonly store: DriftStore
  readonly clock: { now(): number }
  /** Told when the numbers of an organization are others. */
  readonly onCounted: (organization: OrganizationId) => void
}

const keptName = 'drift'

export function createDrifts({ store, clock, onCounted }: DriftParts): Drifts {
  const waiting = new Map<OrganizationId, NodeJS.Timeout>()
  let isClosed = false
  let kept: Promise<Map<OrganizationId, Kept>> | null = null
  const load = () => (kept ??= store.value(keptName).then((text) => new Map(Object.entries(JSON.parse(text ?? '{}') as Record<string, Kept>) as [OrganizationId, Kept][])))
  // One after the other: counting opens a history file, and what is kept is written as a whole.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work)
    last = next.catch(() => undefined)
    return next
  }

  const save = async (organization: OrganizationId, entry: Kept): Promise<void> => {
    const all = await load()
    const present = new Set((await store.organizations()).map(({ id }) => id))
    for (const id of all.keys()) if (!present.has(id)) all.delete(id)
    if (present.has(organization)) all.set(organization, entry)
    await store.saveValue(keptName, JSON.stringify(Object.fromEntries(all)))
    onCounted(organization)
  }

  const count = async (organization: OrganizationId): Promise<void> => {
    if (isClosed) return
    const before = (await load()).get(organization)
    const countedAt = instantFromMs(clock.now())
    const lookedAt = before?.lookedAt ?? null
    const kinds = countsOf(await store.drift(organization, lookedAt))
    await save(organization, { lookedAt, countedAt, kinds })
  }

  /** A sync publishes dozens of kinds in a row: they are counted together, a little later. */
  const countSoon = (organization: OrganizationId) => {
    if (isClosed) return
    clearTimeout(waiting.get(organization))
    waiting.set(
      organization,
      setTimeout(() => {
        waiting.delete(organization)
        // An organization that was removed or whose file is in trouble has its own place to say so.
        inTurn(() => count(organization)).catch(() => undefined)
      }, limits.driftSettleMs).unref(),
    )
  }

  const stop = store.onChange(({ organizations, kinds }) => {
    if (kinds.length > 0) for (const organization of organizations) countSoon(organization)
  })
  // What an earlier session read and did not come to count.
  inTurn(async () => {
    const known = await load()
    for (const { id, syncedAt } of await store.organizations()) if (syncedAt !== null && syncedAt > (known.get(id)?.countedAt ?? '')) countSoon(id)
  }).catch(() => undefined)

  return {
    all: async () => {
      const known = await load()
      return (await store.organizations()).map(({ id }) => {
        const entry = known.get(id)
        return { organization: id, lookedAt: entry?.lookedAt ?? null, isCounted: entry !== undefined, kinds: entry?.kinds ?? [] }
      })
    },
    rows: async ({ organization, start, size }) => {
      const lookedAt = (await load()).get(organization)?.lookedAt ?? null
      const rows = await store.drift(organization, lookedAt, { start, size })
      const shown = rows.slice(start, start + size).map(({ kind, id, changes, ends, ...row }) => ({ ...row, kind: kind as Kind, id: id as ResourceId, owner: ends && { kind: ends[0].kind as Kind, id: ends[0].id as ResourceId }, changes: changes.slice(0, limits.compareChangesShown), changesTotal: changes.length }))
      return { lookedAt, readAt: instantFromMs(clock.now()), rows: shown, total: rows.length }
    },
    look: (organization) =>
      inTurn(async () => {
        const at = instantFromMs(clock.now())
        await save(organization, { lookedAt: at, countedAt: at, kinds: [] })
      }),
    close: async () => {
      isClosed = true
      stop()
      for (const timer of waiting.values()) clearTimeout(timer)
      await last.catch((error: unknown) => {
        if (!isAppError(error)) throw error
      })
    },
  }
}

function countsOf(rows: Awaited<ReturnType<Store['drift']>>): Drift['kinds'] {
  const byKind = new Map<string, { kind: Kind; added: number; changed: number; removed: number }>()
  for (const { kind, what } of rows) {
    const counts = byKind.get(kind) ?? { kind: kind as Kind, added: 0, changed: 0, removed: 0 }
    counts[what]++
    byKind.set(kind, counts)
  }
  return [...byKind.values()]
}
