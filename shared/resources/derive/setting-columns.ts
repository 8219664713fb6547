// Registry → what is a setting in a kind, for organizations beside one another.

import type { Column, ResourceDescription } from '../define.ts'

/** Columns of the organization's own record that can be compared: not its name, not its id. */
export const settingColumns = ({ columns, titlePaths }: ResourceDescription): string[] =>
  columns.filter((column) => column.filter === true && column.diff !== 'ignore' && !titlePaths.includes(column.path)).map(({ path }) => path)

/** The column that says how an object stands (on, off, its state), where a kind has one among those shown. */
export const standColumn = ({ columns }: ResourceDescription): Column | null =>
  columns.find(({ type, shown, diff }) => shown === true && diff !== 'ignore' && (type === 'boolean' || type === 'choice')) ?? null

/** The column that says how an object stands: its state, or else the first choice whose values are good or bad. */
export const stateColumn = ({ columns }: ResourceDescription): Column | null =>
  columns.find(({ title, type }) => title === 'State' && type === 'choice') ?? columns.find(({ shown, choices }) => shown === true && choices?.some(({ tone }) => tone !== undefined)) ?? null
