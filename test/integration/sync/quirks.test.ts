// What is odd about the service's answers and yet right: reads that lag, short pages, totals elsewhere, dates without time, two names of ids.
// Each is survived by every kind: read to its proved end, with every object, or told as partial.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EstateOrganization } from '../../../main/simulator/estate-organization.ts'
import { noQuirks, type Quirks } from '../../../main/simulator/quirks.ts'
import { startSimulator, type Simulator } from '../../../main/simulator/server.ts'
import type { OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import { type Kind, kinds, resources } from '../../../shared/resources/index.ts'
import { oneOrganization } from '../../../shared/scope/members.ts'
import { type EngineInProcess, startEngine } from '../../support/engine-in-process.ts'

let folder: string
let simulator: Simulator
let engine: EngineInProcess
let organization: OrganizationId

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orgdeck-quirks-'))
  simulator = await startSimulator({ estate: 'small' })
  engine = await startEngine({ folder, simulatorUrl: simulator.url })
  const { id, name, apiKey } = truth()
  organization = await engine.addOrganization({ id, name, key: apiKey })
})

afterEach(async () => {
  await engine.close()
  await simulator.stop()
  await rm(folder, { recursive: true, force: true })
})

const truth = (): EstateOrganization => simulator.estate.organizations[0]!
const becomeOdd = (quirks: Partial<Quirks>) => (simulator.estate.quirks = { ...simulator.estate.quirks, ...quirks })

const ids = async (kind: Kind): Promise<string[]> => {
  const { idsJson } = await engine.call('snapshot.ids', { scope: oneOrganization(organization), kind, sort: [], start: 0, size: 10_000 })
  return (JSON.parse(idsJson) as string[]).sort()
}

const everything = async () => Object.fromEntries(await Promise.all(kinds.map(async (kind) => [kind, await ids(kind)] as const)))

/** Kinds of the registry that did not end whole; what a run reads beside them has tests of its own. */
async function notWhole(): Promise<unknown[]> {
  const { kinds: read } = await engine.sync(organization)
  return read.filter(({ kind, phase }) => phase !== 'complete' && resources.some((resource) => resource.kind === kind))
}

const odd: readonly (readonly [string, Partial<Quirks>])[] = [
  ['totals are missing', { totals: 'missing' }],
  ['totals are text', { totals: 'text' }],
  ['totals stand in a header instead of the body', { totals: 'header' }],
  ['dates are null', { dates: 'null' }],
  ['dates have no time', { dates: 'bare' }],
  ['ids stand under both names', { ids: 'both' }],
  ['pages are short because of deleted objects', { ghosts: 0.3 }],
]

test('whatever the service does with totals, dates, ids and the length of pages, every kind is read whole and holds the same objects', async () => {
  expect(await notWhole()).toEqual([])
  const plain = await everything()
  for (const [what, quirks] of odd) {
    simulator.estate.quirks = { ...noQuirks, ...quirks }
    expect([what, await notWhole()]).toEqual([what, []])
    expect([what, await everything()]).toEqual([what, plain])
  }
  expect(engine.failures).toEqual([])
})

test('where dates come without their time, cells still hold an instant', async () => {
  becomeOdd({ dates: 'bare' })
  await engine.sync(organization)
  const instants = resources.flatMap(({ kind, columns }) => columns.filter(({ type }) => type === 'instant').map(({ path }) => [kind, path] as const))
  const read = new Set<string>()
  for (const [kind, path] of instants) {
    for (const id of (await ids(kind as Kind)).slice(0, 4)) {
      const { cells } = await engine.call('snapshot.object', { organization, kind: kind as Kind, id: id as ResourceId })
      const cell = cells[path]
      if (typeof cell === 'string') read.add(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(cell) ? 'instant' : cell)
    }
  }
  expect([...read]).toEqual(['instant'])
})

test('a change of members that the service still hides is seen by a later sync, and nothing is lost meanwhile', async () => {
  await engine.sync(organization)
  const [group] = truth().userGroups.indexes().filter((index) => truth().memberships.membersOf(index).length > 1)
  const groupId = truth().userGroups.idAt(group!)
  const membersSeen = async () => (await ids('membership')).filter((id) => id.startsWith(`${groupId}:`)).length
  const before = await membersSeen()
  becomeOdd({ lagReads: 1 })
  truth().removeMember(groupId, truth().users.idAt(truth().memberships.membersOf(group!)[0]!))
  await engine.sync(organization)
  expect(await membersSeen()).toBe(before)
  await engine.sync(organization)
  expect(await membersSeen()).toBe(before - 1)
})
