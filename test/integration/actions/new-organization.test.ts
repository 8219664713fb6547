// An organization made through its provider: planned and confirmed at the provider, sent once, read again, found and added; whatever is
// lost on the way, it is never made twice.

import { afterEach, expect, test } from 'vitest'
import type { Plan } from '../../../shared/actions/plan.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { TargetSelection } from '../../../shared/contract/action.ts'
import { type ActionWorld, startActionWorld, withoutPatience } from '../../support/action-world.ts'

let world: ActionWorld
afterEach(() => world.close())

/** A world with a provider's key, whose provider may be changed as said. */
async function opened(safety: 'readOnly' | 'guarded' | 'expert' = 'guarded', options: Parameters<typeof startActionWorld>[0] = {}): Promise<OrganizationId> {
  world = await startActionWorld({ users: 2, isByProvider: true, parts: withoutPatience(), ...options })
  const [connection] = await world.engine.call('connection.list', {})
  const { provider } = await world.engine.call('connection.verify', { connection: connection!.id })
  if (safety !== 'readOnly') await world.engine.call('provider.update', { provider: provider!.id, safety })
  return provider!.id
}

const selection = (provider: OrganizationId): TargetSelection => ({ type: 'new', kind: 'organization', organization: provider, items: [{}] })
const plan = (provider: OrganizationId, parameters: Readonly<Record<string, unknown>> = { name: 'Contoso Retail' }): Promise<Plan> => world.engine.call('action.plan', { action: 'organization.create', selection: selection(provider), parameters })
const named = (name: string) => world.simulator.estate.organizations.filter((organization) => organization.name === name)
const posts = () => world.writes().filter((line) => line.startsWith('POST '))

test('12.4: it is planned at the provider, sent once without naming an organization, confirmed by reading and noted', async () => {
  const provider = await opened()
  const made = await plan(provider, { name: 'Contoso Retail', maxSystemUsers: 40 })
  expect(made).toMatchObject({ class: 'C', title: 'Make 1 organization', counts: { total: 1, change: 1, irreversible: 1 }, undo: { isPossible: false }, organizations: [{ organization: provider, name: 'Harbourline Managed IT', problem: null }] })
  expect(made.consequences.map(({ about }) => about)).toEqual(['billing', 'access', 'data'])
  expect((await world.rows(made))[0]).toMatchObject({ title: 'Contoso Retail', id: null, organization: provider, changes: [{ title: 'Organization' }, { title: 'Users allowed', from: null, to: '40' }] })
  expect(world.writes()).toEqual([])
  const job = await world.run(made)
  expect([job, await world.jobRows(job)]).toMatchObject([{ phase: 'complete', counts: { confirmed: 1 }, undo: { rows: 0 } }, [{ outcome: 'confirmed' }]])
  expect(posts()).toEqual([`POST /api/v2/providers/${provider}/organizations`])
  expect(world.simulator.recorder.entries.find(({ isWrite }) => isWrite)).toMatchObject({ organizationHeader: null })
  expect(named('Contoso Retail')).toMatchObject([{ seats: 40, region: 'us' }])
  const { lines } = await world.engine.call('ledger.page', { filter: { organization: provider }, start: 0, size: 20 })
  expect(lines.find(({ type }) => type === 'row')).toMatchObject({ organizationName: 'Harbourline Managed IT', action: 'organization.create', title: 'Contoso Retail', object: named('Contoso Retail')[0]!.id, outcome: 'confirmed' })
  expect(lines.find(({ type }) => type === 'level')).toMatchObject({ title: 'Harbourline Managed IT: Guarded' })
}, 120_000)

test('12.4: a new organization is found with the kept key, added to its connection, and read', async () => {
  const provider = await opened()
  await world.run(await plan(provider))
  const [connection] = await world.engine.call('connection.list', {})
  const found = await world.engine.call('engine.checkKey', { ticket: connection!.id, region: 'us', isServiceAccount: false, except: connection!.organizations })
  expect(found.organizations).toMatchObject([{ name: 'Contoso Retail', users: 0, problem: null }])
  const { id } = found.organizations[0]!
  const added = await world.engine.call('engine.includeOrganizations', { connection: connection!.id, safety: 'readOnly', organizations: [{ id, name: 'Contoso Retail', appearance: { colour: 'teal', monogram: 'CR' } }] })
  expect(added).toMatchObject([{ id, connection: connection!.id, safety: 'readOnly', rights: [{ type: 'provider' }] }])
  expect((await world.engine.call('connection.list', {}))[0]!.organizations).toEqual([world.organization, id])
  expect(await world.engine.sync(id)).toMatchObject({ phase: 'complete' })
}, 120_000)

test('nothing is sent while the provider itself is read-only, whatever level its organizations have', async () => {
  const provider = await opened('readOnly', { safety: 'expert' })
  const made = await plan(provider)
  expect(made.organizations[0]!.problem).toMatchObject({ code: 'change.read-only', detail: { organization: `Harbourline Managed IT (${provider})` } })
  await expect(world.start(made)).rejects.toMatchObject({ code: 'change.read-only' })
  expect(world.writes()).toEqual([])
}, 120_000)

test('its number has to be confirmed even at an Expert provider, because it cannot be taken back', async () => {
  const made = await plan(await opened('expert'))
  await expect(world.start(made, {})).rejects.toMatchObject({ code: 'plan.confirmation' })
  expect(world.writes()).toEqual([])
}, 120_000)

test('a lost answer is settled by the list of names and never by sending it again', async () => {
  const provider = await opened()
  world.simulator.faults.add({ match: { method: 'POST', path: `/api/v2/providers/${provider}/organizations` }, fault: { type: 'reset' } })
  const job = await world.run(await plan(provider))
  expect((await world.jobRows(job))[0]).toMatchObject({ outcome: 'confirmed', note: expect.stringContaining('lost') })
  expect(named('Contoso Retail')).toHaveLength(1)
  expect(posts()).toHaveLength(1)
}, 120_000)

test('a request that was lost on its way stays unknown: nobody can tell, and it is not sent again', async () => {
  const provider = await opened()
  world.simulator.faults.add({ match: { method: 'POST', path: `/api/v2/providers/${provider}/organizations` }, fault: { type: 'lostRequest' } })
  const job = await world.run(await plan(provider))
  expect((await world.jobRows(job))[0]).toMatchObject({ outcome: 'unknown' })
  expect(named('Contoso Retail')).toEqual([])
  expect(posts()).toHaveLength(1)
}, 120_000)

test('a name that the provider has, and a provider that may make none, are told in the plan', async () => {
  const provider = await opened()
  const why = async (name: string) => {
    const made = await plan(provider, { name })
    return [made.counts.refused, (await world.rows(made))[0]!.why]
  }
  expect(await why('Contoso')).toEqual([1, 'The provider has an organization of this name.'])
  Object.assign(world.simulator.estate.providers[0]!, { isCreationDisallowed: true })
  expect(await why('Contoso Retail')).toEqual([1, 'JumpCloud has switched off making organizations for this provider.'])
  expect(world.writes()).toEqual([])
}, 120_000)

test('without the billing right the service refuses the number of people, and nothing is made', async () => {
  const provider = await opened('guarded', { estate: { organizations: [{ name: 'Contoso', users: 2, region: 'us' }, { name: 'Fabrikam', users: 2, region: 'us' }] } })
  const [connection] = await world.engine.call('connection.list', {})
  world.engine.giveKey(connection!.id, world.simulator.estate.providers[0]!.technicianKey)
  const job = await world.run(await plan(provider, { name: 'Contoso Retail', maxSystemUsers: 40 }))
  expect((await world.jobRows(job))[0]).toMatchObject({ outcome: 'failed', problem: { code: 'api.refused' } })
  expect(named('Contoso Retail')).toEqual([])
}, 120_000)

test('what is an organization’s cannot be done at its provider, nor the other way round', async () => {
  const provider = await opened()
  const user = { type: 'new' as const, kind: 'userGroup' as const, organization: provider, items: [{}] }
  await expect(world.engine.call('action.plan', { action: 'userGroup.create', selection: user, parameters: { name: 'Nobody', description: '' } })).rejects.toMatchObject({ code: 'plan.action' })
  await expect(world.engine.call('action.plan', { action: 'organization.create', selection: selection(world.organization), parameters: { name: 'Nobody' } })).rejects.toMatchObject({ code: 'plan.action' })
  await expect(world.engine.call('sync.start', { organization: provider })).rejects.toMatchObject({ code: 'organization.unknown' })
  expect(world.writes()).toEqual([])
}, 120_000)
