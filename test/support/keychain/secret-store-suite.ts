// What every SecretStore must do, whatever it is made of. Plain functions, because one adapter is judged in a child process.

import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { Secret } from '../../../main/vault/secret.ts'
import type { SecretStore } from '../../../main/vault/secret-store.ts'

export type OpenStore = (profile: string) => SecretStore

async function bytesIn(store: SecretStore, account: string): Promise<Buffer> {
  const outcome = await store.get(account)
  assert.equal(outcome.kind, 'found')
  return outcome.kind === 'found' ? outcome.secret.unwrap() : Buffer.alloc(0)
}

export const secretStoreSuite: readonly { readonly title: string; readonly run: (open: OpenStore) => Promise<void> }[] = [
  {
    title: 'what was never written is proved absent',
    run: async (open) => assert.deepEqual(await open('profile-1').get('never'), { kind: 'absent-proved' }),
  },
  {
    title: 'gives back exactly the bytes it was given, whatever they are',
    run: async (open) => {
      const store = open('profile-2')
      for (const bytes of [Buffer.from(Array.from({ length: 256 }, (_, value) => value)), Buffer.from([0]), randomBytes(32), Buffer.alloc(512, 0x7e)]) {
        await store.set('bytes', Secret.copyOf(bytes))
        assert.deepEqual(await bytesIn(store, 'bytes'), bytes)
      }
    },
  },
  {
    title: 'a second instance reads what the first one wrote',
    run: async (open) => {
      await open('profile-3').set('shared', Secret.ofText('first'))
      assert.equal((await bytesIn(open('profile-3'), 'shared')).toString(), 'first')
    },
  },
  {
    title: 'what is handed out is a copy: wiping it leaves the store as it was',
    run: async (open) => {
      const store = open('profile-4')
      const given = Secret.ofText('kept')
      await store.set('copy', given)
      given.wipe()
      ;(await bytesIn(store, 'copy')).fill(0)
      assert.equal((await bytesIn(store, 'copy')).toString(), 'kept')
    },
  },
  {
    title: 'a deleted account is proved absent, and deleting it again changes nothing',
    run: async (open) => {
      const store = open('profile-5')
      await store.set('gone', Secret.ofText('x'))
      await store.set('stays', Secret.ofText('y'))
      await store.delete('gone')
      await store.delete('gone')
      assert.deepEqual(await store.get('gone'), { kind: 'absent-proved' })
      assert.equal((await bytesIn(store, 'stays')).toString(), 'y')
    },
  },
  {
    title: 'lists the names of its own profile, and nothing else',
    run: async (open) => {
      const store = open('profile-6')
      assert.deepEqual(await store.list(), [])
      for (const account of ['root-key/a', 'con_x/a', 'con_x/b']) await store.set(account, Secret.ofText(account))
      await open('profile-60').set('foreign', Secret.ofText('z'))
      assert.deepEqual((await store.list()).sort(), ['con_x/a', 'con_x/b', 'root-key/a'])
    },
  },
  {
    title: 'profiles do not see each other',
    run: async (open) => {
      await open('profile-7').set('root-key/a', Secret.ofText('seven'))
      assert.deepEqual(await open('profile-70').get('root-key/a'), { kind: 'absent-proved' })
      await open('profile-70').delete('root-key/a')
      assert.equal((await bytesIn(open('profile-7'), 'root-key/a')).toString(), 'seven')
    },
  },
]
