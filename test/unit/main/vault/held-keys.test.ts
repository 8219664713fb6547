import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { limits } from '../../../../shared/base/limits.ts'
import { createHeldKeys } from '../../../../main/vault/held-keys.ts'
import { Secret } from '../../../../main/vault/secret.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const key = 'key-0123456789abcdef'

test('a held key is found under its ticket until it is discarded, and then it is zeros', () => {
  const held = createHeldKeys()
  const ticket = held.hold(`  ${key}\n`)
  expect(ticket).toMatch(/^ticket_[a-z2-7]{16}$/)
  const bytes = held.get(ticket)!.unwrap()
  expect(bytes.toString()).toBe(key)
  held.discard(ticket)
  held.discard(ticket)
  expect(held.get(ticket)).toBeNull()
  expect(bytes.every((byte) => byte === 0)).toBe(true)
})

test('a key nobody saved is wiped in time', () => {
  const held = createHeldKeys()
  const ticket = held.hold(key)
  const bytes = held.get(ticket)!.unwrap()
  vi.advanceTimersByTime(limits.heldKeyMs - 1)
  expect(held.get(ticket)).not.toBeNull()
  vi.advanceTimersByTime(1)
  expect(held.get(ticket)).toBeNull()
  expect(bytes.every((byte) => byte === 0)).toBe(true)
})

test('a key taken over has only the time it had left', () => {
  const before = createHeldKeys()
  before.hold(key)
  vi.advanceTimersByTime(limits.heldKeyMs - 1_000)
  const after = createHeldKeys()
  for (const { ticket, secret, endsAtMs } of before.all()) after.add({ ticket, secret: Secret.copyOf(secret.unwrap()), endsAtMs })
  const [only] = after.all()
  expect(after.get(only!.ticket)!.unwrap().toString()).toBe(key)
  vi.advanceTimersByTime(1_000)
  expect(after.all()).toEqual([])
})
