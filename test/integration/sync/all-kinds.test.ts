// Every kind of the registry through the whole engine: all of them whole with a key of full rights, and what is left out is no failure.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import type { SyncProgress } from '../../../shared/contract/sync.ts'
import { oneOrganization } from '../../../shared/scope/members.ts'
import { kinds, resources } from '../../../shared/resources/index.ts'
import { startSimulator, type Simulator } from '../../../main/simulator/server.ts'
import { type EngineInProcess, startEngine } from '../../support/engine-in-process.ts'

let folder: string
let simulator: Simulator
let engine: EngineInProcess
let organization: OrganizationId

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orgdeck-kinds-'))
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

const truth = () => simulator.estate.organizations[0]!

/** Kinds of the registry that did not end well; what a run reads beside them has tests of its own. */
const endedOtherwise = ({ kinds: read }: SyncProgress) => read.filter(({ kind, phase }) => phase !== 'complete' && resources.some((resource) => resource.kind === kind))

const summary = async () => new Map((await engine.call('snapshot.summary', { scope: oneOrganization(organization) })).organizations[0]!.kinds.map((kind) => [kind.kind, kind]))

async function record() {
  const object = await engine.call('snapshot.object', { organization, kind: 'organization', id: truth().id as unknown as ResourceId })
  return { raw: JSON.parse(object.raw) as Record<string, unknown>, cells: object.cells }
}

test('a key of full rights reads every kind to its proved end, and every list holds what the service holds', async () => {
  const progress = await engine.sync(organization)
  expect(endedOtherwise(progress)).toEqual([])
  expect(progress).toMatchObject({ phase: 'complete', error: null })
  const found = await summary()
  expect(kinds.filter((kind) => !found.get(kind)?.coverage.isComplete)).toEqual([])
  const listed = resources.filter(({ kind, list }) => list.per === undefined && kind !== 'organization').map(({ kind }) => kind)
  expect(listed.map((kind) => [kind, found.get(kind)?.total])).toEqual(listed.map((kind) => [kind, truth().tableOf(kind).count]))
  expect(engine.failures).toEqual([])
})

test('kinds are read in their order, and lists of objects after the objects', async () => {
  await engine.sync(organization)
  const asked = [...new Set(simulator.recorder.entries.map(({ kind }) => kind).filter((kind) => kind !== null))]
  // Events are no kind of the registry: they come after all of them.
  const order = (kind: string) => resources.find((resource) => resource.kind === kind)?.sync.order ?? Number.POSITIVE_INFINITY
  expect(asked.map(order)).toEqual([...asked.map(order)].sort((one, other) => (one < other ? -1 : 1)))
})

test('the organization’s record has its settings, is asked for without naming the organization, and stays with its age where they are refused', async () => {
  await engine.sync(organization)
  const { raw, cells } = await record()
  expect(raw).toEqual(truth().record)
  expect(cells).toMatchObject({ 'settings.requireAdminMFA': Number((truth().record.settings as { requireAdminMFA: boolean }).requireAdminMFA), 'settings.passwordCompliance': 'custom' })
  const asked = simulator.recorder.entries.filter(({ path }) => path.startsWith('/api/organizations'))
  expect(asked.map(({ path }) => path)).toEqual(['/api/organizations', `/api/organizations/${truth().id}`])
  expect(asked.every(({ organizationHeader }) => organizationHeader === null)).toBe(true)

  simulator.faults.add({ match: { path: '/api/organizations/*' }, fault: { type: 'forbidden' } })
  expect(await engine.sync(organization)).toMatchObject({ phase: 'complete', error: null })
  expect((await record()).raw).toEqual(truth().record)
  const { coverage } = await engine.call('snapshot.matrix', { scope: { type: 'all' }, kind: 'organization' })
  expect(coverage).toMatchObject({ isComplete: true, behind: [{ organization, reason: 'api.forbidden', isOfList: true }] })
})

test('an organization whose settings were refused from the start is missing where settings are compared, and not one without any', async () => {
  simulator.faults.add({ match: { path: '/api/organizations/*' }, fault: { type: 'forbidden' } })
  expect(await engine.sync(organization)).toMatchObject({ phase: 'complete', error: null })
  const { organizations, coverage } = await engine.call('snapshot.matrix', { scope: { type: 'all' }, kind: 'organization' })
  expect(organizations).toEqual([])
  expect(coverage).toMatchObject({ isComplete: false, organizationsIncluded: 0, missing: [{ organization, reason: 'api.forbidden' }] })
})

test('lists that plan, role or service leave out are named, and the organization is as fresh as it can be', async () => {
  simulator.faults.add({ match: { path: '/api/users' }, fault: { type: 'status', status: 404 } })
  simulator.faults.add({ match: { path: '/api/v2/passwordpolicies' }, fault: { type: 'status', status: 404 } })
  simulator.faults.add({ match: { path: '/api/v2/softwareapps' }, fault: { type: 'status', status: 402 } })
  simulator.faults.add({ match: { path: '/api/v2/policies' }, fault: { type: 'forbidden' } })
  const progress = await engine.sync(organization)
  expect(progress).toMatchObject({ phase: 'complete', error: null })
  const left = Object.fromEntries(endedOtherwise(progress).map(({ kind, error }) => [kind, error?.code]))
  expect(left).toEqual({
    administrator: 'api.not-offered',
    passwordPolicy: 'api.not-offered',
    softwareApp: 'api.not-entitled',
    softwareAppToDevice: 'api.not-entitled',
    softwareAppToDeviceGroup: 'api.not-entitled',
    policy: 'api.forbidden',
    policyToDevice: 'api.forbidden',
    policyToDeviceGroup: 'api.forbidden',
    policyToUser: 'api.forbidden',
    policyToUserGroup: 'api.forbidden',
  })
  const [entry] = await engine.call('organization.list', {})
  expect(entry).toMatchObject({ problem: null, syncedAt: expect.any(String) })
  expect((await summary()).get('administrator')?.coverage).toMatchObject({ isComplete: false, missing: [{ reason: 'api.not-offered' }] })
})

test('one kind that cannot be understood leaves the others whole and fresh, and says which one failed, since when and how old it is', async () => {
  const lists = async () => (await engine.call('organization.list', {}))[0]!
  const broken = { match: { path: '/api/v2/usergroups/*/members' }, fault: { type: 'truncatedJson' } } as const
  simulator.faults.add(broken)
  const progress = await engine.sync(organization)
  expect(progress.phase).toBe('partial')
  expect(endedOtherwise(progress).map(({ kind }) => kind)).toEqual(['membership'])
  const first = await lists()
  expect(first).toMatchObject({ problem: { code: 'api.shape', list: 'membership' }, syncedAt: expect.any(String) })
  expect(first.lists).toEqual({ total: resources.length, read: resources.length - 1, failing: [{ kind: 'membership', reason: 'api.shape', since: expect.any(String), readAt: null }] })
  // The trouble of one list makes no other one old.
  expect((await summary()).get('user')?.coverage).toMatchObject({ isComplete: true, behind: [] })

  simulator.faults.clear()
  await engine.sync(organization)
  const healed = await lists()
  expect(healed).toMatchObject({ problem: null, lists: { total: resources.length, read: resources.length, failing: [] } })
  expect(healed.syncedAt! > first.syncedAt!).toBe(true)

  simulator.faults.add(broken)
  await engine.sync(organization)
  const [failing] = (await lists()).lists.failing
  await engine.sync(organization)
  const again = await lists()
  // It fails since the first time, whatever was tried since.
  expect(again.lists.failing).toEqual([failing])
  expect(failing).toMatchObject({ kind: 'membership', readAt: expect.any(String) })
  expect(failing!.readAt! < failing!.since).toBe(true)
  expect((await summary()).get('membership')?.coverage.behind).toEqual([expect.objectContaining({ reason: 'api.shape', at: failing!.readAt })])
})

test('a sync that is cut off does not make an organization fresh', async () => {
  simulator.faults.add({ match: { path: '/api/v2/usergroups' }, fault: { type: 'unauthorized' } })
  expect((await engine.sync(organization)).phase).toBe('partial')
  const [entry] = await engine.call('organization.list', {})
  expect(entry).toMatchObject({ problem: { code: 'key.revoked' }, syncedAt: null })
  expect(entry!.problem!.list).toBeUndefined()
  expect(entry!.lists.read).toBeLessThan(entry!.lists.total)
})

test('a key is checked with a count of every list, and none where the service says none', async () => {
  simulator.faults.add({ match: { path: '/api/users' }, fault: { type: 'status', status: 404 } })
  simulator.faults.add({ match: { path: '/api/v2/softwareapps' }, fault: { type: 'status', status: 402 } })
  engine.giveKey('ticket', truth().apiKey)
  const { organizations, counts } = await engine.call('engine.checkKey', { ticket: 'ticket', region: 'us', isServiceAccount: false })
  expect(organizations).toEqual([{ id: truth().id, name: truth().name, users: truth().users.count, problem: null }])
  expect(Object.keys(counts)).toEqual(resources.filter(({ isHidden }) => !isHidden).map(({ kind }) => kind))
  expect(counts).toMatchObject({ user: truth().users.count, device: truth().tableOf('device').count, administrator: null, softwareApp: null, policy: null })
})
