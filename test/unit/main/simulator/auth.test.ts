import { expect, test } from 'vitest'
import type { SimulatorOptions } from '../../../../main/simulator/server.ts'
import { started } from './ask.ts'

const estate: SimulatorOptions['estate'] = { organizations: [{ users: 5 }, { users: 6 }, { users: 7, region: 'eu' }] }

test('a key of one organization needs no organization header, and may send an empty or its own', async () => {
  const { simulator, ask } = await started({ estate })
  const own = simulator.estate.organizations[0]!
  for (const options of [{}, { organization: '' }, { organization: own.id }]) {
    const reply = await ask('/api/systemusers', options)
    expect([reply.status, reply.body.totalCount]).toEqual([200, 5])
  }
})

test('an unknown, ended or missing key is 401 with the recorded bodies', async () => {
  const { simulator, ask } = await started({ estate })
  const unknown = { error: 'Unauthorized', message: 'Unauthorized: api key user not found' }
  const { apiKey } = simulator.estate.organizations[0]!
  expect(await ask('/api/systemusers', { key: 'jca_nobody' })).toMatchObject({ status: 401, body: unknown })
  expect(await ask('/api/systemusers', { key: null })).toMatchObject({ status: 401, body: { message: 'Unauthorized' } })
  simulator.estate.revokeKey(apiKey)
  expect(await ask('/api/systemusers', { key: apiKey })).toMatchObject({ status: 401, body: unknown })
})

test('a key of another region is as unknown as a made-up one', async () => {
  const { simulator, ask } = await started({ estate })
  const european = simulator.estate.organizations[2]!
  const here = await ask('/api/systemusers', { key: european.apiKey, region: 'eu' })
  const there = await ask('/api/systemusers', { key: european.apiKey, region: 'us' })
  expect([here.status, here.body.totalCount]).toEqual([200, 7])
  expect(there).toMatchObject({ status: 401, body: (await ask('/api/systemusers', { key: 'jca_nobody' })).body })
})

test('a provider’s key must name one of its organizations', async () => {
  const { simulator, ask } = await started({ estate })
  const key = simulator.estate.providers.find(({ region }) => region === 'us')!.apiKey
  const [first, second, foreign] = simulator.estate.organizations
  expect(await ask('/api/systemusers', { key })).toMatchObject({ status: 401, body: { message: 'Unauthorized: no organization selected' } })
  expect(await ask('/api/systemusers', { key, organization: '' })).toMatchObject({ status: 401 })
  expect((await ask('/api/systemusers', { key, organization: first!.id })).body.totalCount).toBe(5)
  expect((await ask('/api/v2/usergroups', { key, organization: second!.id })).status).toBe(200)
  expect((await ask('/api/systemusers', { key, organization: foreign!.id })).status).toBe(404)
})

test('an organization header is checked for form, then for being known', async () => {
  const { simulator, ask } = await started({ estate })
  const other = simulator.estate.organizations[1]!
  expect((await ask('/api/systemusers', { organization: 'not-an-id' })).status).toBe(400)
  expect((await ask('/api/systemusers', { organization: 'f'.repeat(24) })).status).toBe(404)
  expect((await ask('/api/systemusers', { organization: other.id })).status).toBe(404)
})

test('routes about the key itself refuse the organization header', async () => {
  const { simulator, ask } = await started({ estate })
  const [first, second] = simulator.estate.organizations
  const { apiKey: key, id: provider } = simulator.estate.providers[0]!
  const message = 'Forbidden: organization selection not allowed via header'
  for (const path of ['/api/organizations', `/api/organizations/${first!.id}`, '/api/v2/providers', `/api/v2/providers/${provider}`, `/api/v2/providers/${provider}/organizations`]) {
    expect(await ask(path, { key, organization: first!.id })).toMatchObject({ status: 403, body: { message, error: message } })
    expect((await ask(path, { key })).status).toBe(200)
  }
  expect((await ask(`/api/organizations/${first!.id}`, { key, organization: second!.id })).status).toBe(400)
})

test('the list of organizations is what the key reaches in its region', async () => {
  const { simulator, ask } = await started({ estate })
  const [first, second] = simulator.estate.organizations
  const one = await ask('/api/organizations')
  const both = await ask('/api/organizations?sort=_id', { key: simulator.estate.providers[0]!.apiKey })
  expect(one.body).toEqual({ totalCount: 1, results: [{ _id: first!.id, id: first!.id, displayName: 'Organization 1', logoUrl: null, created: expect.any(String) }] })
  expect(both.body.results.map(({ id }: { id: string }) => id)).toEqual([first!.id, second!.id].sort())
  expect((await ask(`/api/organizations/${second!.id}`)).status).toBe(403)
  expect((await ask(`/api/organizations/${first!.id}`)).body).toMatchObject({ id: first!.id, settings: { name: 'Organization 1' } })
})

test('a role without user groups is refused them and nothing else', async () => {
  const { simulator, ask } = await started({ estate })
  const { apiKeyWithoutGroups: key, userGroups, users } = simulator.estate.organizations[0]!
  expect((await ask('/api/systemusers', { key })).status).toBe(200)
  for (const path of ['/api/v2/usergroups', `/api/v2/usergroups/${userGroups.idAt(0)}`, `/api/v2/usergroups/${userGroups.idAt(0)}/members`, `/api/v2/users/${users.idAt(0)}/memberof`]) {
    expect((await ask(path, { key })).status).toBe(403)
  }
})

test('a single organization has no provider, a provider key has its own', async () => {
  const { simulator, ask } = await started({ estate })
  const { apiKey: key, id, name } = simulator.estate.providers[0]!
  expect(await ask('/api/v2/providers')).toMatchObject({ status: 200, body: [] })
  expect((await ask('/api/v2/providers', { key })).body).toMatchObject([{ id, name, type: 'MSP' }])
  expect((await ask(`/api/v2/providers/${id}/organizations?limit=1&sort=name`, { key })).body).toMatchObject({ totalCount: 2, results: [{ name: 'Organization 1' }] })
  expect((await ask(`/api/v2/providers/${id}`)).status).toBe(403)
})

test('addresses outside the surfaces and unknown routes are 404', async () => {
  const { ask } = await started({ estate })
  expect((await ask('/api/nothing')).status).toBe(404)
  expect((await ask('/elsewhere')).status).toBe(404)
  expect((await ask('/api/systemusers', { region: 'moon' })).status).toBe(404)
  expect((await ask('/api/systemusers', { method: 'DELETE' })).status).toBe(404)
  expect((await ask('/api/SystemUsers')).status).toBe(200)
})
