// The pane that a component stands in, and how it goes somewhere from there: in the same pane, beside it, or in a tab behind.

import { createContext, useContext, useMemo } from 'react'
import { usePanes } from './panes.ts'
import type { Place } from './place.ts'

/** Id of the pane; undefined outside of all panes. */
export const PaneContext = createContext<number | undefined>(undefined)

/** What tells the landmarks of this pane from those of the panes beside it; empty where there is only one. */
export const PaneNameContext = createContext('')

/** The name of a landmark: unique also where the same page is shown twice. */
export const useLandmark = (name: string): string => name + useContext(PaneNameContext)

/** Keys that were held with a click or Enter. */
export type Held = Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>

/** What is held when something is asked to open beside. */
export const besideHeld: Held = { shiftKey: true, ctrlKey: false, metaKey: false }

export interface Way {
  readonly pane: number | undefined
  /** With Shift the place opens beside this pane, with Ctrl or Cmd in a tab behind. */
  readonly go: (place: Place, held?: Held) => void
  readonly replace: (place: Place) => void
}

export function useWay(): Way {
  const pane = useContext(PaneContext)
  return useMemo(
    () => ({
      pane,
      go: (place, held) => {
        if (held?.shiftKey) void import('./panes-beside.ts').then(({ openBeside }) => openBeside(place))
        else if (held?.ctrlKey || held?.metaKey) void import('./panes-beside.ts').then(({ openBehind }) => openBehind(place))
        else usePanes.getState().go(place, pane)
      },
      replace: (place) => usePanes.getState().replace(place, pane),
    }),
    [pane],
  )
}
