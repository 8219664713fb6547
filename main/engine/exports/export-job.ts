// Writes the rows of a question to a file of the chosen format, slice by slice, with a side file that says what it is.
// Both files appear whole under their names or not at all.

import { createHash } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError, isAppError } from '../../../shared/base/app-error.ts'
import { throwIfCancelled } from '../../../shared/base/cancel.ts'
import { objectKey, type OrganizationId } from '../../../shared/base/ids.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { ListQuestion } from '../../../shared/contract/snapshot.ts'
import type { ResourceDescription } from '../../../shared/resources/define.ts'
import { exportColumnsOf } from '../../../shared/resources/derive/export-columns.ts'
import { resourceOf, resources as registry } from '../../../shared/resources/index.ts'
import type { Coverage } from '../../../shared/scope/coverage.ts'
import { isInScope } from '../../../shared/scope/members.ts'
import type { Store } from '../store/store.ts'
import { aboutText } from './about-file.ts'
import { csvFormat } from './csv-format.ts'
import { jsonFormat } from './json-format.ts'
import type { ExportedList, ExportedRow, ExportFormat, Piece, RowFormat } from './row-format.ts'
import { workbookFormat } from './workbook-format.ts'

export interface ExportRequest {
  readonly store: Pick<Store, 'eachSlice' | 'organizations' | 'wholeObjects'>
  /** Chosen in main's dialog; an existing file is replaced. */
  readonly path: string
  readonly format: ExportFormat
  readonly question: ListQuestion
  readonly columns: readonly string[]
  /** Only these objects of the question; keys where it covers several organizations. */
  readonly ids?: readonly string[]
  readonly clock: { now(): number }
  readonly signal?: AbortSignal
  readonly resources?: readonly ResourceDescription[]
}

export interface ExportResult {
  readonly rows: number
  readonly sha256: string
}

const aboutPath = (path: string): string => `${path}.about.json`

/** @throws AppError `export.file`, `export.too-large`, `filter.invalid`, `call.cancelled` */
export async function writeExport(request: ExportRequest): Promise<ExportResult> {
  const drafts = [`${request.path}.part`, `${aboutPath(request.path)}.part`] as const
  try {
    const written = await writeRows(request, drafts[0])
    await writeText(drafts[1], written.about)
    await rename(drafts[0], request.path)
    await rename(drafts[1], aboutPath(request.path))
    return { rows: written.rows, sha256: written.sha256 }
  } catch (error) {
    for (const draft of drafts) await rm(draft, { force: true }).catch(() => undefined)
    throw isFileError(error) ? new AppError('export.file') : error
  }
}

const formats: { readonly [Format in ExportFormat]: (list: ExportedList) => RowFormat } = { csv: csvFormat, xlsx: workbookFormat, json: jsonFormat }

async function writeRows({ store, format, question, columns, ids, clock, signal, resources = registry }: ExportRequest, path: string): Promise<ExportResult & { about: string }> {
  const resource = resourceOf(question.kind, resources)
  const unknown = columns.find((name) => resource.columns.every((column) => column.path !== name))
  if (unknown !== undefined) throw new AppError('filter.invalid', { kind: resource.words.many, field: unknown })
  const organizations = await coveredOrganizations(store, question)
  const exported = exportColumnsOf(resource, columns)
  const writer = formats[format]({
    resource,
    columns: exported,
    organizations,
    isOwnerNamed: question.scope.type !== 'one',
    wholeObjects: (organization: OrganizationId, wholeIds) => store.wholeObjects(organization, question.kind, wholeIds),
  })
  const wanted = ids ? new Set(ids) : null
  const hash = createHash('sha256')
  const startedAt = instantFromMs(clock.now())
  let rows = 0
  let coverage: Coverage | null = null
  const file = await open(path, 'w', 0o600)
  const append = async (piece: Piece): Promise<void> => {
    const bytes = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece
    hash.update(bytes)
    await file.writeFile(bytes)
  }
  try {
    await append(writer.start())
    await store.eachSlice({ ...question, columns: exported.map((column) => column.path) }, async (slice) => {
      throwIfCancelled(signal)
      coverage ??= slice.coverage
      const chosen = (JSON.parse(slice.rowsJson) as ExportedRow[]).filter((row) => !wanted || wanted.has(question.scope.type === 'one' ? row[1] : objectKey(row[0], row[1])))
      rows += chosen.length
      if (rows > limits.exportRowsMax) throw new AppError('export.file')
      await append(await writer.rows(chosen))
    })
    await append(await writer.end())
    await file.sync()
  } finally {
    await file.close()
  }
  const sha256 = hash.digest('hex')
  const about = aboutText({
    fileName: basename(path).replace(/\.part$/, ''),
    format,
    writtenAt: startedAt,
    question,
    headers: writer.headers,
    isSelection: wanted !== null,
    rows,
    sha256,
    organizations,
    coverage,
    notes: writer.notes?.() ?? {},
  })
  return { rows, sha256, about }
}

async function coveredOrganizations(store: Pick<Store, 'organizations'>, { scope }: ListQuestion): Promise<Organization[]> {
  return (await store.organizations()).filter((organization) => isInScope(scope, organization))
}

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
