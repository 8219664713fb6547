// c6: every change that can be taken back is: after undo each object is what it was before and bound to what it was bound to, by the
// service's own word, except for what the action says it cannot help moving. What cannot be taken back says so before it is confirmed.
// Half of the runs are about people, the other half about everything else, one action after the other.

import type { ActionDescription } from '../../shared/actions/action.ts'
import type { Job } from '../../shared/actions/plan.ts'
import { stableJson } from '../../shared/base/stable-json.ts'
import { createRandom, type Random } from '../../shared/base/random.ts'
import { detailed } from '../../main/simulator/kind-details.ts'
import { type NodeType, nodes, nodeTypes } from '../../main/simulator/graph/nodes.ts'
import { actionOf, actions, type Kind, resourceOf } from '../../shared/resources/index.ts'
import { type ActionWorld, startActionWorld, withoutPatience } from '../support/action-world.ts'
import { randomParameters, userActions } from '../support/random-actions.ts'

export interface UndoTally {
  undone: number
  labelled: number
  readonly byAction: Map<string, number>
  readonly wrong: string[]
}

export default async function undo({ n = 500, seed = 1 }: { n?: number; seed?: number }) {
  const tally = await takeBack(n, seed)
  for (const text of tally.wrong.slice(0, 20)) console.log(text)
  console.log(`${tally.undone} of ${n} taken back to what was before, ${tally.labelled} irreversible rows labelled before the click, ${tally.wrong.length} wrong`)
  console.log([...tally.byAction].map(([id, count]) => `${id} ${count}`).join(', '))
  return { passed: tally.undone, failed: tally.wrong.length + Math.max(0, n - tally.undone) }
}

/** Runs until `n` changes were taken back, over every reversible action in turn. */
export async function takeBack(n: number, seed: number): Promise<UndoTally> {
  const random = createRandom(seed)
  const tally: UndoTally = { undone: 0, labelled: 0, byAction: new Map(), wrong: [] }
  const world = await startActionWorld({ users: 60, safety: 'expert', seed, parts: withoutPatience() })
  const people = userActions().filter(({ id }) => id !== 'user.delete')
  const others = actions.filter(({ id, kind, target, isOnlyInverse }) => kind !== 'user' && target === 'each' && !isOnlyInverse && !endings.test(id) && world.truth.table(resourceOf(kind)).indexes().length > 0)
  try {
    for (let run = 0; tally.undone < n && run < 20 * n; run++) {
      const all = run % 2 === 0 ? people : others
      await one(world, all[Math.floor(run / 2) % all.length]!, random.fork(`run ${run}`), tally)
    }
  } finally {
    await world.close()
  }
  return tally
}

/** They leave nothing to go on with. */
const endings = /\.(delete|erase)$/

async function one(world: ActionWorld, { id: action, kind }: ActionDescription, random: Random, tally: UndoTally): Promise<void> {
  const table = world.truth.table(resourceOf(kind))
  const id = table.idAt(random.pick(table.indexes()))
  const parameters = randomParameters(world, actionOf(action), random)
  const before = stateOf(world, kind as Kind, id)
  const plan = await world.plan(action, [id], parameters)
  if (plan.counts.change === 0) return
  const job = await world.run(plan)
  if (job.phase !== 'complete') return void tally.wrong.push(`${action} on ${id}: ${await ends(world, job)}`)
  if (plan.counts.irreversible === 1) {
    if (job.undo.rows > 0) tally.wrong.push(`${action}: labelled as irreversible, and undo is offered`)
    else tally.labelled++
    return
  }
  const back = await world.engine.call('action.planUndo', { job: job.id })
  const done = await world.run(back)
  if (done.phase !== 'complete') return void tally.wrong.push(`undo of ${action} on ${id}: planned ${JSON.stringify(back.counts)}, ${await ends(world, done)}`)
  const after = stateOf(world, kind as Kind, id)
  const volatile = new Set([...actionOf(action).volatile, ...(await world.rows(back)).flatMap((row) => actionOf(row.action).volatile)])
  const moved = Object.keys({ ...before, ...after }).filter((field) => !volatile.has(field) && stableJson(before[field] ?? null) !== stableJson(after[field] ?? null) && !(before[field] === '' && after[field] === undefined))
  if (moved.length > 0) tally.wrong.push(`undo of ${action} on ${id} leaves ${moved.map((field) => `${field}: ${stableJson(before[field] ?? null)} → ${stableJson(after[field] ?? null)}`).join(', ')}`)
  else {
    tally.undone++
    tally.byAction.set(action, (tally.byAction.get(action) ?? 0) + 1)
  }
}

const ends = async (world: ActionWorld, job: Job): Promise<string> => `${job.phase} ${(await world.jobRows(job)).map(({ outcome, problem, note }) => `${outcome} ${problem?.code ?? ''} ${note ?? ''}`).join('; ')}`

/** An object with all it is bound to, as the service has it; the ids that it gives to addresses and telephone numbers are nobody's. */
function stateOf(world: ActionWorld, kind: Kind, id: string): Record<string, unknown> {
  const row = world.served(kind, id)
  // What the list leaves out is told when one is asked for.
  const object = row && detailed(world.truth, kind, world.truth.table(resourceOf(kind)).indexOf(id)!, row)
  const parts = (list: unknown): unknown => (Array.isArray(list) ? (list as Record<string, unknown>[]).map(({ id: _id, ...part }) => part) : list)
  return { ...object, ...(object && kind === 'user' && { addresses: parts(object['addresses']), phoneNumbers: parts(object['phoneNumbers']) }), ...bonds(world, kind, id) }
}

function bonds({ truth }: ActionWorld, kind: Kind, id: string): Record<string, unknown> {
  const index = truth.table(resourceOf(kind)).indexOf(id)
  const ends = index === null ? [] : nodeTypes.filter((type) => nodes[type].kind === kind)
  const bound = (from: NodeType, to: NodeType) => truth.graph.edges(from, index!, to).map((edge) => [edge.index, edge.attributes] as const).sort(([one], [other]) => one - other)
  return Object.fromEntries(ends.flatMap((from) => nodeTypes.map((to) => [`${from} to ${to}`, bound(from, to)])))
}
