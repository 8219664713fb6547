// How the page looks and whether single keys act: follows the operating system until the operator chooses.

import { create } from 'zustand'
import type { Settings } from '../../shared/contract/settings.ts'

export interface AppearanceState extends Pick<Settings, 'theme' | 'density' | 'areSingleKeysOn'> {
  set(change: Partial<Pick<Settings, 'theme' | 'density' | 'areSingleKeysOn'>>): void
}

export const useAppearance = create<AppearanceState>()((set) => ({
  theme: 'system',
  density: 'cosy',
  areSingleKeysOn: true,
  set: (change) => set(change),
}))

/** Row heights of ux.md 4: the grid computes with them, the tokens style with them. */
export const rowHeights: { readonly [Density in Settings['density']]: number } = { compact: 24, cosy: 28, comfortable: 36 }

/** Keeps the attributes that the tokens hang on in step with the choice and the operating system. Returns how to stop. */
export function applyAppearance(root: HTMLElement): () => void {
  const isDark = matchMedia('(prefers-color-scheme: dark)')
  const wantsContrast = matchMedia('(prefers-contrast: more)')
  const apply = () => {
    const { theme, density } = useAppearance.getState()
    root.dataset['theme'] = theme === 'system' ? (isDark.matches ? 'dark' : 'light') : theme
    root.dataset['density'] = density
    if (wantsContrast.matches) root.dataset['contrast'] = 'more'
    else delete root.dataset['contrast']
  }
  apply()
  const stop = useAppearance.subscribe(apply)
  isDark.addEventListener('change', apply)
  wantsContrast.addEventListener('change', apply)
  return () => {
    stop()
    isDark.removeEventListener('change', apply)
    wantsContrast.removeEventListener('change', apply)
  }
}
