// Child of the bulk gate: one life of the program in the middle of a job. It ends itself with SIGKILL at the step it was told, or
// comes to the end and reports every row with the ledger's word about it.

import { writeFileSync } from 'node:fs'
import { createRateBudget } from '../../main/engine/api/rate-budget.ts'
import { createNodeTransport } from '../../main/engine/api/transport-node.ts'
import type { Job, JobRow } from '../../shared/actions/plan.ts'
import { isAppError } from '../../shared/base/app-error.ts'
import type { OrganizationId, ResourceId } from '../../shared/base/ids.ts'
import { type BulkReport, type BulkStep, type BulkTask, type LastWords, lastWordsFile } from './bulk-steps.ts'
import { type EngineInProcess, startEngine } from './engine-in-process.ts'

const task = JSON.parse(process.argv[2] ?? '{}') as BulkTask
const organization = task.id as OrganizationId
let left = task.dieAt?.time ?? Infinity

const reached = (step: BulkStep): boolean => step === task.dieAt?.step && --left <= 0
const die = (path: string | null = null): void => {
  writeFileSync(lastWordsFile(task.folder), JSON.stringify({ step: task.dieAt!.step, path } satisfies LastWords))
  process.kill(process.pid, 'SIGKILL')
}
// Without its parent nobody waits for it.
process.once('disconnect', () => process.exit(1))

const engine = await startEngine({
  folder: task.folder,
  rootKey: Buffer.from(task.rootKey, 'hex'),
  simulatorUrl: task.url,
  parts: {
    transport: dyingTransport(),
    // The pace is not what is tried here.
    budget: createRateBudget({ memory: { load: async () => '500 unlimited', save: async () => undefined } }),
    actionSleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 5))),
    onActionStep: (step) => {
      if (reached(step)) die()
    },
  },
})
if (task.isPreparing) {
  await engine.addOrganization({ id: task.id, name: 'Bulk', key: task.key })
  await engine.call('organization.update', { organization, safety: 'guarded' })
  await engine.sync(organization)
} else {
  const [connection] = await engine.call('connection.list', {})
  engine.giveKey(connection!.id, task.key)
  const [known] = await engine.call('job.list', { size: 1 })
  const job = await throughTheEnd(engine, known ?? (await start(engine)))
  await tell({ job, rows: await rowsOf(engine, job), check: await engine.call('ledger.check', {}), lines: await linesOf(engine, job) })
}
await engine.close()
process.exit(0)

function dyingTransport() {
  const transport = createNodeTransport()
  return Object.assign(
    async (request: Parameters<typeof transport>[0]) => {
      const answer = transport(request)
      if (request.method === 'GET' || !reached('sent')) return answer
      const { pathname } = new URL(request.url)
      setTimeout(() => die(pathname), task.dieAt!.delayMs)
      await answer.catch(() => undefined)
      die(pathname)
      return answer
    },
    { close: () => transport.close() },
  )
}

async function start({ call }: EngineInProcess): Promise<Job> {
  const ids = JSON.parse((await call('snapshot.ids', { scope: { type: 'one', organization }, kind: 'user', sort: [], start: 0, size: 4_000 })).idsJson) as ResourceId[]
  const plan = await call('action.plan', { action: task.action, parameters: {}, selection: { type: 'ids', kind: 'user', targets: [{ organization, ids }] } })
  if (reached('planned')) die()
  const job = await call('action.start', { plan: plan.id, confirmation: { changes: plan.counts.change } })
  if (reached('begun')) die()
  return job
}

/** As somebody does who looks at the job after each start of the program and lets it go on. */
async function throughTheEnd({ call }: EngineInProcess, { id }: Job): Promise<Job> {
  for (;;) {
    const job = await call('job.get', { job: id })
    if (job.endedAt !== null) return job
    if (job.phase === 'interrupted' || job.phase === 'paused') await call('job.resume', { job: id }).catch(unlessEnded)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** What was being sent when the last life ended is looked at meanwhile; where nothing else is left the job ends by that. */
function unlessEnded(error: unknown): void {
  if (!isAppError(error, 'job.ended')) throw error
}

async function rowsOf({ call }: EngineInProcess, { id }: Job): Promise<JobRow[]> {
  const rows: JobRow[] = []
  for (;;) {
    const page = await call('job.rows', { job: id, show: 'all', start: rows.length, size: 500 })
    rows.push(...page.rows)
    if (rows.length >= page.total) return rows
  }
}

async function linesOf({ call }: EngineInProcess, { id }: Job): Promise<BulkReport['lines']> {
  const lines: BulkReport['lines'][number][] = []
  for (;;) {
    const page = await call('ledger.page', { filter: { job: id, types: ['row'] }, start: lines.length, size: 500 })
    lines.push(...page.lines.map(({ object, outcome }) => ({ object, outcome })))
    if (lines.length >= page.total) return lines
  }
}

function tell(report: BulkReport): Promise<void> {
  return new Promise((resolve) => void process.send!(report, () => resolve()))
}
