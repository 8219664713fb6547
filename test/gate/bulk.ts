// G16: one action on 500 people while the program is killed with SIGKILL at each step of the job and of its rows (before the journal,
// after it, after the send, after the answer, and between), answers are lost, and the service fails after having done it. In the end
// nobody was changed twice or left out, and the report says exactly what happened. The parent holds the service and the truth; a child
// holds the engine, ends itself, and leaves word of the step that it stood at. A step that was never hit fails the gate.
//
// Two cases: `suspend` can be read again, so all of it must be done; `mail` leaves nothing to read, so what is in doubt must stay
// unknown and may never be sent a second time.

import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Simulator, startSimulator } from '../../main/simulator/server.ts'
import { createRandom, type Random } from '../../shared/base/random.ts'
import { type BulkReport, type BulkStep, type BulkTask, jobSteps, type LastWords, lastWordsFile, rowSteps, stepWords } from '../support/bulk-steps.ts'
import { bundle } from '../support/keychain/bundle.ts'

interface GateOptions {
  /** Kills of each case. */
  readonly n?: number
  readonly seed?: number
  readonly only?: string
  readonly args?: Readonly<Record<string, unknown>>
}

const cases = {
  suspend: { action: 'user.suspend', path: '/api/systemusers/*/state/suspend', steps: [...jobSteps, ...rowSteps] },
  // Nothing is read after a mail.
  mail: { action: 'user.resendEmail', path: '/api/systemusers/*/reactivate', steps: [...jobSteps, ...rowSteps].filter((step) => step !== 'verified') },
} as const
type Case = keyof typeof cases

/** Of each kind one call in so many: not carried out and no answer, carried out and no answer, carried out and answered with 500. */
const lostEvery = 23
const lostKinds = { lostRequest: 'lost on the way', reset: 'answers lost', failsAfter: '500 after it was done' } as const

export default async function bulk({ n = 48, seed = 1, only, args = {} }: GateOptions) {
  const people = Number(args['people'] ?? 500)
  let [passed, failed] = [0, 0]
  for (const name of Object.keys(cases) as Case[]) {
    if (only !== undefined && only !== name) continue
    const { wrong, hits, lost, summary } = await killThrough(name, { people, kills: n, seed })
    const never = [...cases[name].steps.filter((step) => !hits.has(step)).map((step) => `never killed ${stepWords[step]}`), ...Object.entries(lostKinds).filter(([kind]) => !lost.has(kind)).map(([, words]) => `no request was ${words}`)]
    for (const text of [...wrong.slice(0, 20), ...never]) console.log(`  ${text}`)
    console.log(`${name}: ${people} people, ${summary}: ${wrong.length} wrong`)
    passed += wrong.length === 0 ? sumOf(hits) : 0
    failed += wrong.length + never.length
  }
  return { passed, failed }
}

interface KilledThrough {
  readonly wrong: readonly string[]
  /** Kills that really hit, by the step that the life stood at. */
  readonly hits: ReadonlyMap<BulkStep, number>
  /** Requests whose answer was lost, by the way. */
  readonly lost: ReadonlyMap<string, number>
  readonly summary: string
}

/** @param kills how many lives end by a kill, over all steps in turn; once the rows are used up there are fewer */
export async function killThrough(name: Case, { people, kills, seed }: { people: number; kills: number; seed: number }): Promise<KilledThrough> {
  const child = await bundle('test/support/bulk-child.ts')
  const random = createRandom(seed).fork(name)
  const folder = await mkdtemp(join(tmpdir(), 'orgdeck-bulk-'))
  const simulator = await startSimulator({ estate: { organizations: [{ name: 'Bulk', users: people, devices: 0, region: 'us' }] }, seed })
  const owner = simulator.estate.organizations[0]!
  // Everybody is active and has a password, so that the action fits everybody.
  for (const index of owner.users.indexes()) owner.users.update(index, { state: 'ACTIVATED', suspended: false, activated: true })
  const { action, path } = cases[name]
  for (const [index, type] of (['reset', 'lostRequest', 'failsAfter'] as const).entries()) {
    simulator.faults.add({ match: { method: 'POST', path }, when: { from: 3 + index, every: lostEvery }, fault: type === 'failsAfter' ? { type, status: 500 } : { type } })
  }
  const task: Omit<BulkTask, 'dieAt' | 'isPreparing'> = { folder, rootKey: randomBytes(32).toString('hex'), url: simulator.url, id: owner.id, key: owner.apiKey, action }
  const wrong: string[] = []
  const hits = new Map<BulkStep, number>()
  const arrived = new Map<boolean, number>()
  let report: BulkReport | null = null
  try {
    await live(child, { ...task, isPreparing: true, dieAt: null }, wrong)
    simulator.recorder.clear()
    for (const dieAt of [...ends(name, people, kills, random), null]) {
      report = await live(child, { ...task, isPreparing: false, dieAt }, wrong)
      if (report !== null || wrong.length > 0) break
      const last = JSON.parse(await readFile(lastWordsFile(folder), 'utf8')) as LastWords
      hits.set(last.step, (hits.get(last.step) ?? 0) + 1)
      if (last.path !== null) {
        const isThere = simulator.recorder.entries.some((entry) => entry.isWrite && last.path!.endsWith(entry.path))
        arrived.set(isThere, (arrived.get(isThere) ?? 0) + 1)
      }
      if (last.step === 'planned' && simulator.recorder.entries.some(({ isWrite }) => isWrite)) wrong.push('something was sent before the job was kept')
    }
    if (report) judge(name, simulator, report, wrong)
  } finally {
    await simulator.stop()
    await rm(folder, { recursive: true, force: true })
  }
  const lost = new Map<string, number>()
  for (const { isWrite, faults } of simulator.recorder.entries) if (isWrite) for (const kind of faults) lost.set(kind, (lost.get(kind) ?? 0) + 1)
  const counts = report ? Object.entries(report.job.counts).filter(([, count]) => count > 0).map(([outcome, count]) => `${outcome} ${count}`).join(', ') : 'no report'
  const killed = [...hits].map(([step, count]) => `${stepWords[step]} ${count}${step === 'sent' ? ` (${arrived.get(true) ?? 0} had arrived)` : ''}`)
  return { wrong, hits, lost, summary: `${sumOf(hits)} kills (${killed.join(', ')}), ${Object.entries(lostKinds).map(([kind, words]) => `${lost.get(kind) ?? 0} ${words}`).join(', ')}; ${counts}` }
}

/** Where each life ends: the steps of the job once, then those of its rows in turn, each after so many rows that all lives share them. */
function ends(name: Case, people: number, kills: number, random: Random): NonNullable<BulkTask['dieAt']>[] {
  const steps = cases[name].steps.filter((step) => (rowSteps as readonly string[]).includes(step))
  const first = jobSteps.map((step) => ({ step, time: 1, delayMs: 0 }))
  // A life settles by reading what the one before it left under way, besides the rows that it comes to.
  const each = Math.max(1, Math.floor(people / Math.max(1, kills)) - underWayMax)
  return [...first, ...Array.from({ length: Math.max(0, kills - first.length) }, (_, life) => ({ step: steps[life % steps.length]!, time: random.integer(1, 2 * each - 1), delayMs: random.integer(0, 6) }))]
}

/** Rows of one organization that are sent at once. */
const underWayMax = 4

const sumOf = (counts: ReadonlyMap<unknown, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0)

/** One life of the program: what it reported, or null when it was killed. */
function live(child: string, task: BulkTask, wrong: string[]): Promise<BulkReport | null> {
  return new Promise((resolve) => {
    let report: BulkReport | null = null
    const life = spawn(process.execPath, [child, JSON.stringify(task)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    life.on('message', (message) => (report = message as BulkReport))
    life.on('exit', (code, signal) => {
      if (signal !== 'SIGKILL' && code !== 0) wrong.push(`the program ended by itself (${code ?? signal}) on its way to ${task.dieAt?.step ?? 'the end'}`)
      resolve(report)
    })
  })
}

function judge(name: Case, simulator: Simulator, { job, rows, check, lines }: BulkReport, wrong: string[]): void {
  const { users } = simulator.estate.organizations[0]!
  const done = new Map<string, number>()
  for (const { isWrite, path, faults, status } of simulator.recorder.entries) {
    if (!isWrite || faults.includes('lostRequest') || (status >= 300 && !faults.includes('failsAfter') && !faults.includes('reset'))) continue
    const id = path.split('/')[3] ?? ''
    done.set(id, (done.get(id) ?? 0) + 1)
  }
  if (rows.length !== users.count) wrong.push(`${rows.length} rows for ${users.count} people`)
  const said = new Map(lines.map(({ object, outcome }) => [object, outcome]))
  if (lines.length !== rows.length || said.size !== rows.length) wrong.push(`${lines.length} lines about ${said.size} people for ${rows.length} rows`)
  for (const { id, outcome, note } of rows) {
    const times = done.get(id!) ?? 0
    if (times > 1) wrong.push(`${id} was done ${times} times: ${outcome} ${note}`)
    if (said.get(id) !== outcome) wrong.push(`${id} ended as ${outcome}, and the ledger says ${said.get(id)}`)
    if (name === 'suspend') {
      const isSuspended = users.at(users.indexOf(id!)!)['suspended'] === true
      if (outcome !== 'confirmed' || !isSuspended) wrong.push(`${id} ended as ${outcome} and is ${isSuspended ? '' : 'not '}suspended: ${note}`)
    } else if (outcome === 'confirmed' ? times !== 1 : outcome !== 'unknown') wrong.push(`${id} ended as ${outcome} and was sent ${times} times: ${note}`)
  }
  const { total, ...parts } = job.counts
  for (const [outcome, count] of Object.entries(parts)) if (rows.filter((row) => row.outcome === outcome).length !== count) wrong.push(`${count} are counted as ${outcome}`)
  if (total !== rows.length) wrong.push(`${total} are counted in all`)
  if (!check.isIntact) wrong.push(`the ledger is not whole: ${JSON.stringify(check.broken)}`)
}
