import { expect, test, vi } from 'vitest'
import type { EngineLink } from '../../../../main/engine-host/engine-link.ts'
import { createReaderRoute } from '../../../../main/engine-host/reader-route.ts'
import { AppError } from '../../../../shared/base/app-error.ts'

type CallByName = EngineLink['callByName']

function setUp(answer: CallByName) {
  const onHung = vi.fn()
  const reader = vi.fn(answer)
  const engine = vi.fn<CallByName>(async () => 'of the engine')
  const route = createReaderRoute({ link: { callByName: reader }, onHung })
  route.open(['snapshot.page'])
  const ask = (name = 'snapshot.page', signal?: AbortSignal) => route.through(engine)(name, {}, { deadlineMs: 1_000, ...(signal && { signal }) })
  return { route, reader, engine, ask, onHung }
}

test('the reader is asked for what it answers, the engine for everything else', async () => {
  const { route, reader, engine, ask } = setUp(async () => ({ revision: 4, value: 'of the reader' }))
  expect(await ask()).toBe('of the reader')
  expect(await ask('snapshot.object')).toBe('of the engine')
  expect([reader.mock.calls.length, engine.mock.calls.length]).toEqual([1, 1])
  route.close()
  expect(await ask()).toBe('of the engine')
})

test('an answer that is older than what windows were told is asked again', async () => {
  const revisions = [4, 5]
  const { route, reader, engine, ask } = setUp(async () => ({ revision: revisions.shift()!, value: 'of the reader' }))
  route.told({ revision: 5 })
  expect(await ask()).toBe('of the reader')
  expect([reader.mock.calls.length, engine.mock.calls.length]).toEqual([2, 0])
})

test('the engine answers where the reader stays behind', async () => {
  const { route, reader, ask } = setUp(async () => ({ revision: 4, value: 'of the reader' }))
  route.told({ revision: 5 })
  expect(await ask()).toBe('of the engine')
  expect(reader).toHaveBeenCalledTimes(2)
  // A projection that was made anew counts from the beginning.
  route.told({ revision: 2 })
  expect(await ask()).toBe('of the reader')
})

test.each(['store.damaged', 'engine.unavailable', 'organization.unknown', 'app.unexpected'] as const)('what the reader refuses with %s the engine decides', async (code) => {
  const { ask } = setUp(async () => {
    throw new AppError(code)
  })
  expect(await ask()).toBe('of the engine')
})

test('a reader that lets a call pass its time is given up, and the call is not asked twice', async () => {
  const { ask, engine, onHung } = setUp(async () => {
    throw new AppError('call.deadline', { seconds: 10 })
  })
  await expect(ask()).rejects.toMatchObject({ code: 'call.deadline' })
  expect(onHung).toHaveBeenCalledOnce()
  expect(engine).not.toHaveBeenCalled()
})

test('a cancelled call ends', async () => {
  const controller = new AbortController()
  const { ask, engine } = setUp(async () => {
    controller.abort()
    throw new AppError('call.cancelled')
  })
  await expect(ask('snapshot.page', controller.signal)).rejects.toMatchObject({ code: 'call.cancelled' })
  expect(engine).not.toHaveBeenCalled()
})
