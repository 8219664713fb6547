import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { AppError } from '../../../../shared/base/app-error.ts'
import { limits } from '../../../../shared/base/limits.ts'
import type { ConnectionId } from '../../../../shared/base/ids.ts'
import { createVaultHost, type VaultHostOf } from '../../../../main/engine-host/vault-host.ts'
import { openMarker } from '../../../../main/engine-host/vault-marker.ts'
import { type AttachableVaultClient, createVaultClient } from '../../../../main/engine/link/vault-client.ts'
import { Secret } from '../../../../main/vault/secret.ts'
import { createTestChannel, createTestKeychain, startTestVault, type TestKeychain, type TestPort, type TestVault } from '../../../support/keychain/in-process-vault.ts'

const key = 'key-0123456789abcdef'
const otherKey = 'key-zyxwvutsrqponmlk'
const connection = 'con_aaaaaaaaaaaaaaaa' as ConnectionId

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'orgdeck-vault-'))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
  rmSync(folder, { recursive: true, force: true })
})

interface Running {
  readonly host: VaultHostOf<TestPort>
  readonly client: AttachableVaultClient
  readonly children: TestVault[]
}

/** One life of the application on the same profile and keychain. */
function start(keychain: TestKeychain, options: { isSessionOnly?: boolean } = {}): Running {
  const children: TestVault[] = []
  const host = createVaultHost<TestPort>({
    fork: () => {
      const child = startTestVault(keychain)
      children.push(child)
      return child
    },
    createChannel: createTestChannel,
    marker: openMarker(folder),
    log: { info: () => undefined, warn: () => undefined },
    now: () => Date.now(),
    ...options,
  })
  const [mine, theirs] = createTestChannel()
  host.introduceEngine(theirs)
  const client = createVaultClient(mine)
  host.onRestart(() => {
    const [nextMine, nextTheirs] = createTestChannel()
    host.introduceEngine(nextTheirs)
    client.attach(nextMine)
  })
  return { host, client, children }
}

/** Lets everything run that does not wait for a timer. */
const settle = async () => {
  for (let index = 0; index < 60; index++) await new Promise(setImmediate)
}

const rootOf = async ({ client }: Running) => (await client.rootKey()).toString('hex')
const keep = async ({ host }: Running, text = key) => host.keep(await host.hold(text), connection, 'keychain')
const marker = () => JSON.parse(readFileSync(join(folder, 'keychain.json'), 'utf8')) as { profile: string; items: Record<string, unknown>; leftovers: unknown[] }

describe('the root key', () => {
  test('is created once and found again', async () => {
    const keychain = createTestKeychain()
    const first = start(keychain)
    expect(first.host.state()).toBe('locked')
    expect(await first.host.prepareRootKey()).toBe('ready')
    const root = await rootOf(first)
    await first.host.stop()
    const second = start(keychain)
    expect(await second.host.prepareRootKey({ mustExist: true })).toBe('ready')
    expect(await rootOf(second)).toBe(root)
    expect(second.host.state()).toBe('ready')
  })

  test.each([
    [{ kind: 'locked' } as const, 'locked'],
    [{ kind: 'denied' } as const, 'denied'],
    [{ kind: 'unavailable', isSilent: false } as const, 'absent'],
    [{ kind: 'unavailable', isSilent: true } as const, 'timeout'],
  ])('%o: nothing is created, neither the first time nor later', async (obstacle, state) => {
    const keychain = createTestKeychain()
    keychain.obstruct(obstacle)
    const fresh = start(keychain)
    expect(await fresh.host.prepareRootKey()).toBe(state)
    keychain.obstruct(null)
    expect(await keychain.accounts()).toEqual([])
    expect(await fresh.host.prepareRootKey()).toBe('ready')
    const root = await rootOf(fresh)
    keychain.obstruct(obstacle)
    const later = start(keychain)
    expect(await later.host.prepareRootKey({ mustExist: true })).toBe(state)
    await expect(later.client.rootKey()).rejects.toMatchObject({ code: expect.stringMatching(/^keychain\./) })
    keychain.obstruct(null)
    expect(await later.host.prepareRootKey({ mustExist: true })).toBe('ready')
    expect(await rootOf(later)).toBe(root)
    expect(await keychain.accounts()).toHaveLength(1)
  })

  test('is not created when offline copies exist that another key sealed', async () => {
    const keychain = createTestKeychain()
    const { host } = start(keychain)
    expect(await host.prepareRootKey({ mustExist: true })).toBe('missing-item')
    expect(await keychain.accounts()).toEqual([])
  })

  test('is not created when the marker claims one that the keychain does not have', async () => {
    const keychain = createTestKeychain()
    const first = start(keychain)
    await first.host.prepareRootKey()
    await keychain.open(marker().profile).delete('root-key/a')
    const second = start(keychain)
    expect(await second.host.prepareRootKey()).toBe('missing-item')
    expect(await keychain.accounts()).toEqual([])
  })

  test('another one in its place is not used', async () => {
    const keychain = createTestKeychain()
    await start(keychain).host.prepareRootKey()
    await keychain.open(marker().profile).set('root-key/a', Secret.copyOf(Buffer.alloc(limits.rootKeyBytes, 7)))
    expect(await start(keychain).host.prepareRootKey()).toBe('missing-item')
    await keychain.open(marker().profile).set('root-key/a', Secret.ofText('short'))
    expect(await start(keychain).host.prepareRootKey()).toBe('missing-item')
  })

  test('a creation that was interrupted before it was claimed is taken up, not repeated', async () => {
    const keychain = createTestKeychain()
    const running = start(keychain)
    await running.host.prepareRootKey()
    const root = await rootOf(running)
    const content = marker()
    const interrupted = JSON.stringify({ ...content, items: {}, leftovers: [{ name: 'root-key', slot: 'a' }] })
    for (const name of ['keychain.json', 'keychain.json.copy']) writeFileSync(join(folder, name), interrupted)
    const next = start(keychain)
    expect(await next.host.prepareRootKey()).toBe('ready')
    await settle()
    expect(await rootOf(next)).toBe(root)
    expect(marker().leftovers).toEqual([])
  })

  test('a damaged marker creates nothing and finds nothing', async () => {
    const keychain = createTestKeychain()
    await start(keychain).host.prepareRootKey()
    const before = await keychain.accounts()
    for (const name of ['keychain.json', 'keychain.json.copy']) writeFileSync(join(folder, name), '{')
    const { host } = start(keychain)
    expect(await host.prepareRootKey()).toBe('missing-item')
    expect(await keychain.accounts()).toEqual(before)
  })

  test('a keychain that does not keep what it is given is a refusal', async () => {
    const keychain = createTestKeychain()
    const { host } = start({ ...keychain, open: (profile) => ({ ...keychain.open(profile), set: () => Promise.reject(new AppError('keychain.not-kept')) }) })
    expect(await host.prepareRootKey()).toBe('denied')
  })
})

describe('without a keychain', () => {
  test('the operator may go on for the session; asking again later uses the keychain', async () => {
    const keychain = createTestKeychain()
    keychain.obstruct({ kind: 'unavailable', isSilent: false })
    const running = start(keychain)
    expect(await running.host.prepareRootKey()).toBe('absent')
    await running.host.useSessionOnly()
    const root = await rootOf(running)
    await keep(running)
    expect(await running.client.key(connection)).toBe(key)
    expect(await rootOf(running)).toBe(root)
    keychain.obstruct(null)
    expect(await keychain.accounts()).toEqual([])
    expect(await running.host.prepareRootKey()).toBe('ready')
    expect(await rootOf(running)).not.toBe(root)
  })

  test('a session that was started without one never asks for it', async () => {
    const keychain = createTestKeychain()
    keychain.obstruct('hangs')
    const running = start(keychain, { isSessionOnly: true })
    expect(await running.host.prepareRootKey()).toBe('ready')
    await keep(running)
    await running.host.replace(await running.host.hold(otherKey), connection)
    expect(await running.client.key(connection)).toBe(otherKey)
    expect(await running.host.has(connection)).toBe(true)
    await running.host.forget(connection)
    expect(await running.host.has(connection)).toBe(false)
  })
})

describe('the key of a connection', () => {
  const prepared = async (keychain: TestKeychain) => {
    const running = start(keychain)
    await running.host.prepareRootKey()
    return running
  }

  test('a key that does not look like one is refused before anything is held', async () => {
    const { host } = await prepared(createTestKeychain())
    await expect(host.hold('not a key')).rejects.toMatchObject({ code: 'key.format' })
  })

  test('outlives the program in the keychain, and the session in memory', async () => {
    const keychain = createTestKeychain()
    const first = await prepared(keychain)
    await keep(first)
    const inMemory = 'con_bbbbbbbbbbbbbbbb' as ConnectionId
    await first.host.keep(await first.host.hold(otherKey), inMemory, 'session')
    expect(await first.client.key(connection)).toBe(key)
    expect(await first.client.key(inMemory)).toBe(otherKey)
    await first.host.stop()
    const second = await prepared(keychain)
    expect(await second.client.key(connection)).toBe(key)
    expect(await second.host.has(inMemory)).toBe(false)
    await expect(second.client.key(inMemory)).rejects.toMatchObject({ code: 'keychain.missing-item' })
  })

  test('a ticket serves the check, and is gone once the key is kept', async () => {
    const { host, client } = await prepared(createTestKeychain())
    const ticket = await host.hold(key)
    expect(await client.key(ticket)).toBe(key)
    await host.keep(ticket, connection, 'keychain')
    client.drop(ticket)
    await expect(client.key(ticket)).rejects.toMatchObject({ code: 'keychain.missing-item' })
    await expect(host.keep(ticket, connection, 'keychain')).rejects.toMatchObject({ code: 'key.ticket' })
    const discarded = await host.hold(key)
    await host.discard(discarded)
    await expect(host.keep(discarded, connection, 'session')).rejects.toMatchObject({ code: 'key.ticket' })
  })

  test('a replacement goes to the other slot, and the old item goes', async () => {
    const keychain = createTestKeychain()
    const running = await prepared(keychain)
    await keep(running)
    await running.host.replace(await running.host.hold(otherKey), connection)
    running.client.drop()
    expect(await running.client.key(connection)).toBe(otherKey)
    expect((await keychain.accounts()).map((account) => account.split('/').slice(1).join('/')).sort()).toEqual([`${connection}/b`, 'root-key/a'])
    await running.host.replace(await running.host.hold(key), connection)
    expect(marker().items[connection]).toEqual({ slot: 'a' })
  })

  test('a replacement that fails leaves the old key in force, and its remains are cleared later', async () => {
    const keychain = createTestKeychain()
    const running = await prepared(keychain)
    await keep(running)
    const ticket = await running.host.hold(otherKey)
    keychain.obstruct({ kind: 'locked' })
    await expect(running.host.replace(ticket, connection)).rejects.toMatchObject({ code: 'keychain.locked' })
    keychain.obstruct(null)
    expect(marker().leftovers).toEqual([{ name: connection, slot: 'b' }])
    expect(await running.client.key(connection)).toBe(key)
    await running.host.stop()
    await prepared(keychain)
    await settle()
    expect(marker().leftovers).toEqual([])
    expect(marker().items[connection]).toEqual({ slot: 'a' })
  })

  test('a replaced key whose old item cannot be deleted now is deleted at the next start', async () => {
    const keychain = createTestKeychain()
    let isStuck = true
    const stuck: TestKeychain = {
      ...keychain,
      open: (profile) => {
        const store = keychain.open(profile)
        return { ...store, delete: (account) => (isStuck ? Promise.reject(new AppError('keychain.locked')) : store.delete(account)) }
      },
    }
    const running = await prepared(stuck)
    await keep(running)
    await running.host.replace(await running.host.hold(otherKey), connection)
    expect(await keychain.accounts()).toHaveLength(3)
    isStuck = false
    await running.host.stop()
    await prepared(stuck)
    await settle()
    expect(await keychain.accounts()).toHaveLength(2)
  })

  test('forgetting is final at once, even where the keychain refuses to delete now', async () => {
    const keychain = createTestKeychain()
    const running = await prepared(keychain)
    await keep(running)
    keychain.obstruct({ kind: 'locked' })
    await expect(running.host.forget(connection)).rejects.toMatchObject({ code: 'keychain.locked' })
    keychain.obstruct(null)
    expect(await running.host.has(connection)).toBe(false)
    await running.host.prepareRootKey()
    await settle()
    expect(await keychain.accounts()).toHaveLength(1)
    await running.host.forget(connection)
  })

  test('everything can be forgotten, and after that a new profile begins', async () => {
    const keychain = createTestKeychain()
    const running = await prepared(keychain)
    await keep(running)
    const root = await rootOf(running)
    expect(await running.host.forgetAll()).toEqual({ items: 2 })
    expect(await keychain.accounts()).toEqual([])
    expect(await running.host.prepareRootKey()).toBe('ready')
    expect(await rootOf(running)).not.toBe(root)
  })

  test('a locked keychain loses nothing to the wish to forget everything', async () => {
    const keychain = createTestKeychain()
    const running = await prepared(keychain)
    await keep(running)
    keychain.obstruct({ kind: 'locked' })
    await expect(running.host.forgetAll()).rejects.toMatchObject({ code: 'keychain.locked' })
    keychain.obstruct(null)
    expect(await running.client.key(connection)).toBe(key)
  })

  test('forgetting everything is the way out of a damaged marker', async () => {
    const keychain = createTestKeychain()
    await prepared(keychain)
    for (const name of ['keychain.json', 'keychain.json.copy']) writeFileSync(join(folder, name), '{')
    const { host } = start(keychain)
    expect(await host.prepareRootKey()).toBe('missing-item')
    await host.forgetAll()
    expect(await host.prepareRootKey()).toBe('ready')
  })
})

describe('a keychain that hangs', () => {
  const hung = async () => {
    const keychain = createTestKeychain()
    const running = start(keychain)
    await running.host.prepareRootKey()
    await keep(running)
    const inMemory = 'con_bbbbbbbbbbbbbbbb' as ConnectionId
    await running.host.keep(await running.host.hold(otherKey), inMemory, 'session')
    const ticket = await running.host.hold(otherKey)
    await settle()
    keychain.obstruct('hangs')
    return { ...running, keychain, inMemory, ticket }
  }

  test('costs a call its budget and no more; what lives in memory goes on in the next process', async () => {
    const { host, client, keychain, children, inMemory, ticket } = await hung()
    const onRestart = vi.fn()
    const stopListening = host.onRestart(onRestart)
    const asked = host.replace(ticket, connection)
    asked.catch(() => undefined)
    await settle()
    await vi.advanceTimersByTimeAsync(limits.vaultDeadlineMs)
    await expect(asked).rejects.toMatchObject({ code: 'keychain.timeout' })
    await settle()
    expect(onRestart).toHaveBeenCalledOnce()
    stopListening()
    expect(children[0]!.isKilled()).toBe(true)
    keychain.obstruct(null)
    client.drop()
    expect(await client.key(connection)).toBe(key)
    expect(await client.key(inMemory)).toBe(otherKey)
    await host.replace(ticket, connection)
    client.drop()
    expect(await client.key(connection)).toBe(otherKey)
  })

  test('is the state "timeout" for the root key, and ready again when it answers', async () => {
    const { host, keychain } = await hung()
    const asked = host.prepareRootKey({ mustExist: true })
    await settle()
    await vi.advanceTimersByTimeAsync(limits.vaultDeadlineMs)
    expect(await asked).toBe('timeout')
    keychain.obstruct(null)
    expect(await host.prepareRootKey({ mustExist: true })).toBe('ready')
  })

  test('fails calls that only waited behind it, and none of their steps happens later', async () => {
    const { host, keychain, children, ticket } = await hung()
    const first = host.replace(ticket, connection)
    await settle()
    await vi.advanceTimersByTimeAsync(limits.vaultDeadlineMs - 1_000)
    const second = host.forget(connection)
    const results = Promise.allSettled([first, second])
    await settle()
    await vi.advanceTimersByTimeAsync(1_000)
    await settle()
    // The second had its turn with the new process, and as long as that hangs too, its own budget ends it.
    await vi.advanceTimersByTimeAsync(limits.vaultDeadlineMs)
    expect((await results).map((result) => result.status)).toEqual(['rejected', 'rejected'])
    await settle()
    keychain.obstruct(null)
    expect(await host.has(connection)).toBe(false)
    expect(children.length).toBeGreaterThan(1)
  })

  test('a call that ran out of its budget while waiting for its turn does nothing', async () => {
    const keychain = createTestKeychain()
    let release: () => void = () => undefined
    const slow: TestKeychain = {
      ...keychain,
      open: (profile) => {
        const store = keychain.open(profile)
        return { ...store, delete: (account) => new Promise((resolve) => (release = () => resolve(store.delete(account)))) }
      },
    }
    const { host, children } = start(slow)
    await host.prepareRootKey()
    await host.keep(await host.hold(key), connection, 'keychain')
    const forgetting = host.forgetAll()
    await settle()
    const late = host.useSessionOnly()
    late.catch(() => undefined)
    // Two items, each slow but within its budget: together longer than the budget of who waits.
    await vi.advanceTimersByTimeAsync(limits.vaultDeadlineMs - 1_000)
    release()
    await settle()
    await vi.advanceTimersByTimeAsync(1_000)
    await expect(late).rejects.toMatchObject({ code: 'keychain.timeout' })
    release()
    expect(await forgetting).toEqual({ items: 2 })
    await settle()
    expect(children).toHaveLength(1)
    expect(await host.prepareRootKey()).toBe('ready')
    expect(await keychain.accounts()).toHaveLength(1)
  })

  test('met by the engine alone, the vault is replaced all the same', async () => {
    const { client, children } = await hung()
    const asked = client.rootKey()
    asked.catch(() => undefined)
    await settle()
    await vi.advanceTimersByTimeAsync(limits.vaultDeadlineMs)
    await expect(asked).rejects.toMatchObject({ code: 'keychain.timeout' })
    await settle()
    expect(children).toHaveLength(2)
  })
})

test('a vault that crashes is there again for the next call', async () => {
  const keychain = createTestKeychain()
  const running = start(keychain)
  await running.host.prepareRootKey()
  await keep(running)
  running.children[0]!.crash()
  await settle()
  expect(await running.host.has(connection)).toBe(true)
  expect(await running.client.key(connection)).toBe(key)
})

test('main never gets a key back, whatever it asks', async () => {
  const keychain = createTestKeychain()
  const { host, children } = start(keychain)
  const answers: unknown[] = []
  await host.prepareRootKey()
  children[0]!.onMessage((message) => answers.push(message))
  await host.keep(await host.hold(key), connection, 'keychain')
  await host.has(connection)
  await host.prepareRootKey()
  await settle()
  expect(answers.length).toBeGreaterThan(5)
  expect(JSON.stringify(answers)).not.toContain(key.slice(0, 8))
})
