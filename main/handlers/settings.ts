// Settings of this computer's operator: a small file of the profile; the theme also steers the native parts. What a window shows is kept with that window.

import { nativeTheme } from 'electron'
import type { Settings } from '../../shared/contract/settings.ts'
import type { MainHandlers } from '../ipc/router.ts'
import type { JsonFile } from '../shell/json-file.ts'
import type { Windows } from '../shell/windows.ts'

export const initialSettings: Settings = {
  theme: 'system',
  density: 'cosy',
  isNavigationCollapsed: false,
  collapsedSections: [],
  areSingleKeysOn: true,
  syncMinutes: 60,
  isSyncPaused: false,
  layout: null,
  columns: {},
  views: {},
  offboarding: {},
}

/** @param onChange told after every change, for what acts on settings outside the window */
export function settingsHandlers(file: JsonFile<Settings>, windows: Pick<Windows, 'of'>, onChange: (settings: Settings) => void = () => undefined): Pick<MainHandlers, 'settings.get' | 'settings.set'> {
  nativeTheme.themeSource = file.value().theme
  const seenBy = (window: number | undefined): Settings => ({ ...file.value(), layout: windows.of(window)?.state.layout() ?? file.value().layout })
  return {
    'settings.get': async (_input, { window }) => seenBy(window),
    'settings.set': async ({ layout, ...part }, { window }) => {
      const { columns, views } = file.value()
      const defined = Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as Partial<Settings>
      // Kind by kind: another window may have changed another kind meanwhile.
      const value = file.change({ ...defined, ...(part.columns ? { columns: { ...columns, ...part.columns } } : {}), ...(part.views ? { views: { ...views, ...part.views } } : {}) })
      if (layout !== undefined) windows.of(window)?.state.keepLayout(layout)
      nativeTheme.themeSource = value.theme
      onChange(value)
      return seenBy(window)
    },
  }
}
