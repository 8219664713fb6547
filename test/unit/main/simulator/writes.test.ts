// What happens to an organization when somebody writes: visible everywhere, refused as documented, and faulty on demand.

import { describe, expect, test } from 'vitest'
import { started } from './ask.ts'

const estate = { organizations: [{ name: 'Acme', users: 12, devices: 6 }, { name: 'Birch', users: 3 }] }

describe('a change of a person', () => {
  test('is seen in the list, the search, the single object and the event log', async () => {
    const { simulator, ask } = await started({ estate })
    const user = simulator.estate.organizations[0]!.users.indexes().map((index) => simulator.estate.organizations[0]!.users.at(index)).find(({ state }) => state === 'ACTIVATED')!
    const id = String(user._id)
    expect((await ask(`/api/systemusers/${id}/state/suspend`, { method: 'POST' })).status).toBe(200)
    expect((await ask(`/api/systemusers/${id}`)).body).toMatchObject({ state: 'SUSPENDED', suspended: true })
    expect((await ask('/api/systemusers?limit=100')).body.results.find((row: { _id: string }) => row._id === id).state).toBe('SUSPENDED')
    expect((await ask('/api/search/systemusers', { body: { filter: [{ state: 'SUSPENDED' }], limit: 100 } })).body.results.map((row: { _id: string }) => row._id)).toContain(id)
    const events = await fetch(`${simulator.url}/us/api/insights/directory/v1/events`, {
      method: 'POST',
      headers: { 'x-api-key': simulator.estate.organizations[0]!.apiKey },
      body: JSON.stringify({ service: ['directory'], start_time: new Date(simulator.estate.nowMs - 1_000).toISOString(), search_term: { and: [{ event_type: 'user_suspended' }] } }),
    })
    expect(await events.json()).toMatchObject([{ event_type: 'user_suspended', resource: { id } }])
  })

  test('somebody new is counted, found by name and cannot be made twice', async () => {
    const { ask } = await started({ estate })
    const before = (await ask('/api/systemusers?limit=1')).body.totalCount
    const made = await ask('/api/systemusers', { body: { username: 'new.one', email: 'new.one@example.com' } })
    expect([made.status, made.body.department, made.body.activated]).toEqual([200, '', false])
    expect((await ask('/api/systemusers?limit=1')).body.totalCount).toBe(before + 1)
    expect((await ask('/api/systemusers?filter=username:$eq:new.one')).body.results).toHaveLength(1)
    expect((await ask('/api/systemusers', { body: { username: 'NEW.one', email: 'other@example.com' } })).status).toBe(400)
    expect((await ask('/api/systemusers', { body: { username: 'other.one' } })).status).toBe(400)
    expect((await ask('/api/systemusers', { body: '{' })).status).toBe(400)
  })

  test('nobody becomes staged again, and whoever is gone is not found', async () => {
    const { simulator, ask } = await started({ estate })
    const id = simulator.estate.organizations[0]!.users.idAt(0)
    expect((await ask(`/api/systemusers/${id}`, { method: 'PUT', body: { state: 'STAGED' } })).status).toBe(400)
    expect((await ask(`/api/systemusers/${id}`, { method: 'DELETE' })).body._id).toBe(id)
    expect((await ask(`/api/systemusers/${id}`, { method: 'PUT', body: { firstname: 'A' } })).status).toBe(404)
    expect((await ask(`/api/systemusers/${id}/unlock`, { method: 'POST' })).status).toBe(404)
  })

  test('what is scheduled happens when its time has come', async () => {
    let nowMs = 0
    const { simulator, ask } = await started({ estate, clock: (estateNowMs) => estateNowMs + nowMs })
    const id = simulator.estate.organizations[0]!.users.indexes().map((index) => simulator.estate.organizations[0]!.users.at(index)).find(({ state }) => state === 'ACTIVATED')!._id
    const start_date = new Date(simulator.estate.nowMs + 60_000).toISOString()
    expect((await ask('/api/v2/bulk/userstates', { body: { user_ids: [id], state: 'SUSPENDED', start_date } })).status).toBe(201)
    expect((await ask(`/api/v2/bulk/userstates?userid=${String(id)}`)).body).toMatchObject([{ state: 'SUSPENDED', scheduledDate: start_date }])
    expect((await ask(`/api/systemusers/${String(id)}`)).body.suspended).toBe(false)
    nowMs = 120_000
    expect((await ask(`/api/systemusers/${String(id)}`)).body.suspended).toBe(true)
    expect((await ask(`/api/v2/bulk/userstates?userid=${String(id)}`)).body).toEqual([])
  })
})

describe('a membership', () => {
  test('is refused when it is there already, when it is not there, and in a group that follows a rule', async () => {
    const { simulator, ask } = await started({ estate })
    const [acme] = simulator.estate.organizations
    const groups = acme!.userGroups.indexes().map((index) => acme!.userGroups.at(index))
    const byHand = groups.find(({ membershipMethod }) => membershipMethod !== 'DYNAMIC_AUTOMATED')!
    const user = acme!.insertUser({})
    const op = (name: string, group: unknown) => ask(`/api/v2/usergroups/${String(group)}/members`, { body: { op: name, type: 'user', id: user } })
    await op('remove', byHand.id)
    expect([(await op('add', byHand.id)).status, (await op('add', byHand.id)).status]).toEqual([204, 409])
    expect((await ask(`/api/v2/users/${user}/memberof?filter=object_id:eq:${String(byHand.id)}`)).body).toHaveLength(1)
    expect([(await op('remove', byHand.id)).status, (await op('remove', byHand.id)).status]).toEqual([204, 404])
    const dynamic = groups.find(({ membershipMethod }) => membershipMethod === 'DYNAMIC_AUTOMATED')
    if (dynamic) expect((await op('add', dynamic.id)).status).toBe(400)
  })
})

describe('writing that goes wrong', () => {
  const suspended = async (fault: object) => {
    const { simulator, ask } = await started({ estate })
    const id = String(simulator.estate.organizations[0]!.users.indexes().map((index) => simulator.estate.organizations[0]!.users.at(index)).find(({ state }) => state === 'ACTIVATED')!._id)
    simulator.faults.add({ match: { method: 'POST', path: '/api/systemusers/*/state/suspend' }, fault: fault as never })
    const status = await ask(`/api/systemusers/${id}/state/suspend`, { method: 'POST' }).then((reply) => reply.status, () => null)
    return { status, isDone: (await ask(`/api/systemusers/${id}`)).body.suspended as boolean, entry: simulator.recorder.entries[0]! }
  }

  test.each([
    ['an answer lost after it was done', { type: 'reset' }, null, true],
    ['a request lost before it was done', { type: 'lostRequest' }, null, false],
    ['500 although it was done', { type: 'failsAfter', status: 500 }, 500, true],
    ['500 before anything was done', { type: 'status', status: 500 }, 500, false],
    ['429 before anything was done', { type: 'rateLimited', retryAfter: { seconds: 1 } }, 429, false],
    ['a slow answer', { type: 'slow', ms: 20 }, 200, true],
  ] as const)('%s', async (_, fault, status, isDone) => {
    expect(await suspended(fault)).toMatchObject({ status, isDone, entry: { isWrite: true } })
  })

  test('a key that only reads writes nothing, and a provider names the organization', async () => {
    const { simulator, ask } = await started({ estate })
    const [acme] = simulator.estate.organizations
    const id = acme!.users.idAt(0)
    expect((await ask(`/api/systemusers/${id}/unlock`, { method: 'POST', key: acme!.readOnlyKey })).status).toBe(403)
    expect((await ask(`/api/systemusers/${id}`, { key: acme!.readOnlyKey })).status).toBe(200)
    expect((await ask(`/api/systemusers/${id}/unlock`, { method: 'POST', key: simulator.estate.providers[0]!.apiKey })).status).toBe(401)
    expect((await ask(`/api/systemusers/${id}/unlock`, { method: 'POST', key: null })).status).toBe(401)
    expect(simulator.recorder.entries.map(({ isWrite }) => isWrite)).toEqual([true, false, true, true])
  })
})

describe('everything else that is written', () => {
  test('an association is seen from both ends, in the effective list and with its attributes', async () => {
    const { simulator, ask } = await started({ estate })
    const [acme] = simulator.estate.organizations
    const user = acme!.insertUser({ state: 'ACTIVATED' })
    const device = acme!.tableOf('device').idAt(0)
    const bind = (op: string, sudo: boolean) => ask(`/api/v2/users/${user}/associations`, { body: { op, type: 'system', id: device, attributes: { sudo: { enabled: sudo, withoutPassword: false } } } })
    expect([(await bind('add', true)).status, (await bind('add', true)).status, (await bind('update', false)).status]).toEqual([204, 409, 204])
    expect((await ask(`/api/v2/systems/${device}/associations?targets=user&limit=100`)).body.find(({ to }: { to: { id: string } }) => to.id === user).attributes).toEqual({ sudo: { enabled: false, withoutPassword: false } })
    expect((await ask(`/api/v2/users/${user}/systems`)).body.map(({ id }: { id: string }) => id)).toEqual([device])
    expect((await ask(`/api/v2/users/${user}/associations`, { body: { op: 'add', type: 'printer', id: device } })).status).toBe(400)
    expect([(await bind('remove', false)).status, (await bind('remove', false)).status]).toEqual([204, 404])
  })

  test('a group that is made is listed, empty and found by name; one that is deleted takes its memberships along', async () => {
    const { simulator, ask } = await started({ estate })
    const [acme] = simulator.estate.organizations
    const made = await ask('/api/v2/usergroups', { body: { name: 'Pilots' } })
    expect([made.status, made.body.membershipMethod]).toEqual([201, 'NOTSET'])
    expect((await ask('/api/v2/usergroups', { body: { name: 'Pilots' } })).status).toBe(409)
    expect((await ask('/api/v2/usergroups?filter=name:eq:Pilots')).body).toHaveLength(1)
    const user = acme!.users.idAt(0)
    await ask(`/api/v2/usergroups/${made.body.id}/members`, { body: { op: 'add', type: 'user', id: user } })
    expect((await ask(`/api/v2/usergroups/${made.body.id}/members`)).body).toHaveLength(1)
    expect((await ask(`/api/v2/usergroups/${made.body.id}`, { method: 'DELETE' })).status).toBe(200)
    expect((await ask(`/api/v2/users/${user}/memberof?filter=object_id:eq:${made.body.id}`)).body).toEqual([])
  })

  test('a command is replaced whole, and what it prints is read after it ran on connected devices', async () => {
    const { simulator, ask } = await started({ estate })
    const [acme] = simulator.estate.organizations
    const made = (await ask('/api/commands', { body: { name: 'Say hello', command: 'echo hello', commandType: 'linux', timeout: '30', description: 'Greets' } })).body
    const changed = await ask(`/api/commands/${made._id}`, { method: 'PUT', body: { name: 'Say hello', command: 'echo there', commandType: 'linux' } })
    expect(changed.body).toMatchObject({ command: 'echo there', timeout: '120', description: '' })
    const devices = acme!.tableOf('device').indexes().map((index) => acme!.tableOf('device').at(index))
    const connected = devices.filter(({ active }) => active === true).length
    const before = (await ask('/api/commandresults?limit=1')).body.totalCount
    expect((await ask('/api/runCommand', { body: { _id: made._id, systemIds: devices.map(({ _id }) => _id) } })).body.queueIds).toHaveLength(devices.length)
    expect((await ask('/api/commandresults?limit=1')).body.totalCount).toBe(before + connected)
    expect((await ask(`/api/commands/${made._id}/results?limit=100`)).body).toHaveLength(connected)
    expect((await ask('/api/runCommand', { body: {} })).status).toBe(400)
  })

  test('settings are kept with their bounds, and what is only read stays as it is', async () => {
    const { simulator, ask } = await started({ estate })
    const [acme] = simulator.estate.organizations
    const put = (settings: object) => ask(`/api/organizations/${acme!.id}`, { method: 'PUT', body: { settings } })
    const { requireAdminMFA } = acme!.record.settings as { requireAdminMFA: boolean }
    expect((await put({ userPortal: { idleSessionDurationMinutes: 15, cookieExpirationType: 'session' }, requireAdminMFA: !requireAdminMFA })).status).toBe(200)
    expect((await ask(`/api/organizations/${acme!.id}`)).body.settings).toMatchObject({ userPortal: { idleSessionDurationMinutes: 15 }, requireAdminMFA })
    expect((await put({ userPortal: { idleSessionDurationMinutes: 0 } })).status).toBe(400)
    expect((await ask(`/api/organizations/${acme!.id}`, { method: 'PUT', body: { settings: {} }, organization: acme!.id })).status).toBe(403)
  })

  test('an alert is counted by its new state, and a device takes orders only that it offers', async () => {
    const { simulator, ask } = await started({ estate })
    const [acme] = simulator.estate.organizations
    const open = acme!.tableOf('alert').indexes().map((index) => acme!.tableOf('alert').at(index)).find(({ status }) => status === 'ALERT_STATUS_OPEN')!
    const before = (await ask('/api/v2/alerts-stats')).body.context.ALERT_STATUS_OPEN
    expect((await ask(`/api/v2/alerts/${String(open.objectId)}/status`, { body: { status: 'ALERT_STATUS_RESOLVED', remark: 'Done' } })).body.alert).toMatchObject({ status: 'ALERT_STATUS_RESOLVED', remark: 'Done' })
    expect((await ask('/api/v2/alerts-stats')).body.context.ALERT_STATUS_OPEN ?? 0).toBe(before - 1)
    const devices = acme!.tableOf('device')
    const index = devices.indexes().find((at) => (devices.at(at).builtInCommands as unknown[]).length > 0)!
    expect((await ask(`/api/systems/${devices.idAt(index)}/command/builtin/restart`, { method: 'POST' })).status).toBe(201)
    devices.update(index, { builtInCommands: [] })
    expect((await ask(`/api/systems/${devices.idAt(index)}/command/builtin/restart`, { method: 'POST' })).status).toBe(409)
  })
})
