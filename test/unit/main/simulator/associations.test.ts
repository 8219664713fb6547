import { expect, test } from 'vitest'
import { createEstate } from '../../../../main/simulator/estate.ts'
import { associationTargets, isNodeType, nodes, nodeTypes } from '../../../../main/simulator/graph/nodes.ts'
import { resources } from '../../../../shared/resources/index.ts'
import { started } from './ask.ts'

interface Edge {
  readonly attributes: Readonly<Record<string, unknown>> | null
  readonly to: { readonly id: string; readonly type: string }
}

interface Reached {
  readonly id: string
  readonly type: string
  readonly paths: readonly (readonly { readonly to: { readonly id: string; readonly type: string } }[])[]
}

const directories = [{ type: 'active_directory' }, { type: 'g_suite' }, { type: 'office_365', isBroken: true }, { type: 'ldap_server' }] as const
const story = { directories, appleCertificateDays: 100, ssoCertificateDays: 10, hasEventLog: true, isAttacked: false, trials: {} }
const rich = { organizations: [{ users: 60, trade: 'research' as const, story }] }

test('associations are asked for one sort of thing at a time', async () => {
  const { simulator, ask } = await started({ estate: 'small' })
  const path = `/api/v2/applications/${simulator.estate.organizations[0]!.tableOf('application').idAt(0)}/associations`
  expect((await ask(path)).status).toBe(400)
  expect((await ask(`${path}?targets=system`)).status).toBe(400)
  expect((await ask(`${path}?targets=user,user_group`)).status).toBe(400)
  expect((await ask(`${path}?targets=user_group`)).status).toBe(200)
  expect((await ask('/api/v2/applications/0123456789abcdef01234567/associations?targets=user')).status).toBe(404)
  expect((await ask(`${path}?targets=agent_group`)).body).toEqual([])
})

test('every association kind of the registry has edges in the demo, to objects that exist', async () => {
  const { simulator } = await started({ estate: 'demo' })
  const empty = resources.filter(({ edge, list }) => edge && list.path.endsWith('/associations')).filter(({ list, edge }) => {
    const from = nodeTypes.find((type) => list.path.startsWith(`/${nodes[type].path}/`))!
    const to = nodeTypes.find((type) => nodes[type].kind === edge!.to)!
    return !simulator.estate.organizations.some((organization) => organization.tableOf(nodes[from].kind).indexes().some((index) => organization.graph.edges(from, index, to).length > 0))
  })
  expect(empty.map(({ kind }) => kind)).toEqual([])
})

test('an association reads the same from both ends', () => {
  const [organization] = createEstate(rich).organizations
  let edges = 0
  for (const from of nodeTypes) {
    for (const to of associationTargets[from].filter(isNodeType)) {
      for (const index of organization!.tableOf(nodes[from].kind).indexes()) {
        for (const { index: far, attributes } of organization!.graph.edges(from, index, to)) {
          edges++
          expect(organization!.graph.edges(to, far, from)).toContainEqual({ index, attributes })
        }
      }
    }
  }
  expect(edges).toBeGreaterThan(200)
})

test('sudo stands on the binding of a person to a device', async () => {
  const { simulator, ask } = await started({ estate: rich })
  const [organization] = simulator.estate.organizations
  const all: Edge[] = []
  for (const index of organization!.tableOf('device').indexes()) all.push(...((await ask(`/api/v2/systems/${organization!.tableOf('device').idAt(index)}/associations?targets=user&limit=100`)).body as Edge[]))
  const attributes = new Set(all.map((edge) => JSON.stringify(edge.attributes)))
  expect(attributes).toEqual(new Set(['null', '{"sudo":{"enabled":true,"withoutPassword":false}}']))
})

test('effective lists hold what is bound directly and what comes through groups, and say which way', async () => {
  const { simulator, ask } = await started({ estate: rich })
  const [organization] = simulator.estate.organizations
  const { users, graph } = organization!
  const lengths = new Set<number>()
  for (const index of users.indexes().slice(0, 20)) {
    for (const [target, path] of [['application', 'applications'], ['system', 'systems'], ['ldap_server', 'ldapservers'], ['radius_server', 'radiusservers']] as const) {
      const reached = (await ask(`/api/v2/users/${users.idAt(index)}/${path}?limit=100`)).body as Reached[]
      const table = organization!.tableOf(nodes[target].kind)
      const direct = graph.edges('user', index, target).map((edge) => table.idAt(edge.index))
      const throughGroups = graph.edges('user', index, 'user_group').flatMap((group) => graph.edges('user_group', group.index, target).map((edge) => table.idAt(edge.index)))
      expect(reached.filter(({ paths }) => paths.some((way) => way.length === 1)).map(({ id }) => id).sort()).toEqual(direct.sort())
      expect(new Set(reached.filter(({ paths }) => paths.some((way) => way.length === 2 && way[0]!.to.type === 'user_group')).map(({ id }) => id))).toEqual(new Set(throughGroups))
      for (const { id, paths } of reached) for (const way of paths) expect(way.at(-1)!.to.id).toBe(id)
      for (const { paths } of reached) for (const way of paths) lengths.add(way.length)
    }
  }
  expect([...lengths].sort()).toEqual([1, 2, 3])
})

test('directories of a person are of all sorts in one list, and each sort has its own', async () => {
  const { simulator, ask } = await started({ estate: rich })
  const user = simulator.estate.organizations[0]!.users.idAt(0)
  const all = (await ask(`/api/v2/users/${user}/directories?limit=100`)).body as Reached[]
  expect(all.map(({ type }) => type)).toEqual(expect.arrayContaining(['active_directory', 'g_suite', 'office_365']))
  expect((await ask(`/api/v2/users/${user}/gsuites`)).body).toHaveLength(1)
  const listed = (await ask('/api/v2/directories')).body as { id: string; type: string }[]
  const [google, microsoft] = ['g_suite', 'office_365'].map((type) => listed.find((directory) => directory.type === type)!.id)
  expect([(await ask(`/api/v2/gsuites/${google}`)).status, (await ask(`/api/v2/gsuites/${microsoft}`)).status]).toEqual([200, 404])
  const synced = (await ask(`/api/v2/office365s/${microsoft}/users?syncStatus=true&limit=100`)).body as { syncStatus: { code: number } }[]
  expect([synced.length > 10, synced.every(({ syncStatus }) => syncStatus.code === 401)]).toEqual([true, true])
  expect(listed.find(({ type }) => type === 'ldap_server')!.id).toBe((await ask('/api/v2/ldapservers')).body[0].id)
})

test('a binding that was made or ended shows from both ends, late when readings lag', async () => {
  const { simulator, ask } = await started({ estate: createEstate('small') })
  const [organization] = simulator.estate.organizations
  const application = organization!.tableOf('application').idAt(4)
  const user = organization!.users.idAt(3)
  const near = async () => ((await ask(`/api/v2/applications/${application}/associations?targets=user&limit=100`)).body as Edge[]).some(({ to }) => to.id === user)
  const far = async () => ((await ask(`/api/v2/users/${user}/associations?targets=application&limit=100`)).body as Edge[]).some(({ to }) => to.id === application)
  organization!.unbind('application', application, 'user', user)
  expect(organization!.bind('application', application, 'user', user)).toBe(true)
  expect([await near(), await far()]).toEqual([true, true])
  simulator.estate.quirks = { ...simulator.estate.quirks, lagReads: 2 }
  expect(organization!.unbind('user', user, 'application', application)).toBe(true)
  expect([await near(), await near(), await near(), await far(), await far(), await far()]).toEqual([true, true, false, true, true, false])
  expect([organization!.unbind('user', user, 'application', application), organization!.bind('user', user, 'application', '0123456789abcdef01234567')]).toEqual([false, false])
})

test('devices that come and go change groups, bindings and policy counts with them', () => {
  const [organization] = createEstate('small').organizations
  const { graph, deviceMemberships, users } = organization!
  const devices = organization!.tableOf('device')
  const before = deviceMemberships.membersOf(0).length
  const id = organization!.insertDevice({ displayName: 'Fresh' })
  expect([deviceMemberships.membersOf(0).length, devices.at(devices.indexOf(id)!).displayName]).toEqual([before + 1, 'Fresh'])
  const owned = devices.indexes().find((index) => graph.edges('system', index, 'user').length > 0)!
  const [edge] = graph.edges('system', owned, 'user')
  expect(organization!.deleteDevice(devices.idAt(owned))).toBe(true)
  expect(graph.edges('user', edge!.index, 'system').map(({ index }) => index)).not.toContain(owned)
  expect([organization!.deleteDevice(devices.idAt(owned)), users.has(edge!.index)]).toEqual([false, true])
})
