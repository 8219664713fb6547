// B4: reading, checking, hashing, packing and encrypted writing together; the service answers at once, or after 80 ms.

import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApi } from '../../../main/engine/api/client.ts'
import { createOrganizationContext } from '../../../main/engine/api/organization-context.ts'
import { createRateBudget } from '../../../main/engine/api/rate-budget.ts'
import { createRegions } from '../../../main/engine/api/region.ts'
import { createNodeTransport } from '../../../main/engine/api/transport-node.ts'
import { openStore } from '../../../main/engine/store/open.ts'
import type { Published, Store } from '../../../main/engine/store/store.ts'
import { createSync } from '../../../main/engine/sync/schedule.ts'
import type { ConnectionId, OrganizationId } from '../../../shared/base/ids.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import { resourceOf } from '../../../shared/resources/index.ts'
import type { PacedService } from './paced-service.ts'

const organization = 'a'.repeat(24) as OrganizationId
const connection = 'con_benchbenchbench0' as ConnectionId
const clock = { now: () => Date.now() }

export interface SyncedPages {
  readonly pagesPerSecond: number
  readonly phase: string
  readonly published: Published
}

export interface SyncBench {
  /** One whole sync of the list of users. */
  sync(service: PacedService): Promise<SyncedPages>
  close(): Promise<void>
}

export async function openSyncBench(): Promise<SyncBench> {
  const folder = await mkdtemp(join(tmpdir(), 'orgdeck-bench-'))
  const store = await openStore({ folder, rootKey: randomBytes(32), clock })
  const addedAt = instantFromMs(clock.now())
  await store.saveConnection({ id: connection, type: 'apiKey', region: 'us', keep: 'session', organizations: [organization], addedAt, lastUsedAt: null, name: 'Bench', owner: null, role: null, madeAt: null, expiresAt: null, checkedAt: null, refusal: null, isKeyMissing: false, provider: null })
  await store.saveOrganization({ id: organization, name: 'Bench', appearance: { colour: 'azure', monogram: 'BE' }, safety: 'readOnly', connection, alias: null, tags: [], isFavourite: false, isDemo: false, addedAt })
  return {
    sync: (service) => syncOnce(store, service),
    close: async () => {
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
}

async function syncOnce(store: Store, service: PacedService): Promise<SyncedPages> {
  const transport = createNodeTransport()
  const api = createApi({
    transport,
    regions: createRegions({ all: service.url }),
    credentials: { key: async () => 'a-key-of-the-bench' },
    clock,
    pagesAhead: limits.wireInFlightTotalMax,
    // The pace is known and high: what is measured is the client.
    budget: createRateBudget({
      inFlightPerCredential: limits.wireInFlightTotalMax,
      memory: { load: async () => `${limits.wireRatePerSecondMax} unlimited`, save: async () => undefined },
    }),
  })
  let published: Published = { added: 0, changed: 0, removed: 0, total: 0 }
  const watched: Store = {
    ...store,
    beginRun: async (id) => {
      const writer = await store.beginRun(id)
      return { ...writer, publish: async (kind, proof) => (published = await writer.publish(kind, proof)) }
    },
  }
  const before = service.requests
  const startedMs = performance.now()
  const phase = await new Promise<string>((resolve) => {
    const sync = createSync({
      api,
      store: watched,
      clock,
      contextOf: () => createOrganizationContext({ organization, credential: connection, region: 'us', epoch: 0, isOrganizationHeaderNeeded: false }),
      onProgress: ([progress]) => {
        if (progress?.endedAt) resolve(progress.phase)
      },
      onNetwork: () => undefined,
      registry: [resourceOf('user')],
    })
    sync.start(organization)
  })
  const seconds = (performance.now() - startedMs) / 1_000
  transport.close()
  return { pagesPerSecond: (service.requests - before) / seconds, phase, published }
}
