import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createOrganizationContext, type OrganizationContext } from '../../../../../main/engine/api/organization-context.ts'
import { createRegions } from '../../../../../main/engine/api/region.ts'
import { assertWithin, createRequestBuilder } from '../../../../../main/engine/api/request.ts'
import type { ConnectionId, OrganizationId } from '../../../../../shared/base/ids.ts'
import type { PageRequest } from '../../../../../shared/resources/derive/list-request.ts'

const key = 'k'.repeat(40)
const organization = 'a'.repeat(24) as OrganizationId
const context = (change: Partial<OrganizationContext> = {}) =>
  createOrganizationContext({ organization, credential: 'con_x' as ConnectionId, region: 'eu', epoch: 0, isOrganizationHeaderNeeded: false, ...change })
const page = (change: Partial<PageRequest> = {}): PageRequest => ({ api: 'v1', method: 'GET', path: '/systemusers', query: [['limit', '100'], ['sort', '_id']], isOrganizationHeaderSent: true, ...change })
const build = createRequestBuilder({ regions: createRegions(), credentials: { key: async () => key }, tokens: { get: async () => 'a-token', drop: () => undefined }, version: '1.2.3' })

test('a service account sends its token, never its secret', async () => {
  const { headers } = await build(context({ isServiceAccount: true, isOrganizationHeaderNeeded: true }), page())
  expect(headers).toMatchObject({ authorization: 'Bearer a-token', 'x-org-id': organization })
  expect(JSON.stringify(headers)).not.toContain(key)
})

test('a request names its client, takes packed answers and carries the key', async () => {
  const request = await build(context(), page())
  expect(request.url).toBe('https://console.eu.jumpcloud.com/api/systemusers?limit=100&sort=_id')
  expect(request.headers).toEqual({ accept: 'application/json', 'accept-encoding': 'gzip', 'user-agent': 'OrgDeck/1.2.3', 'x-api-key': key })
})

test('the organization is named only where the credential needs it and the route takes it', async () => {
  const many = context({ isOrganizationHeaderNeeded: true })
  expect((await build(many, page())).headers['x-org-id']).toBe(organization)
  expect((await build(many, page({ isOrganizationHeaderSent: false }))).headers).not.toHaveProperty('x-org-id')
  expect((await build(context(), page())).headers).not.toHaveProperty('x-org-id')
})

test('a request that would land in the default organization of a key is not made', async () => {
  await expect(build(context({ isOrganizationHeaderNeeded: true, organization: null }), page())).rejects.toThrow('broken invariant')
})

test('an object that only looks like a context is refused', async () => {
  await expect(build({ ...context() }, page())).rejects.toThrow('broken invariant')
})

test.each(['/usergroups/../../../x', '/usergroups/..', '/./x', '/%2e%2e/x', '/a\\..\\b', '/x?y', '/x#y'])('the path %s does not lead out of the base of its surface', async (path) => {
  await expect(build(context(), page({ path }))).rejects.toMatchObject({ code: 'api.shape' })
})

test('the key goes to no other origin, whatever the address', () => {
  const base = 'https://console.jumpcloud.com/api'
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
      const url = new URL(address)
      expect(() => assertWithin(url, base)).toThrow('own region')
    }),
    { numRuns: 30 },
  )
  expect(() => assertWithin(new URL(`${base}/systemusers`), base)).not.toThrow()
})

test.each(['http://console.jumpcloud.com/api/x', 'https://console.jumpcloud.com:444/api/x', 'https://console.jumpcloud.com.evil.example/api/x', 'https://user@console.jumpcloud.com/api/x', 'https://console.jumpcloud.com/apix'])(
  'the key does not go to %s',
  (address) => {
    expect(() => assertWithin(new URL(address), 'https://console.jumpcloud.com/api')).toThrow('own region')
  },
)

test('a stand-in address must be loopback, and the demo lives in one region of it', () => {
  expect(createRegions({ demo: 'http://127.0.0.1:99/' }).base('demo', 'v2')).toBe('http://127.0.0.1:99/us/console/api/v2')
  expect(createRegions({ all: 'http://127.0.0.1:99' }).base('in', 'insights')).toBe('http://127.0.0.1:99/in/api/insights/directory/v1')
  expect(createRegions({ demo: 'http://127.0.0.1:99' }).base('us', 'v1')).toBe('https://console.jumpcloud.com/api')
  expect(() => createRegions({ all: 'http://192.0.2.7' }).base('us', 'v1')).toThrow('loopback')
  expect(() => createRegions({ all: 'http://127.0.0.1.evil.example' }).base('us', 'v1')).toThrow('loopback')
  expect(() => createRegions().base('demo', 'v1')).toThrow(expect.objectContaining({ code: 'api.offline' }))
})
