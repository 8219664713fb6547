// Who does what for each command right now. The newest registration wins, so a dialog or page may take a command over;
// what stands in a pane answers only while its pane has the focus.

import { useContext, useEffect, useRef } from 'react'
import { PaneContext } from '../stores/pane-context.ts'
import { usePanes } from '../stores/panes.ts'

export interface CommandHandler {
  readonly run: (event?: KeyboardEvent) => void
  /** Why it cannot run now; null when it can. */
  readonly reason: string | null
}

interface Registered {
  readonly pane: number | undefined
  readonly read: () => CommandHandler
}

const handlers = new Map<string, readonly Registered[]>()

export function handlerOf(id: string): CommandHandler | undefined {
  const { panes, focused } = usePanes.getState()
  const here = panes[focused]?.id
  return handlers.get(id)?.filter(({ pane }) => pane === undefined || pane === here).at(-1)?.read()
}

/** Runs a command if somebody does it now. Returns whether it did. */
export function runCommand(id: string, event?: KeyboardEvent): boolean {
  const handler = handlerOf(id)
  if (!handler || handler.reason !== null) return false
  handler.run(event)
  return true
}

export function useCommand(id: string, run: CommandHandler['run'], reason: string | null = null): void {
  const pane = useContext(PaneContext)
  const latest = useRef<CommandHandler>({ run, reason })
  useEffect(() => {
    latest.current = { run, reason }
  })
  useEffect(() => {
    const registered: Registered = { pane, read: () => latest.current }
    handlers.set(id, [...(handlers.get(id) ?? []), registered])
    return () => void handlers.set(id, handlers.get(id)?.filter((each) => each !== registered) ?? [])
  }, [id, pane])
}
