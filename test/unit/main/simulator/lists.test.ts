import fc from 'fast-check'
import { expect, test } from 'vitest'
import { started } from './ask.ts'

const ids = (rows: { id?: string; _id?: string }[]) => rows.map((row) => row._id ?? row.id!)

test('a list answers ten rows unless asked, and never more than a hundred', async () => {
  const { ask } = await started({ estate: { organizations: [{ users: 230 }] } })
  const lengths = await Promise.all(['', '?limit=3', '?limit=100', '?limit=5000', '?limit=0', '?limit=ten'].map(async (query) => (await ask(`/api/systemusers${query}`)).body.results.length))
  expect(lengths).toEqual([10, 3, 100, 100, 10, 10])
})

test('a page past the end is empty and still says the total', async () => {
  const { ask } = await started({ estate: { organizations: [{ users: 12 }] } })
  const v1 = await ask('/api/systemusers?skip=50')
  const v2 = await ask('/api/v2/usergroups?skip=5000')
  expect(v1.text).toBe('{"totalCount":12,"results":[]}')
  expect([v2.text, Number(v2.headers.get('x-total-count')) > 0, v1.headers.get('x-total-count')]).toEqual(['[]', true, null])
})

test('pages of any size and order hold every row exactly once', async () => {
  const { simulator, ask } = await started({ estate: { organizations: [{ users: 97 }] } })
  const expected = [...simulator.estate.organizations[0]!.users.indexes()].map((index) => simulator.estate.organizations[0]!.users.idAt(index)).sort()
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 100 }), fc.constantFrom('', '&sort=_id', '&sort=-_id', '&sort=username', '&sort=department%20-lastname', '&sort=nonsense'), async (limit, sort) => {
      const seen: string[] = []
      for (let skip = 0; skip < 97; skip += limit) seen.push(...ids((await ask(`/api/systemusers?limit=${limit}&skip=${skip}${sort}`)).body.results))
      expect([...seen].sort()).toEqual(expected)
    }),
    { numRuns: 12 },
  )
})

test('rows come in the asked order; without a wish it is not the order of ids', async () => {
  const { ask } = await started({ estate: { organizations: [{ users: 90 }] } })
  const byId = ids((await ask('/api/systemusers?limit=100&sort=_id')).body.results)
  const unsorted = ids((await ask('/api/systemusers?limit=100')).body.results)
  const names = (await ask('/api/systemusers?limit=100&sort=-username')).body.results.map(({ username }: { username: string }) => username)
  expect(byId).toEqual([...byId].sort())
  expect(unsorted).not.toEqual(byId)
  expect([...unsorted].sort()).toEqual(byId)
  expect(names).toEqual([...names].sort().reverse())
  expect(ids((await ask('/api/systemusers?limit=100')).body.results)).toEqual(unsorted)
})

test('user groups sort by name and refuse to sort by id', async () => {
  const { ask } = await started({ estate: { organizations: [{ users: 20 }] } })
  const names = (await ask('/api/v2/usergroups?limit=100&sort=name')).body.map(({ name }: { name: string }) => name)
  expect(names).toEqual([...names].sort())
  expect((await ask('/api/v2/usergroups?sort=id')).status).toBe(400)
  expect((await ask('/api/v2/usergroups?sort=-id')).status).toBe(400)
})

test('fields narrow the rows: by spaces in v1, by commas in v2, the id always with them', async () => {
  const { ask } = await started({ estate: { organizations: [{ users: 3 }] } })
  const users = (await ask('/api/systemusers?fields=username%20mfaEnrollment.overallStatus')).body.results
  const groups = (await ask('/api/v2/usergroups?fields=name,type')).body
  expect(Object.keys(users[0]).sort()).toEqual(['_id', 'id', 'mfaEnrollment', 'username'])
  expect(Object.keys(users[0].mfaEnrollment)).toEqual(['overallStatus'])
  expect(Object.keys(groups[0]).sort()).toEqual(['id', 'name', 'type'])
})

test('one object is the row of the list; unknown ids are 404', async () => {
  const { ask } = await started({ estate: { organizations: [{ users: 3 }, { users: 3 }] } })
  const [row] = (await ask('/api/systemusers?limit=1')).body.results
  const [group] = (await ask('/api/v2/usergroups?limit=1')).body
  expect((await ask(`/api/systemusers/${row.id}`)).body).toEqual(row)
  expect((await ask(`/api/v2/usergroups/${group.id}`)).body).toEqual(group)
  expect((await ask(`/api/systemusers/${row.id.slice(0, -1)}${row.id.endsWith('0') ? '1' : '0'}`)).status).toBe(404)
  expect((await ask('/api/systemusers/nobody')).status).toBe(404)
})

test('an object of one organization is not found from another', async () => {
  const { simulator, ask } = await started({ estate: { organizations: [{ users: 3 }, { users: 3 }] } })
  const [, other] = simulator.estate.organizations
  expect((await ask(`/api/systemusers/${other!.users.idAt(0)}`)).status).toBe(404)
  expect((await ask(`/api/v2/usergroups/${other!.userGroups.idAt(0)}/members`)).status).toBe(404)
})

test('answers carry the service’s headers, a weak etag and gzip when it is welcome', async () => {
  const { ask } = await started({ estate: { organizations: [{ users: 50 }] } })
  const plain = await ask('/api/systemusers?limit=50', { headers: { 'accept-encoding': 'identity' } })
  const packed = await ask('/api/systemusers?limit=50', { headers: { 'accept-encoding': 'gzip' } })
  expect(plain.headers.get('content-encoding')).toBeNull()
  expect(packed.headers.get('content-encoding')).toBe('gzip')
  expect(packed.text).toBe(plain.text)
  expect(plain.headers.get('etag')).toMatch(/^W\/"[0-9a-f]+-[A-Za-z0-9+/]{27}"$/)
  expect(plain.headers.get('content-type')).toBe('application/json; charset=utf-8')
  const again = await ask('/api/systemusers?limit=50', { headers: { 'if-none-match': plain.headers.get('etag')! } })
  expect([again.status, again.text]).toEqual([304, ''])
})

test('links to the next page are sent only when asked for', async () => {
  const estate = { organizations: [{ users: 200 }] }
  const { ask: without } = await started({ estate })
  const { ask, simulator } = await started({ estate, hasLinks: true })
  expect((await without('/api/v2/usergroups?limit=3&sort=name')).headers.get('link')).toBeNull()
  const link = (await ask('/api/v2/usergroups?limit=3&sort=name')).headers.get('link')
  expect(link).toBe(`<${simulator.url}/us/console/api/v2/usergroups?limit=3&sort=name&skip=3>; rel="next"`)
  expect((await ask('/api/v2/usergroups?limit=100')).headers.get('link')).toBeNull()
})
