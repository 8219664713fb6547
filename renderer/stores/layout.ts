// Sizes and folds of the window: navigation, sections, detail width, columns and views of each list.

import { create } from 'zustand'
import type { Settings } from '../../shared/contract/settings.ts'

export type ChosenColumn = Settings['columns'][string][number]

export interface LayoutState {
  readonly isNavigationCollapsed: boolean
  readonly collapsedSections: readonly string[]
  readonly columns: Settings['columns']
  readonly views: Settings['views']
  readonly detailWidth: number
}

interface LayoutActions {
  toggleNavigation(): void
  toggleSection(section: string): void
  setColumns(kind: string, columns: readonly ChosenColumn[]): void
  setViews(kind: string, views: Settings['views'][string]): void
  setDetailWidth(width: number): void
  restore(state: Partial<LayoutState>): void
}

export const detailWidthMin = 320
export const detailWidthMax = 720

export const useLayout = create<LayoutState & LayoutActions>()((set) => ({
  isNavigationCollapsed: false,
  collapsedSections: [],
  columns: {},
  views: {},
  detailWidth: 420,
  toggleNavigation: () => set((state) => ({ isNavigationCollapsed: !state.isNavigationCollapsed })),
  toggleSection: (section) =>
    set(({ collapsedSections }) => ({
      collapsedSections: collapsedSections.includes(section) ? collapsedSections.filter((each) => each !== section) : [...collapsedSections, section],
    })),
  setColumns: (kind, columns) => set((state) => ({ columns: { ...state.columns, [kind]: [...columns] } })),
  setViews: (kind, views) => set((state) => ({ views: { ...state.views, [kind]: [...views] } })),
  setDetailWidth: (detailWidth) => set({ detailWidth }),
  restore: (state) => set(state),
}))
