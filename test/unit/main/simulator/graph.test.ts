import { expect, test } from 'vitest'
import { z } from 'zod'
import { createEstate } from '../../../../main/simulator/estate.ts'
import { defineResource } from '../../../../shared/resources/define.ts'
import { resources } from '../../../../shared/resources/index.ts'
import { started } from './ask.ts'

test('members are edges to users; membership and memberof are the same edges with paths', async () => {
  const { simulator, ask } = await started({ estate: 'small' })
  const { userGroups, users, memberships } = simulator.estate.organizations[0]!
  const group = userGroups.indexes().find((index) => memberships.membersOf(index).length > 1)!
  const groupId = userGroups.idAt(group)
  const members = (await ask(`/api/v2/usergroups/${groupId}/members?limit=100`)).body as { to: { id: string } }[]
  expect(members[0]).toEqual({ attributes: null, to: { attributes: null, id: expect.any(String), type: 'user' } })
  expect(members.map(({ to }) => to.id).sort()).toEqual(memberships.membersOf(group).map((user) => users.idAt(user)).sort())
  const membership = (await ask(`/api/v2/usergroups/${groupId}/membership?limit=100`)).body as { id: string }[]
  expect(membership.map(({ id }) => id).sort()).toEqual(members.map(({ to }) => to.id).sort())
  const memberOf = (await ask(`/api/v2/users/${members[0]!.to.id}/memberof?limit=100`)).body as { id: string }[]
  expect(memberOf.find(({ id }) => id === groupId)).toMatchObject({ type: 'user_group', paths: [[{ to: { id: groupId, type: 'user_group' } }]] })
})

test('memberof filters by object_id and type only', async () => {
  const { simulator, ask } = await started({ estate: 'small' })
  const { users, userGroups } = simulator.estate.organizations[0]!
  const path = `/api/v2/users/${users.idAt(0)}/memberof`
  expect((await ask(`${path}?filter=object_id:eq:${userGroups.idAt(0)}`)).body).toMatchObject([{ id: userGroups.idAt(0) }])
  expect((await ask(`${path}?filter=type:eq:user_group&limit=100`)).body.length).toBeGreaterThan(0)
  expect((await ask(`${path}?filter=name:eq:IT`)).status).toBe(400)
})

test('readings of a group lag behind a change as often as asked for', async () => {
  const { simulator, ask } = await started({ estate: createEstate('small', { lagReads: 2 }) })
  const organization = simulator.estate.organizations[0]!
  const everybody = organization.userGroups.idAt(0)
  const total = async () => (await ask(`/api/v2/usergroups/${everybody}/members`)).headers.get('x-total-count')
  organization.insertUser()
  expect([await total(), await total(), await total()]).toEqual(['18', '18', '19'])
})

test('rows of deleted objects are counted and not sent, so that pages are short', async () => {
  const { simulator, ask } = await started({ estate: createEstate({ organizations: [{ users: 120 }] }, { ghostShare: 0.2 }) })
  const { userGroups } = simulator.estate.organizations[0]!
  const members = `/api/v2/usergroups/${userGroups.idAt(0)}/members`
  const seen = new Set<string>()
  let isShort = false
  const total = Number((await ask(members)).headers.get('x-total-count'))
  for (let skip = 0; skip < total; skip += 25) {
    const rows = (await ask(`${members}?limit=25&skip=${skip}`)).body as { to: { id: string } }[]
    isShort ||= rows.length < Math.min(25, total - skip)
    for (const { to } of rows) seen.add(to.id)
  }
  expect([isShort, total > 120, seen.size]).toEqual([true, true, 120])
})

test('members change between pages when the service is asked to churn', async () => {
  const { simulator, ask } = await started({ estate: { organizations: [{ users: 40 }] }, churnRate: 2 })
  const { users } = simulator.estate.organizations[0]!
  const revision = users.revision
  for (let page = 0; page < 5; page++) await ask(`/api/systemusers?limit=10&skip=${page * 10}&sort=_id`)
  expect(users.revision).toBeGreaterThan(revision)
})

const lantern = defineResource({
  kind: 'lantern',
  words: { one: 'lantern', many: 'lanterns', title: 'Lanterns', section: 'account', icon: 'lamp' },
  wire: { name: 'lantern', idField: 'id' },
  list: { api: 'v2', path: '/lanterns', envelope: 'results', total: 'body', sort: 'name' },
  one: { path: '/lanterns/{id}' },
  search: { path: '/search/lanterns' },
  schema: z.looseObject({ id: z.string(), name: z.string(), lit: z.boolean(), oil: z.looseObject({ level: z.number(), filledAt: z.string() }), colour: z.string() }),
  titlePaths: ['name'],
  columns: [
    { path: 'name', type: 'text', title: 'Name', diff: 'value' },
    { path: 'lit', type: 'boolean', title: 'Lit', diff: 'value' },
    { path: 'oil.level', type: 'count', title: 'Oil', diff: 'value' },
    { path: 'oil.filledAt', type: 'instant', title: 'Filled', diff: 'value' },
    { path: 'colour', type: 'choice', title: 'Colour', diff: 'value', choices: [{ value: 'red', label: 'Red' }, { value: 'blue', label: 'Blue' }] },
  ],
  filters: [],
  sync: { order: 50, mode: 'fullPass' },
  example: { maker: 'unknown to the schema' },
})

const bearer = defineResource({
  kind: 'bearer',
  words: { one: 'bearer', many: 'bearers', title: 'Bearers', section: 'account', icon: 'link' },
  wire: { name: 'bearer', idField: 'id' },
  list: { api: 'v2', path: '/lanterns/{parent}/bearers', envelope: 'array', total: 'none', sort: null, per: 'lantern' },
  schema: z.looseObject({ far: z.looseObject({ id: z.string() }) }),
  titlePaths: [],
  columns: [],
  filters: [],
  edge: { from: 'lantern', to: 'user', toPath: 'far.id' },
  sync: { order: 60, mode: 'fullPass' },
  example: {},
})

test('a made-up kind is served from its description alone: list, one, search, edges', async () => {
  const { simulator, ask } = await started({ estate: 'small', registry: [...resources, lantern, bearer] })
  const page = (await ask('/api/v2/lanterns?limit=3&sort=name')).body
  expect([page.totalCount, page.results.length]).toEqual([7, 3])
  for (const raw of page.results) expect(lantern.schema.safeParse(raw).success).toBe(true)
  expect(page.results[0]).toMatchObject({ maker: 'unknown to the schema', colour: expect.stringMatching(/^(red|blue)$/) })
  const [first] = page.results
  expect((await ask(`/api/v2/lanterns/${first.id}`)).body).toEqual(first)
  expect((await ask('/api/v2/search/lanterns', { body: { filter: [{ name: first.name }] } })).body).toMatchObject({ totalCount: 1, results: [first] })
  const bearers = await ask(`/api/v2/lanterns/${first.id}/bearers`)
  const { users } = simulator.estate.organizations[0]!
  expect([bearers.body.length > 0, bearers.headers.get('x-total-count')]).toEqual([true, null])
  for (const { far } of bearers.body) expect(users.indexOf(far.id)).not.toBeNull()
  expect((await ask(`/api/v2/lanterns/${users.idAt(0)}/bearers`)).status).toBe(404)
})
