// Generations of an organization for the kill gate: what each must look like, worked out from its number alone.

import type { StagedRow } from '../../main/engine/store/store.ts'
import { groupRow, memberRow, userRow } from './temp-store.ts'

/** Kinds in the order in which a run publishes them. */
export const generationKinds = ['user', 'userGroup', 'membership'] as const
export type GenerationKind = (typeof generationKinds)[number]

const mark = (generation: number): string => `g${generation}`

/** Rows of a generation: most stay the same objects with changed content, some come, some go. */
export function generationRows(kind: GenerationKind, generation: number): StagedRow[] {
  const first = (generation * 13) % 60
  const range = (count: number) => Array.from({ length: count }, (_, index) => first + index)
  if (kind === 'user') return range(1_100 + ((generation * 37) % 200)).map((number) => userRow(number, { department: mark(generation), lastname: `Kömmer ${number} ${mark(generation)}` }))
  if (kind === 'userGroup') return range(12).map((number) => groupRow(number, `Group ${number} ${mark(generation)}`))
  return range(12).flatMap((group) => range(20 + (generation % 7)).map((user) => ({ ...memberRow(group, user), raw: { to: { id: userRow(user).id }, attributes: mark(generation) } })))
}

/** Column that carries the generation of a row. */
export const markColumn: Readonly<Record<GenerationKind, string>> = { user: 'department', userGroup: 'name', membership: 'attributes' }

export const generationOf = (cell: unknown): number => Number(/g(\d+)$/.exec(String(cell))?.[1] ?? Number.NaN)
