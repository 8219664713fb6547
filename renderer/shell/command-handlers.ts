// Who does what for each command right now. The newest registration wins, so a dialog or page may take a command over.

import { useEffect, useRef } from 'react'

export interface CommandHandler {
  readonly run: (event?: KeyboardEvent) => void
  /** Why it cannot run now; null when it can. */
  readonly reason: string | null
}

const handlers = new Map<string, (() => CommandHandler)[]>()

export const handlerOf = (id: string): CommandHandler | undefined => handlers.get(id)?.at(-1)?.()

/** Runs a command if somebody does it now. Returns whether it did. */
export function runCommand(id: string, event?: KeyboardEvent): boolean {
  const handler = handlerOf(id)
  if (!handler || handler.reason !== null) return false
  handler.run(event)
  return true
}

export function useCommand(id: string, run: CommandHandler['run'], reason: string | null = null): void {
  const latest = useRef<CommandHandler>({ run, reason })
  useEffect(() => {
    latest.current = { run, reason }
  })
  useEffect(() => {
    const read = () => latest.current
    handlers.set(id, [...(handlers.get(id) ?? []), read])
    return () => void handlers.set(id, handlers.get(id)?.filter((each) => each !== read) ?? [])
  }, [id])
}
