import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { limits } from '../../../../shared/base/limits.ts'
import { createKeyRing } from '../../../../main/vault/key-ring.ts'
import { createRequests } from '../../../../main/vault/requests.ts'
import { createTestKeychain } from '../../../support/keychain/in-process-vault.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const key = 'key-0123456789abcdef'

function start() {
  const keychain = createTestKeychain()
  const onOverdue = vi.fn()
  const ring = createKeyRing(keychain.open)
  return { keychain, ring, onOverdue, requests: createRequests(ring, onOverdue) }
}

const settings = { profile: 'p', slots: { con_x: 'a' }, isSessionOnly: false } as const

test('every method of main is answered, and no answer carries the key', async () => {
  const { requests } = start()
  const call = async (method: Parameters<typeof requests.call>[1], input: unknown) => requests.call(1, method, input)
  const answers = [await call('configure', settings), await call('find', { name: 'con_x', slot: 'a' })]
  const held = await call('hold', { key })
  answers.push(held)
  const ticket = held.ok ? held.value : ''
  answers.push(
    await call('keepInKeychain', { ticket, name: 'con_x', slot: 'a' }),
    await call('keepInSession', { ticket, name: 'con_y' }),
    await call('has', { name: 'con_x' }),
    await call('list', null),
    await call('forgetInSession', { name: 'con_y' }),
    await call('createRootKey', { slot: 'a' }),
    await call('erase', { name: 'con_x', slot: 'a' }),
    await call('discard', { ticket }),
    await call('stop', null),
  )
  expect(answers.map(({ ok }) => ok)).toEqual(answers.map(() => true))
  expect(JSON.stringify(answers)).not.toContain(key.slice(0, 8))
})

test('an operating error is an answer, with its code and detail', async () => {
  const { requests } = start()
  expect(await requests.call(7, 'hold', { key: 'no' })).toEqual({ id: 7, ok: false, error: { code: 'key.format', detail: { minimum: limits.keyCharactersMin, maximum: limits.keyCharactersMax } } })
})

test('a programmer error is not an answer: it ends the process', async () => {
  const { requests } = start()
  await expect(requests.call(1, 'find', null)).rejects.toThrow(TypeError)
})

test('one request at a time: a keychain that waits is not asked again meanwhile', async () => {
  const { requests, ring, keychain } = start()
  await requests.call(1, 'configure', settings)
  keychain.obstruct('hangs')
  const find = vi.spyOn(ring, 'has')
  void requests.call(2, 'find', { name: 'con_x', slot: 'a' })
  void requests.call(3, 'has', { name: 'con_x' })
  await new Promise(setImmediate)
  expect(find).not.toHaveBeenCalled()
})

test('the engine gets bytes, from a connection, a ticket or the root key', async () => {
  const { requests, ring } = start()
  await requests.call(1, 'configure', { ...settings, isSessionOnly: true })
  const ticket = ring.hold(key)
  const answer = await requests.serve({ id: 5, method: 'key', credential: ticket })
  expect(answer).toEqual({ id: 5, ok: true, value: Uint8Array.from(Buffer.from(key)) })
  const root = await requests.serve({ id: 6, method: 'rootKey' })
  expect(root.ok && (root.value as Uint8Array).length).toBe(limits.rootKeyBytes)
})

test('a request of the engine that the keychain lets wait is answered in time, and main is told', async () => {
  const { requests, keychain, onOverdue } = start()
  await requests.call(1, 'configure', settings)
  keychain.obstruct('hangs')
  const answer = requests.serve({ id: 9, method: 'key', credential: 'con_x' })
  await vi.advanceTimersByTimeAsync(limits.vaultDeadlineMs - 1)
  expect(onOverdue).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(await answer).toMatchObject({ id: 9, ok: false, error: { code: 'keychain.timeout' } })
  expect(onOverdue).toHaveBeenCalledOnce()
})
