// Writes lines of the ledger to a file: CSV for people, JSON with every mark for whoever wants to check the chain.

import { createHash } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { AppError, isAppError } from '../../../shared/base/app-error.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { LedgerFilter, LedgerLine } from '../../../shared/contract/ledger.ts'
import type { Ledger } from '../store/ledger.ts'
import { csvLine } from './csv.ts'
import type { ExportFormat } from './row-format.ts'

const headers = ['Number', 'Time', 'What', 'Operator', 'Organization', 'Organization ID', 'Action', 'Object', 'Object ID', 'Outcome', 'Changes', 'Reason', 'Ticket', 'Request ID', 'Note', 'Job', 'Plan', 'Mark']

/** @throws AppError `export.file` */
export async function writeLedger(ledger: Pick<Ledger, 'lines'>, path: string, format: ExportFormat, filter: LedgerFilter): Promise<{ lines: number; sha256: string }> {
  const draft = `${path}.part`
  const hash = createHash('sha256')
  try {
    const file = await open(draft, 'w', 0o600)
    let lines = 0
    try {
      const append = async (text: string): Promise<void> => {
        hash.update(text)
        await file.writeFile(text, 'utf8')
      }
      await append(format === 'json' ? '[\n' : `\uFEFF${csvLine(headers)}`)
      for (;;) {
        const page = await ledger.lines(filter, lines, limits.ledgerLinesPerPageMax)
        for (const line of page.lines) await append(format === 'json' ? `${lines++ === 0 ? '' : ',\n'}${JSON.stringify(line)}` : (lines++, csvLine(cells(line))))
        if (page.lines.length === 0 || lines >= page.total) break
      }
      if (format === 'json') await append('\n]\n')
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
    return { lines, sha256: hash.digest('hex') }
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined)
    throw !isAppError(error) && typeof (error as NodeJS.ErrnoException).syscall === 'string' ? new AppError('export.file') : error
  }
}

const cells = ({ number, at, type, operator, organizationName, organization, action, title, object, outcome, changes, reason, ticket, requestId, note, job, plan, mark }: LedgerLine): string[] =>
  [String(number), at, type, operator, organizationName, organization, action, title, object, outcome, changes.map(({ title: field, from, to }) => `${field}: ${from ?? '–'} → ${to ?? '–'}`).join('; '), reason, ticket, requestId, note, job, plan, mark].map((text) => text ?? '')
