// The part of the registry that lists and details draw from: columns, filter fields, search columns. Loaded with the first list.

import { columnData } from 'virtual:registry-columns'
import type { FilterField } from '../../shared/resources/derive/filter-fields.ts'
import type { GridColumn } from '../../shared/resources/derive/grid-columns.ts'

export interface KindColumns {
  readonly titlePaths: readonly string[]
  readonly columns: readonly GridColumn[]
  readonly filterFields: readonly Omit<FilterField, 'choices'>[]
  /** Fields whose distinct values are offered with counts. */
  readonly facetFields: readonly string[]
  readonly searchTitles: readonly string[]
  /** Fields that are cut out before anything is stored, by their names on the wire. */
  readonly secretFields: readonly string[]
  /** How the list stands until somebody sorts it. */
  readonly order: readonly { readonly column: string; readonly descending: boolean }[]
  /** Columns that say which objects of two organizations are the same one; null where nothing can be compared. */
  readonly naturalKeys: readonly string[] | null
}

export function kindColumns(kind: string): KindColumns {
  const found = (columnData as Readonly<Record<string, KindColumns>>)[kind]
  if (!found) throw new Error(`no resource of kind ${kind}`)
  return found
}
