// The projection lent to a process that only reads: what the keeper tells whoever looks after it.

import type { StoreChange } from './store.ts'

export interface LentFile {
  readonly path: string
  /** Belongs to whoever gets it, who wipes it. */
  readonly key: Buffer
  /** Revisions above this one are announced from now on. */
  readonly latest: number
}

export interface ProjectionLoan {
  /** The file is whole and may be read. */
  lend(file: LentFile): void
  /** Resolves when nothing has the file open any more, or nobody answers. */
  recall(): Promise<void>
  /** A commit is about to make this readable. */
  announced(change: StoreChange): void
  committed(): void
}
