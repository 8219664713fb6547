// @vitest-environment happy-dom
// Tasks through a hook: progress and error as state, and none of the sensitive ones.

import { act, cleanup, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { BridgeContext } from '../../../../renderer/bridge/bridge-context.ts'
import { createClient } from '../../../../renderer/bridge/client.ts'
import { useRun } from '../../../../renderer/bridge/use-run.ts'
import { createFakeBridge, failWith, type FakeHandlers } from '../../../support/fake-bridge.ts'
import '../patience.ts'

afterEach(cleanup)

const inBridge = (handlers: FakeHandlers = {}) => {
  const client = createClient(createFakeBridge({ handlers }))
  return { wrapper: ({ children }: { children: ReactNode }) => <BridgeContext value={client}>{children}</BridgeContext> }
}

describe('useRun', () => {
  it('refuses tasks whose input must not be kept', () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    expect(() => renderHook(() => useRun('connection.check'), inBridge())).toThrow(/sensitive/)
    vi.restoreAllMocks()
  })

  it('keeps an error until the next run or until it is cleared', async () => {
    let isBroken = true
    const { result } = renderHook(() => useRun('app.startDemo'), inBridge({ 'app.startDemo': () => (isBroken ? failWith('engine.unavailable') : { organizations: 2 }) }))
    await act(async () => expect(await result.current.run({})).toBeNull())
    expect(result.current.error?.code).toBe('engine.unavailable')
    isBroken = false
    await act(async () => expect(await result.current.run({})).toEqual({ organizations: 2 }))
    expect(result.current).toMatchObject({ error: null, isRunning: false })
  })
})
