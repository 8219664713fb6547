// Settings of the operator, read into the stores before the first render, so that nothing jumps afterwards.

import { useAppearance } from '../stores/appearance.ts'
import { detailWidthMax, detailWidthMin, useLayout } from '../stores/layout.ts'
import { layoutFrom } from '../stores/panes-layout.ts'
import { usePanes } from '../stores/panes.ts'
import type { StoredSettings } from './settings-keeper.ts'

export function restoreSettings(settings: StoredSettings): void {
  const { theme, density, areSingleKeysOn, isNavigationCollapsed, collapsedSections, columns, views, layout } = settings
  useAppearance.getState().set({ theme, density, areSingleKeysOn })
  useLayout.getState().restore({ isNavigationCollapsed, collapsedSections, columns, views, ...detailWidthOf(layout) })
  usePanes.getState().restore(layoutFrom(layout))
}

function detailWidthOf(layout: string | null): { detailWidth?: number } {
  try {
    const { detailWidth } = JSON.parse(layout ?? '{}') as { detailWidth?: unknown }
    return typeof detailWidth === 'number' ? { detailWidth: Math.min(detailWidthMax, Math.max(detailWidthMin, detailWidth)) } : {}
  } catch {
    return {}
  }
}
