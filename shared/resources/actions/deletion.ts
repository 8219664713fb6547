// Deleting an object for good: the same for every kind that can be deleted, but for the words.

import { type ActionDescription, type Consequence, defineAction, type Remake, type Subject } from '../../actions/action.ts'
import type { RawObject } from '../../base/raw-object.ts'

interface Deletion {
  readonly kind: string
  readonly api: 'v1' | 'v2'
  readonly path: string
  readonly consequences: readonly Consequence[]
  /** Why it does not come back, or what would be missing. */
  readonly irreversible: string
  readonly again?: (object: RawObject) => Remake
  readonly isInMenu?: boolean
  readonly isPortals?: boolean
}

export const deletion = ({ kind, api, path, consequences, irreversible, again, isInMenu = true, isPortals }: Deletion): ActionDescription =>
  defineAction({
    id: `${kind}.delete`,
    kind,
    target: 'each',
    class: 'D',
    words: { menu: 'Delete…', title: 'Delete {targets}', verb: 'Delete', done: 'Deleted', already: 'Gone already', phrase: 'DELETE' },
    menu: { place: isInMenu ? 'moreActions' : 'detail', group: 'delete', order: 90, ...(isPortals ? { isPortals } : {}) },
    fields: {},
    reads: { object: { kind, id: '{id}' } },
    refuse: () => null,
    aims: () => [{ part: 'object', exists: false }],
    requests: [{ api, method: 'DELETE', path, isIdempotent: true }],
    inverse: () => ({ irreversible }),
    consequences: () => consequences,
    ...(again && { again: ({ image }: Pick<Subject, 'image'>) => again(image.object ?? {}) }),
    volatile: [],
  })
