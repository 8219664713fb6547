// An Api whose lists are given as arrays or failures, for tests of the sync alone.

import type { Api, ReadOptions } from '../../../../../main/engine/api/api.ts'
import { AppError } from '../../../../../shared/base/app-error.ts'
import type { RawObject } from '../../../../../shared/resources/derive/row-projection.ts'

export type Listing = { readonly rows: readonly RawObject[]; readonly isComplete?: boolean; readonly announced?: number } | AppError
export type ListingOf = (kind: string, parent: string | undefined, options: ReadOptions) => Listing | Promise<Listing>

export interface FakeApi extends Api {
  /** `kind` or `kind/parent` of every list that was read, in order. */
  readonly asked: string[]
}

const pageRows = 2

export function createFakeApi(listingOf: ListingOf): FakeApi {
  const asked: string[] = []
  const unused = () => Promise.reject(new Error('not part of this test'))
  const notRead = () => {
    throw new Error('not part of this test')
  }
  return {
    asked,
    // Of single objects only the organization's record is read; what its list says of it is all of it here.
    one: (_context, resource, id) => Promise.resolve({ [resource.wire.idField]: id }),
    count: unused,
    read: unused,
    organizationsOfKey: unused,
    credential: unused,
    forgetCredential: notRead,
    provider: unused,
    part: unused,
    change: unused,
    perSecond: unused,
    events: notRead,
    list: (_context, resource, options = {}) => {
      let end: { isComplete: boolean; announced: number; distinct: number } | null = null
      const batches = (async function* () {
        asked.push(options.parent === undefined ? resource.kind : `${resource.kind}/${options.parent}`)
        const listing = await listingOf(resource.kind, options.parent, options)
        options.onOutcome?.(listing instanceof AppError ? listing : null)
        if (listing instanceof AppError) throw listing
        const { rows } = listing
        for (let from = 0; from < rows.length; from += pageRows) {
          if (options.signal?.aborted) throw new AppError('call.cancelled')
          options.onPage?.({ page: from / pageRows + 1, total: rows.length })
          yield rows.slice(from, from + pageRows)
        }
        end = { isComplete: listing.isComplete ?? true, announced: listing.announced ?? rows.length, distinct: rows.length }
      })()
      return {
        [Symbol.asyncIterator]: () => batches,
        proof: () => ({ method: 'single', requests: 1, stepBacks: 0, startedAt: '2026-11-21T12:00:00.000Z', endedAt: '2026-11-21T12:00:00.000Z', ...end! }),
      }
    },
  }
}
