import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createPush } from '../../../../main/ipc/push.ts'
import { limits } from '../../../../shared/base/limits.ts'
import type { Topic } from '../../../../shared/contract/define.ts'
import { contract } from '../../../../shared/contract/index.ts'

beforeEach(() => void vi.useFakeTimers({ now: 0 }))
afterEach(() => void vi.useRealTimers())

const setUp = () => createPush((name) => contract[name as 'store.changed'] as Topic, () => Date.now())
const change = (revision: number, kind: string) => ({ revision, organizations: ['a'.repeat(24)], kinds: [kind] })

test('a late subscriber gets the latest item first', () => {
  const push = setUp()
  push.publish('store.changed', change(1, 'user'))
  const items: unknown[] = []
  push.subscribe(1, 's1', 'store.changed', (item) => items.push(item))
  expect(items).toEqual([change(1, 'user')])
})

test('items that come too fast are joined by the topic’s rule, so none of them is lost', () => {
  const push = setUp()
  const items: { kinds: string[] }[] = []
  push.subscribe(1, 's1', 'store.changed', (item) => items.push(item as { kinds: string[] }))
  push.publish('store.changed', change(1, 'user'))
  push.publish('store.changed', change(2, 'userGroup'))
  push.publish('store.changed', change(3, 'membership'))
  expect(items).toHaveLength(1)
  vi.advanceTimersByTime(1_000)
  expect(items.map((item) => item.kinds)).toEqual([['user'], ['userGroup', 'membership']])
})

test('what is told in parts reaches a late subscriber whole, in the order in which it began', () => {
  const push = setUp()
  const run = (organization: string, requests: number) => ({ organization: organization.repeat(24), requests })
  push.publish('sync.progressed', [run('a', 0), run('b', 0)])
  vi.advanceTimersByTime(1_000)
  push.publish('sync.progressed', [run('b', 5)])
  push.publish('sync.progressed', [run('c', 1)])
  vi.advanceTimersByTime(1_000)
  const late: unknown[] = []
  push.subscribe(1, 's1', 'sync.progressed', (item) => late.push(item))
  const whole = [run('a', 0), run('b', 5), run('c', 1)]
  expect(late).toEqual([whole])
  expect(push.latest('sync.progressed')).toEqual(whole)
  push.publish('sync.progressed', [run('a', 2)])
  expect(late[1]).toEqual([run('a', 2)])
})

test('a closed window gets nothing more', () => {
  const push = setUp()
  const send = vi.fn()
  push.subscribe(1, 's1', 'store.changed', send)
  push.forget(1)
  push.publish('store.changed', change(1, 'user'))
  expect(send).not.toHaveBeenCalled()
})

test('subscriptions of a window are bounded', () => {
  const push = setUp()
  for (let index = 0; index < limits.subscriptionsPerWindowMax; index++) push.subscribe(1, `s${index}`, 'store.changed', vi.fn())
  expect(() => push.subscribe(1, 'over', 'store.changed', vi.fn())).toThrow('call.overload')
})
