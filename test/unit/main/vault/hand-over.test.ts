import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { limits } from '../../../../shared/base/limits.ts'
import { handOver, takeOver } from '../../../../main/vault/hand-over.ts'
import { createKeyRing } from '../../../../main/vault/key-ring.ts'
import { createTestChannel, createTestKeychain } from '../../../support/keychain/in-process-vault.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const settings = { profile: 'p', slots: {}, isSessionOnly: false }

test('what lives in memory reaches the successor, and the predecessor forgets it', async () => {
  const old = createKeyRing(createTestKeychain().open)
  const next = createKeyRing(createTestKeychain().open)
  await old.configure(settings)
  await next.configure(settings)
  const ticket = old.hold('key-0123456789abcdef')
  const [giving, taking] = createTestChannel()
  await Promise.all([handOver(old, giving), takeOver(next, taking)])
  expect((await next.key(ticket)).unwrap().toString()).toBe('key-0123456789abcdef')
  await expect(old.key(ticket)).rejects.toMatchObject({ code: 'keychain.missing-item' })
})

test('a predecessor that says nothing does not hold up its successor', async () => {
  const next = createKeyRing(createTestKeychain().open)
  await next.configure(settings)
  const [, taking] = createTestChannel()
  const taken = takeOver(next, taking)
  await vi.advanceTimersByTimeAsync(limits.vaultHandOverMs)
  await taken
  expect(await next.belongings()).toEqual({ session: [], held: [] })
})
