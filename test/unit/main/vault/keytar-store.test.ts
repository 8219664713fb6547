import { describe, expect, test } from 'vitest'
import type { EntryOptions } from 'keytar'
import { limits } from '../../../../shared/base/limits.ts'
import { createEntryRelease } from '../../../../main/vault/entry-release.ts'
import { createKeytarStore, type KeychainBinding } from '../../../../main/vault/keytar-store.ts'
import { Secret } from '../../../../main/vault/secret.ts'

type Fault = { error?: string; forget?: boolean; instead?: number[] }

/** The library over a map; `faults` answers, call by call, what goes wrong. */
function fakeBinding(faults: (method: 'get' | 'set' | 'delete' | 'list', account: string, call: number) => Fault | null = () => null) {
  const items = new Map<string, number[]>()
  const seen: { options: EntryOptions[]; calls: string[] } = { options: [], calls: [] }
  let calls = 0
  const meet = (method: 'get' | 'set' | 'delete' | 'list', account: string): Fault => {
    seen.calls.push(`${method} ${account}`)
    const fault = faults(method, account, ++calls) ?? {}
    if (fault.error) throw new Error(fault.error)
    return fault
  }
  const binding: KeychainBinding = {
    AsyncEntry: class {
      readonly #account: string
      constructor(service: string, account: string, options: EntryOptions) {
        this.#account = `${service}:${account}`
        seen.options.push(options)
      }
      async getSecret() {
        const { instead, forget } = meet('get', this.#account)
        if (forget) return null
        const found = instead ?? items.get(this.#account)
        return found ? [...found] : null
      }
      async setSecret(secret: Uint8Array) {
        const { forget, instead } = meet('set', this.#account)
        if (!forget) items.set(this.#account, instead ?? [...secret])
      }
      async deleteCredential() {
        const { forget } = meet('delete', this.#account)
        return forget ? false : items.delete(this.#account)
      }
    },
    findCredentialsAsync: async (service) => {
      meet('list', service)
      return [...items.keys()].filter((account) => account.startsWith(`${service}:`)).map((account) => ({ account: account.slice(service.length + 1), password: 'secret' }))
    },
  }
  return { binding, items, seen }
}

const dismissed = "Couldn't access platform storage: Secret Service: unlock prompt was dismissed"
const noReply = 'Platform failure: DBus error: Did not receive a reply.'
const noService = 'Platform failure: DBus error: The name org.freedesktop.secrets was not provided by any .service files'
const refused = 'zbus error: org.freedesktop.DBus.Error.AccessDenied: Rejected send message'

const isSentinel = (account: string) => account.endsWith('/sentinel')

describe('reading', () => {
  test('every entry is pinned to the Secret Service', async () => {
    const { binding, seen } = fakeBinding()
    await createKeytarStore({ binding, profile: 'p' }).get('x')
    expect(seen.options.length).toBeGreaterThan(0)
    for (const options of seen.options) expect(options).toEqual({ linux: { store: 'secret-service' } })
  })

  test('nothing found in an open keychain is an absence proved by a sentinel that is put there once', async () => {
    const { binding, items, seen } = fakeBinding()
    const store = createKeytarStore({ binding, profile: 'p' })
    expect(await store.get('x')).toEqual({ kind: 'absent-proved' })
    expect([...items.keys()]).toEqual(['OrgDeck:p/sentinel'])
    await store.get('x')
    expect(seen.calls.filter((call) => call.startsWith('set'))).toHaveLength(1)
  })

  test('an item that appears while the absence is being proved is found: the first answer came from a closed keychain', async () => {
    const { binding, items } = fakeBinding((method, account, call) => (method === 'get' && !isSentinel(account) && call === 1 ? { forget: true } : null))
    items.set('OrgDeck:p/x', [1, 2, 3])
    const outcome = await createKeytarStore({ binding, profile: 'p' }).get('x')
    expect(outcome.kind === 'found' && [...outcome.secret.unwrap()]).toEqual([1, 2, 3])
  })

  test.each([
    ['locked', dismissed, { kind: 'locked' }],
    ['denied', refused, { kind: 'denied' }],
    ['silent', noReply, { kind: 'unavailable', isSilent: true }],
    ['no keychain', noService, { kind: 'unavailable', isSilent: false }],
  ])('%s: the item itself', async (_, error, outcome) => {
    const { binding } = fakeBinding(() => ({ error }))
    expect(await createKeytarStore({ binding, profile: 'p' }).get('x')).toEqual(outcome)
  })

  test.each([
    ['locked', dismissed, { kind: 'locked' }],
    ['denied', refused, { kind: 'denied' }],
    ['silent', noReply, { kind: 'unavailable', isSilent: true }],
    ['no keychain', noService, { kind: 'unavailable', isSilent: false }],
  ])('%s: nothing for the item, and the sentinel cannot be put there (a locked keychain that shows nothing)', async (_, error, outcome) => {
    const { binding } = fakeBinding((method) => (method === 'set' ? { error } : null))
    expect(await createKeytarStore({ binding, profile: 'p' }).get('x')).toEqual(outcome)
  })

  test('locked between the two proofs: not an absence', async () => {
    const { binding, items } = fakeBinding((method, account, call) => (method === 'get' && isSentinel(account) && call > 3 ? { error: dismissed } : null))
    items.set('OrgDeck:p/sentinel', [1])
    expect(await createKeytarStore({ binding, profile: 'p' }).get('x')).toEqual({ kind: 'locked' })
  })

  test('a keychain that forgets the sentinel at once proves nothing', async () => {
    const { binding } = fakeBinding((method) => (method === 'set' ? { forget: true } : null))
    expect(await createKeytarStore({ binding, profile: 'p' }).get('x')).toEqual({ kind: 'denied' })
  })
})

describe('writing', () => {
  const secret = Secret.ofText('the-key')

  test('what comes back differently, or not at all, was not kept', async () => {
    for (const fault of [{ forget: true }, { instead: [9] }, { instead: [...Buffer.from('the-kez')] }]) {
      const { binding } = fakeBinding((method) => (method === 'set' ? fault : null))
      await expect(createKeytarStore({ binding, profile: 'p' }).set('x', secret)).rejects.toMatchObject({ code: 'keychain.not-kept' })
    }
  })

  test.each([
    [dismissed, 'keychain.locked'],
    [refused, 'keychain.denied'],
    [noReply, 'keychain.timeout'],
    [noService, 'keychain.absent'],
  ])('%s', async (error, code) => {
    const onWrite = fakeBinding((method) => (method === 'set' ? { error } : null))
    await expect(createKeytarStore({ binding: onWrite.binding, profile: 'p' }).set('x', secret)).rejects.toMatchObject({ code })
    const onReadBack = fakeBinding((method) => (method === 'get' ? { error } : null))
    await expect(createKeytarStore({ binding: onReadBack.binding, profile: 'p' }).set('x', secret)).rejects.toMatchObject({ code })
  })
})

describe('deleting', () => {
  test('what was there and is gone', async () => {
    const { binding, items } = fakeBinding()
    items.set('OrgDeck:p/x', [1])
    await createKeytarStore({ binding, profile: 'p' }).delete('x')
    expect(items.has('OrgDeck:p/x')).toBe(false)
  })

  test('a library that deletes nothing from a locked keychain is not believed', async () => {
    const { binding } = fakeBinding((method) => (method === 'set' ? { error: dismissed } : null))
    await expect(createKeytarStore({ binding, profile: 'p' }).delete('x')).rejects.toMatchObject({ code: 'keychain.locked' })
  })

  test('an item that survives its deletion is a refusal', async () => {
    const { binding, items } = fakeBinding((method) => (method === 'delete' ? { forget: true } : null))
    items.set('OrgDeck:p/x', [1])
    await expect(createKeytarStore({ binding, profile: 'p' }).delete('x')).rejects.toMatchObject({ code: 'keychain.denied' })
  })

  test('an error of the library keeps its meaning', async () => {
    const { binding } = fakeBinding((method) => (method === 'delete' ? { error: noReply } : null))
    await expect(createKeytarStore({ binding, profile: 'p' }).delete('x')).rejects.toMatchObject({ code: 'keychain.timeout' })
  })
})

describe('listing', () => {
  test('an empty list of a locked keychain is an error, not an empty list', async () => {
    const { binding } = fakeBinding((method) => (method === 'set' ? { error: dismissed } : null))
    await expect(createKeytarStore({ binding, profile: 'p' }).list()).rejects.toMatchObject({ code: 'keychain.locked' })
  })

  test('an error of the library keeps its meaning', async () => {
    const { binding } = fakeBinding((method) => (method === 'list' ? { error: noService } : null))
    await expect(createKeytarStore({ binding, profile: 'p' }).list()).rejects.toMatchObject({ code: 'keychain.absent' })
  })

  test('own accounts only, without the sentinel', async () => {
    const { binding, items } = fakeBinding()
    for (const account of ['OrgDeck:p/a', 'OrgDeck:p/sentinel', 'OrgDeck:q/b']) items.set(account, [1])
    expect(await createKeytarStore({ binding, profile: 'p' }).list()).toEqual(['a'])
  })
})

test('entries are released before their connections fill the bus', async () => {
  let collected = 0
  const note = createEntryRelease(() => collected++)
  for (let index = 0; index < limits.keychainEntriesOpenMax * 3; index++) {
    note()
    if (index % 10 === 0) await new Promise(setImmediate)
  }
  await new Promise(setImmediate)
  expect(collected).toBe(3)
})
