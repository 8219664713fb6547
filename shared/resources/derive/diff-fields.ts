// Registry → which columns are compared between two versions of a row, and how.

import type { DiffRule, ResourceDescription } from '../define.ts'

export interface DiffField {
  readonly path: string
  readonly title: string
  readonly rule: Exclude<DiffRule, 'ignore'>
}

export const diffFieldsOf = (resource: ResourceDescription): DiffField[] =>
  resource.columns.flatMap((column) => (column.diff === 'ignore' ? [] : [{ path: column.path, title: column.title, rule: column.diff }]))
