// Settings of many organizations side by side: one line per setting, one value per organization.
// Of the organization's own record every column is a setting; of any other kind every name is one, and its value how the object of that name stands.

import type { Cell } from '../../../shared/base/cell.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { Output, ParsedInput } from '../../../shared/contract/client.ts'
import { settingColumns, standColumn } from '../../../shared/resources/derive/setting-columns.ts'
import { isInScope } from '../../../shared/scope/members.ts'
import { readPage } from './page.ts'
import type { Reading } from './readings.ts'

type Matrix = Output<'snapshot.matrix'>
type Setting = Matrix['settings'][number]

export async function readMatrix(reading: Reading, { scope, kind }: ParsedInput<'snapshot.matrix'>): Promise<Matrix> {
  const table = reading.layout.tables.get(kind)!
  const isRecord = table.resource.isHidden === true
  const columns = isRecord ? settingColumns(table.resource) : [...table.titles.map(({ path }) => path), ...(standColumn(table.resource) ? [standColumn(table.resource)!.path] : [])]
  const rows: Cell[][] = []
  let answer: Output<'snapshot.page'>
  do {
    answer = await readPage(reading, { scope, kind, sort: [], columns, start: rows.length, size: limits.pageRowsMax })
    rows.push(...(JSON.parse(answer.rowsJson) as Cell[][]))
  } while (rows.length < answer.total && rows.length < limits.matrixRowsMax)
  const { coverage } = answer
  const missing = new Set<string>(coverage.missing.map(({ organization }) => organization))
  const organizations = reading.state.organizations.map(({ organization }) => organization.id).filter((id) => !missing.has(id) && isAnswered(reading, id, scope))
  const at = new Map<Cell, number>(organizations.map((id, index) => [id, index]))
  const settings = isRecord ? recordSettings(columns, rows, at) : namedSettings(rows, at, table.titles.length, standColumn(table.resource) !== null)
  return { organizations, settings: settings.slice(0, limits.matrixSettingsMax), isCut: rows.length < answer.total || settings.length > limits.matrixSettingsMax, coverage }
}

function isAnswered({ state }: Reading, id: string, scope: ParsedInput<'snapshot.matrix'>['scope']): boolean {
  const found = state.organizations.find(({ organization }) => organization.id === id)
  return found !== undefined && isInScope(scope, found.organization)
}

/** The service may list other organizations beside one's own: the record with the organization's own id counts. */
function recordSettings(columns: readonly string[], rows: readonly Cell[][], at: ReadonlyMap<Cell, number>): Setting[] {
  const records = new Map<number, Cell[]>()
  for (const row of rows) {
    const index = at.get(row[0]!)
    if (index !== undefined && (row[1] === row[0] || !records.has(index))) records.set(index, row)
  }
  return columns.map((path, column) => ({ name: path, values: Array.from({ length: at.size }, (_, index) => records.get(index)?.[column + 2] ?? null) }))
}

/** By name; most widespread first. Null means that there is no object of this name, 1 that there is one where nothing says how it stands. */
function namedSettings(rows: readonly Cell[][], at: ReadonlyMap<Cell, number>, titles: number, hasStand: boolean): Setting[] {
  const byName = new Map<string, Cell[]>()
  for (const row of rows) {
    const index = at.get(row[0]!)
    const name = row.slice(2, 2 + titles).find((cell) => typeof cell === 'string' && cell.trim() !== '')
    if (index === undefined || typeof name !== 'string') continue
    const values = byName.get(name) ?? Array.from({ length: at.size }, (): Cell => null)
    values[index] ??= hasStand ? (row[2 + titles] ?? 1) : 1
    byName.set(name, values)
  }
  const spread = (values: readonly Cell[]) => values.filter((value) => value !== null).length
  return [...byName].map(([name, values]) => ({ name, values })).sort((left, right) => spread(right.values) - spread(left.values) || (left.name < right.name ? -1 : 1))
}
