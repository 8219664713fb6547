// Opens the ledger's file when it is first needed and answers as the `Ledger` port. A damaged one is set aside, never deleted,
// and the new one begins with a line that says so.

import { rename } from 'node:fs/promises'
import { isAppError } from '../../../shared/base/app-error.ts'
import { invariant } from '../../../shared/base/assert.ts'
import type { Instant } from '../../../shared/base/instant.ts'
import type { OpenDatabase, SqlConnection, SqlSession } from './driver.ts'
import { type LedgerChain, type NewLine, openChain, readLines } from './ledger-chain.ts'
import type { Draft, LastingException, Ledger, StoredJob } from './ledger.ts'
import { deletePlansBefore, readJob, readJobRows, readJobs, readJobWork, readPlan, readPlanRows, readPlanWork, writeException, writeJob, writePlan, writeSent, writeSettlement } from './ledger-rows.ts'
import { migrateLedger } from './ledger-schema.ts'
import type { KeyFiles } from './key-files.ts'
import { exists, ledgerName, protectDatabase, setAside, type StoreFolder } from './store-files.ts'
import type { WitnessFiles } from './witness.ts'

export interface LedgerOptions {
  readonly folder: StoreFolder
  readonly keys: KeyFiles
  readonly witnesses: WitnessFiles
  readonly rootKey: Buffer
  readonly open: OpenDatabase
  readonly now: () => Instant
}

interface OpenLedger {
  readonly connection: SqlConnection
  readonly chain: LedgerChain
}

/** Jobs in these phases have ended and stay as they are. */
const ended = new Set<StoredJob['phase']>(['complete', 'completeWithErrors', 'stopped'])

export function createLedger(options: LedgerOptions): Ledger {
  const { now } = options
  let opening: Promise<OpenLedger> | null = null
  const opened = (): Promise<OpenLedger> =>
    (opening ??= openLedger(options).catch((error: unknown) => {
      opening = null
      throw error
    }))
  const read = async <T>(work: (session: SqlSession) => Promise<T>): Promise<T> => (await opened()).connection.transaction('read', work)
  /** The mark of a line depends on the one before it, so whoever adds lines does so alone, from reading the head to taking it over. */
  let turn: Promise<unknown> = Promise.resolve()
  const write = async <T>(work: (session: SqlSession) => Promise<T>, lines: readonly NewLine[] = []): Promise<T> => {
    const { connection, chain } = await opened()
    const change = async (): Promise<T> => {
      const result = await connection.transaction('write', async (session) => {
        const value = await work(session)
        await chain.append(session, lines)
        return value
      })
      await chain.accept()
      return result
    }
    const mine = turn.then(change)
    turn = mine.catch(() => undefined)
    return mine
  }
  const jobOf = async (session: SqlSession, id: StoredJob['id']): Promise<StoredJob> => {
    const found = await readJob(session, id)
    invariant(found, 'a job that is worked on is in the ledger')
    return found
  }

  return {
    savePlan: (header, rows) => write((session) => writePlan(session, header, rows)),
    plan: (id) => read((session) => readPlan(session, id)),
    planRows: (id, page) => read((session) => readPlanRows(session, id, page)),
    planWork: (id, verdict) => read((session) => readPlanWork(session, id, verdict)),
    dropPlans: (before) => write((session) => deletePlansBefore(session, before)),

    startJob: (header, line) =>
      write(async (session) => {
        await writeJob(session, header)
        return jobOf(session, header.id)
      }, [line]),
    job: (id) => read((session) => readJob(session, id)),
    jobs: (filter) => read((session) => readJobs(session, filter)),
    jobRows: (id, page) => read(async (session) => readJobRows(session, await jobOf(session, id), page)),
    jobWork: (id, outcomes) => read(async (session) => readJobWork(session, await jobOf(session, id), outcomes)),
    markSent: (job, position, pre, at) => write((session) => writeSent(session, job, position, pre, at)),
    unsend: (job, position) => write(async (session) => void (await session.run(`UPDATE job_row SET outcome = 'waiting', sent_at = NULL WHERE job = ? AND position = ? AND outcome = 'sent'`, [job, position]))),
    settle: (job, position, settlement, at, line, effect = null) =>
      write(async (session) => {
        await writeSettlement(session, job, position, settlement, at)
        if (effect) await writeException(session, effect)
      }, [line]),
    setPhase: (job, phase, at, line) =>
      write(async (session) => {
        await session.run('UPDATE job SET phase = ?, ended_at = ? WHERE id = ?', [phase, ended.has(phase) ? at : null, job])
        return jobOf(session, job)
      }, line ? [line] : []),
    setUndone: (job, by) => write(async (session) => void (await session.run('UPDATE job SET undone_by = ? WHERE id = ?', [by, job]))),

    drafts: (organization) =>
      read(async (session) => {
        const rows = await session.all<{ record: string }>(`SELECT record FROM draft${organization ? ' WHERE organization = ?' : ''} ORDER BY created_at, json_extract(record, '$.position'), id`, organization ? [organization] : [])
        return rows.map(({ record }) => JSON.parse(record) as Draft)
      }),
    saveDrafts: (drafts) =>
      write(async (session) => {
        for (const draft of drafts) await session.run('INSERT OR REPLACE INTO draft (id, created_at, organization, record) VALUES (?, ?, ?, ?)', [draft.id, draft.createdAt, draft.organization, JSON.stringify(draft)])
      }),
    dropDrafts: (ids) =>
      write(async (session) => {
        for (const id of ids) await session.run('DELETE FROM draft WHERE id = ?', [id])
      }),

    exceptions: (organization) =>
      read(async (session) => {
        const rows = await session.all<{ record: string }>(`SELECT record FROM exception${organization ? ' WHERE organization = ?' : ''}`, organization ? [organization] : [])
        return rows.map(({ record }) => JSON.parse(record) as LastingException)
      }),

    addLines: (lines) => write(async () => undefined, lines),
    lines: (filter, start, size) => read((session) => readLines(session, filter, start, size)),
    check: async () => {
      const { chain } = await opened()
      await turn
      return read((session) => chain.check(session, now()))
    },
    forget: (organization) =>
      write(async (session) => {
        await session.run(`UPDATE plan_row SET work = '{}' WHERE organization = ?`, [organization])
        await session.run('UPDATE job_row SET pre = NULL WHERE organization = ?', [organization])
        await session.run('DELETE FROM draft WHERE organization = ?', [organization])
        await session.run('DELETE FROM exception WHERE organization = ?', [organization])
      }),
    close: async () => {
      const current = await opening?.catch(() => null)
      if (!current) return
      await turn
      await current.chain.seal()
      await current.connection.close()
    },
  }
}

async function openLedger(options: LedgerOptions): Promise<OpenLedger> {
  try {
    return await openFile(options)
  } catch (error) {
    if (!isAppError(error, 'store.damaged') && !isAppError(error, 'store.key')) throw error
    const { folder, witnesses, now } = options
    const key = folder.key(ledgerName)
    const aside = await setAside(folder.ledger, now())
    if (aside && (await exists(key))) await rename(key, `${key}${aside}`)
    await witnesses.remove(ledgerName)
    const fresh = await openFile(options)
    await fresh.connection.transaction('write', (session) => fresh.chain.append(session, [replacedLine(now(), aside)]))
    await fresh.chain.accept()
    return fresh
  }
}

async function openFile({ folder, keys, witnesses, rootKey, open }: LedgerOptions): Promise<OpenLedger> {
  const path = folder.ledger
  const isPresent = await exists(path)
  const key = (await keys.read(ledgerName)) ?? (isPresent ? null : await keys.create(ledgerName))
  if (!isPresent) await protectDatabase(path)
  // A file whose key is gone opens under no other.
  const connection = await open({ path, key: key ?? Buffer.alloc(32) })
  try {
    await migrateLedger(connection)
    return { connection, chain: await connection.transaction('read', (session) => openChain(session, rootKey, witnesses)) }
  } catch (error) {
    await connection.close()
    throw error
  }
}

const replacedLine = (at: Instant, aside: string | null): NewLine => ({
  at, type: 'replaced', operator: '', organization: null, organizationName: null, job: null, plan: null, action: null, title: null, object: null, outcome: null, changes: [], reason: null, ticket: null, requestId: null,
  note: `The ledger before this one could not be read and was set aside${aside ? ` as ledger.db${aside}` : ''}.`,
})
