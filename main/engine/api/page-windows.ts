// Pages of one list by position, several asked for ahead of use. Knows nothing about what they prove.

import type { PageWindow } from '../../../shared/resources/derive/list-request.ts'
import type { ListPage } from './page-shape.ts'

/** @param remaining pages of this reading that are still to come after this one, as far as known */
export type ReadPage = (window: PageWindow, remaining: number) => Promise<ListPage>

export interface PageWindows {
  /** The page at an index; asks for those after it too, up to `last`. */
  get(index: number, last: number): Promise<ListPage>
  /** Forgets a page, so that the next `get` reads it anew. */
  drop(index: number): void
}

export function createPageWindows(read: ReadPage, { limit, step, ahead }: { limit: number; step: number; ahead: number }): PageWindows {
  const pages = new Map<number, Promise<ListPage>>()

  const ask = (index: number, last: number): Promise<ListPage> => {
    const found = pages.get(index)
    if (found) return found
    const page = read({ limit, skip: index * step }, Math.max(last - index, 0))
    // A page asked ahead may fail before anybody waits for it; the failure is met when its turn comes.
    page.catch(() => undefined)
    pages.set(index, page)
    return page
  }

  return {
    get: (index, last) => {
      // Pages already used are never asked for again unless dropped.
      pages.delete(index - 2)
      const page = ask(index, last)
      for (let next = index + 1; next <= Math.min(last, index + ahead - 1); next++) void ask(next, last)
      return page
    },
    drop: (index) => void pages.delete(index),
  }
}
