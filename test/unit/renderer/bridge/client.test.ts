// The client of the page: envelopes become values or CallErrors, an abort becomes `call.cancel`.

import { describe, expect, it } from 'vitest'
import { CallError, toCallError } from '../../../../renderer/bridge/call-error.ts'
import { createClient } from '../../../../renderer/bridge/client.ts'
import type { Bridge } from '../../../../shared/contract/bridge.ts'
import type { Envelope } from '../../../../shared/contract/envelope.ts'
import { createFakeBridge, failWith } from '../../../support/fake-bridge.ts'

describe('createClient', () => {
  it('resolves to the value of an envelope', async () => {
    const client = createClient(createFakeBridge())
    expect((await client.call('app.versions', {})).app).toBe('0.1.0')
  })

  it('throws a CallError with code and detail for an error envelope', async () => {
    const client = createClient(createFakeBridge({ handlers: { 'organization.list': () => failWith('store.newer', { version: '3.2' }) } }))
    await expect(client.call('organization.list', {})).rejects.toMatchObject({ name: 'CallError', code: 'store.newer', detail: { version: '3.2' } })
  })

  it('never uses a call id twice', async () => {
    const ids: string[] = []
    const bridge: Bridge = { ...createFakeBridge(), call: async ({ callId }) => (ids.push(callId), { ok: true, value: [] }) }
    const client = createClient(bridge)
    await Promise.all([client.call('organization.list', {}), client.call('organization.list', {}), client.call('connection.list', {})])
    expect(new Set(ids).size).toBe(3)
  })

  it('cancels the running call by its id when the signal fires, and rejects', async () => {
    const seen: { name: string; input: unknown; callId: string }[] = []
    let answer: (envelope: Envelope) => void = () => undefined
    const bridge: Bridge = {
      ...createFakeBridge(),
      call: (request) => {
        seen.push(request)
        return request.name === 'call.cancel' ? Promise.resolve({ ok: true, value: null }) : new Promise((resolve) => (answer = resolve))
      },
    }
    const controller = new AbortController()
    const running = createClient(bridge).call('organization.list', {}, { signal: controller.signal })
    controller.abort()
    answer({ ok: true, value: [] })
    await expect(running).rejects.toMatchObject({ code: 'call.cancelled' })
    expect(seen[1]).toMatchObject({ name: 'call.cancel', input: { callId: seen[0]?.callId } })
  })

  it('asks nothing for a signal that has fired already', async () => {
    const bridge = createFakeBridge()
    const controller = new AbortController()
    controller.abort()
    await expect(createClient(bridge).call('organization.list', {}, { signal: controller.signal })).rejects.toBeInstanceOf(CallError)
    expect(bridge.calls).toEqual([])
  })

  it('cancels nothing when the signal fires after the answer', async () => {
    const bridge = createFakeBridge()
    const controller = new AbortController()
    await createClient(bridge).call('organization.list', {}, { signal: controller.signal })
    controller.abort()
    expect(bridge.calls.map(({ name }) => name)).toEqual(['organization.list'])
  })
})

describe('toCallError', () => {
  it('gives a programmer error the general code and never its message', () => {
    const error = toCallError(new TypeError('secret internals'))
    expect(error.code).toBe('app.unexpected')
    expect(JSON.stringify(error.detail)).not.toContain('secret internals')
  })
})
