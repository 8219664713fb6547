// What an interrupted run had finished: the next one goes on after it instead of reading it again.
//
// Invariants:
// - Only what was published with a complete proof is skipped, and only for a while: its own age is told with its data.
// - The organization's own record is never skipped, nor a list that another list still has to be read for.

import type { OrganizationId } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { ResourceDescription } from '../../../shared/resources/define.ts'
import type { Clock } from '../api/timer.ts'
import type { Store } from '../store/store.ts'

interface Finished {
  readonly atMs: number
  readonly objects: number
}

export interface Checkpoint {
  /** Kinds that need not be read again, with the number of their objects. */
  load(): Promise<ReadonlyMap<string, number>>
  published(kind: string, objects: number): Promise<void>
  /** The run came to its end: the next one reads everything. */
  end(): Promise<void>
}

type Values = Pick<Store, 'value' | 'saveValue'>
const nameOf = (organization: OrganizationId) => `sync.unfinished:${organization}`

export function createCheckpoint(store: Values, clock: Clock, registry: readonly ResourceDescription[], organization: OrganizationId): Checkpoint {
  let finished: Record<string, Finished> = {}
  // Losing it costs requests, never data.
  const save = () => store.saveValue(nameOf(organization), JSON.stringify(finished)).catch(() => undefined)
  return {
    load: async () => {
      const kept = await readFinished(store, organization).catch(() => ({}) as Record<string, Finished>)
      const oldest = clock.now() - limits.syncResumeMs
      const fresh = new Map(Object.entries(kept).filter(([kind, { atMs }]) => kind !== 'organization' && atMs > oldest))
      for (const { kind, list } of registry) if (list.per !== undefined && !fresh.has(kind)) fresh.delete(list.per)
      finished = Object.fromEntries(fresh)
      return new Map([...fresh].map(([kind, { objects }]) => [kind, objects]))
    },
    published: async (kind, objects) => {
      finished = { ...finished, [kind]: { atMs: clock.now(), objects } }
      await save()
    },
    end: async () => {
      finished = {}
      if (await hasUnfinished(store, organization).catch(() => false)) await save()
    },
  }
}

/** Whether a run of the organization was cut off before its end. */
export const hasUnfinished = async (store: Pick<Store, 'value'>, organization: OrganizationId): Promise<boolean> => Object.keys(await readFinished(store, organization)).length > 0

const readFinished = async (store: Pick<Store, 'value'>, organization: OrganizationId): Promise<Record<string, Finished>> =>
  JSON.parse((await store.value(nameOf(organization))) ?? '{}') as Record<string, Finished>
