// G01: malformed messages over every operation through the real gate. None may reach a handler; main must stay small and quick.

import { AppError } from '../../shared/base/app-error.ts'
import { createRandom, type Random } from '../../shared/base/random.ts'
import type { Operation } from '../../shared/contract/define.ts'
import { declarations } from '../../shared/contract/index.ts'
import { createGate } from '../../main/ipc/gate.ts'

const oddValues: readonly ((random: Random) => unknown)[] = [
  () => null,
  () => [],
  () => ({}),
  () => ['a'.repeat(24)],
  () => [['a'.repeat(24)]],
  () => '',
  () => '\u0000',
  () => '\ud800',
  () => 'x'.repeat(5_000),
  () => Number.MAX_SAFE_INTEGER + 2,
  () => -1,
  () => 1e308,
  () => true,
  () => JSON.parse('{"__proto__":{"isAdmin":true}}'),
  () => ({ constructor: { prototype: { x: 1 } } }),
  () => ({ toString: 'x' }),
  (random) => ({ type: random.pick(['one', 'all', 'several', 'none']), organization: random.hex(random.pick([23, 24, 25])) }),
  (random) => random.hex(24),
  (random) => ({ field: random.hex(4), is: 'equals', value: [] }),
]

/** A message that no page of ours could send: an unknown name, a wrong input, a wrong frame, or broken text. */
function malformed(random: Random, names: readonly string[], callId: string): string {
  const name = random.pick([...names, 'engine.open', 'engine.checkKey', '__proto__', 'toString', '', 'x'.repeat(80)])
  const input = oddInput(random, 0)
  const frame = random.pick<Record<string, unknown>>([
    { type: 'call', name, input: { ...(typeof input === 'object' ? input : {}), surplus: 1 }, callId },
    { type: 'call', name, input: [input], callId },
    { type: 'call', name, input, callId: '' },
    { type: 'call', name: [name], input, callId },
    { type: 'shout', name, input, callId },
    { type: 'call', name, input, callId, extra: oddInput(random, 0) },
    { type: 'subscribe', name, params: { surplus: input }, subscriptionId: callId },
    { type: 'call', name, callId, input: nested(random.integer(10, 40)) },
  ])
  const text = JSON.stringify(frame)
  return random.chance(0.05) ? text.slice(0, random.integer(0, text.length - 1)) : text
}

function oddInput(random: Random, depth: number): unknown {
  if (depth > 3 || random.chance(0.6)) return random.pick(oddValues)(random)
  const keys = ['organization', 'scope', 'kind', 'filter', 'sort', 'start', 'size', 'columns', 'key', 'source', 'ticket', 'region', 'text', '__proto__']
  return Object.fromEntries(Array.from({ length: random.integer(1, 5) }, () => [random.pick(keys), oddInput(random, depth + 1)]))
}

const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)])

export default async function ipcFuzz({ n = 100_000, seed = 1 }: { n?: number; seed?: number }) {
  const random = createRandom(seed)
  const names = Object.keys(declarations)
  let reached = 0
  let answered = 0
  let now = 0
  const gate = createGate({
    declarations,
    // What does get here must be an input that its own schema accepts: anything else is a hole.
    route: async (name, operation: Operation, input) => {
      if (!operation.input.safeParse(input).success) reached++
      return name
    },
    facts: {
      plan: () => Promise.reject(new AppError('plan.unknown')),
      job: () => Promise.reject(new AppError('job.unknown')),
    },
    subscribe: () => undefined,
    unsubscribe: () => undefined,
    now: () => (now += 20),
    isEveryOutputParsed: false,
    log: { info: () => undefined, warn: () => undefined, security: () => undefined, failure: () => undefined, flush: async () => undefined },
  })
  const before = process.memoryUsage().rss
  let crashes = 0
  let accepted = 0
  for (let index = 0; index < n; index++) {
    try {
      const envelope = await gate.handle({ id: 1, onAbuse: () => undefined }, malformed(random, names, `c${index}`))
      answered++
      if (envelope.ok) accepted++
    } catch {
      crashes++
    }
  }
  const grownMb = Math.round((process.memoryUsage().rss - before) / 1024 / 1024)
  console.log(`seed ${seed}: ${n} malformed messages over ${names.length} names, ${answered} answered, ${accepted} accepted, ${reached} reached a handler wrongly, ${crashes} thrown, ${grownMb} MB grown`)
  const failed = Number(accepted > 0) + Number(reached > 0) + Number(crashes > 0) + Number(grownMb > 64)
  return { passed: 4 - failed, failed }
}
