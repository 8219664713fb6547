// The edges between two sorts of things, readable from both ends; made at the first reading, then kept with every change.

import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { inNaturalOrder } from '../table.ts'

export interface Edge {
  /** Index of the far end. */
  readonly index: number
  readonly attributes: RawObject | null
}

export type SeededEdge = readonly [near: number, far: number, attributes?: RawObject]

type End = 'near' | 'far'

interface Stale {
  readonly edges: readonly Edge[]
  readsLeft: number
}

export class Relation {
  readonly #make: () => Iterable<SeededEdge>
  /** How many readings still see the state of before a change. */
  readonly #lagReads: () => number
  readonly #ends: Record<End, Map<number, Edge[]>> = { near: new Map(), far: new Map() }
  readonly #stale = new Map<string, Stale>()
  #isMade = false

  constructor(make: () => Iterable<SeededEdge>, lagReads: () => number) {
    this.#make = make
    this.#lagReads = lagReads
  }

  /** The edges of one thing as they are; `end` says which end it is. */
  of(end: End, index: number): readonly Edge[] {
    this.#settle()
    return this.#ends[end].get(index) ?? []
  }

  /** The edges of one thing as a reader sees them. */
  read(end: End, index: number): readonly Edge[] {
    const name = `${end} ${index}`
    const stale = this.#stale.get(name)
    if (stale && stale.readsLeft-- > 0) return stale.edges
    this.#stale.delete(name)
    return this.of(end, index)
  }

  /** Adds an edge, or gives it other attributes. */
  set(near: number, far: number, attributes: RawObject | null): void {
    this.remove(near, far)
    this.#put('near', near, { index: far, attributes })
    this.#put('far', far, { index: near, attributes })
  }

  /** False when there was no such edge. */
  remove(near: number, far: number): boolean {
    if (!this.of('near', near).some(({ index }) => index === far)) return false
    this.#cut('near', near, far)
    this.#cut('far', far, near)
    return true
  }

  #put(end: End, index: number, edge: Edge): void {
    this.#remember(end, index)
    this.#ends[end].set(index, ordered([...this.of(end, index), edge]))
  }

  #cut(end: End, index: number, other: number): void {
    this.#remember(end, index)
    this.#ends[end].set(index, this.of(end, index).filter((edge) => edge.index !== other))
  }

  #remember(end: End, index: number): void {
    const name = `${end} ${index}`
    const lagReads = this.#lagReads()
    if (lagReads > 0 && !this.#stale.has(name)) this.#stale.set(name, { edges: [...this.of(end, index)], readsLeft: lagReads })
  }

  #settle(): void {
    if (this.#isMade) return
    this.#isMade = true
    const append = (end: End, index: number, edge: Edge) => {
      const known = this.#ends[end].get(index)
      if (!known) this.#ends[end].set(index, [edge])
      else if (!known.some((other) => other.index === edge.index)) known.push(edge)
    }
    for (const [near, far, attributes = null] of this.#make()) {
      append('near', near, { index: far, attributes })
      append('far', far, { index: near, attributes })
    }
    for (const end of ['near', 'far'] as const) for (const [index, edges] of this.#ends[end]) this.#ends[end].set(index, ordered(edges))
  }
}

function ordered(edges: readonly Edge[]): Edge[] {
  if (edges.length < 2) return [...edges]
  const byIndex = new Map(edges.map((edge) => [edge.index, edge]))
  return inNaturalOrder([...byIndex.keys()]).map((index) => byIndex.get(index)!)
}
