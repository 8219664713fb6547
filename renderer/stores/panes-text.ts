// Panes and tabs as text for the settings and for other windows.

import type { PanesState } from './panes.ts'

const savedHistoryMax = 10

export function layoutText(state: PanesState): string {
  const panes = state.panes.map((pane) => ({
    history: pane.history.slice(Math.max(0, pane.at + 1 - savedHistoryMax), pane.at + 1),
    share: pane.share,
    isLinked: pane.isLinked,
  }))
  return JSON.stringify({ version: 1, panes, focused: state.focused, tabs: state.tabs, lastPlaces: state.lastPlaces })
}
