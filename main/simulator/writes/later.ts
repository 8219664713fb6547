// What an organization is to do later, and what became of its jobs for many people.

import { instantFromMs } from '../../../shared/base/instant.ts'
import { createRandom } from '../../../shared/base/random.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'

interface Planned {
  readonly user: string
  readonly state: 'ACTIVATED' | 'SUSPENDED'
  readonly atMs: number
  readonly isMailed: boolean
}

export class Later {
  readonly #planned = new Map<string, Planned>()
  readonly #jobs = new Map<string, readonly RawObject[]>()
  readonly #random

  constructor(seed: number) {
    this.#random = createRandom(seed).fork('later')
  }

  addJob(results: readonly RawObject[]): string {
    const id = this.#random.hex(24)
    this.#jobs.set(id, results)
    return id
  }

  job(id: string): readonly RawObject[] | null {
    return this.#jobs.get(id) ?? null
  }

  schedule(planned: Planned): RawObject {
    const id = this.#random.hex(24)
    this.#planned.set(id, planned)
    return rowOf(id, planned)
  }

  scheduled(): RawObject[] {
    return [...this.#planned].map(([id, planned]) => rowOf(id, planned))
  }

  cancel(id: string): boolean {
    return this.#planned.delete(id)
  }

  /** Takes out what is due. */
  due(nowMs: number): Planned[] {
    const due = [...this.#planned].filter(([, { atMs }]) => atMs <= nowMs)
    for (const [id] of due) this.#planned.delete(id)
    return due.map(([, planned]) => planned)
  }
}

const rowOf = (id: string, { user, state, atMs }: Planned): RawObject => ({ scheduledJobId: id, scheduledDate: instantFromMs(atMs), state, systemUserId: user })
