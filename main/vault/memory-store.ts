// A store that ends with the process: session-only mode, the demo estate, and tests. It cannot fail, unless a test tells it to.

import { timingSafeEqual } from 'node:crypto'
import { AppError } from '../../shared/base/app-error.ts'
import { Secret } from './secret.ts'
import { type Obstacle, obstacleToError, type SecretStore } from './secret-store.ts'

export interface MemoryStore extends SecretStore {
  /** From now on every call meets this obstacle; null lifts it. */
  obstruct(obstacle: Obstacle | null): void
  wipe(): void
}

export function createMemoryStore(): MemoryStore {
  const secrets = new Map<string, Secret>()
  let obstacle: Obstacle | null = null
  const pass = () => {
    if (obstacle) throw obstacleToError(obstacle)
  }
  const remove = (account: string) => {
    secrets.get(account)?.wipe()
    secrets.delete(account)
  }
  return {
    get: async (account) => {
      if (obstacle) return obstacle
      const secret = secrets.get(account)
      return secret ? { kind: 'found', secret: Secret.copyOf(secret.unwrap()) } : { kind: 'absent-proved' }
    },
    set: async (account, secret) => {
      pass()
      remove(account)
      const copy = Secret.copyOf(secret.unwrap())
      if (!timingSafeEqual(copy.unwrap(), secret.unwrap())) throw new AppError('keychain.not-kept')
      secrets.set(account, copy)
    },
    delete: async (account) => {
      pass()
      remove(account)
    },
    list: async () => {
      pass()
      return [...secrets.keys()]
    },
    obstruct: (next) => {
      obstacle = next
    },
    wipe: () => {
      for (const account of [...secrets.keys()]) remove(account)
    },
  }
}
