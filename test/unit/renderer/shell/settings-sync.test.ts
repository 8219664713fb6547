// @vitest-environment happy-dom
// The operator's settings: read into the stores, written back when they change.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createClient } from '../../../../renderer/bridge/client.ts'
import { restoreSettings } from '../../../../renderer/shell/restore-settings.ts'
import { changedSettings, currentSettings, keepSettings } from '../../../../renderer/shell/settings-keeper.ts'
import { useAppearance } from '../../../../renderer/stores/appearance.ts'
import { useLayout } from '../../../../renderer/stores/layout.ts'
import { firstPanes, focusedPlace, usePanes } from '../../../../renderer/stores/panes.ts'
import { homeOf } from '../../../../renderer/stores/place.ts'
import type { OrganizationId } from '../../../../shared/base/ids.ts'
import { createFakeBridge } from '../../../support/fake-bridge.ts'

const organization = 'a'.repeat(24) as OrganizationId
let stop = () => {}

beforeEach(() => {
  vi.useFakeTimers()
  usePanes.getState().restore(firstPanes)
})
afterEach(() => {
  stop()
  vi.useRealTimers()
})

describe('settings', () => {
  it('come back as they were left', () => {
    useAppearance.getState().set({ theme: 'dark', density: 'compact' })
    useLayout.getState().setDetailWidth(500)
    useLayout.getState().setColumns('user', [{ path: 'email', width: 200 }])
    usePanes.getState().go(homeOf(organization))
    const saved = currentSettings()
    useAppearance.getState().set({ theme: 'system', density: 'cosy' })
    useLayout.getState().setDetailWidth(420)
    usePanes.getState().restore(firstPanes)
    restoreSettings(saved)
    expect(useAppearance.getState()).toMatchObject({ theme: 'dark', density: 'compact' })
    expect(useLayout.getState()).toMatchObject({ detailWidth: 500, columns: { user: [{ path: 'email', width: 200 }] } })
    expect(focusedPlace(usePanes.getState())).toEqual(homeOf(organization))
  })

  it('are written once after a burst of changes, and only what changed', async () => {
    const bridge = createFakeBridge()
    useAppearance.getState().set({ theme: 'dark', density: 'compact' })
    stop = keepSettings(createClient(bridge))
    useAppearance.getState().set({ density: 'comfortable' })
    useAppearance.getState().set({ density: 'compact' })
    useAppearance.getState().set({ density: 'cosy' })
    await vi.runAllTimersAsync()
    useAppearance.getState().set({ theme: 'light' })
    await vi.runAllTimersAsync()
    const written = bridge.calls.filter(({ name }) => name === 'settings.set').map(({ input }) => input)
    expect(written).toEqual([{ density: 'cosy' }, { theme: 'light' }])
  })

  it('write of columns and views only the kinds that differ: another window may have changed the others', () => {
    const before = { ...currentSettings(), columns: { user: [{ path: 'email', width: 200 }], device: [{ path: 'os', width: 100 }] } }
    const after = { ...before, columns: { ...before.columns, device: [{ path: 'os', width: 140 }] } }
    expect(changedSettings(before, after)).toEqual({ columns: { device: [{ path: 'os', width: 140 }] } })
  })

  it('of another window hold here at once, are not written back, and leave alone what was just changed here', async () => {
    const bridge = createFakeBridge()
    useAppearance.getState().set({ theme: 'light', density: 'cosy' })
    stop = keepSettings(createClient(bridge))
    const { layout: _own, ...common } = { ...currentSettings(), syncMinutes: 60, isSyncPaused: false, offboarding: {} }
    useAppearance.getState().set({ density: 'compact' })
    bridge.push('settings.changed', { ...common, theme: 'dark', columns: { device: [{ path: 'os', width: 140 }] } })
    expect(useAppearance.getState()).toMatchObject({ theme: 'dark', density: 'compact' })
    expect(useLayout.getState().columns).toEqual({ device: [{ path: 'os', width: 140 }] })
    await vi.runAllTimersAsync()
    expect(bridge.calls.filter(({ name }) => name === 'settings.set').map(({ input }) => input)).toEqual([{ density: 'compact' }])
  })

  it('are not written when nothing differs', () => {
    const settings = currentSettings()
    expect(changedSettings(settings, { ...settings })).toBeNull()
  })

  it('keep a detail width from another version within its bounds', () => {
    restoreSettings({ ...currentSettings(), layout: JSON.stringify({ detailWidth: 9_999 }) })
    expect(useLayout.getState().detailWidth).toBe(720)
  })
})
