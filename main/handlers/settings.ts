// Settings of this computer's operator: a small file of the profile; the theme also steers the native parts.

import { nativeTheme } from 'electron'
import type { Settings } from '../../shared/contract/settings.ts'
import type { MainHandlers } from '../ipc/router.ts'
import type { JsonFile } from '../shell/json-file.ts'

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
}

/** @param onChange told after every change, for what acts on settings outside the window */
export function settingsHandlers(file: JsonFile<Settings>, onChange: (settings: Settings) => void = () => undefined): Pick<MainHandlers, 'settings.get' | 'settings.set'> {
  nativeTheme.themeSource = file.value().theme
  return {
    'settings.get': async () => file.value(),
    'settings.set': async (part) => {
      const defined = Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as Partial<Settings>
      const value = file.change(defined)
      nativeTheme.themeSource = value.theme
      onChange(value)
      return value
    },
  }
}
