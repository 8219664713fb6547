// One phase of one case of the keychain matrix, run inside a keychain session: the real host, a real vault process, a real daemon.

import { execSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as keychain from 'keytar'
import { createVaultHost } from '../../../main/engine-host/vault-host.ts'
import { openMarker } from '../../../main/engine-host/vault-marker.ts'
import { createVaultClient, type AttachableVaultClient } from '../../../main/engine/link/vault-client.ts'
import { createKeytarStore } from '../../../main/vault/keytar-store.ts'
import { Secret } from '../../../main/vault/secret.ts'
import { AppError } from '../../../shared/base/app-error.ts'
import type { ConnectionId } from '../../../shared/base/ids.ts'
import type { CaseOrder, CaseReport, Step } from './case-order.ts'
import { createRelayChannel, forkVault } from './vault-child.ts'

const order = JSON.parse(process.env['KEYCHAIN_CASE'] ?? '{}') as CaseOrder
const first = 'con_aaaaaaaaaaaaaaaa' as ConnectionId
const second = 'con_bbbbbbbbbbbbbbbb' as ConnectionId
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const marker = openMarker(order.profileFolder)
const host = createVaultHost({
  fork: () => forkVault(order.vaultBundle),
  createChannel: createRelayChannel,
  marker,
  log: { info: () => undefined, warn: () => undefined },
  now: () => Date.now(),
})
let client: AttachableVaultClient | null = null
const introduce = () => {
  const [mine, theirs] = createRelayChannel()
  host.introduceEngine(theirs)
  if (client) client.attach(mine)
  else client = createVaultClient(mine)
}
host.onRestart(introduce)

const steps: Step[] = []
async function step(name: string, work: () => Promise<unknown>): Promise<void> {
  const startedAt = performance.now()
  const outcome = await work().then((value) => String(value ?? 'ok'), (error: unknown) => (error instanceof AppError ? error.code : `crash: ${String(error)}`))
  steps.push({ name, outcome, ms: Math.round(performance.now() - startedAt) })
}

// --- what somebody else does to the keychain

const raw = (account: string) => new keychain.AsyncEntry('OrgDeck', `${marker.profile}/${account}`, { linux: { store: 'secret-service' } })
const daemonPid = () =>
  Number(/(\d+),/.exec(execSync('gdbus call --session --dest org.freedesktop.DBus --object-path /org/freedesktop/DBus --method org.freedesktop.DBus.GetConnectionUnixProcessID org.freedesktop.secrets').toString())?.[1])

async function spoilBeforeStart(): Promise<void> {
  if (order.fault === 'missing') for (const account of ['root-key/a', `${first}/a`]) await raw(account).deleteCredential()
  if (order.fault === 'replaced') {
    await raw('root-key/a').setSecret(randomBytes(32))
    await raw(`${first}/a`).setSecret(Buffer.from('somebody-elses-key-0123456789'))
  }
  if (order.fault === 'huge') for (const account of ['root-key/a', `${first}/a`]) await raw(account).setSecret(Buffer.alloc(1024 * 1024, 0x41))
  if (order.fault === 'silent') process.kill(daemonPid(), 'SIGSTOP')
}

async function spoilBeforeOperation(): Promise<void> {
  if (order.fault === 'deleted') await raw(`${first}/a`).deleteCredential()
  if (order.fault === 'killed') {
    const pid = daemonPid()
    setTimeout(() => process.kill(pid, 'SIGKILL'), order.seed % 40)
  }
}

const operations = {
  read: async () => {
    await step('rootKey', async () => hash(await client!.rootKey()))
    await step('key', () => client!.key(first))
  },
  write: async () => {
    let ticket = ''
    await step('hold', async () => (ticket = await host.hold(order.newKey)))
    await step('replace', () => host.replace(ticket, first))
  },
  list: async () => {
    await step('forgetAll', async () => void (await host.forgetAll()))
  },
  delete: async () => {
    await step('forget', () => host.forget(second))
  },
}

async function setUp(): Promise<void> {
  await step('prepare', () => host.prepareRootKey())
  introduce()
  await step('rootKey', async () => hash(await client!.rootKey()))
  for (const connection of [first, second]) await step('keep', async () => host.keep(await host.hold(order.oldKey), connection, 'keychain'))
  if (order.fault !== 'many') return
  // Written past the host, because it is the number that matters here.
  const path = join(order.profileFolder, 'keychain.json')
  const content = JSON.parse(readFileSync(path, 'utf8')) as { items: Record<string, { slot: string }> }
  const store = createKeytarStore({ binding: keychain, profile: marker.profile })
  for (let index = 0; index < 498; index++) {
    const name = `con_${index.toString(36).padStart(16, 'z').replace(/[0189]/g, 'q')}${index}`
    await store.set(`${name}/a`, Secret.ofText(order.oldKey))
    content.items[name] = { slot: 'a' }
  }
  for (const target of [path, `${path}.copy`]) writeFileSync(target, JSON.stringify(content))
}

async function meetFault(): Promise<void> {
  await spoilBeforeStart()
  await step('prepare', () => host.prepareRootKey({ mustExist: true }))
  introduce()
  await spoilBeforeOperation()
  await operations[order.operation]()
}

async function verify(): Promise<void> {
  await step('prepare', () => host.prepareRootKey({ mustExist: true }))
  introduce()
  await step('rootKey', async () => hash(await client!.rootKey()))
  await step('key', () => client!.key(first))
  await step('other key', () => client!.key(second))
}

async function run(): Promise<void> {
  let lagMs = 0
  let beatAt = performance.now()
  const heartbeat = setInterval(() => {
    lagMs = Math.max(lagMs, performance.now() - beatAt - 20)
    beatAt = performance.now()
  }, 20)
  await { 'set-up': setUp, fault: meetFault, verify }[order.phase]()
  clearInterval(heartbeat)
  const isPromptOpen = execSync('ps -eo args').toString().includes('gcr-prompter')
  await host.stop()
  const found = order.phase === 'verify' ? await keychain.findCredentialsAsync('OrgDeck') : []
  if (order.fault === 'silent' && order.phase === 'fault') process.kill(daemonPid(), 'SIGKILL')
  const report: CaseReport = { steps, lagMs: Math.round(lagMs), accounts: found.map(({ account }) => account), profile: marker.profile, isPromptOpen }
  process.stdout.write(`${JSON.stringify(report)}\n`, () => process.exit(0))
}

void run()
