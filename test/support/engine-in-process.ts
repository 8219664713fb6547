// The whole engine and its reader in this process: real handlers, real encrypted store, real client, and main's real way to both; only the
// ports of Electron are stood in for.

import { randomBytes } from 'node:crypto'
import { AppError } from '../../shared/base/app-error.ts'
import type { ConnectionId, OrganizationId } from '../../shared/base/ids.ts'
import type { EngineOperationName, Input, Item, Output, TopicName } from '../../shared/contract/client.ts'
import type { Operation } from '../../shared/contract/define.ts'
import { contract, engineContract } from '../../shared/contract/index.ts'
import { createEngineLink, type EngineLink } from '../../main/engine-host/engine-link.ts'
import { createReaderRoute } from '../../main/engine-host/reader-route.ts'
import { createHandlers } from '../../main/engine/handlers/handlers.ts'
import { serveEngine } from '../../main/engine/link/engine-server.ts'
import { createReaderServer } from '../../main/engine/reader/reader-server.ts'
import { createEngineSession, type EngineSessionParts } from '../../main/engine/session.ts'
import type { ConnectionType } from '../../shared/contract/organization.ts'
import type { SyncProgress } from '../../shared/contract/sync.ts'
import { pairOfPorts } from './ports.ts'

export interface EngineInProcess {
  /** As the gate of main does. */
  callByName: EngineLink['callByName']
  call<Name extends EngineOperationName>(name: Name, input: Input<Name>, signal?: AbortSignal): Promise<Output<Name>>
  /** Gives the vault's stand-in a key under a name; null takes it away. */
  giveKey(credential: string, key: string | null): void
  items<Name extends TopicName>(name: Name): Item<Name>[]
  addOrganization(fields: { id: string; name: string; key: string; type?: ConnectionType; monogram?: string }): Promise<OrganizationId>
  /** Starts a sync and resolves with its last progress. */
  sync(organization: OrganizationId): Promise<SyncProgress>
  failures: string[]
  close(): Promise<void>
}

export interface EngineOptions {
  readonly folder: string
  readonly rootKey?: Buffer
  readonly simulatorUrl?: string
  readonly now?: () => number
  /** Other parts of the session than those of the program. */
  readonly parts?: Partial<EngineSessionParts>
}

const finished = new Set<SyncProgress['phase']>(['complete', 'partial', 'failed', 'stopped'])

export async function startEngine({ folder, rootKey = randomBytes(32), simulatorUrl, now = Date.now, parts = {} }: EngineOptions): Promise<EngineInProcess> {
  const keys = new Map<string, string>()
  const topics: { name: string; item: unknown }[] = []
  const waiting = new Set<() => void>()
  const failures: string[] = []
  const [enginePort, mainPort] = pairOfPorts()
  const link = createEngineLink((name, item) => {
    if (name === 'store.changed') route.told(item as Item<'store.changed'>)
    topics.push({ name, item })
    for (const wake of waiting) wake()
  })
  const onFailure = (name: string, error: unknown) => void failures.push(`${name}: ${error instanceof Error ? error.stack : String(error)}`)
  const session = createEngineSession({
    vault: {
      key: async (credential) => {
        const key = keys.get(credential)
        if (key === undefined) throw new AppError('keychain.missing-item')
        return key
      },
      rootKey: async () => Buffer.from(rootKey),
      drop: () => undefined,
    },
    clock: { now },
    publish: (name, item) => server.publish(name, item),
    ...parts,
  })
  const server = serveEngine(enginePort, createHandlers(session), onFailure)
  link.attach(mainPort)

  const readerLink = createEngineLink(() => undefined)
  const route = createReaderRoute({ link: readerLink, onHung: () => failures.push('the reader hung') })
  const reader = createReaderServer({ clock: { now }, ...(parts.registry && { resources: parts.registry }) })
  const [readerPort, readerMainPort] = pairOfPorts()
  const [loanPort, readerLoanPort] = pairOfPorts()
  serveEngine(readerPort, reader.handlers, onFailure)
  reader.attach(readerLoanPort)
  session.loan.attach(loanPort)
  readerLink.attach(readerMainPort)
  route.open(Object.keys(reader.handlers))
  const callByName = route.through(link.callByName)

  if (simulatorUrl) await link.call('engine.useSimulator', { region: 'all', url: simulatorUrl })
  await link.call('engine.open', { folder, isSessionOnly: false })

  const items: EngineInProcess['items'] = (name) => topics.filter((topic) => topic.name === name).map((topic) => topic.item as never)
  const progressOf = (organization: OrganizationId, from: number) =>
    topics.slice(from).filter((topic) => topic.name === 'sync.progressed').flatMap((topic) => topic.item as SyncProgress[]).filter((item) => item.organization === organization).at(-1)

  return {
    call: ((name: EngineOperationName, input: unknown, signal?: AbortSignal) =>
      callByName(name, input, { deadlineMs: ({ ...contract, ...engineContract }[name] as Operation).deadlineMs, ...(signal && { signal }) })) as EngineLink['call'],
    callByName,
    giveKey: (credential, key) => void (key === null ? keys.delete(credential) : keys.set(credential, key)),
    items,
    failures,
    addOrganization: async ({ id, name, key, type = 'apiKey', monogram = name.slice(0, 2) }) => {
      const connection = `con_${randomBytes(8).toString('hex')}` as ConnectionId
      keys.set(connection, key)
      const organization = id as OrganizationId
      await link.call('engine.addConnection', {
        connection, type, facts: { name, owner: null, role: null, madeAt: null, expiresAt: null }, region: 'us', keep: 'session', safety: 'readOnly', isDemo: false,
        organizations: [{ id: organization, name, appearance: { colour: 'azure', monogram } }],
      })
      return organization
    },
    sync: async (organization) => {
      const from = topics.length
      await link.call('sync.start', { organization })
      return new Promise((resolve) => {
        const look = () => {
          const progress = progressOf(organization, from)
          if (!progress || !finished.has(progress.phase)) return
          waiting.delete(look)
          resolve(progress)
        }
        waiting.add(look)
        look()
      })
    },
    close: async () => {
      await link.call('engine.close', {})
      link.detach()
    },
  }
}
