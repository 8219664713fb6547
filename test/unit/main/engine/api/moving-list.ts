// A list that changes while it is read: the model that pagers are judged against. It knows which rows existed throughout.

import { type Random } from '../../../../../shared/base/random.ts'
import type { PageWindow } from '../../../../../shared/resources/derive/list-request.ts'
import type { ListPage } from '../../../../../main/engine/api/page-shape.ts'

export interface MovingRow extends Readonly<Record<string, unknown>> {
  readonly _id: string
  readonly name: string
}

export interface MovingListOptions {
  readonly random: Random
  readonly rows: number
  /** Chance of one change (delete, insert or rename) before each answer. */
  readonly churn: number
  readonly sortBy: '_id' | 'name'
  /** New ids are larger than all others, as the vendor's are; otherwise anywhere. */
  readonly doIdsAscend: boolean
  /** Share of rows that are counted but never sent, as rows pointing to deleted objects are. */
  readonly ghosts?: number
}

export interface MovingList {
  /** Answers in an order of its own when several pages are asked for at once. */
  read(window: PageWindow): Promise<ListPage>
  /** Ids of rows that were there from the start until now. */
  stable(): string[]
  everExisted(id: string): boolean
  readonly reads: number
}

export function createMovingList({ random, rows, churn, sortBy, doIdsAscend, ghosts = 0 }: MovingListOptions): MovingList {
  let counter = 0
  const newId = () => (doIdsAscend ? (++counter).toString(16).padStart(16, '0') : random.hex(8)) + random.hex(8)
  const make = (): MovingRow => ({ _id: newId(), name: random.hex(6) })
  const order = (one: MovingRow, other: MovingRow) => (one[sortBy] < other[sortBy] ? -1 : one[sortBy] > other[sortBy] ? 1 : one._id < other._id ? -1 : 1)
  let list = Array.from({ length: rows }, make).sort(order)
  const ever = new Set(list.map((row) => row._id))
  const hidden = new Set(list.filter(() => random.chance(ghosts)).map((row) => row._id))
  const stable = new Set(list.filter((row) => !hidden.has(row._id)).map((row) => row._id))
  const waiting: { window: PageWindow; answer: (page: ListPage) => void }[] = []
  let isAnswering = false
  let reads = 0

  const change = () => {
    const kind = random.integer(1, 3)
    if (kind === 1 || list.length === 0) {
      const row = make()
      list.push(row)
      ever.add(row._id)
    } else {
      const at = random.integer(0, list.length - 1)
      const [row] = list.splice(at, 1)
      if (kind === 2) stable.delete(row!._id)
      else list.push({ ...row!, name: random.hex(6) })
    }
    list.sort(order)
  }

  const answerAll = () => {
    const asked = waiting.splice(random.integer(0, waiting.length - 1), 1)[0]!
    if (random.chance(churn)) change()
    reads++
    const { skip, limit } = asked.window
    asked.answer({ rows: list.slice(skip, skip + limit).filter((row) => !hidden.has(row._id)), total: list.length })
    if (waiting.length > 0) setImmediate(answerAll)
    else isAnswering = false
  }

  return {
    read: (window) =>
      new Promise((answer) => {
        waiting.push({ window, answer })
        if (isAnswering) return
        isAnswering = true
        setImmediate(answerAll)
      }),
    stable: () => [...stable],
    everExisted: (id) => ever.has(id),
    get reads() {
      return reads
    },
  }
}
