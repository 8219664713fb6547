// Which fields of two versions of one row differ, by the rule of each.

import type { Cell } from '../base/cell.ts'

/** `set`: a list of which the order means nothing. */
export type CompareRule = 'value' | 'set'

const setText = (cell: Cell): string => String(cell ?? '').split(', ').sort().join(', ')

/** An empty text and a missing one are both nothing: services send either for the same state. */
const isNothing = (cell: Cell): boolean => cell === null || cell === ''

function isSameCell(rule: CompareRule, left: Cell, right: Cell): boolean {
  if (left === right || (isNothing(left) && isNothing(right))) return true
  return rule === 'set' && setText(left) === setText(right)
}

/** Positions of the fields that differ; `left` and `right` hold one cell for each rule. */
export const changedFields = (rules: readonly CompareRule[], left: readonly Cell[], right: readonly Cell[]): number[] =>
  rules.flatMap((rule, index) => (isSameCell(rule, left[index] ?? null, right[index] ?? null) ? [] : [index]))
