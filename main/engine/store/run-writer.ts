// One sync execution of one organization, written to its history file: staging, publishing, failing, ending.
// Calls are done one after the other, whatever their callers wait for: the first rows of two kinds, or an end and a straggler, would mix.
// Invariants: nothing staged has a published run number; a kind is published once or not at all; versions that did not change are not written.

import { AppError, errorToPlain } from '../../../shared/base/app-error.ts'
import { invariant } from '../../../shared/base/assert.ts'
import type { OrganizationId, RunId } from '../../../shared/base/ids.ts'
import type { Instant } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import { createQueue } from './async-queue.ts'
import type { Deflater } from './deflate-worker.ts'
import type { HistoryFiles } from './history-files.ts'
import { createKindStage, type KindStage, type ObjectBudget } from './kind-stage.ts'
import { mergeStage } from './history-merge.ts'
import type { FreshObjects } from './projection-apply.ts'
import type { Proof, Published, RunWriter } from './store.ts'

export interface RunOutcome {
  readonly outcome: Parameters<RunWriter['finish']>[0]
  readonly error: AppError | null
  readonly at: Instant
}

export interface RunHooks {
  readonly now: () => Instant
  /** A kind was published in history with this run number: bring the projection up to it. */
  readonly onPublished: (kind: string, fresh: FreshObjects) => Promise<void>
  /** A pass of a kind ended without a new generation. */
  readonly onAttempt: (kind: string, state: 'partial' | 'failed', error: AppError, at: Instant) => Promise<void>
  readonly onFinished: (outcome: RunOutcome) => Promise<void>
}

export interface RunOptions {
  readonly files: HistoryFiles
  readonly deflater: Deflater
  readonly organization: OrganizationId
  readonly id: RunId
  readonly budget: ObjectBudget
  readonly turn: () => Promise<void>
  readonly hooks: RunHooks
}

/** A run as the store's own writer sees it. */
export interface OpenRun extends RunWriter {
  /** Its pass of this kind is over: nothing that is staged depends on the kind's generation any more. */
  isDone(kind: string): boolean
  /** Does work between two calls of the run. */
  between(work: () => Promise<void>): Promise<void>
}

export async function beginRun({ files, deflater, organization, id, budget, turn, hooks }: RunOptions): Promise<OpenRun> {
  const run = await files.use(organization, async ({ connection }) => {
    await connection.run('INSERT INTO run (id, started_at) VALUES (?, ?)', [id, hooks.now()])
    return (await connection.all<{ run: number }>('SELECT run FROM run WHERE id = ?', [id]))[0]!.run
  })
  const stages = new Map<string, KindStage>()
  const quarantined = new Map<string, { count: number; ids: Set<string>; isAnyNameless: boolean }>()
  const quarantineOf = (kind: string) => quarantined.get(kind) ?? { count: 0, ids: new Set<string>(), isAnyNameless: false }
  const queue = createQueue()
  const done = new Set<string>()
  /** Ids of kinds published in this run: what kinds read per parent go through. */
  const publishedIds = new Map<string, string[]>()
  let isFinished = false

  function stageOf(kind: string): KindStage {
    invariant(!isFinished && !done.has(kind), `${kind} is staged after its pass has ended`)
    const known = stages.get(kind)
    if (known) return known
    const created = createKindStage({ files, deflater, organization, kind, run, budget, turn })
    stages.set(kind, created)
    return created
  }

  async function endPass(kind: string, outcome: 'partial' | 'failed', proof: Proof | null, error: AppError): Promise<Published> {
    const stage = stageOf(kind)
    await stage.flush()
    stage.close()
    done.add(kind)
    stages.delete(kind)
    const at = hooks.now()
    const total = await files.use(organization, async (file) => {
      const { code, total: kept } = file.kind(kind)
      await file.connection.transaction('write', async (session) => {
        await session.run('DELETE FROM cur WHERE kind = ? AND from_run = ?', [code, run])
        await session.run('DELETE FROM stage WHERE kind = ?', [code])
        await session.run(
          'INSERT INTO kind_run (run, kind, outcome, at, proof, error, added, changed, removed, total, quarantined) VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, ?, ?)',
          [run, code, outcome, at, proof && JSON.stringify(proof), JSON.stringify(errorToPlain(error)), kept, quarantineOf(kind).count],
        )
      })
      return kept
    })
    await hooks.onAttempt(kind, outcome, error, at)
    return { added: 0, changed: 0, removed: 0, total }
  }

  const writer: RunWriter = {
    id,
    organization,
    stage: async (kind, rows) => stageOf(kind).add(rows),
    quarantine: async (kind, objects) => {
      stageOf(kind)
      const before = quarantineOf(kind)
      for (const { id: objectId } of objects) if (objectId !== null) before.ids.add(objectId)
      const isAnyNameless = before.isAnyNameless || objects.some((object) => object.id === null)
      quarantined.set(kind, { count: before.count + objects.length, ids: before.ids, isAnyNameless })
      const kept = objects.slice(0, Math.max(0, limits.quarantineRowsPerRunMax - before.count))
      await files.use(organization, async (file) => {
        const { code } = file.kind(kind)
        await file.connection.transaction('write', async (session) => {
          for (const { id: objectId, reason, raw } of kept) {
            await session.run('INSERT INTO quarantine (run, kind, id, reason, raw) VALUES (?, ?, ?, ?, ?)', [run, code, objectId, reason, raw])
          }
        })
      })
    },
    stagedIds: async (kind) => publishedIds.get(kind) ?? stageOf(kind).ids(),
    publish: async (kind, proof) => {
      if (!proof.isComplete) {
        const missing = proof.announced === null ? 'some' : Math.max(0, proof.announced - proof.distinct)
        return endPass(kind, 'partial', proof, new AppError('api.partial', { kind, missing }))
      }
      const stage = stageOf(kind)
      await stage.flush()
      done.add(kind)
      stages.delete(kind)
      const at = hooks.now()
      const { published, kept } = await files.use(organization, (file) =>
        mergeStage({ files, file, organization, kind, run, at, proof, stage, quarantined: quarantineOf(kind) }),
      )
      // What stays although it could not be read has lists of its own, and these must not look empty.
      publishedIds.set(kind, [...stage.ids(), ...kept])
      await hooks.onPublished(kind, { run, object: stage.object }).finally(stage.close)
      return published
    },
    fail: async (kind, error) => {
      await endPass(kind, 'failed', null, error)
    },
    finish: async (outcome, error) => {
      if (isFinished) return
      for (const stage of stages.values()) {
        await stage.flush().catch(() => undefined)
        stage.close()
      }
      isFinished = true
      stages.clear()
      const at = hooks.now()
      await files.use(organization, async (file) => {
        await file.connection.transaction('write', async (session) => {
          for (const { kind, run: published } of await session.all<{ kind: number; run: number }>('SELECT kind, run FROM kind')) {
            await session.run('DELETE FROM cur WHERE kind = ? AND from_run > ?', [kind, published])
          }
          await session.run('DELETE FROM stage')
          await session.run('UPDATE run SET ended_at = ?, outcome = ?, error = ? WHERE run = ?', [at, outcome, error ? JSON.stringify(errorToPlain(error)) : null, run])
        })
      })
      await hooks.onFinished({ outcome, error: error ?? null, at })
    },
  }
  return {
    id,
    organization,
    stage: (kind, rows) => queue.run(() => writer.stage(kind, rows)),
    quarantine: (kind, objects) => queue.run(() => writer.quarantine(kind, objects)),
    stagedIds: (kind) => queue.run(() => writer.stagedIds(kind)),
    publish: (kind, proof) => queue.run(() => writer.publish(kind, proof)),
    fail: (kind, error) => queue.run(() => writer.fail(kind, error)),
    finish: (outcome, error) => queue.run(() => writer.finish(outcome, error)),
    isDone: (kind) => done.has(kind),
    between: (work) => queue.run(work),
  }
}
