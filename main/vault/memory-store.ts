// A store that ends with the process: what is kept for the session, the demo estate, and tests.

import { Secret } from './secret.ts'
import type { SecretStore } from './secret-store.ts'

export function createMemoryStore(): SecretStore {
  const secrets = new Map<string, Secret>()
  const remove = (account: string) => {
    secrets.get(account)?.wipe()
    secrets.delete(account)
  }
  return {
    get: async (account) => {
      const secret = secrets.get(account)
      return secret ? { kind: 'found', secret: Secret.copyOf(secret.unwrap()) } : { kind: 'absent-proved' }
    },
    set: async (account, secret) => {
      const copy = Secret.copyOf(secret.unwrap())
      remove(account)
      secrets.set(account, copy)
    },
    delete: async (account) => remove(account),
    list: async () => [...secrets.keys()],
  }
}
