import { expect, test } from 'vitest'
import { started } from './ask.ts'

const estate = { organizations: [{ name: 'Acme', users: 3 }, { name: 'Birch', users: 3 }] }

test('the ledger tells who asked what and what was answered, and never a key', async () => {
  const { simulator, ask } = await started({ estate })
  const [acme, birch] = simulator.estate.organizations
  const provider = simulator.estate.providers[0]!
  await ask('/api/systemusers?limit=2&sort=_id')
  await ask('/api/v2/usergroups', { key: provider.apiKey, organization: birch!.id })
  await ask('/api/systemusers', { key: 'jca_unknown' })
  const { entries } = simulator.recorder
  expect(entries).toMatchObject([
    { number: 1, method: 'GET', region: 'us', path: '/api/systemusers', query: 'limit=2&sort=_id', key: 'Acme: administrator', organizationHeader: null, organization: acme!.id, kind: 'user', status: 200 },
    { number: 2, path: '/api/v2/usergroups', key: `${provider.name}: administrator`, organizationHeader: birch!.id, organization: birch!.id, kind: 'userGroup', status: 200 },
    { number: 3, key: null, organization: null, status: 401 },
  ])
  expect(entries[0]!.bytes).toBeGreaterThan(500)
  expect(JSON.stringify(entries)).not.toContain('jca_')
  simulator.recorder.clear()
  expect(simulator.recorder.entries).toEqual([])
})

test('the control surface works with its token only, and also while the service is offline', async () => {
  const { simulator, ask } = await started({ estate, isControlled: true })
  const { url, token } = simulator.control!
  const control = async (command: string, body?: unknown, given = token) =>
    fetch(`${url}/${command}`, { method: command === 'ledger' ? 'GET' : 'POST', headers: { 'x-control-token': given }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  expect((await control('clear', undefined, 'wrong')).status).toBe(401)
  expect((await control('nothing')).status).toBe(404)
  expect((await control('faults', 'no list')).status).toBe(400)
  expect((await control('faults', [{ fault: { type: 'status', status: 503 } }])).status).toBe(200)
  expect((await ask('/api/systemusers')).status).toBe(503)
  await control('clear')
  expect((await ask('/api/systemusers')).status).toBe(200)
  await control('offline')
  await expect(ask('/api/systemusers')).rejects.toThrow('fetch failed')
  await control('online')
  expect(((await (await control('ledger')).json()) as { status: number }[]).map(({ status }) => status)).toEqual([503, 200])
})

test('there is no control surface unless it was asked for', async () => {
  const { simulator } = await started({ estate })
  expect(simulator.control).toBeNull()
  expect((await fetch(`${simulator.url}/_control/ledger`)).status).toBe(404)
})
