// What engine and reader tell each other over their private port, which main only introduces.

import type { StoreChange } from '../store/store.ts'

export type ToReader =
  /** The projection is whole: it may be read. Revisions above `latest` are announced from now on. */
  | { readonly type: 'lend'; readonly path: string; readonly key: Uint8Array; readonly latest: number }
  | { readonly type: 'announced'; readonly change: StoreChange }
  | { readonly type: 'committed' }
  /** The file is to be let go; answered when it is. */
  | { readonly type: 'recall'; readonly number: number }

export interface FromReader {
  readonly returned: number
}

/** An answer and the revision of the projection that it was read from. */
export interface Dated {
  readonly revision: number
  readonly value: unknown
}
