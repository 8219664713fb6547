import { describe, expect, test } from 'vitest'
import { limits } from '../../../../shared/base/limits.ts'
import { createKeyRing } from '../../../../main/vault/key-ring.ts'
import { Secret } from '../../../../main/vault/secret.ts'
import { createTestKeychain } from '../../../support/keychain/in-process-vault.ts'

const key = 'key-0123456789abcdef'
const connection = 'con_aaaaaaaaaaaaaaaa'

async function ringWith(slots: Record<string, 'a' | 'b'> = {}, isSessionOnly = false) {
  const keychain = createTestKeychain()
  const ring = createKeyRing(keychain.open)
  await ring.configure({ profile: 'p', slots, isSessionOnly })
  return { keychain, ring, store: keychain.open('p') }
}

const textOf = async (secret: Promise<Secret>) => (await secret).unwrap().toString()

describe('the root key', () => {
  test('is created with 32 random bytes and read back by its fingerprint', async () => {
    const { ring, store } = await ringWith({ 'root-key': 'a' })
    const created = await ring.createRootKey('a')
    expect(await ring.find({ name: 'root-key', slot: 'a' })).toEqual({ kind: 'found', fingerprint: created.fingerprint })
    const bytes = (await ring.rootKey()).unwrap()
    expect(bytes).toHaveLength(limits.rootKeyBytes)
    const kept = await store.get('root-key/a')
    expect(kept.kind === 'found' && kept.secret.unwrap().equals(bytes)).toBe(true)
    expect(created.fingerprint).not.toContain(bytes.toString('hex').slice(0, 8))
  })

  test('an item of another length is no root key', async () => {
    const { ring, store } = await ringWith({ 'root-key': 'a' })
    await store.set('root-key/a', Secret.ofText('short'))
    expect(await ring.find({ name: 'root-key', slot: 'a' })).toEqual({ kind: 'found' })
    await expect(ring.rootKey()).rejects.toMatchObject({ code: 'keychain.missing-item' })
  })

  test('of a session only: random, stable, and the keychain is never asked', async () => {
    const { ring, keychain } = await ringWith({ 'root-key': 'a', [connection]: 'a' }, true)
    keychain.obstruct('hangs')
    const first = (await ring.rootKey()).unwrap().toString('hex')
    expect((await ring.rootKey()).unwrap().toString('hex')).toBe(first)
    await ring.configure({ profile: 'p', slots: {}, isSessionOnly: true })
    expect((await ring.rootKey()).unwrap().toString('hex')).toBe(first)
    expect(await ring.has(connection)).toBe(false)
    await expect(ring.createRootKey('a')).rejects.toMatchObject({ code: 'keychain.absent' })
  })

  test('of a session ends when the keychain is used again', async () => {
    const { ring } = await ringWith({}, true)
    await ring.configure({ profile: 'p', slots: {}, isSessionOnly: false })
    await expect(ring.rootKey()).rejects.toMatchObject({ code: 'keychain.missing-item' })
  })
})

describe('the key of a connection', () => {
  test('is read from the slot the marker names', async () => {
    const { ring, store } = await ringWith({ [connection]: 'b' })
    await store.set(`${connection}/a`, Secret.ofText('old-key'))
    await store.set(`${connection}/b`, Secret.ofText('new-key'))
    expect(await textOf(ring.key(connection))).toBe('new-key')
    expect(await ring.has(connection)).toBe(true)
  })

  test('without a claim of the marker the keychain is not asked', async () => {
    const { ring, store } = await ringWith()
    await store.set(`${connection}/a`, Secret.ofText(key))
    await expect(ring.key(connection)).rejects.toMatchObject({ code: 'keychain.missing-item' })
    expect(await ring.has(connection)).toBe(false)
  })

  test('goes from a ticket to the keychain or into memory', async () => {
    const { ring, store } = await ringWith({ [connection]: 'a' })
    const ticket = ring.hold(key)
    expect(await textOf(ring.key(ticket))).toBe(key)
    await ring.keepInKeychain(ticket, { name: connection, slot: 'a' })
    expect(await store.list()).toEqual([`${connection}/a`])
    await ring.keepInSession(ticket, 'con_bbbbbbbbbbbbbbbb')
    ring.discard(ticket)
    expect(await textOf(ring.key('con_bbbbbbbbbbbbbbbb'))).toBe(key)
    await ring.forgetInSession('con_bbbbbbbbbbbbbbbb')
    expect(await ring.has('con_bbbbbbbbbbbbbbbb')).toBe(false)
    await expect(ring.keepInKeychain(ticket, { name: connection, slot: 'b' })).rejects.toMatchObject({ code: 'key.ticket' })
    await expect(ring.keepInSession(ticket, connection)).rejects.toMatchObject({ code: 'key.ticket' })
  })

  test('a key kept for the session stands before one in the keychain', async () => {
    const { ring, store } = await ringWith({ [connection]: 'a' })
    await store.set(`${connection}/a`, Secret.ofText('in-the-keychain'))
    await ring.keepInSession(ring.hold('in-memory-0123456'), connection)
    expect(await textOf(ring.key(connection))).toBe('in-memory-0123456')
  })

  test('an item that somebody filled with something long is not a key', async () => {
    const { ring, store } = await ringWith({ [connection]: 'a' })
    await store.set(`${connection}/a`, Secret.copyOf(Buffer.alloc(limits.keyCharactersMax + 1, 0x41)))
    await expect(ring.key(connection)).rejects.toMatchObject({ code: 'keychain.missing-item' })
  })

  test('what is handed out is a copy', async () => {
    const { ring } = await ringWith()
    const ticket = ring.hold(key)
    ;(await ring.key(ticket)).wipe()
    expect(await textOf(ring.key(ticket))).toBe(key)
  })
})

test.each([
  [{ kind: 'locked' } as const, 'locked', 'keychain.locked'],
  [{ kind: 'denied' } as const, 'denied', 'keychain.denied'],
  [{ kind: 'unavailable', isSilent: true } as const, 'silent', 'keychain.timeout'],
  [{ kind: 'unavailable', isSilent: false } as const, 'none', 'keychain.absent'],
])('%o is told apart from an absence', async (obstacle, finding, code) => {
  const { ring, keychain } = await ringWith({ 'root-key': 'a', [connection]: 'a' })
  expect(await ring.find({ name: 'root-key', slot: 'a' })).toEqual({ kind: 'absent-proved' })
  await expect(ring.key(connection)).rejects.toMatchObject({ code: 'keychain.missing-item' })
  keychain.obstruct(obstacle)
  expect(await ring.find({ name: 'root-key', slot: 'a' })).toEqual({ kind: finding })
  await expect(ring.key(connection)).rejects.toMatchObject({ code })
  await expect(ring.rootKey()).rejects.toMatchObject({ code })
  expect(await ring.has(connection)).toBe(false)
})

test('before it is configured, it refuses to reach for any keychain', async () => {
  const ring = createKeyRing(createTestKeychain().open)
  await expect(ring.find({ name: 'root-key', slot: 'a' })).rejects.toMatchObject({ code: 'keychain.absent' })
})

test('lists places, and leaves alone what it would not have written', async () => {
  const { ring, store } = await ringWith()
  for (const account of ['root-key/a', `${connection}/b`, 'something/else', 'a/b/c', 'plain']) await store.set(account, Secret.ofText('x'))
  expect((await ring.list()).map(({ name, slot }) => `${name} ${slot}`).sort()).toEqual([`${connection} b`, 'root-key a'])
  await ring.erase({ name: connection, slot: 'b' })
  expect(await ring.list()).toEqual([{ name: 'root-key', slot: 'a' }])
})

test('its belongings go over to another ring, and are wiped behind them', async () => {
  const { ring } = await ringWith({}, true)
  const ticket = ring.hold(key)
  await ring.keepInSession(ticket, connection)
  const root = (await ring.rootKey()).unwrap().toString('hex')
  const next = createKeyRing(createTestKeychain().open)
  await next.configure({ profile: 'p', slots: {}, isSessionOnly: true })
  await next.takeOver(structuredClone(await ring.belongings()))
  await ring.wipe()
  expect(await textOf(next.key(ticket))).toBe(key)
  expect(await textOf(next.key(connection))).toBe(key)
  expect((await next.rootKey()).unwrap().toString('hex')).toBe(root)
  expect(await ring.belongings()).toEqual({ session: [], held: [] })
})

test('another profile is another keychain', async () => {
  const { ring } = await ringWith({ [connection]: 'a' })
  await ring.keepInKeychain(ring.hold(key), { name: connection, slot: 'a' })
  await ring.configure({ profile: 'q', slots: { [connection]: 'a' }, isSessionOnly: false })
  await expect(ring.key(connection)).rejects.toMatchObject({ code: 'keychain.missing-item' })
})
