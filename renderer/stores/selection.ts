// What is selected, by id, per list of a pane: so it survives sorting, filtering and syncing.

import { create } from 'zustand'

export interface Selection {
  /** Ids in the order they were selected; actions follow this order. */
  readonly ids: ReadonlySet<string>
  /** Set when everything a question matched was taken at once: what it was, in words, and how many. */
  readonly all: { readonly question: string; readonly total: number } | null
}

export const noSelection: Selection = { ids: new Set(), all: null }

export function toggled(selection: Selection, ids: readonly string[], isOn?: boolean): Selection {
  const next = new Set(selection.ids)
  for (const id of ids) {
    if (isOn ?? !next.has(id)) next.add(id)
    else next.delete(id)
  }
  // Taking one out of "all that match" leaves a plain list of ids.
  const isWhole = selection.all !== null && [...selection.ids].every((id) => next.has(id))
  return { ids: next, all: isWhole ? selection.all : null }
}

interface SelectionState {
  /** Key: pane, organization and kind. */
  readonly byList: Readonly<Record<string, Selection>>
  set(list: string, selection: Selection): void
  toggle(list: string, ids: readonly string[], isOn?: boolean): void
  clear(list: string): void
}

export const useSelections = create<SelectionState>()((set) => ({
  byList: {},
  set: (list, selection) => set(({ byList }) => ({ byList: { ...byList, [list]: selection } })),
  toggle: (list, ids, isOn) => set(({ byList }) => ({ byList: { ...byList, [list]: toggled(byList[list] ?? noSelection, ids, isOn) } })),
  clear: (list) => set(({ byList }) => ({ byList: { ...byList, [list]: noSelection } })),
}))

export const selectionOf =
  (list: string) =>
  (state: SelectionState): Selection =>
    state.byList[list] ?? noSelection
