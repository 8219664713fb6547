// The filter tree: one shape for chips, saved views, SQL, the simulator and tests.

import { z } from 'zod'
import { limits } from '../base/limits.ts'
import { type Comparison, comparisons, isRelative } from './comparison.ts'

export type FilterValue = string | number | boolean | readonly (string | number | boolean)[] | null

export interface FieldFilter {
  readonly field: string
  readonly is: Comparison
  readonly value: FilterValue
}

export type Filter = FieldFilter | { readonly all: readonly Filter[] } | { readonly any: readonly Filter[] } | { readonly not: Filter }

const scalar = z.union([z.string().max(512), z.number(), z.boolean()])

const FieldFilterSchema = z
  .strictObject({
    field: z.string().min(1).max(128),
    is: z.enum(comparisons),
    value: z.union([scalar, z.array(scalar).max(1_000), z.null()]),
  })
  .refine(({ is, value }) => !isRelative(is) || isDays(value), 'a number of whole days')

const isDays = (value: unknown): boolean => typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= limits.filterDaysMax

const TreeSchema: z.ZodType<Filter, Filter> = z.lazy(() =>
  z.union([
    FieldFilterSchema,
    z.strictObject({ all: z.array(TreeSchema).max(limits.filterNodesMax) }),
    z.strictObject({ any: z.array(TreeSchema).max(limits.filterNodesMax) }),
    z.strictObject({ not: TreeSchema }),
  ]),
)

export const FilterSchema = TreeSchema.refine((filter) => filterDepth(filter) <= limits.filterDepthMax, 'nested too deeply').refine(
  (filter) => filterFields(filter).length <= limits.filterNodesMax,
  'too many conditions',
)

export const isFieldFilter = (filter: Filter): filter is FieldFilter => 'field' in filter

function children(filter: Filter): readonly Filter[] {
  if ('all' in filter) return filter.all
  if ('any' in filter) return filter.any
  if ('not' in filter) return [filter.not]
  return []
}

const filterDepth = (filter: Filter): number => 1 + Math.max(0, ...children(filter).map(filterDepth))

/** Every condition of the tree, in reading order. */
export const filterFields = (filter: Filter): FieldFilter[] =>
  isFieldFilter(filter) ? [filter] : children(filter).flatMap(filterFields)
