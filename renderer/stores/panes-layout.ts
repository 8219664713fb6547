// Panes and tabs read back from the settings' text, which may come from another version or be damaged.

import type { OrganizationId } from '../../shared/base/ids.ts'
import { firstPanes, panesMax, type PanesState } from './panes.ts'
import { placeFrom } from './place.ts'

export function layoutFrom(text: string | null): PanesState {
  try {
    const saved = JSON.parse(text ?? 'null') as { version?: number; panes?: { history?: unknown[]; share?: unknown; isLinked?: unknown }[]; focused?: number; tabs?: OrganizationId[]; lastPlaces?: Record<string, unknown> } | null
    if (saved?.version !== 1) return firstPanes
    const places = (values: unknown[] | undefined) => (values ?? []).flatMap((value) => placeFrom(value) ?? [])
    const panes = (saved.panes ?? [])
      .slice(0, panesMax)
      .map(({ history, share, isLinked }) => ({ history: places(history), share: typeof share === 'number' && share > 0 ? share : 1, isLinked: isLinked === true }))
      .filter(({ history }) => history.length > 0)
    if (panes.length === 0) return firstPanes
    return {
      panes: panes.map((pane, index) => ({ ...pane, id: index + 1, at: pane.history.length - 1 })),
      focused: Math.min(Math.max(0, Number(saved.focused) || 0), panes.length - 1),
      tabs: (saved.tabs ?? []).filter((tab) => typeof tab === 'string'),
      closedTabs: [],
      lastPlaces: Object.fromEntries(Object.entries(saved.lastPlaces ?? {}).flatMap(([tab, value]) => places([value]).map((place) => [tab, place]))),
    }
  } catch {
    // A layout that cannot be read costs the open tabs, nothing else.
    return firstPanes
  }
}
