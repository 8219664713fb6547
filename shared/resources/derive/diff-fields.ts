// Registry → which columns are compared between two versions of a row, and how.

import type { DiffRule, ResourceDescription } from '../define.ts'

export interface DiffField {
  readonly path: string
  readonly title: string
  readonly rule: Exclude<DiffRule, 'ignore'>
}

/**
 * What is compared between two organizations: ids point at objects of their own, and instants say when something happened to that
 * one object, so both always differ and say nothing.
 */
export const fieldsAcross = (resource: ResourceDescription): DiffField[] =>
  diffFieldsOf(resource).filter(({ path }) => !resource.columns.some((column) => column.path === path && (column.type === 'id' || column.type === 'instant')))

export const diffFieldsOf = (resource: ResourceDescription): DiffField[] =>
  resource.columns.flatMap((column) => (column.diff === 'ignore' ? [] : [{ path: column.path, title: column.title, rule: column.diff }]))
