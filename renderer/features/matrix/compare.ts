// What most organizations have, who differs, and what comes first: the arithmetic of the matrix. Pure.

import type { Cell } from '../../../shared/base/cell.ts'
import type { Output } from '../../../shared/contract/client.ts'

type Answer = Output<'snapshot.matrix'>

export interface MatrixLine {
  readonly key: string
  readonly values: readonly Cell[]
  /** What the organizations are measured by: what most have, or what the golden one has. */
  readonly reference: Cell
  /** Organizations that have the reference's value. */
  readonly same: number
  readonly outliers: number
}

export interface Matrix {
  /** Outliers first. */
  readonly lines: readonly MatrixLine[]
  /** Places of the organizations in the values: the golden one, then who differs most. */
  readonly order: readonly number[]
  /** Settings in which an organization differs, by its place. */
  readonly differences: readonly number[]
}

/** The most frequent value; among equally frequent ones a value rather than none, and the first. */
export function majorityOf(values: readonly Cell[]): Cell {
  const counts = new Map<Cell, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  let best: Cell = null
  let most = -1
  for (const [value, count] of counts) {
    if (count > most || (count === most && best === null)) {
      best = value
      most = count
    }
  }
  return best
}

/** @param golden id of the organization to compare with; null compares with what most have */
export function matrixOf({ organizations, settings }: Pick<Answer, 'organizations' | 'settings'>, golden: string | null): Matrix {
  const goldenAt = organizations.findIndex((id) => id === golden)
  const differences = organizations.map(() => 0)
  const lines = settings.map(({ name: key, values }): MatrixLine => {
    const reference = goldenAt >= 0 ? (values[goldenAt] ?? null) : majorityOf(values)
    let same = 0
    values.forEach((value, at) => {
      if (value === reference) same++
      else differences[at]! += 1
    })
    return { key, values, reference, same, outliers: values.length - same }
  })
  lines.sort((left, right) => right.outliers - left.outliers)
  const order = organizations.map((_, at) => at).sort((left, right) => Number(right === goldenAt) - Number(left === goldenAt) || differences[right]! - differences[left]! || left - right)
  return { lines, order, differences }
}
