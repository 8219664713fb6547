// Frame of the window: what closes it altogether, else tabs, pane, status bar, and what floats above them.

import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { useInvalidation } from '../bridge/invalidation.ts'
import { useOrganizations } from '../bridge/organizations.ts'
import { useLatest } from '../bridge/use-topic.ts'
import { usePanes } from '../stores/panes.ts'
import { useDialog } from '../stores/dialog.ts'
import { useToasts } from '../stores/toasts.ts'
import { closedBy } from './closed.ts'
import { Pane } from './pane.tsx'
import { StatusBar } from './status-bar.tsx'
import { TitleBar } from './title-bar.tsx'
import { useSettingsSync } from './use-settings-sync.ts'

const Dialogs = lazy(async () => ({ default: (await import('./dialogs.tsx')).Dialogs }))
const FullWindow = lazy(async () => ({ default: (await import('./full-window.tsx')).FullWindow }))
const KeyboardLayer = lazy(async () => ({ default: (await import('./keyboard-layer.tsx')).KeyboardLayer }))
const Toasts = lazy(async () => ({ default: (await import('./toasts.tsx')).Toasts }))

export function Shell() {
  const state = useLatest('app.state')
  const closed = closedBy(state)
  useRefreshAfterRestart(state?.engine === 'ready')
  if (!closed) return <OpenShell />
  return (
    <Suspense fallback={null}>
      <FullWindow closed={closed} state={state} />
    </Suspense>
  )
}

function OpenShell() {
  const panes = usePanes((state) => state.panes)
  useInvalidation()
  useSettingsSync()
  const hasDialog = useDialog((state) => state.dialog !== null)
  const hasToasts = useToasts((state) => state.toasts.length > 0)
  useKnownOrganizations()
  return (
    <div className="shell">
      <TitleBar />
      <div className="panes">
        {panes.map((pane, index) => (
          <Pane key={index} pane={pane} />
        ))}
      </div>
      <StatusBar />
      <Suspense fallback={null}>
        <KeyboardLayer />
      </Suspense>
      <Suspense fallback={null}>{hasToasts && <Toasts />}</Suspense>
      <Suspense fallback={null}>{hasDialog && <Dialogs />}</Suspense>
    </div>
  )
}

/** Answers of a stopped engine are old, and its errors are over: everything shown is asked again. */
function useRefreshAfterRestart(isReady: boolean): void {
  const queries = useQueryClient()
  const wasDown = useRef(false)
  useEffect(() => {
    if (!isReady) wasDown.current = true
    else if (wasDown.current) void queries.invalidateQueries()
  }, [isReady, queries])
}

function useKnownOrganizations(): void {
  const organizations = useOrganizations()
  useEffect(() => {
    if (organizations) usePanes.getState().keepOnly(organizations.map(({ id }) => id))
  }, [organizations])
}
