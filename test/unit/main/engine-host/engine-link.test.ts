import { expect, test, vi } from 'vitest'
import { createEngineLink, type LinkPort } from '../../../../main/engine-host/engine-link.ts'

function setUp() {
  const sent: { id?: number; cancel?: number; name?: string }[] = []
  let deliver: (message: unknown) => void = () => undefined
  const port: LinkPort = { postMessage: (message) => sent.push(message as never), onMessage: (listener) => (deliver = listener), close: vi.fn() }
  const topics: unknown[] = []
  const link = createEngineLink((name, item) => topics.push([name, item]))
  link.attach(port)
  return { link, sent, topics, deliver: (message: unknown) => deliver(message) }
}

test('answers reach the call they belong to, in any order', async () => {
  const { link, sent, deliver } = setUp()
  const first = link.callByName('a', {}, { deadlineMs: 1_000 })
  const second = link.callByName('b', {}, { deadlineMs: 1_000 })
  deliver({ id: sent[1]!.id, envelope: { ok: true, value: 2 } })
  deliver({ id: sent[0]!.id, envelope: { ok: false, error: { code: 'api.offline', detail: { organization: 'Acme' } } } })
  expect(await second).toBe(2)
  await expect(first).rejects.toMatchObject({ code: 'api.offline', detail: { organization: 'Acme' } })
})

test('a cancelled call tells the engine, and its late reply is dropped', async () => {
  const { link, sent, deliver } = setUp()
  const controller = new AbortController()
  const answer = link.callByName('a', {}, { deadlineMs: 1_000, signal: controller.signal })
  controller.abort()
  await expect(answer).rejects.toMatchObject({ code: 'call.cancelled' })
  expect(sent[1]).toEqual({ cancel: sent[0]!.id })
  expect(() => deliver({ id: sent[0]!.id, envelope: { ok: true, value: 1 } })).not.toThrow()
})

test('an engine that is gone fails everything in flight and refuses the rest until it is back', async () => {
  const { link } = setUp()
  const answer = link.callByName('a', {}, { deadlineMs: 1_000 })
  link.detach()
  await expect(answer).rejects.toMatchObject({ code: 'engine.unavailable' })
  await expect(link.callByName('b', {}, { deadlineMs: 1_000 })).rejects.toMatchObject({ code: 'engine.unavailable' })
})

test('topics are handed on', () => {
  const { deliver, topics } = setUp()
  deliver({ topic: 'store.changed', item: { revision: 1 } })
  expect(topics).toEqual([['store.changed', { revision: 1 }]])
})
