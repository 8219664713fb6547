// G16: one action on 500 people while the program is killed with SIGKILL at each kind of step of its rows (read, kept, sent, answered,
// verified, settled), answers are lost, and the service fails after having done it. In the end nobody was changed twice or left out,
// and the report says exactly what happened. The parent holds the service and the truth; a child holds the engine and ends itself.
//
// Two cases: `suspend` can be read again, so all of it must be done; `mail` leaves nothing to read, so what is in doubt must stay
// unknown and may never be sent a second time.

import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Simulator, startSimulator } from '../../main/simulator/server.ts'
import { createRandom, type Random } from '../../shared/base/random.ts'
import { type BulkReport, type BulkTask, bulkSteps } from '../support/bulk-steps.ts'
import { bundle } from '../support/keychain/bundle.ts'

interface GateOptions {
  /** Kills of each case; with as many as people each life gets hardly any further than its step. */
  readonly n?: number
  readonly seed?: number
  readonly only?: string
  readonly args?: Readonly<Record<string, unknown>>
}

const cases = {
  suspend: { action: 'user.suspend', path: '/api/systemusers/*/state/suspend', steps: bulkSteps },
  mail: { action: 'user.resendEmail', path: '/api/systemusers/*/reactivate', steps: bulkSteps.filter((step) => step !== 'verified') },
} as const
type Case = keyof typeof cases

/** Of each kind one call in so many: not carried out and no answer, carried out and no answer, carried out and answered with 500. */
const lostEvery = 23

export default async function bulk({ n = 100, seed = 1, only, args = {} }: GateOptions) {
  const people = Number(args['people'] ?? 500)
  let [passed, failed] = [0, 0]
  for (const name of Object.keys(cases) as Case[]) {
    if (only !== undefined && only !== name) continue
    const { wrong, kills, summary } = await killThrough(name, { people, kills: n, seed })
    for (const text of wrong.slice(0, 20)) console.log(`  ${text}`)
    console.log(`${name}: ${people} people, ${summary}: ${wrong.length} wrong`)
    passed += wrong.length === 0 ? kills : 0
    failed += wrong.length
  }
  return { passed, failed }
}

export interface KilledThrough {
  readonly wrong: readonly string[]
  readonly kills: number
  readonly summary: string
}

export async function killThrough(name: Case, { people, kills: wished, seed }: { people: number; kills: number; seed: number }): Promise<KilledThrough> {
  const child = await bundle('test/support/bulk-child.ts')
  const random = createRandom(seed).fork(name)
  const folder = await mkdtemp(join(tmpdir(), 'orgdeck-bulk-'))
  const simulator = await startSimulator({ estate: { organizations: [{ name: 'Bulk', users: people, devices: 0, region: 'us' }] }, seed })
  const owner = simulator.estate.organizations[0]!
  // Everybody is active and has a password, so that the action fits everybody.
  for (const index of owner.users.indexes()) owner.users.update(index, { state: 'ACTIVATED', suspended: false, activated: true })
  const { action, path, steps } = cases[name]
  for (const [index, type] of (['reset', 'lostRequest', 'failsAfter'] as const).entries()) {
    simulator.faults.add({ match: { method: 'POST', path }, when: { from: 3 + index, every: lostEvery }, fault: type === 'failsAfter' ? { type, status: 500 } : { type } })
  }
  const task: Omit<BulkTask, 'dieAt' | 'isPreparing'> = { folder, rootKey: randomBytes(32).toString('hex'), url: simulator.url, id: owner.id, key: owner.apiKey, action }
  const wrong: string[] = []
  const killed = new Map<string, number>()
  let report: BulkReport | null = null
  try {
    await live(child, { ...task, isPreparing: true, dieAt: null }, wrong)
    simulator.recorder.clear()
    for (let life = 0; report === null && wrong.length === 0; life++) {
      const step = steps[life % steps.length]!
      report = await live(child, { ...task, isPreparing: false, dieAt: { step, time: timeOf(people, wished, random), delayMs: random.integer(0, 6) } }, wrong)
      if (report === null) killed.set(step, (killed.get(step) ?? 0) + 1)
    }
    if (report) judge(name, simulator, report, wrong)
  } finally {
    await simulator.stop()
    await rm(folder, { recursive: true, force: true })
  }
  const kills = [...killed.values()].reduce((sum, count) => sum + count, 0)
  const counts = report ? Object.entries(report.job.counts).filter(([, count]) => count > 0).map(([outcome, count]) => `${outcome} ${count}`).join(', ') : 'no report'
  return { wrong, kills, summary: `${kills} kills (${[...killed].map(([step, count]) => `${step} ${count}`).join(', ')}), ${simulator.faults.hits} answers lost; ${counts}` }
}

/** How often its step is come to before a life ends, so that about so many lives share the rows. */
const timeOf = (people: number, kills: number, random: Random): number => random.integer(1, Math.max(1, 2 * Math.round(people / Math.max(1, kills)) - 1))

/** One life of the program: what it reported, or null when it was killed. */
function live(child: string, task: BulkTask, wrong: string[]): Promise<BulkReport | null> {
  return new Promise((resolve) => {
    let report: BulkReport | null = null
    const life = spawn(process.execPath, [child, JSON.stringify(task)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    life.on('message', (message) => (report = message as BulkReport))
    life.on('exit', (code, signal) => {
      if (signal !== 'SIGKILL' && code !== 0) wrong.push(`the program ended by itself (${code ?? signal}) on its way to ${task.dieAt?.step ?? 'the copy'}`)
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
