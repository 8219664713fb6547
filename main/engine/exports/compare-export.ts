// Writes a comparison of two organizations to a file: one line for each object that only one has, one for each field that differs;
// beside it a side file that says what was compared, of when each side is, and what could not be matched.

import { createHash } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError, isAppError } from '../../../shared/base/app-error.ts'
import { type Instant } from '../../../shared/base/instant.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import { exportColumnsOf } from '../../../shared/resources/derive/export-columns.ts'
import { resourceOf } from '../../../shared/resources/index.ts'
import type { CompareFilter, Comparison } from '../diffs/compare.ts'
import { byteOrderMark, csvLine } from './csv.ts'
import type { ExportFormat } from './row-format.ts'
import { textWorkbook } from './workbook-format.ts'

interface CompareExport {
  readonly path: string
  readonly format: ExportFormat
  readonly kind: string
  readonly filter: CompareFilter
  /** Only the rows that the filter leaves, with all their fields. */
  readonly comparison: Comparison
  readonly left: Organization
  readonly right: Organization
  readonly writtenAt: Instant
}

/** @throws AppError `export.file` */
export async function writeComparison({ path, format, kind, filter, comparison, left, right, writtenAt }: CompareExport): Promise<{ rows: number; sha256: string }> {
  const resource = resourceOf(kind)
  const { rows, ...whole } = comparison
  const titles = new Map(exportColumnsOf(resource, [...new Set(rows.flatMap(({ changes }) => changes.map(({ path: field }) => field)))]).map((column) => [column.path, column]))
  const headers = ['What', 'Matched by', left.name, `${left.name}: ID`, right.name, `${right.name}: ID`, 'Field', `${left.name}: value`, `${right.name}: value`]
  const lines = rows.flatMap((row) => {
    const what = !row.right ? `Only in ${left.name}` : !row.left ? `Only in ${right.name}` : row.changesTotal > 0 ? 'Different' : 'Alike'
    const head = [what, row.match, row.left?.title ?? '', row.left?.id ?? '', row.right?.title ?? '', row.right?.id ?? '']
    if (row.changes.length === 0) return [[...head, '', '', '']]
    return row.changes.map(({ path: field, left: one, right: other }) => {
      const column = titles.get(field)
      return [...head, column?.header ?? field, column?.text(one) ?? String(one ?? ''), column?.text(other) ?? String(other ?? '')]
    })
  })
  const content = format === 'json' ? `${JSON.stringify(rows, null, 1)}\n` : format === 'csv' ? byteOrderMark + [headers, ...lines].map(csvLine).join('') : await textWorkbook(resource.words.title, headers, lines)
  const sha256 = createHash('sha256').update(content).digest('hex')
  const side = ({ id, name, isDemo }: Organization, coverage: Comparison['coverage']['left']) => ({ id, name, ...(isDemo ? { isDemo } : {}), coverage })
  const about = {
    file: basename(path),
    format,
    writtenAt,
    ...(left.isDemo || right.isDemo ? { notice: 'Demo data: made up, not from JumpCloud.' } : {}),
    kind,
    left: side(left, whole.coverage.left),
    right: side(right, whole.coverage.right),
    matchedBy: whole.matchBy,
    fieldsCompared: whole.fieldsCompared,
    show: filter.show,
    search: filter.search ?? null,
    counts: whole.counts,
    notMatched: { withoutKey: whole.unkeyed, repeatedKey: whole.repeated },
    rows: rows.length,
    sha256,
  }
  const [draft, aboutDraft] = [`${path}.part`, `${path}.about.json.part`]
  try {
    await writeFile(draft, content, { mode: 0o600, flush: true })
    await writeFile(aboutDraft, `${JSON.stringify(about, null, 2)}\n`, { mode: 0o600, flush: true })
    await rename(draft, path)
    await rename(aboutDraft, `${path}.about.json`)
    return { rows: rows.length, sha256 }
  } catch (error) {
    for (const each of [draft, aboutDraft]) await rm(each, { force: true }).catch(() => undefined)
    throw !isAppError(error) && typeof (error as NodeJS.ErrnoException).syscall === 'string' ? new AppError('export.file') : error
  }
}
