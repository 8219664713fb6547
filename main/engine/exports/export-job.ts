// Writes the rows of a question to a CSV file, slice by slice, with a side file that says what it is.
// Both files appear whole under their names or not at all.

import { createHash } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError, isAppError } from '../../../shared/base/app-error.ts'
import { throwIfCancelled } from '../../../shared/base/cancel.ts'
import type { Cell } from '../../../shared/base/cell.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { ListQuestion } from '../../../shared/contract/snapshot.ts'
import type { ResourceDescription } from '../../../shared/resources/define.ts'
import { type ExportColumn, exportColumnsOf } from '../../../shared/resources/derive/export-columns.ts'
import { resourceOf, resources as registry } from '../../../shared/resources/index.ts'
import type { Coverage } from '../../../shared/scope/coverage.ts'
import { scopeOrganizations } from '../../../shared/scope/scope.ts'
import type { Store } from '../store/store.ts'
import { aboutText } from './about-file.ts'
import { byteOrderMark, csvLine } from './csv.ts'

export interface ExportRequest {
  readonly store: Pick<Store, 'eachSlice' | 'organizations'>
  /** Chosen in main's dialog; an existing file is replaced. */
  readonly path: string
  readonly question: ListQuestion
  readonly columns: readonly string[]
  /** Only these objects of the question. */
  readonly ids?: readonly string[]
  readonly clock: { now(): number }
  readonly signal?: AbortSignal
  readonly resources?: readonly ResourceDescription[]
}

export interface ExportResult {
  readonly rows: number
  readonly sha256: string
}

export const aboutPath = (path: string): string => `${path}.about.json`

/** @throws AppError `export.file`, `filter.invalid`, `call.cancelled` */
export async function writeExport(request: ExportRequest): Promise<ExportResult> {
  const drafts = [`${request.path}.part`, `${aboutPath(request.path)}.part`] as const
  try {
    const written = await writeCsv(request, drafts[0])
    await writeText(drafts[1], written.about)
    await rename(drafts[0], request.path)
    await rename(drafts[1], aboutPath(request.path))
    return { rows: written.rows, sha256: written.sha256 }
  } catch (error) {
    for (const draft of drafts) await rm(draft, { force: true }).catch(() => undefined)
    throw isFileError(error) ? new AppError('export.file') : error
  }
}

async function writeCsv({ store, question, columns, ids, clock, signal, resources = registry }: ExportRequest, path: string): Promise<ExportResult & { about: string }> {
  const resource = resourceOf(question.kind, resources)
  const unknown = columns.find((name) => resource.columns.every((column) => column.path !== name))
  if (unknown !== undefined) throw new AppError('filter.invalid', { kind: resource.words.many, field: unknown })
  const organizations = await coveredOrganizations(store, question)
  const exported = withOrganization(exportColumnsOf(resource, columns), organizations, question.scope.type !== 'one')
  const wanted = ids ? new Set(ids) : null
  const hash = createHash('sha256')
  const startedAt = instantFromMs(clock.now())
  let rows = 0
  let coverage: Coverage | null = null
  const file = await open(path, 'w', 0o600)
  const append = async (text: string): Promise<void> => {
    const bytes = Buffer.from(text, 'utf8')
    hash.update(bytes)
    await file.writeFile(bytes)
  }
  try {
    await append(byteOrderMark + csvLine(exported.headers))
    await store.eachSlice({ ...question, columns: exportedPaths(exported.columns) }, async (slice) => {
      throwIfCancelled(signal)
      coverage ??= slice.coverage
      const lines = (JSON.parse(slice.rowsJson) as [string, string, ...Cell[]][]).filter((row) => !wanted || wanted.has(row[1])).map(exported.line)
      rows += lines.length
      if (rows > limits.exportRowsMax) throw new AppError('export.file')
      await append(lines.join(''))
    })
    await file.sync()
  } finally {
    await file.close()
  }
  const sha256 = hash.digest('hex')
  const about = aboutText({ fileName: basename(path).replace(/\.part$/, ''), writtenAt: startedAt, question, headers: exported.headers, isSelection: wanted !== null, rows, sha256, organizations, coverage })
  return { rows, sha256, about }
}

async function coveredOrganizations(store: Pick<Store, 'organizations'>, { scope }: ListQuestion): Promise<Organization[]> {
  const wanted = scopeOrganizations(scope)
  return (await store.organizations()).filter(({ id }) => !wanted || wanted.includes(id))
}

interface ExportedColumns {
  readonly headers: readonly string[]
  readonly columns: readonly ExportColumn[]
  readonly line: (row: readonly [string, string, ...Cell[]]) => string
}

/** Rows of several organizations say whose they are. */
function withOrganization(columns: readonly ExportColumn[], organizations: readonly Organization[], isNamed: boolean): ExportedColumns {
  const names = new Map<string, string>(organizations.map(({ id, name }) => [id, name]))
  return {
    columns,
    headers: [...(isNamed ? ['Organization', 'Organization ID'] : []), ...columns.map(({ header }) => header)],
    line: ([organization, , ...cells]) => {
      const owner = isNamed ? [names.get(organization) ?? '', organization] : []
      return csvLine([...owner, ...columns.map(({ text }, index) => text(cells[index] ?? null))])
    },
  }
}

const exportedPaths = (columns: readonly ExportColumn[]): string[] => columns.map(({ path }) => path)

async function writeText(path: string, text: string): Promise<void> {
  const file: FileHandle = await open(path, 'w', 0o600)
  try {
    await file.writeFile(text, 'utf8')
    await file.sync()
  } finally {
    await file.close()
  }
}

const isFileError = (error: unknown): boolean => !isAppError(error) && typeof (error as NodeJS.ErrnoException | null)?.syscall === 'string'
