import { expect, test } from 'vitest'
import { createRateLimiter } from '../../../../main/simulator/rate-limit.ts'
import { started } from './ask.ts'

test('a bucket lets the burst through, then as many as the rate', () => {
  let now = 0
  const limiter = createRateLimiter({ perSecond: 2, burst: 3, scope: 'organization' }, () => now)
  const take = (organization: string) => limiter.take({ organization, key: 'k' })
  expect([take('a'), take('a'), take('a'), take('a')]).toEqual([null, null, null, 1])
  expect(take('b')).toBeNull()
  now = 500
  expect([take('a'), take('a')]).toEqual([null, 1])
  now = 60_000
  expect([take('a'), take('a'), take('a'), take('a')]).toEqual([null, null, null, 1])
})

test('a shared bucket is one for all, a key’s bucket follows the key', () => {
  const shared = createRateLimiter({ perSecond: 0.1, burst: 1, scope: 'shared' }, () => 0)
  expect([shared.take({ organization: 'a', key: 'k' }), shared.take({ organization: 'b', key: 'l' })]).toEqual([null, 10])
  const byKey = createRateLimiter({ perSecond: 1, burst: 1, scope: 'key' }, () => 0)
  expect([byKey.take({ organization: 'a', key: 'k' }), byKey.take({ organization: 'a', key: 'l' }), byKey.take({ organization: 'b', key: 'k' })]).toEqual([null, null, 1])
})

test('over the limit the answer is 429 with whole seconds', async () => {
  const { ask } = await started({ estate: { organizations: [{ users: 3 }] }, limits: { perSecond: 0.001, burst: 2, scope: 'organization' } })
  const replies = [await ask('/api/systemusers'), await ask('/api/systemusers'), await ask('/api/systemusers')]
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 429])
  expect(replies[2]!.headers.get('retry-after')).toMatch(/^[1-9]\d*$/)
})
