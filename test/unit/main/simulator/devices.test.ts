import { expect, test } from 'vitest'
import { createEstate } from '../../../../main/simulator/estate.ts'
import { started } from './ask.ts'

interface Device {
  readonly _id: string
  readonly os: string
  readonly osFamily: 'windows' | 'darwin' | 'linux'
  readonly active: boolean
  readonly lastContact: string
  readonly created: string
  readonly fde: { active: boolean; keyPresent: boolean }
  readonly primarySystemUser: { id: string | null }
  readonly userMetrics: { userName: string; admin: boolean }[]
  readonly policyStats: { success: number; failed: number; pending: number; unsupportedOs: number; total: number }
  readonly systemInsights: { state: string }
  readonly mdm: { vendor: string }
}

const demo = createEstate('demo')
const fleets = demo.organizations.map((organization) => ({ organization, devices: organization.tableOf('device').indexes().map((index) => organization.tableOf('device').at(index) as unknown as Device) }))

test('a fleet is of three systems, mostly alive, and silent where people have left', () => {
  const all = fleets.flatMap(({ devices }) => devices)
  for (const family of ['windows', 'darwin', 'linux']) expect(all.filter(({ osFamily }) => osFamily === family).length).toBeGreaterThan(20)
  expect(all.filter(({ active }) => active).length / all.length).toBeGreaterThan(0.4)
  expect(all.filter(({ active, lastContact }) => active !== demo.nowMs - Date.parse(lastContact) < 31 * 60_000)).toEqual([])
  expect(all.filter(({ created, lastContact }) => lastContact < created)).toEqual([])
  for (const { organization, devices } of fleets) {
    const suspended = devices.filter(({ primarySystemUser }) => primarySystemUser.id !== null && organization.users.at(organization.users.indexOf(primarySystemUser.id)!).suspended === true)
    expect(suspended.filter(({ active }) => active).length).toBeLessThanOrEqual(Math.ceil(suspended.length / 2))
  }
})

test('the primary user is bound to the device, and is its administrator only when the binding says so', () => {
  for (const { organization, devices } of fleets) {
    for (const [index, device] of devices.entries()) {
      const { id } = device.primarySystemUser
      const owner = id === null ? null : organization.users.indexOf(id)
      const edge = organization.graph.edges('system', index, 'user').find((found) => found.index === owner)
      // Nobody's device names nobody; somebody's names them, as they are bound.
      const expected = owner === null ? [] : [{ userName: organization.users.at(owner).username, admin: edge?.attributes !== null }]
      expect([edge === undefined, device.userMetrics]).toMatchObject([owner === null, expected])
      expect(device.userMetrics).toHaveLength(expected.length)
    }
  }
})

test('devices that are connected are heard of as time goes on, and the others stay silent', async () => {
  let laterMs = 0
  const { simulator } = await started({ estate: 'small', clock: (nowMs) => nowMs + laterMs })
  const devices = simulator.estate.organizations[0]!.tableOf('device')
  const heard = () => devices.indexes().map((index) => devices.at(index) as unknown as Device).map(({ active, lastContact }) => ({ active, silentMs: simulator.estate.nowMs + laterMs - Date.parse(lastContact) }))
  const before = heard()
  laterMs = 20 * 86_400_000
  for (const [at, { active, silentMs }] of heard().entries()) expect([active, silentMs - before[at]!.silentMs]).toEqual([active, active ? 0 : laterMs])
})

test('nobody who has not started has a device, and almost everybody else has one', () => {
  for (const { organization } of fleets) {
    const staged = organization.users.indexes().filter((index) => organization.users.at(index).state === 'STAGED')
    for (const index of staged) expect(organization.blueprint.fleet.devicesOf(index)).toEqual([])
  }
})

test('the policy counts of a device are its policy results, whoever is asked', async () => {
  const { simulator, ask } = await started({ estate: 'small' })
  const [organization] = simulator.estate.organizations
  const byDevice = new Map<string, string[]>()
  const policies = (await ask('/api/v2/policies?limit=100')).body as { id: string }[]
  for (const { id } of policies) {
    for (const { systemID, state } of (await ask(`/api/v2/policies/${id}/policystatuses?limit=100`)).body) byDevice.set(systemID, [...(byDevice.get(systemID) ?? []), `${id} ${state}`])
  }
  for (const device of (await ask('/api/systems?limit=100')).body.results as Device[]) {
    const statuses = (await ask(`/api/v2/systems/${device._id}/policystatuses?limit=100`)).body as { policyID: string; state: string; success: boolean; stdErr: string }[]
    const count = (state: string) => statuses.filter((status) => status.state === state).length
    expect(device.policyStats).toEqual({ duplicate: 0, success: count('success'), failed: count('failed'), pending: count('pending'), unsupportedOs: count('unsupportedOs'), total: statuses.length })
    expect(statuses.map(({ policyID, state }) => `${policyID} ${state}`).sort()).toEqual((byDevice.get(device._id) ?? []).sort())
    const stats = (await ask(`/api/v2/systems/${device._id}/aggregated-policy-stats`)).body
    expect([stats.policyCountData, stats.failedPolicies.sort()]).toEqual([device.policyStats, statuses.filter(({ state }) => state === 'failed').map(({ policyID }) => policyID).sort()])
    expect(statuses.every(({ success, stdErr, state }) => success === (state === 'success') && (stdErr !== '') === (state === 'failed'))).toBe(true)
  }
  expect(organization!.tableOf('device').count).toBeGreaterThan(5)
  const [{ id }] = policies as [{ id: string }]
  const latest = (await ask(`/api/v2/policies/${id}/policystatuses?limit=100`)).body
  expect((await ask(`/api/v2/policies/${id}/policyresults?limit=100`)).headers.get('x-total-count')).toBe(String(latest.length * 3))
})

test('an encryption policy passes exactly where the disk is encrypted, and inventories say the same', async () => {
  const { ask } = await started({ estate: 'small' })
  const devices = (await ask('/api/systems?limit=100')).body.results as Device[]
  const policies = (await ask('/api/v2/policies?limit=100')).body as { id: string; name: string }[]
  const encryption = policies.filter(({ name }) => /BitLocker|FileVault|Disk encryption/.test(name)).map(({ id }) => id)
  for (const device of devices) {
    const results = ((await ask(`/api/v2/systems/${device._id}/policystatuses?limit=100`)).body as { policyID: string; state: string }[]).filter(({ policyID, state }) => encryption.includes(policyID) && state !== 'pending' && state !== 'unsupportedOs')
    expect(results.filter(({ state }) => (state === 'success') !== device.fde.active)).toEqual([])
    const table = device.osFamily === 'windows' ? 'bitlocker_info' : 'disk_encryption'
    const rows = (await ask(`/api/v2/systeminsights/${table}?filter=system_id:eq:${device._id}`)).body as { encrypted?: number; protection_status?: number }[]
    const isOn = device.systemInsights.state === 'enabled'
    expect([rows.length > 0, rows.some(({ encrypted, protection_status }) => encrypted === 1 || protection_status === 1)]).toEqual([isOn, isOn && device.fde.active])
    expect((await ask(`/api/v2/systems/${device._id}/fdekey`)).status).toBe(device.fde.keyPresent ? 200 : 404)
  }
})

test('inventories are of one device or of all, by pages larger than elsewhere', async () => {
  const { simulator, ask } = await started({ estate: { organizations: [{ users: 60 }] } })
  const all = await ask('/api/v2/systeminsights/apps?limit=10000')
  const total = Number(all.headers.get('x-total-count'))
  expect([total > 200, all.body.length]).toEqual([true, total])
  expect((await ask('/api/v2/systeminsights/apps')).body).toHaveLength(10)
  const ids = [...new Set((all.body as { system_id: string }[]).map(({ system_id }) => system_id))]
  const some = await ask(`/api/v2/systeminsights/apps?limit=10000&filter=system_id:in:${ids.slice(0, 2).join('%7C')}`)
  expect(new Set((some.body as { system_id: string }[]).map(({ system_id }) => system_id))).toEqual(new Set(ids.slice(0, 2)))
  expect((await ask('/api/v2/systeminsights/apps?limit=10000&filter=bundle_name:eq:Slack')).body.every(({ bundle_name }: { bundle_name: string }) => bundle_name === 'Slack')).toBe(true)
  const [organization] = simulator.estate.organizations
  const index = organization!.tableOf('device').indexOf(ids[0]!)!
  organization!.tableOf('device').update(index, { systemInsights: { state: 'deferred' } })
  expect((await ask(`/api/v2/systeminsights/apps?filter=system_id:eq:${ids[0]}`)).body).toEqual([])
})

test('command output is cut in lists and whole by id; results point to real devices of the right system', async () => {
  const { ask } = await started({ estate: { organizations: [{ users: 80 }] } })
  const types = new Map(((await ask('/api/commands?limit=100')).body.results as { name: string; commandType: string; _id: string }[]).map(({ name, commandType }) => [name, commandType]))
  const devices = new Map(((await ask('/api/systems?limit=100')).body.results as Device[]).map((device) => [device._id, device]))
  const { results, totalCount } = (await ask('/api/commandresults?limit=100')).body
  expect(totalCount).toBeGreaterThan(30)
  const words = { mac: 'darwin', windows: 'windows', linux: 'linux' } as const
  for (const result of results) {
    expect(result.response.data.output.length).toBeLessThanOrEqual(40)
    expect(devices.get(result.systemId)?.osFamily).toBe(words[types.get(result.name) as keyof typeof words])
  }
  const cut = results.find((result: { response: { data: { output: string } } }) => result.response.data.output.length === 40)
  const whole = (await ask(`/api/commandresults/${cut._id}`)).body
  expect(whole.response.data.output.startsWith(cut.response.data.output)).toBe(true)
  expect(whole.response.data.output.length).toBeGreaterThan(40)
  expect([whole.workflowInstanceId.length, cut.workflowInstanceId]).toEqual([24, undefined])
  const found = (await ask('/api/search/commandresults', { body: { filter: [{ exitCode: 1 }], limit: 100 } })).body
  expect(found.results.every(({ exitCode }: { exitCode: number }) => exitCode === 1)).toBe(true)
})
