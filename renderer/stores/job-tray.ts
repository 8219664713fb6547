// Whether the tray of jobs above the status bar is open. The jobs themselves are in the query cache.

import { create } from 'zustand'

interface JobTrayState {
  readonly isOpen: boolean
  set(isOpen: boolean): void
  toggle(): void
}

export const useJobTray = create<JobTrayState>()((set) => ({
  isOpen: false,
  set: (isOpen) => set({ isOpen }),
  toggle: () => set(({ isOpen }) => ({ isOpen: !isOpen })),
}))
