// The objects of one kind in one organization. Rows are made when they are asked for and not kept, so that 100,000 cost nothing until read;
// only changed rows are remembered. Invariants: ids ascend with indexes; an index is never used again.

import type { RawObject } from '../../shared/resources/derive/row-projection.ts'
import { mix } from './mixing.ts'
import { counterOf, objectId } from './object-ids.ts'

export interface TableSource {
  /** Number of rows at the start. */
  readonly size: number
  /** The ten characters inside the ids of this table. */
  readonly owner: string
  readonly fromMs: number
  readonly toMs: number
  /** When a row was made, where that is known; otherwise rows are spread over the life of the table. Must ascend. */
  readonly timeOf?: (index: number) => number
  readonly make: (index: number, id: string, createdMs: number) => RawObject
}

/** What lists read: rows by index, in two orders. */
export interface RowSource {
  readonly revision: number
  /** Live rows in the order of their ids. */
  indexes(): readonly number[]
  /** Live rows in the order in which the service answers when no order is asked for, which is not the order of ids. */
  natural(): readonly number[]
  at(index: number): RawObject
}

export class Table implements RowSource {
  revision = 0
  readonly #source: TableSource
  readonly #changed = new Map<number, RawObject>()
  readonly #gone = new Set<number>()
  #size: number
  #live: readonly number[] | null = null
  #natural: readonly number[] | null = null

  constructor(source: TableSource) {
    this.#source = source
    this.#size = source.size
  }

  get count(): number {
    return this.#size - this.#gone.size
  }

  indexes(): readonly number[] {
    this.#live ??= Array.from({ length: this.#size }, (_, index) => index).filter((index) => !this.#gone.has(index))
    return this.#live
  }

  natural(): readonly number[] {
    this.#natural ??= inNaturalOrder(this.indexes())
    return this.#natural
  }

  at(index: number): RawObject {
    return this.#changed.get(index) ?? this.#source.make(index, this.idAt(index), this.createdMsAt(index))
  }

  /** Rows that the table was made with, whatever became of them. */
  get seededCount(): number {
    return this.#source.size
  }

  /** A row as it was made, before anybody changed or deleted it. */
  seededAt(index: number): RawObject {
    return this.#source.make(index, this.idAt(index), this.createdMsAt(index))
  }

  idAt(index: number): string {
    return objectId(Math.floor(this.createdMsAt(index) / 1_000), this.#source.owner, index)
  }

  /** Whether the row exists still. */
  has(index: number): boolean {
    return index >= 0 && index < this.#size && !this.#gone.has(index)
  }

  /** Index of a live row, or null. */
  indexOf(id: string): number | null {
    const index = counterOf(id, this.#source.owner)
    if (index === null || index >= this.#size || this.#gone.has(index) || this.idAt(index) !== id) return null
    return index
  }

  /** A new row after all others; the fields given win over the made ones. Answers its index. */
  insert(fields: RawObject): number {
    const index = this.#size++
    this.#changed.set(index, { ...this.#source.make(index, this.idAt(index), this.createdMsAt(index)), ...fields })
    this.#touch()
    return index
  }

  update(index: number, fields: RawObject): void {
    this.#changed.set(index, { ...this.at(index), ...fields })
    this.#touch()
  }

  remove(index: number): void {
    this.#gone.add(index)
    this.#changed.delete(index)
    this.#touch()
  }

  #touch(): void {
    this.revision++
    this.#live = null
    this.#natural = null
  }

  /** Spread over the life of the table with some unevenness; later rows one second apart after its end. */
  createdMsAt(index: number): number {
    const { size, fromMs, toMs, timeOf } = this.#source
    if (timeOf && index < size) return timeOf(index)
    if (index >= size) return toMs + (index - size + 1) * 1_000
    const unevenness = (mix(5, index) % 1_000) / 1_000
    return fromMs + Math.floor(((toMs - fromMs) * (index + unevenness)) / size)
  }
}

export const inNaturalOrder = (indexes: readonly number[]): readonly number[] =>
  indexes
    .map((index) => [mix(41, index), index] as const)
    .sort((left, right) => left[0] - right[0])
    .map(([, index]) => index)
