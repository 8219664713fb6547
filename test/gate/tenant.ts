// Gate G11: several organizations at once through the real gate, engine and store, in any order: start, stop, read, lock, new keys,
// removal, errors, late and foreign answers. No request may disagree with itself, nothing of one organization may appear in another.
// Controls: builds with a planted mistake must be caught, or the gate proves nothing.

import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGate } from '../../main/ipc/gate.ts'
import { createRouter } from '../../main/ipc/router.ts'
import { createRateBudget } from '../../main/engine/api/rate-budget.ts'
import { errorCodes } from '../../shared/base/error-codes.ts'
import type { ConnectionId, OrganizationId } from '../../shared/base/ids.ts'
import { createRandom, type Random } from '../../shared/base/random.ts'
import { declarations } from '../../shared/contract/index.ts'
import type { Envelope } from '../../shared/contract/envelope.ts'
import { resourceOf } from '../../shared/resources/index.ts'
import { startEngine } from '../support/engine-in-process.ts'
import { createTenantService, markOf, organizationIdOf, ownerOf, type TenantService, type Trouble, userIdOf } from '../support/tenant-service.ts'

interface GateOptions {
  readonly n?: number
  readonly seed: number
  /** One of the planted mistakes by itself, or `none`. */
  readonly only?: string
}

/** Mistakes that a build could have, put in from outside: none of them is in the product. */
const plants = ['header', 'key', 'answer', 'scope'] as const
type Plant = (typeof plants)[number] | 'none'

const registry = (['organization', 'user', 'userGroup', 'membership'] as const).map((kind) => resourceOf(kind))
const provider = 'con_aaaaaaaaaaaaaaaa'
const single = (organization: number) => `con_${String.fromCharCode(98 + organization).repeat(16)}`
const troubles: readonly Trouble[] = ['forbidden', 'notFound', 'revoked', 'tls', 'foreign', 'foreign']
/** Errors that an interleaving may honestly end with; anything else is a failure of the build. */
const isUnforeseen = (code: string) => code === 'app.unexpected' || code === 'call.invalid' || code === 'call.overload' || !(code in errorCodes)

export default async function tenant({ n = 100_000, seed, only }: GateOptions): Promise<{ passed: number; failed: number }> {
  let failed = 0
  for (const plant of plants.filter((each) => only === undefined || each === only)) {
    const found = await interleave({ n: 20_000, seed, plant, stopAtFirst: true })
    const isCaught = found.violations.length > 0
    console.log(`planted mistake "${plant}": ${isCaught ? `caught after ${found.steps} steps (${found.violations[0]})` : 'NOT CAUGHT'}`)
    if (!isCaught) failed++
  }
  if (only !== undefined && only !== 'none') return { passed: failed === 0 ? 1 : 0, failed }
  const { steps, violations, requests, rows, syncs } = await interleave({ n, seed, plant: 'none', stopAtFirst: false })
  console.log(`${steps} interleavings with seed ${seed}: ${syncs} syncs, ${requests} requests, ${rows} rows shown, ${violations.length} violations`)
  for (const violation of violations.slice(0, 20)) console.log(`  ${violation}`)
  if (violations.length > 0) console.log(`replay: npm run gate -- tenant --case none --n ${n} --seed ${seed}`)
  return { passed: steps - violations.length, failed: failed + violations.length }
}

interface Found {
  readonly steps: number
  readonly violations: readonly string[]
  readonly requests: number
  readonly rows: number
  readonly syncs: number
}

/** The whole thing once: `n` steps, each begun while others are on their way. */
export async function interleave({ n, seed, plant, stopAtFirst }: { readonly n: number; readonly seed: number; readonly plant: Plant; readonly stopAtFirst: boolean }): Promise<Found> {
  const random = createRandom(seed).fork(`tenant ${plant}`)
  // What is kept has its own gates for disks; here a disk would only cost the time for more interleavings.
  const folder = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'orgdeck-tenant-'))
  const world = await openWorld(folder, random, plant)
  let steps = 0
  try {
    const inFlight = new Set<Promise<void>>()
    while (steps < n && !(stopAtFirst && world.violations().length > 0)) {
      const step = world.step(++steps)
      inFlight.add(step)
      void step.finally(() => inFlight.delete(step))
      // Time for answers to arrive and to be kept between the steps, now and then none.
      if (random.chance(0.8)) await new Promise((resolve) => setImmediate(resolve))
      if (random.chance(0.15)) await new Promise((resolve) => setTimeout(resolve, random.integer(2, 40)))
      if (inFlight.size > random.integer(1, 10)) await Promise.race(inFlight)
    }
    await Promise.all(inFlight)
    await world.end()
    return { steps, violations: world.violations(), ...world.counts() }
  } finally {
    await world.engine.close().catch(() => undefined)
    await rm(folder, { recursive: true, force: true })
  }
}

async function openWorld(folder: string, random: Random, plant: Plant) {
  const count = random.integer(3, 8)
  const shared = Math.max(2, count - 2)
  // The first ones belong to a provider; the rest have keys of their own, and the first can be reached both ways.
  const connections = { [provider]: { organizations: range(0, shared), isProvider: true }, ...Object.fromEntries([0, ...range(shared, count)].map((each) => [single(each), { organizations: [each], isProvider: false }])) }
  const violations: string[] = []
  const service = createTenantService(random.fork('service'), connections)
  const engine = await startEngine({
    folder,
    parts: { transport: planted(service, plant, count), registry, budget: createRateBudget({ memory: { load: async () => '500 unlimited', save: async () => undefined } }) },
  })
  for (const connection of Object.keys(connections)) engine.giveKey(connection, service.keyOf(connection))
  const epochs = range(0, count).map(() => ({ isHere: false, removals: 0 }))
  let rows = 0
  let syncs = 0
  let isLocked = false
  let managing: Promise<unknown> = Promise.resolve()
  const violate = (text: string) => void violations.push(text)

  // What main does by itself for these operations is its handlers' part; the engine's and the vault's are as in the program.
  const add = (organization: number) => {
    const connection = organization < shared && !(organization === 0 && random.chance(0.5)) ? provider : single(organization)
    return engine.call('engine.addConnection', {
      connection: connection as ConnectionId, type: connection === provider ? 'provider' : 'apiKey', facts: { name: connection, owner: null, role: null, madeAt: null, expiresAt: null }, region: 'us', keep: 'session', safety: 'readOnly', isDemo: false,
      organizations: (connection === provider ? range(0, shared).filter((each) => each === organization || epochs[each]!.isHere) : [organization]).map((each) => ({ id: organizationIdOf(each) as OrganizationId, name: `${markOf(each)}name`, appearance: { colour: 'azure' as const, monogram: `O${each}` } })),
    })
  }
  for (const organization of range(0, count)) {
    await add(organization)
    epochs[organization]!.isHere = true
  }

  let virtual = 0
  const gate = createGate({
    declarations,
    facts: { plan: (plan) => engine.call('engine.planFacts', { plan }), job: (job) => engine.call('engine.jobFacts', { job }) },
    route: plantedRoute(createRouter({} as never, { callByName: engine.callByName }), plant, random, count),
    subscribe: () => undefined,
    unsubscribe: () => undefined,
    log: { info: () => undefined, warn: () => undefined, security: () => undefined, failure: () => undefined } as never,
    // Two calls a second apart: the rate of calls is another gate's subject.
    now: () => (virtual += 10),
    isEveryOutputParsed: true,
  })
  const ask = async (name: string, input: unknown, callId: string): Promise<Envelope> => {
    const envelope = await gate.handle({ id: 1 + (virtual % 2), onAbuse: () => undefined }, JSON.stringify({ type: 'call', name, input, callId }))
    if (!envelope.ok && isUnforeseen(envelope.error.code)) violate(`${name} ended with ${envelope.error.code} ${JSON.stringify(envelope.error.detail)} ${engine.failures.at(-1) ?? ''}`)
    return envelope
  }

  /** Rows of an answer belong to the organizations that were asked for, by id and by every word in them. */
  const judgeRows = (what: string, rowsJson: string, scope: readonly number[]) => {
    for (const [organization, id, ...cells] of JSON.parse(rowsJson) as string[][]) {
      rows++
      const owner = ownerOf(organization!)
      if (!scope.includes(owner)) violate(`${what} for ${scope.join(',')} shows organization ${owner}`)
      if (/^a[0-9a-f]{23}$/.test(id!) && ownerOf(id!) !== owner) violate(`${what} shows object ${id} of ${ownerOf(id!)} under ${owner}`)
      for (const cell of cells) if (typeof cell === 'string' && /^o\d-/.test(cell) && !cell.startsWith(markOf(owner))) violate(`${what} shows "${cell}" under organization ${owner}`)
    }
  }

  const page = async (step: number, scope: readonly number[], kind: string, search?: string): Promise<void> => {
    const before = scope.map((each) => ({ ...epochs[each]! }))
    const named = scope.map((each) => organizationIdOf(each))
    const all = scope.length === count
    const envelope = await ask('snapshot.page', { scope: all ? { type: 'all' } : scope.length === 1 ? { type: 'one', organization: named[0] } : { type: 'several', organizations: named }, kind, ...(search ? { search } : {}), sort: [], columns: kind === 'user' ? ['username', 'email', 'firstname'] : ['name'], start: 0, size: 200 }, `p${step}`)
    if (!envelope.ok) return
    const value = envelope.value as { rowsJson: string }
    judgeRows('snapshot.page', value.rowsJson, scope)
    // Gone before the question and still gone after it: nothing of it may be in the answer.
    for (const [at, each] of scope.entries()) {
      const isGone = !before[at]!.isHere && !epochs[each]!.isHere && before[at]!.removals === epochs[each]!.removals
      if (isGone && value.rowsJson.includes(organizationIdOf(each))) violate(`a removed organization ${each} is shown`)
    }
  }

  const object = async (step: number, organization: number, owner: number): Promise<void> => {
    const envelope = await ask('snapshot.object', { organization: organizationIdOf(organization), kind: 'user', id: userIdOf(owner, random.integer(0, 5)) }, `o${step}`)
    if (!envelope.ok) return
    if (owner !== organization) violate(`an object of ${owner} is answered under ${organization}`)
    if (!(envelope.value as { raw: string }).raw.includes(markOf(organization))) violate(`an object of ${organization} has the words of another`)
  }

  /** Changes of what is here, one after the other as in main. */
  const manage = (work: () => Promise<unknown>): Promise<void> => {
    const turn = managing.then(work)
    managing = turn.catch(() => undefined)
    return turn.then(() => undefined, (error: unknown) => {
      const code = (error as { code?: string }).code ?? String(error)
      if (isUnforeseen(code)) violate(`a change ended with ${code}`)
    })
  }

  const remove = async (organization: number): Promise<void> => {
    const state = epochs[organization]!
    if (isLocked) return
    if (state.isHere) {
      await engine.call('engine.removeOrganization', { organization: organizationIdOf(organization) as OrganizationId })
      state.isHere = false
      state.removals++
      if (random.chance(0.4)) return
    }
    await add(organization)
    state.isHere = true
  }

  const rotate = async (): Promise<void> => {
    const connection = random.pick(Object.keys(connections))
    engine.giveKey(connection, service.rotate(connection))
    if ((await engine.call('connection.list', {})).some(({ id }) => id === connection)) await engine.call('engine.keyChanged', { connection: connection as ConnectionId })
  }

  const lock = async (): Promise<void> => {
    isLocked = true
    await engine.call('engine.close', {})
    await engine.call('engine.open', { folder, isSessionOnly: false })
    isLocked = false
  }

  const step = async (at: number): Promise<void> => {
    const organization = random.integer(0, count - 1)
    const id = organizationIdOf(organization)
    const draw = random.next()
    if (draw < 0.3) return page(at, [organization], 'user')
    if (draw < 0.4) return page(at, range(0, count), random.pick(['user', 'userGroup']), random.chance(0.5) ? markOf(random.integer(0, count - 1)) + 'user' : undefined)
    if (draw < 0.48) return page(at, range(0, count).filter((each) => each === organization || random.chance(0.4)), 'userGroup')
    if (draw < 0.58) return object(at, organization, organization)
    if (draw < 0.66) return object(at, organization, random.integer(0, count - 1))
    if (draw < 0.72) return void (await ask('snapshot.summary', { scope: { type: 'one', organization: id } }, `s${at}`))
    if (draw < 0.76) return void (await ask('call.cancel', { callId: `p${at - random.integer(1, 4)}` }, `c${at}`))
    if (draw < 0.87) {
      syncs++
      return void (await ask('sync.start', { organization: id }, `y${at}`))
    }
    if (draw < 0.89) return void (await ask(random.pick(['sync.stop', 'sync.pause', 'sync.resume']), { organization: id }, `z${at}`))
    if (draw < 0.93) return void (await ask('sync.resume', { organization: id }, `z${at}`))
    if (draw < 0.945) return service.disturb(organization, random.pick(troubles))
    if (draw < 0.96) return manage(rotate)
    if (draw < 0.975) return manage(() => remove(organization))
    if (draw < 0.9985) return page(at, [organization], 'user', `${markOf(organization)}user1`)
    return manage(lock)
  }

  return {
    engine,
    step,
    violations: () => [...service.violations, ...engine.failures, ...violations],
    counts: () => ({ requests: service.requests(), rows, syncs }),
    /** Everything that is kept in the end, looked at once more after another opening. */
    end: async () => {
      await managing
      await lock()
      for (const kind of ['user', 'userGroup']) await page(0, range(0, count), kind)
      for (const organization of range(0, count)) await page(0, [organization], 'user')
    },
  }
}

const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)

function planted(service: TenantService, plant: Plant, count: number): TenantService['transport'] {
  if (plant !== 'header' && plant !== 'key' && plant !== 'answer') return service.transport
  let turn = 0
  const next = (id: string) => organizationIdOf((ownerOf(id) + 1) % Math.max(2, count - 2))
  return Object.assign(
    async (request: Parameters<typeof service.transport>[0]) => {
      const isTurn = ++turn % 23 === 0
      const header = request.headers['x-org-id']
      if (isTurn && plant === 'header' && header) return service.transport({ ...request, headers: { ...request.headers, 'x-org-id': next(header) } })
      if (isTurn && plant === 'key' && header) return service.transport({ ...request, headers: { ...request.headers, 'x-api-key': service.keyOf(single(0)) } })
      const response = await service.transport(request)
      // As if the client did not look whose objects these are.
      if (plant === 'answer' && isTurn && header) return { ...response, body: response.body.replaceAll(markOf(ownerOf(header)), markOf(ownerOf(next(header)))) }
      return response
    },
    { close: () => undefined },
  )
}

function plantedRoute(route: ReturnType<typeof createRouter>, plant: Plant, random: Random, count: number): ReturnType<typeof createRouter> {
  if (plant !== 'scope') return route
  // As if one store of "the current organization" decided what is read.
  return (name, operation, input, ...rest) => {
    const asked = input as { scope?: { type: string; organization?: string } }
    const other = organizationIdOf(random.integer(0, count - 1))
    return route(name, operation, asked.scope?.type === 'one' && random.chance(0.05) ? { ...asked, scope: { type: 'one', organization: other } } : input, ...rest)
  }
}
