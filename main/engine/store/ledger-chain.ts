// The chain of the ledger's lines: each is marked with a key over its content and the mark before it, so that a line that was
// changed, taken out or put in shows; the newest mark is noted outside the file, so that a cut tail shows too.
//
// What it proves: accidents, and people who edit files. Whoever holds the root key can write a new ledger.

import { createHmac, hkdfSync } from 'node:crypto'
import type { Instant } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { LedgerCheck, LedgerFilter, LedgerLine } from '../../../shared/contract/ledger.ts'
import type { SqlParameter, SqlSession } from './driver.ts'
import { ledgerName } from './store-files.ts'
import type { WitnessFiles } from './witness.ts'

/** A line as it is handed over; number and mark are the chain's. */
export type NewLine = Omit<LedgerLine, 'number' | 'mark'>

export interface LedgerChain {
  /** Adds lines inside the caller's transaction; `accept` follows its commit. */
  append(session: SqlSession, lines: readonly NewLine[]): Promise<void>
  accept(): Promise<void>
  check(session: SqlSession, at: Instant): Promise<LedgerCheck>
  /** Notes the head outside the file, whether or not it is time. */
  seal(): Promise<void>
}

const firstMark = '0'.repeat(32)

export async function openChain(session: SqlSession, rootKey: Buffer, witnesses: WitnessFiles): Promise<LedgerChain> {
  const key = Buffer.from(hkdfSync('sha256', rootKey, Buffer.alloc(0), 'orgdeck|ledger|1', 32))
  const [last] = await session.all<{ number: number; mark: string }>('SELECT number, mark FROM line ORDER BY number DESC LIMIT 1')
  let head = last ?? { number: 0, mark: firstMark }
  let pending = head
  let sealed = (await witnesses.read(ledgerName))?.generation ?? 0

  const markOf = (number: number, previous: string, at: string, body: string): string => createHmac('sha256', key).update(`${number}\0${previous}\0${at}\0${body}`).digest('hex').slice(0, firstMark.length)
  const seal = async (): Promise<void> => {
    // A file that has fewer lines than were noted lost some: that note is the proof and must not be written over.
    if (head.number <= sealed) return
    await witnesses.write(ledgerName, { generation: head.number, root: head.mark, intent: null, fingerprint: null })
    sealed = head.number
  }

  return {
    append: async (inside, lines) => {
      pending = head
      for (const { at, type, organization, job, outcome, ...rest } of lines) {
        const number = pending.number + 1
        const body = JSON.stringify({ type, organization, job, outcome, ...rest })
        const mark = markOf(number, pending.mark, at, body)
        await inside.run('INSERT INTO line (number, at, type, organization, job, outcome, body, mark) VALUES (?, ?, ?, ?, ?, ?, ?, ?)', [number, at, type, organization, job, outcome, body, mark])
        pending = { number, mark }
      }
    },
    accept: async () => {
      head = pending
      if (head.number - sealed >= limits.ledgerWitnessLines) await seal()
    },
    seal,
    check: async (inside, at) => {
      const witness = await witnesses.read(ledgerName)
      let previous = { number: 0, mark: firstMark }
      const broken = (number: number, how: 'changed' | 'missing' | 'cut'): LedgerCheck => ({ isIntact: false, lines: previous.number, broken: { number, how }, checkedAt: at })
      for (;;) {
        const lines = await inside.all<StoredLine>('SELECT number, at, type, organization, job, outcome, body, mark FROM line WHERE number > ? ORDER BY number LIMIT ?', [previous.number, limits.writeRowsMax])
        if (lines.length === 0) break
        for (const line of lines) {
          if (line.number !== previous.number + 1) return broken(previous.number + 1, 'missing')
          if (line.mark !== markOf(line.number, previous.mark, line.at, line.body) || !isAsIndexed(line)) return broken(line.number, 'changed')
          if (witness?.generation === line.number && witness.root !== line.mark) return broken(line.number, 'changed')
          previous = line
        }
      }
      if (witness && witness.generation > previous.number) return broken(previous.number + 1, 'cut')
      return { isIntact: true, lines: previous.number, broken: null, checkedAt: at }
    },
  }
}

interface StoredLine {
  readonly number: number
  readonly at: Instant
  readonly type: string
  readonly organization: string | null
  readonly job: string | null
  readonly outcome: string | null
  readonly body: string
  readonly mark: string
}

/** The columns that are searched by repeat what is in the marked body; they must not say something else. */
function isAsIndexed({ type, organization, job, outcome, body }: StoredLine): boolean {
  const said = JSON.parse(body) as Partial<StoredLine>
  return said.type === type && said.organization === organization && said.job === job && said.outcome === outcome
}

/** A page of lines, newest first. */
export async function readLines(session: SqlSession, filter: LedgerFilter, start: number, size: number): Promise<{ lines: LedgerLine[]; total: number }> {
  const { where, parameters } = conditions(filter)
  const [count] = await session.all<{ total: number }>(`SELECT count(*) AS total FROM line WHERE ${where}`, parameters)
  const rows = await session.all<StoredLine>(`SELECT number, at, body, mark FROM line WHERE ${where} ORDER BY number DESC LIMIT ? OFFSET ?`, [...parameters, size, start])
  return { lines: rows.map(({ number, at, body, mark }) => ({ ...(JSON.parse(body) as Omit<NewLine, 'at'>), number, at, mark })), total: count?.total ?? 0 }
}

function conditions({ organization, job, types, outcome, from, to, search }: LedgerFilter): { where: string; parameters: SqlParameter[] } {
  const given: [string, SqlParameter[]][] = []
  if (organization) given.push(['organization = ?', [organization]])
  if (job) given.push(['job = ?', [job]])
  if (outcome) given.push(['outcome = ?', [outcome]])
  if (types && types.length > 0) given.push([`type IN (${types.map(() => '?').join(', ')})`, [...types]])
  if (from) given.push(['at >= ?', [from]])
  if (to) given.push(['at <= ?', [to]])
  if (search) given.push([`instr(lower(body), lower(?)) > 0`, [JSON.stringify(search).slice(1, -1)]])
  return { where: given.length === 0 ? '1' : given.map(([sql]) => sql).join(' AND '), parameters: given.flatMap(([, values]) => values) }
}
