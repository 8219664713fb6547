// Frame of the window: what closes it altogether, else tabs, pane, status bar, and what floats above them.

import { useQueryClient } from '@tanstack/react-query'
import { Fragment, useEffect, useRef } from 'react'
import type { AppState } from '../../shared/contract/app.ts'
import { useInvalidation } from '../bridge/invalidation.ts'
import { useOrganizations } from '../bridge/organizations.ts'
import { useLatest } from '../bridge/use-topic.ts'
import { usePanes } from '../stores/panes.ts'
import { useDialog } from '../stores/dialog.ts'
import { useToasts } from '../stores/toasts.ts'
import { closedBy } from './closed.ts'
import { Pane } from './pane.tsx'
import { TitleBar } from './title-bar.tsx'
import { deferred, preloadNow, preloadWhenIdle } from '../ui/deferred.tsx'

const Dialogs = deferred(async () => (await import('./dialogs.tsx')).Dialogs)
const FullWindow = deferred(async () => (await import('./full-window.tsx')).FullWindow)
const PaneLine = deferred(async () => (await import('./pane-lines.tsx')).PaneLine)
const SettingsKeeper = deferred(async () => (await import('./settings-keeper.ts')).SettingsKeeper)
const KeyboardLayer = deferred(async () => (await import('./keyboard-layer.tsx')).KeyboardLayer)
// Its row of the frame has a fixed height, so that nothing moves when it comes.
const StatusBar = deferred(async () => (await import('./status-bar.tsx')).StatusBar)
const Toasts = deferred(async () => (await import('./toasts.tsx')).Toasts)

/** Loads the parts of the frame that are not in the first code, ahead of showing them. */
export const preloadFrame = (): Promise<void> => preloadNow([StatusBar, KeyboardLayer, SettingsKeeper])

export function Shell() {
  const state = useLatest('app.state')
  const closed = closedBy(state)
  useRefreshAfterRestart(state?.engine)
  if (closed && closed.type !== 'starting') return <FullWindow closed={closed} />
  // The frame is drawn and asks its questions while the copies are being opened; main lets them wait for that.
  return (
    <>
      <OpenShell />
      {closed && <FullWindow closed={closed} />}
    </>
  )
}

function OpenShell() {
  const panes = usePanes((state) => state.panes)
  const focused = usePanes((state) => state.focused)
  const whole = panes.reduce((sum, { share }) => sum + share, 0)
  useInvalidation()
  const hasDialog = useDialog((state) => state.dialog !== null)
  const hasToasts = useToasts((state) => state.toasts.length > 0)
  useKnownOrganizations()
  useEffect(() => preloadWhenIdle([Dialogs]), [])
  return (
    <div className="shell">
      <TitleBar />
      <main className="panes">
        {panes.map((pane, index) => (
          <Fragment key={pane.id}>
            {panes[index - 1] && <PaneLine left={panes[index - 1]!} right={pane} />}
            <Pane pane={pane} number={index + 1} isFocused={index === focused} width={pane.share / whole} />
          </Fragment>
        ))}
      </main>
      <StatusBar />
      <SettingsKeeper />
      <KeyboardLayer />
      {hasToasts && <Toasts />}
      {hasDialog && <Dialogs />}
    </div>
  )
}

/** Answers of a stopped engine are old, and its errors are over: everything shown is asked again. */
function useRefreshAfterRestart(engine: AppState['engine'] | undefined): void {
  const queries = useQueryClient()
  const wasDown = useRef(false)
  useEffect(() => {
    // What is asked while it starts for the first time waits for it, and is not old when it comes.
    if (engine === undefined || engine === 'starting') return
    if (engine !== 'ready') wasDown.current = true
    else if (wasDown.current) void queries.invalidateQueries()
  }, [engine, queries])
}

function useKnownOrganizations(): void {
  const organizations = useOrganizations()
  useEffect(() => {
    if (organizations) usePanes.getState().keepOnly(organizations.map(({ id }) => id))
  }, [organizations])
}
