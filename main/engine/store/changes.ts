// Tells listeners what a commit made readable. A listener that throws does not harm the others or the commit.

import type { StoreChange } from './store.ts'

export interface Changes {
  listen(listener: (change: StoreChange) => void): () => void
  tell(change: StoreChange): void
}

export function createChanges(): Changes {
  const listeners = new Set<(change: StoreChange) => void>()
  return {
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell: (change) => {
      for (const listener of [...listeners]) {
        try {
          listener(change)
        } catch (error) {
          queueMicrotask(() => {
            throw error
          })
        }
      }
    },
  }
}
