// A fixed set of row elements that follows the scroll position: as many rows in the page as fit into it, however long the list.
// Invariants: one element per shown index; the pinned row (it has the focus) keeps its element even out of view.

import type { RowElement } from './row-dom.ts'

export interface RowPool {
  /** Shows rows first…last, and the pinned one. Rows that were not there before are painted. */
  show(first: number, last: number, pinned: number | null): void
  elementOf(index: number): HTMLElement | undefined
  /** Writes every shown row again. */
  repaint(): void
  /** Moves every shown row to its place. */
  place(): void
  clear(): void
  readonly size: () => number
}

interface RowPoolParts {
  readonly layer: HTMLElement
  readonly create: () => RowElement
  readonly paint: (row: RowElement, index: number) => void
  readonly topOf: (index: number) => number
}

const sparesMax = 4

export function createRowPool({ layer, create, paint, topOf }: RowPoolParts): RowPool {
  const shown = new Map<number, RowElement>()
  const free: RowElement[] = []

  const move = (row: RowElement, index: number) => {
    row.element.style.transform = `translateY(${topOf(index)}px)`
  }

  return {
    show: (first, last, pinned) => {
      for (const [index, row] of shown) {
        if ((index >= first && index <= last) || index === pinned) continue
        shown.delete(index)
        free.push(row)
      }
      for (let index = first; index <= last; index++) {
        if (shown.has(index)) continue
        const row = free.pop() ?? create()
        if (!row.element.isConnected) layer.append(row.element)
        shown.set(index, row)
        paint(row, index)
        move(row, index)
      }
      // Left over: the list is shorter or the window smaller. A few stay at hand, out of the page.
      for (const row of free) row.element.remove()
      free.length = Math.min(free.length, sparesMax)
    },
    elementOf: (index) => shown.get(index)?.element,
    repaint: () => {
      for (const [index, row] of shown) paint(row, index)
    },
    place: () => {
      for (const [index, row] of shown) move(row, index)
    },
    clear: () => {
      for (const row of [...shown.values(), ...free]) row.element.remove()
      shown.clear()
      free.length = 0
    },
    size: () => shown.size,
  }
}
