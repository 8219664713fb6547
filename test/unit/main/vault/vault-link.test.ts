import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { limits } from '../../../../shared/base/limits.ts'
import { createVaultLink, type VaultChild } from '../../../../main/engine-host/vault-link.ts'
import type { FromVault, ToVault } from '../../../../main/vault/protocol.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

interface FakeChild extends VaultChild<string> {
  readonly sent: { message: ToVault; transfer: string[] }[]
  readonly say: (message: FromVault) => void
  readonly exit: () => void
  isKilled: boolean
}

function start() {
  const children: FakeChild[] = []
  const log = { info: vi.fn(), warn: vi.fn() }
  const onStarted = vi.fn()
  const onRestarted = vi.fn()
  let channels = 0
  let now = 0
  const link = createVaultLink<string>({
    fork: () => {
      const listeners: ((message: FromVault) => void)[] = []
      const exits: (() => void)[] = []
      const child: FakeChild = {
        sent: [],
        isKilled: false,
        postMessage: (message, transfer = []) => void child.sent.push({ message, transfer }),
        onMessage: (listener) => void listeners.push(listener),
        onExit: (listener) => void exits.push(listener),
        kill: () => (child.isKilled = true),
        say: (message) => listeners.forEach((listener) => listener(message)),
        exit: () => exits.forEach((listener) => listener()),
      }
      children.push(child)
      return child
    },
    createChannel: () => [`give${++channels}`, `take${channels}`],
    log,
    now: () => now,
    onStarted,
    onRestarted,
  })
  const child = (index: number) => children[index]!
  const lastCall = (index: number) => {
    const calls = child(index).sent.flatMap(({ message }) => (message.type === 'call' ? [message] : []))
    return calls[calls.length - 1]!
  }
  return { link, children, child, lastCall, log, onStarted, onRestarted, advance: (ms: number) => (now += ms) }
}

test('no process before the first call', () => {
  const { link, children } = start()
  expect(children).toHaveLength(0)
  void link.call('has', { name: 'x' })
  void link.call('has', { name: 'y' })
  expect(children).toHaveLength(1)
})

test('answers find their calls by number, in any order, as value or error', async () => {
  const { link, child } = start()
  const first = link.call('has', { name: 'x' })
  const second = link.call('hold', { key: 'k' })
  child(0).say({ type: 'answer', id: 2, ok: false, error: { code: 'key.format', detail: { minimum: 1, maximum: 2 } } })
  child(0).say({ type: 'answer', id: 1, ok: true, value: true })
  child(0).say({ type: 'answer', id: 1, ok: true, value: false })
  await expect(second).rejects.toMatchObject({ code: 'key.format', detail: { minimum: 1, maximum: 2 } })
  expect(await first).toBe(true)
})

describe('a process that hangs', () => {
  test('fails what it was asked, and its successor gets its belongings before anything else', async () => {
    const { link, child, onStarted, onRestarted } = start()
    const asked = link.call('keepInKeychain', { ticket: 't', name: 'x', slot: 'a' })
    link.replace('test')
    await expect(asked).rejects.toMatchObject({ code: 'keychain.timeout', detail: { seconds: limits.vaultDeadlineMs / 1_000 } })
    expect(child(0).sent.at(-1)).toEqual({ message: { type: 'handOver' }, transfer: ['give1'] })
    expect(child(1).sent).toEqual([{ message: { type: 'takeOver' }, transfer: ['take1'] }])
    expect(onStarted).toHaveBeenCalledTimes(2)
    expect(onRestarted).toHaveBeenCalledTimes(1)
    expect(onRestarted.mock.invocationCallOrder[0]).toBeGreaterThan(onStarted.mock.invocationCallOrder[1]!)
  })

  test('is killed as soon as its successor has taken over, when it may still write', () => {
    const { link, child } = start()
    link.call('erase', { name: 'x', slot: 'a' }).catch(() => undefined)
    link.replace('test')
    expect(child(0).isKilled).toBe(false)
    child(1).say({ type: 'takenOver' })
    expect(child(0).isKilled).toBe(true)
    expect(child(1).isKilled).toBe(false)
  })

  test('is killed also when it hands nothing over', () => {
    const { link, child } = start()
    link.call('createRootKey', { slot: 'a' }).catch(() => undefined)
    link.replace('test')
    vi.advanceTimersByTime(limits.vaultHandOverMs)
    expect(child(0).isKilled).toBe(true)
  })

  test('keeps the prompt open when it only reads, until the prompt is answered', () => {
    const { link, child } = start()
    link.call('find', { name: 'root-key', slot: 'a' }).catch(() => undefined)
    link.replace('test')
    child(1).say({ type: 'takenOver' })
    vi.advanceTimersByTime(limits.vaultPromptMs / 2)
    expect(child(0).isKilled).toBe(false)
    child(0).say({ type: 'answer', id: 1, ok: true, value: { kind: 'found' } })
    expect(child(0).isKilled).toBe(true)
  })

  test('waits for its prompt no longer than the limit', () => {
    const { link, child } = start()
    link.call('has', { name: 'x' }).catch(() => undefined)
    link.replace('test')
    vi.advanceTimersByTime(limits.vaultPromptMs)
    expect(child(0).isKilled).toBe(true)
  })

  test('only one waits: a second one that hangs is killed', () => {
    const { link, child } = start()
    link.call('has', { name: 'x' }).catch(() => undefined)
    link.replace('test')
    link.call('has', { name: 'x' }).catch(() => undefined)
    link.replace('test')
    vi.advanceTimersByTime(limits.vaultHandOverMs)
    expect([child(0).isKilled, child(1).isKilled, child(2).isKilled]).toEqual([false, true, false])
  })

  test('is replaced when it says itself that the engine got no answer', () => {
    const { link, child, children } = start()
    link.hand('engine-port')
    expect(child(0).sent.at(-1)).toEqual({ message: { type: 'engine' }, transfer: ['engine-port'] })
    child(0).say({ type: 'overdue' })
    expect(children).toHaveLength(2)
  })

  test('a late answer of a replaced process reaches nobody', async () => {
    const { link, child } = start()
    link.call('hold', { key: 'k' }).catch(() => undefined)
    link.replace('test')
    const next = link.call('hold', { key: 'k' })
    child(0).say({ type: 'answer', id: 2, ok: true, value: 'wrong' })
    child(0).say({ type: 'overdue' })
    child(1).say({ type: 'answer', id: 2, ok: true, value: 'right' })
    expect(await next).toBe('right')
  })
})

describe('a process that ends by itself', () => {
  test('fails what it was asked and is started again, a few times a minute', async () => {
    const { link, child, children, advance, log } = start()
    const asked = link.call('has', { name: 'x' })
    child(0).exit()
    await expect(asked).rejects.toMatchObject({ code: 'keychain.timeout' })
    for (let index = 1; index <= limits.restartsPerMinuteMax; index++) child(index).exit()
    expect(children).toHaveLength(limits.restartsPerMinuteMax + 1)
    expect(log.warn).toHaveBeenLastCalledWith('vault ended by itself', { crashes: limits.restartsPerMinuteMax + 1, isGivenUp: true })
    void link.call('has', { name: 'x' }).catch(() => undefined)
    expect(children).toHaveLength(limits.restartsPerMinuteMax + 2)
    advance(60_000)
    child(limits.restartsPerMinuteMax + 1).exit()
    expect(children).toHaveLength(limits.restartsPerMinuteMax + 3)
  })

  test('a replaced process may end without consequence', () => {
    const { link, child, children } = start()
    link.call('has', { name: 'x' }).catch(() => undefined)
    link.replace('test')
    child(0).exit()
    expect(children).toHaveLength(2)
  })
})

describe('stopping', () => {
  test('asks for a goodbye and does not start another process', async () => {
    const { link, child, children, lastCall } = start()
    void link.call('configure', { profile: 'p', slots: {}, isSessionOnly: false }).catch(() => undefined)
    const stopped = link.stop()
    expect(lastCall(0).method).toBe('stop')
    child(0).say({ type: 'goodbye' })
    child(0).exit()
    await stopped
    await expect(link.call('has', { name: 'x' })).rejects.toMatchObject({ code: 'keychain.timeout' })
    expect(children).toHaveLength(1)
    await link.stop()
  })

  test('kills what does not end in time, and whoever still waits for a prompt', async () => {
    const { link, child } = start()
    link.call('has', { name: 'x' }).catch(() => undefined)
    link.replace('test')
    const stopped = link.stop()
    await vi.advanceTimersByTimeAsync(limits.vaultStopDeadlineMs)
    await stopped
    expect(child(0).isKilled).toBe(true)
    expect(child(1).isKilled).toBe(true)
  })

  test('a process that hangs while stopping is not replaced', async () => {
    const { link, child, children } = start()
    link.call('has', { name: 'x' }).catch(() => undefined)
    const stopped = link.stop()
    link.replace('test')
    expect(child(0).isKilled).toBe(true)
    await vi.advanceTimersByTimeAsync(limits.vaultStopDeadlineMs)
    await stopped
    expect(children).toHaveLength(1)
  })

  test('nothing to do before the first call', async () => {
    const { link, children } = start()
    await link.stop()
    expect(children).toHaveLength(0)
  })
})
