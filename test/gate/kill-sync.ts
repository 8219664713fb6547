// G04: a full sync of a 5,000-user organization, killed with SIGKILL at many points. After each, the offline copy must be one whole generation.
// The parent holds the simulator and the truth; a child holds the engine and is killed; the parent opens what is left and compares.

import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OrganizationId } from '../../shared/base/ids.ts'
import { createRandom, type Random } from '../../shared/base/random.ts'
import { oneOrganization } from '../../shared/scope/members.ts'
import { type Simulator, startSimulator } from '../../main/simulator/server.ts'
import { startEngine } from '../support/engine-in-process.ts'

interface GateOptions {
  readonly n?: number
  readonly seed?: number
  readonly args: Readonly<Record<string, unknown>>
}

const users = 5_000

export default async function killSync({ n = 40, seed = 1, args }: GateOptions) {
  if (args['child']) return runChild()
  const random = createRandom(seed)
  const folder = await mkdtemp(join(tmpdir(), 'orgdeck-kill-'))
  const rootKey = randomBytes(32)
  const simulator = await startSimulator({ estate: { organizations: [{ name: 'Kill', users, devices: 0, region: 'us' }] }, seed })
  const organization = simulator.estate.organizations[0]!
  const spawnChild = () => startChild({ folder, rootKey, url: simulator.url, id: organization.id, key: organization.apiKey })
  let [passed, failed, kept, renewed] = [0, 0, 0, 0]
  try {
    await ended(spawnChild())
    let published = truthOf(simulator)
    let requests = userRequests(simulator)
    for (let point = 0; point < n; point++) {
      change(simulator, random)
      const next = truthOf(simulator)
      const child = spawnChild()
      await killAt(child, simulator, point, n, requests, random)
      const found = await readBack(folder, rootKey, organization.id as OrganizationId)
      const isNew = found === next
      if (isNew || found === published) passed++
      else {
        failed++
        console.log(`point ${point}: neither the old nor the new generation`)
      }
      if (isNew) {
        renewed++
        published = next
      } else kept++
      // The generation that the kill prevented is read now, so that every point starts from a known one.
      if (!isNew) {
        simulator.recorder.clear()
        await ended(spawnChild())
        published = truthOf(simulator)
        requests = userRequests(simulator)
        if ((await readBack(folder, rootKey, organization.id as OrganizationId)) !== published) {
          failed++
          console.log(`point ${point}: the next sync did not bring the new generation`)
        }
      }
    }
  } finally {
    await simulator.stop()
    await rm(folder, { recursive: true, force: true })
  }
  console.log(`${users} users, ${n} kills: ${kept} kept the old generation, ${renewed} had already published the new one, ${failed} neither`)
  return { passed, failed }
}

/** Requests up to the last page of users: the kinds after it are read when their generation is already published. */
const userRequests = ({ recorder }: Simulator): number => 1 + recorder.entries.reduce((last, entry, index) => (entry.kind === 'user' ? index : last), -1)

/** Most points lie on requests; the others some milliseconds after the last page, where the generation is committed. */
async function killAt(child: ChildProcess, simulator: Simulator, point: number, n: number, requests: number, random: Random): Promise<void> {
  const from = simulator.recorder.entries.length
  const onRequests = Math.ceil(n * 0.6)
  const target = point < onRequests ? Math.max(1, Math.floor((requests * (point + 1)) / (onRequests + 1))) : requests
  const delayMs = point < onRequests ? 0 : random.integer(0, 700)
  let isOver = false
  const over = ended(child).then(() => (isOver = true))
  while (!isOver && simulator.recorder.entries.length - from < target) await wait(2)
  await Promise.race([over, wait(delayMs)])
  child.kill('SIGKILL')
  await over
}

/** Changes that touch a fiftieth of the people: new, gone, renamed. */
function change(simulator: Simulator, random: Random): void {
  const { users: table } = simulator.estate.organizations[0]!
  for (let index = 0; index < 20; index++) {
    table.insert({})
    table.remove(random.pick(table.indexes()))
    table.update(random.pick(table.indexes()), { department: `department ${random.hex(6)}` })
  }
}

function truthOf(simulator: Simulator): string {
  const { users: table } = simulator.estate.organizations[0]!
  return table
    .indexes()
    .map((index) => `${table.idAt(index)} ${String(table.at(index)['department'] ?? '')}`)
    .sort()
    .join('\n')
}

async function readBack(folder: string, rootKey: Buffer, organization: OrganizationId): Promise<string> {
  const engine = await startEngine({ folder, rootKey })
  try {
    const rows: string[] = []
    for (let start = 0; ; start += 500) {
      const page = await engine.call('snapshot.page', { scope: oneOrganization(organization), kind: 'user', sort: [], columns: ['department'], start, size: 500 })
      for (const [, id, department] of JSON.parse(page.rowsJson) as [string, string, string | null][]) rows.push(`${id} ${department ?? ''}`)
      if (!page.coverage.isComplete) return 'partial'
      if (start + 500 >= page.total) return rows.sort().join('\n')
    }
  } finally {
    await engine.close()
  }
}

interface ChildTask {
  readonly folder: string
  readonly rootKey: Buffer
  readonly url: string
  readonly id: string
  readonly key: string
}

const startChild = ({ folder, rootKey, url, id, key }: ChildTask): ChildProcess =>
  spawn(process.execPath, [process.argv[1]!, 'kill-sync', '--child'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, KILL_FOLDER: folder, KILL_ROOT: rootKey.toString('hex'), KILL_URL: url, KILL_ID: id, KILL_KEY: key },
  })

async function runChild() {
  const { KILL_FOLDER: folder = '', KILL_ROOT: root = '', KILL_URL: simulatorUrl = '', KILL_ID: id = '', KILL_KEY: key = '' } = process.env
  const engine = await startEngine({ folder, rootKey: Buffer.from(root, 'hex'), simulatorUrl })
  const [present] = await engine.call('organization.list', {})
  const organization = present?.id ?? (await engine.addOrganization({ id, name: 'Kill', key }))
  for (const connection of await engine.call('connection.list', {})) engine.giveKey(connection.id, key)
  const { phase } = await engine.sync(organization)
  await engine.close()
  return { passed: Number(phase === 'complete'), failed: Number(phase !== 'complete') }
}

const ended = (child: ChildProcess) => new Promise<void>((resolve) => (child.exitCode !== null || child.signalCode !== null ? resolve() : child.once('exit', () => resolve())))
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
