import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { AppError } from '../../../../shared/base/app-error.ts'
import { limits } from '../../../../shared/base/limits.ts'
import { query, task, topic } from '../../../../shared/contract/define.ts'
import { createGate, type Caller, type GateParts } from '../../../../main/ipc/gate.ts'

const declarations = {
  'thing.read': query({ host: 'engine', deadlineMs: 1_000, input: z.strictObject({ id: z.string() }), output: z.object({ name: z.string() }), reads: () => ['user'] }),
  'thing.enrol': task({ host: 'main', deadlineMs: 1_000, effect: 'local', sensitive: true, input: z.strictObject({ key: z.string().max(4) }), output: z.null() }),
  'thing.erase': task({ host: 'engine', deadlineMs: 1_000, effect: 'destructive', input: z.strictObject({}), output: z.null() }),
  'call.cancel': task({ host: 'main', deadlineMs: 1_000, effect: 'none', input: z.strictObject({ callId: z.string() }), output: z.null() }),
  'thing.changed': topic({ host: 'engine', params: z.strictObject({}), item: z.number(), itemsPerSecondMax: 10 }),
}

function setUp(overrides: Partial<GateParts> = {}) {
  const lines: string[] = []
  const write = (level: string) => (message: string, fields?: object) => lines.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`)
  const route = vi.fn<GateParts['route']>(async () => ({ name: 'Ada' }))
  const subscribe = vi.fn()
  let now = 0
  const gate = createGate({
    declarations,
    route,
    facts: { plan: async () => Promise.reject(new AppError('plan.unknown')), job: async () => Promise.reject(new AppError('job.unknown')) },
    subscribe,
    unsubscribe: vi.fn(),
    now: () => now,
    isEveryOutputParsed: true,
    log: { info: write('info'), warn: write('warn'), security: write('security'), failure: write('failure'), flush: async () => undefined },
    ...overrides,
  })
  const onAbuse = vi.fn()
  const caller: Caller = { id: 1, onAbuse }
  const send = (request: unknown) => gate.handle(caller, typeof request === 'string' ? request : JSON.stringify(request))
  const call = (name: string, input: unknown, callId = 'c1') => send({ type: 'call', name, input, callId })
  return { gate, caller, route, subscribe, lines, onAbuse, send, call, setNow: (value: number) => (now = value) }
}

const refused = { ok: false, error: { code: 'call.invalid', detail: {} } }

describe('the gate', () => {
  test('answers a well-formed call with the parsed value', async () => {
    const { call, route } = setUp()
    expect(await call('thing.read', { id: 'u1' })).toEqual({ ok: true, value: { name: 'Ada' } })
    expect(route).toHaveBeenCalledOnce()
  })

  test.each([
    ['no text', 7],
    ['broken JSON', '{'],
    ['an unknown type', { type: 'shout', name: 'thing.read' }],
    ['an unknown key', { type: 'call', name: 'thing.read', input: { id: 'u1' }, callId: 'c', extra: 1 }],
    ['an unknown operation', { type: 'call', name: 'thing.guess', input: {}, callId: 'c' }],
    ['a name of the prototype', { type: 'call', name: 'constructor', input: {}, callId: 'c' }],
    ['a topic called as an operation', { type: 'call', name: 'thing.changed', input: {}, callId: 'c' }],
    ['an operation subscribed to', { type: 'subscribe', name: 'thing.read', params: {}, subscriptionId: 's' }],
    ['an input of another type', { type: 'call', name: 'thing.read', input: { id: ['u1'] }, callId: 'c' }],
    ['an unknown input key', { type: 'call', name: 'thing.read', input: { id: 'u1', all: true }, callId: 'c' }],
  ])('refuses %s before any handler runs', async (_what, request) => {
    const { gate, caller, route, lines } = setUp()
    expect(await gate.handle(caller, typeof request === 'object' ? JSON.stringify(request) : request)).toEqual(refused)
    expect(route).not.toHaveBeenCalled()
    expect(lines.some((line) => line.startsWith('security'))).toBe(true)
  })

  test('refuses what is too large or too deep', async () => {
    const { call, send, route } = setUp()
    expect(await call('thing.read', { id: 'x'.repeat(limits.callBytesMax) })).toEqual(refused)
    expect(await send(`{"type":"call","name":"thing.read","callId":"c","input":${'['.repeat(50)}${']'.repeat(50)}}`)).toEqual(refused)
    expect(route).not.toHaveBeenCalled()
  })

  test('says nothing of a sensitive input, not even in the log', async () => {
    const { call, lines } = setUp()
    await call('thing.enrol', { key: 'jca_canary_value' })
    expect(lines.join('\n')).not.toContain('canary')
  })

  test('refuses writes that come without a plan', async () => {
    const { call, route } = setUp()
    expect(await call('thing.erase', {})).toEqual({ ok: false, error: { code: 'call.refused', detail: {} } })
    expect(route).not.toHaveBeenCalled()
  })

  test('turns an operating error into its envelope and hides a programmer’s error behind a support code', async () => {
    const known = setUp({ route: async () => Promise.reject(new AppError('api.offline', { organization: 'Acme' })) })
    expect(await known.call('thing.read', { id: 'u' })).toEqual({ ok: false, error: { code: 'api.offline', detail: { organization: 'Acme' } } })
    const unknown = setUp({ route: async () => Promise.reject(new Error('SELECT secret FROM x')) })
    const answer = await unknown.call('thing.read', { id: 'u' })
    expect(JSON.stringify(answer)).not.toContain('SELECT')
    expect(answer).toMatchObject({ ok: false, error: { code: 'app.unexpected' } })
  })

  test('does not let a wrong output through', async () => {
    const { call } = setUp({ route: async () => ({ name: 7 }) })
    expect(await call('thing.read', { id: 'u' })).toMatchObject({ ok: false, error: { code: 'app.unexpected' } })
  })

  test('ends a call at its deadline although the handler never answers', async () => {
    vi.useFakeTimers()
    const { call } = setUp({ route: () => new Promise(() => undefined) })
    const answer = call('thing.read', { id: 'u' })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await answer).toEqual({ ok: false, error: { code: 'call.deadline', detail: { seconds: 1 } } })
    vi.useRealTimers()
  })

  test('cancels a running call of the same window by its id', async () => {
    const signals: AbortSignal[] = []
    const { call } = setUp({ route: (_name, _operation, _input, signal) => new Promise(() => signals.push(signal)) })
    const answer = call('thing.read', { id: 'u' }, 'long')
    await Promise.resolve()
    await call('call.cancel', { callId: 'long' }, 'stop')
    expect(await answer).toEqual({ ok: false, error: { code: 'call.cancelled', detail: {} } })
    expect(signals[0]?.aborted).toBe(true)
  })

  test('refuses a call id that is in use', async () => {
    const { call } = setUp({ route: () => new Promise(() => undefined) })
    void call('thing.read', { id: 'u' }, 'same')
    expect(await call('thing.read', { id: 'u' }, 'same')).toEqual(refused)
  })

  test('bounds the calls of a second, and counts anew in the next', async () => {
    const { call, setNow } = setUp()
    for (let index = 0; index < limits.callsPerSecondPerWindowMax; index++) await call('thing.read', { id: 'u' }, `c${index}`)
    expect(await call('thing.read', { id: 'u' }, 'over')).toMatchObject({ ok: false, error: { code: 'call.overload' } })
    setNow(1_000)
    expect(await call('thing.read', { id: 'u' }, 'next')).toMatchObject({ ok: true })
  })

  test('reports a window that keeps sending malformed calls', async () => {
    const { send, onAbuse } = setUp()
    for (let index = 0; index < limits.invalidCallsPerMinuteMax; index++) await send('nonsense')
    expect(onAbuse).toHaveBeenCalledOnce()
  })

  test('forgetting a window ends what it asked for', async () => {
    const { gate, call } = setUp({ route: () => new Promise(() => undefined) })
    const answer = call('thing.read', { id: 'u' })
    await Promise.resolve()
    gate.forget(1)
    expect(await answer).toMatchObject({ ok: false, error: { code: 'call.cancelled' } })
  })
})
