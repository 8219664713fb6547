import { expect, test } from 'vitest'
import { readSearch } from '../../../../main/simulator/search.ts'
import { FilterError, filterFromText } from '../../../../main/simulator/filter-v1.ts'
import { filterFromList } from '../../../../main/simulator/filter-v2.ts'
import { started } from './ask.ts'

const row = { username: 'jane', department: 'Finance | Sales', costCenter: 'CC-2', unix_uid: 5_001, suspended: false, created: '2024-05-01T00:00:00.000Z', tags: ['vip', 'remote'], nothing: null, mfa: { configured: true } }
const plain = { isEventual: false }
const eventual = { isEventual: true }

test.each([
  ['username:$eq:jane', true],
  ['username:$eq:Jane', false],
  ['username:$ne:jane', false],
  ['suspended:$eq:false', true],
  ['unix_uid:$eq:5001', true],
  ['unix_uid:$gt:999', true],
  ['unix_uid:$lte:5000', false],
  ['created:$lt:2024-05-02', true],
  ['created:$gte:2024-05-01T00:00:00.000Z', true],
  ['department:$in:IT|Finance \\| Sales', true],
  ['department:$in:Finance|Sales', false],
  ['department:$nin:Finance|Sales', true],
  ['department:$sw:Fin', true],
  ['tags:$eq:vip', true],
  ['tags:$in:none|remote', true],
  ['mfa.configured:$eq:true', true],
  ['missing:$gt:1', false],
  ['created:$eq:2024-05-01T00:00:00.000Z', true],
])('v1 filter %s is %s', (filter, expected) => {
  expect(filterFromText(filter, plain)(row)).toBe(expected)
})

test.each(['username:eq:jane', 'username:$like:jane', 'username', 'username:$co:a', 'username:$sw:a|b'])('v1 refuses %s', (filter) => {
  expect(() => filterFromText(filter, plain)).toThrow(FilterError)
})

test.each([
  ['username:$co:x|an', true],
  ['username:$ew:ne', true],
  ['username:$nco:an', false],
  ['username:$sw:x|ja', true],
])('eventually consistent filter %s is %s', (filter, expected) => {
  expect(filterFromText(filter, eventual)(row)).toBe(expected)
})

test.each([
  ['username:eq:jane', true],
  ['username:eq:j*e', true],
  ['username:ne:jane', false],
  ['unix_uid:ge:5001', true],
  ['unix_uid:lt:5001', false],
  ['unix_uid:between:5000|5002', true],
  ['department:search:sales', true],
  ['username:in:joe|jane', true],
])('v2 filter %s is %s', (filter, expected) => {
  expect(filterFromList([filter])!(row)).toBe(expected)
})

test('v2 filters refuse unknown operators and, where a route names its fields, other fields', () => {
  expect(() => filterFromList(['username:$eq:jane'])).toThrow(FilterError)
  expect(() => filterFromList(['username:eq:jane'], ['object_id', 'type'])).toThrow(FilterError)
})

test.each([
  [{}, true],
  [{ filter: [{ username: 'jane' }, { suspended: false }] }, true],
  [{ filter: [{ username: 'jane' }, { suspended: true }] }, false],
  [{ filter: { or: [{ username: 'joe' }, { suspended: false }] } }, true],
  [{ filter: { and: ['unix_uid:$gt:1', { username: { $ne: 'joe' } }] } }, true],
  [{ filter: [{ suspended: false, username: { $regex: '(?i)^JANE' }, created: { $gt: '2024-01-01T00:00:00.0000000Z' } }] }, true],
  [{ filter: [{ username: { $in: ['joe', 'jane'] } }] }, true],
  [{ searchFilter: { searchTerm: 'AN', fields: ['username'] } }, true],
  [{ searchFilter: { searchTerm: ['x', 'ne'], fields: ['department', 'username'] } }, true],
  [{ searchFilter: { searchTerm: 'an', fields: ['department'] }, filter: [{ suspended: true }] }, false],
  [{ searchFilter: { searchTerm: '', fields: ['username'] } }, true],
])('search %j is %s', (body, expected) => {
  expect(readSearch(body, plain).test?.(row) ?? true).toBe(expected)
})

test('a list filters by all of several filters and by one of alternatives', async () => {
  const { ask } = await started({ estate: { organizations: [{ users: 80 }] } })
  const all = (await ask('/api/systemusers?limit=100')).body.results as { department: string; suspended: boolean }[]
  const count = async (query: string) => (await ask(`/api/systemusers?limit=1&${query}`)).body.totalCount
  expect(await count('filter=department:$eq:Sales')).toBe(all.filter(({ department }) => department === 'Sales').length)
  expect(await count('filter[0]=department:$eq:Sales&filter[1]=suspended:$eq:false')).toBe(all.filter((user) => user.department === 'Sales' && !user.suspended).length)
  expect(await count('filter[or][0]=department:$eq:Sales&filter[or][1]=department:$eq:IT')).toBe(all.filter(({ department }) => ['Sales', 'IT'].includes(department)).length)
  expect((await ask('/api/systemusers?filter=department:eq:Sales')).status).toBe(400)
  expect(await count('search[searchTerm]=sal&search[fields][]=department')).toBe(all.filter(({ department }) => department === 'Sales').length)
})

test('an encoded comma inside a v2 filter is a character, a bare one separates', async () => {
  const { simulator, ask } = await started({ estate: { organizations: [{ users: 5 }] } })
  const organization = simulator.estate.organizations[0]!
  organization.insertUserGroup({ name: 'Red, Green' })
  const named = async (filter: string) => (await ask(`/api/v2/usergroups?filter=${filter}`)).body.map(({ name }: { name: string }) => name)
  expect(await named('name:eq:Red%2C%20Green')).toEqual(['Red, Green'])
  expect(await named('name:search:red,name:search:green')).toEqual(['Red, Green'])
  expect(await named('name:search:red&filter=name:search:blue')).toEqual([])
})

test('a search takes its window from the body, never from the query', async () => {
  const { simulator, ask } = await started({ estate: { organizations: [{ users: 130 }] } })
  const search = async (body: unknown, query = '') => (await ask(`/api/search/systemusers${query}`, { body })).body
  expect((await search({}, '?limit=3')).results).toHaveLength(10)
  expect((await search({ limit: 3, skip: 129 })).results).toHaveLength(1)
  expect((await search({ limit: 1_000 })).results).toHaveLength(100)
  const found = await search({ filter: [{ username: String(simulator.estate.organizations[0]!.users.at(4).username) }], fields: 'email sudo' })
  expect([found.totalCount, Object.keys(found.results[0]).sort()]).toEqual([1, ['_id', 'email', 'id', 'sudo']])
  expect(Object.keys((await search({ fields: ['username'], limit: 1 })).results[0]).sort()).toEqual(['_id', 'id', 'username'])
  expect((await ask('/api/search/systemusers', { body: '{broken' })).status).toBe(400)
  expect((await ask('/api/search/systemusers', { body: { filter: [{ a: { $exists: true } }] } })).status).toBe(400)
  expect((await ask('/api/search/systemusers', { method: 'POST' })).body.totalCount).toBe(130)
})
