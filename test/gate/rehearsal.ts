// c5: what a plan says is what happens. Random actions on random people, some of whom change meanwhile; each row's prediction is
// compared with what the service did, and nothing may reach it that could change anything before the confirmation.

import type { JobRow } from '../../shared/actions/plan.ts'
import { isDone } from '../../shared/actions/judge.ts'
import { createRandom, type Random } from '../../shared/base/random.ts'
import { actionOf } from '../../shared/resources/index.ts'
import { type ActionWorld, startActionWorld, withoutPatience } from '../support/action-world.ts'
import { carriedOut, randomParameters, userActions } from '../support/random-actions.ts'

export interface RehearsalTally {
  rows: number
  asPredicted: number
  drifted: number
  writesBeforeConfirmation: number
  readonly wrong: string[]
}

export default async function rehearsal({ n = 1_000, seed = 1 }: { n?: number; seed?: number }) {
  const tally = await rehearse(n, seed)
  for (const text of tally.wrong.slice(0, 20)) console.log(text)
  const judged = tally.rows - tally.drifted
  const share = judged === 0 ? 0 : tally.asPredicted / judged
  console.log(`${n} runs, ${tally.rows} rows: ${tally.asPredicted} as predicted, ${tally.drifted} drifted, ${tally.wrong.length} otherwise: ${(share * 100).toFixed(2)} % (goal 99.9 %); ${tally.writesBeforeConfirmation} writes before a confirmation (goal 0)`)
  const isMet = share >= 0.999 && tally.writesBeforeConfirmation === 0
  return { passed: isMet ? n : 0, failed: isMet ? 0 : Math.max(1, tally.wrong.length) }
}

export async function rehearse(n: number, seed: number): Promise<RehearsalTally> {
  const random = createRandom(seed)
  const tally: RehearsalTally = { rows: 0, asPredicted: 0, drifted: 0, writesBeforeConfirmation: 0, wrong: [] }
  const world = await startActionWorld({ users: 60, safety: 'expert', seed, parts: withoutPatience() })
  // The copy is not read again, so who was changed elsewhere may drift in any later run.
  const touched = new Set<string>()
  try {
    for (let run = 0; run < n; run++) await one(world, random.fork(`run ${run}`), touched, tally)
  } finally {
    await world.close()
  }
  return tally
}

async function one(world: ActionWorld, random: Random, touched: Set<string>, tally: RehearsalTally): Promise<void> {
  const action = random.pick(userActions())
  const { users } = world.truth
  const ids = [...new Set(Array.from({ length: random.integer(1, 6) }, () => users.idAt(random.pick(users.indexes()))))]
  if (random.chance(0.05)) ids.push('f'.repeat(24))
  const parameters = randomParameters(world, action, random)
  world.simulator.recorder.clear()
  const plan = await world.plan(action.id, ids, parameters)
  // Somebody else works in the portal meanwhile.
  while (random.chance(0.15)) {
    const id = random.pick(ids)
    const index = users.indexOf(id)
    if (index === null) continue
    touched.add(id)
    users.update(index, random.pick([{ suspended: true, state: 'SUSPENDED' }, { suspended: false, state: 'ACTIVATED' }, { account_locked: true }, { department: 'Elsewhere' }, { manager: null }]))
  }
  const rows = await world.rows(plan)
  tally.writesBeforeConfirmation += world.writes().length
  tally.rows += rows.length
  const outcomes = new Map<number, JobRow>()
  // Whoever reports to somebody who is deleted loses their manager, and the copy does not know that yet.
  if (action.id === 'user.delete') for (const index of users.indexes()) if (ids.includes(String(users.at(index)['manager']))) touched.add(users.idAt(index))
  if (plan.counts.change > 0) {
    const job = await world.run(plan)
    for (const row of await world.jobRows(job)) outcomes.set(row.position, row)
  }
  const wrote = carriedOut(world)
  let confirmed = 0
  for (const row of rows) {
    const real = outcomes.get(row.position)
    const say = (what: string) => tally.wrong.push(`${action.id} ${row.id} planned ${row.verdict}: ${what}`)
    if (row.verdict !== 'change') {
      if (real || (row.id !== null && wrote.some((path) => path.includes(row.id!)))) say('and yet something was sent')
      else tally.asPredicted++
    } else if (real?.outcome === 'drifted') {
      if (row.id !== null && wrote.some((path) => path.includes(row.id!))) say('drifted, and yet something was sent')
      else if (row.id !== null && !touched.has(row.id)) say(`drifted although nobody touched it: ${real.note}`)
      else tally.drifted++
    } else if (real?.outcome === 'confirmed') {
      confirmed++
      const aims = actionOf(row.action).aims({ id: row.id, organization: world.organization, image: { object: null }, parameters, at: plan.createdAt }).filter(({ part }) => part === 'object')
      const object = row.id === null ? null : world.served('user', row.id)
      if (isDone(aims, { object })) tally.asPredicted++
      else say('confirmed, and the service has something else')
    } else say(`${real?.outcome ?? 'left out'} ${real?.problem?.code ?? ''} ${JSON.stringify(real?.problem?.detail ?? {})} ${real?.note ?? ''}`)
  }
  if (wrote.length !== confirmed) tally.wrong.push(`${action.id}: ${confirmed} confirmed, ${wrote.length} carried out`)
}
