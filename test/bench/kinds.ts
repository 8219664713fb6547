// Bench of requests: what a full sync of one organization with every kind asks for, against the least that pages of a hundred need.
// Requests are counted by the service, not timed: the number is the same on every machine.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSimulator, type Simulator } from '../../main/simulator/server.ts'
import type { OrganizationId, ResourceId } from '../../shared/base/ids.ts'
import { limits } from '../../shared/base/limits.ts'
import { type Kind, resources } from '../../shared/resources/index.ts'
import type { ResourceDescription } from '../../shared/resources/define.ts'
import { valueAt } from '../../shared/resources/derive/row-projection.ts'
import { oneOrganization } from '../../shared/scope/members.ts'
import { type EngineInProcess, startEngine } from '../support/engine-in-process.ts'
import type { BenchRow } from './sync.ts'

/** Pages overlap by five rows, and lists that announce nothing are read twice: what a proof costs beyond the least. */
const ratioMax = 1.25

interface Count {
  readonly kind: string
  readonly isAssociation: boolean
  readonly requests: number
  readonly least: number
  /** The same edges, asked from their other end. */
  readonly leastFromFarEnd: number
}

export default async function kinds({ say = () => undefined }: { say?: (text: string) => void } = {}): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'orgdeck-bench-kinds-'))
  const simulator = await startSimulator({ estate: 'demo' })
  const engine = await startEngine({ folder, simulatorUrl: simulator.url })
  try {
    const largest = simulator.estate.organizations.reduce((one, other) => (other.users.count > one.users.count ? other : one))
    const organization = await engine.addOrganization({ id: largest.id, name: largest.name, key: largest.apiKey })
    say(`reading ${largest.users.count} users and ${largest.tableOf('device').count} devices with all ${resources.length} kinds …`)
    await engine.sync(organization)
    const counts: Count[] = []
    for (const resource of resources) counts.push(await countOf(engine, simulator, organization, resource))
    for (const { kind, requests, least } of counts) if (requests > least) say(`${kind}: ${requests} requests, at least ${least}`)
    say('associations are asked from applications, servers, directories, policies, commands and software towards groups, people and devices; single people of single devices from the device')
    return rowsOf(counts)
  } finally {
    await engine.close()
    await simulator.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

function rowsOf(counts: readonly Count[]): BenchRow[] {
  const sum = (of: (count: Count) => number, some: readonly Count[] = counts) => some.reduce((total, count) => total + of(count), 0)
  const associations = counts.filter(({ isAssociation }) => isAssociation)
  const row = (id: string, what: string, value: number, baseline: number): BenchRow => ({ id, what, value, unit: 'requests', baseline, ratio: value / baseline, goal: `≤ ${ratioMax}× the least that pages need`, ok: value <= ratioMax * baseline })
  const far = sum(({ leastFromFarEnd }) => leastFromFarEnd, associations)
  const own = sum(({ least }) => least, associations)
  return [
    row('K1', 'full sync of one organization, every kind', sum(({ requests }) => requests), sum(({ least }) => least)),
    row('K2', 'of these, memberships and associations', sum(({ requests }) => requests, associations), own),
    { id: 'K3', what: 'associations from the end they are asked from, against the other end', value: own, unit: 'requests', baseline: far, ratio: own / far, goal: 'fewer than from the other end', ok: own < far },
  ]
}

async function countOf(engine: EngineInProcess, simulator: Simulator, organization: OrganizationId, resource: ResourceDescription): Promise<Count> {
  const { kind, list, one, edge } = resource
  const answered = simulator.recorder.entries.filter((entry) => isListOf(resource, entry.path, entry.query))
  const rows = await idsOf(engine, organization, kind)
  if (list.per === undefined) {
    // The organization's settings are in no list.
    const isOwnRecord = kind === 'organization' && one !== undefined
    const records = isOwnRecord ? simulator.recorder.entries.filter(({ path }) => path === `/api/organizations/${organization}`).length : 0
    const least = pagesOf(rows.length) + (isOwnRecord ? 1 : 0)
    return { kind, isAssociation: false, requests: answered.length + records, least, leastFromFarEnd: least }
  }
  const parents = await parentsOf(engine, organization, list)
  const near = countBy(rows, (id) => id.split(':')[0]!)
  const far = countBy(rows, (id) => id.split(':')[1]!)
  const farIds = edge ? await idsOf(engine, organization, edge.to) : []
  const least = parents.reduce((total, id) => total + pagesOf(near.get(id) ?? 0), 0)
  return { kind, isAssociation: true, requests: answered.length, least, leastFromFarEnd: farIds.reduce((total, id) => total + pagesOf(far.get(id) ?? 0), 0) }
}

const pagesOf = (rows: number): number => Math.max(1, Math.ceil(rows / limits.wirePageRowsMax))

function isListOf({ list }: ResourceDescription, path: string, query: string): boolean {
  const pattern = new RegExp(`^${list.api === 'v1' ? '/api' : '/api/v2'}${list.path.replace('{parent}', '[^/]+')}$`)
  const asked = new URLSearchParams(query)
  return pattern.test(path) && Object.entries(list.query ?? {}).every(([name, value]) => asked.get(name) === value)
}

async function parentsOf(engine: EngineInProcess, organization: OrganizationId, { per, perWhere }: ResourceDescription['list']): Promise<string[]> {
  const ids = await idsOf(engine, organization, per!)
  if (!perWhere) return ids
  const found: string[] = []
  for (const id of ids) {
    const { raw } = await engine.call('snapshot.object', { organization, kind: per as Kind, id: id as ResourceId })
    if (valueAt(JSON.parse(raw) as Record<string, unknown>, perWhere.path) === perWhere.is) found.push(id)
  }
  return found
}

async function idsOf(engine: EngineInProcess, organization: OrganizationId, kind: string): Promise<string[]> {
  const { idsJson } = await engine.call('snapshot.ids', { scope: oneOrganization(organization), kind: kind as Kind, sort: [], start: 0, size: 100_000 })
  return JSON.parse(idsJson) as string[]
}

function countBy(ids: readonly string[], part: (id: string) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(part(id), (counts.get(part(id)) ?? 0) + 1)
  return counts
}
