// Keys that were pasted and are being checked: each under a ticket, wiped when it is discarded, used up or old.

import { randomBytes } from 'node:crypto'
import { localIdFrom } from '../../shared/base/ids.ts'
import { limits } from '../../shared/base/limits.ts'
import { checkKeyFormat } from './key-format.ts'
import { Secret } from './secret.ts'

export interface HeldKeys {
  /** Checks the form of the key and answers its ticket. */
  hold(text: string): string
  get(ticket: string): Secret | null
  discard(ticket: string): void
  wipe(): void
}

export function createHeldKeys(): HeldKeys {
  const held = new Map<string, { readonly secret: Secret; readonly timer: NodeJS.Timeout }>()
  const discard = (ticket: string) => {
    const entry = held.get(ticket)
    if (!entry) return
    clearTimeout(entry.timer)
    entry.secret.wipe()
    held.delete(ticket)
  }
  return {
    hold: (text) => {
      const secret = Secret.ofText(checkKeyFormat(text))
      const ticket = localIdFrom('ticket', randomBytes(16))
      const timer = setTimeout(() => discard(ticket), limits.heldKeyMs)
      timer.unref()
      held.set(ticket, { secret, timer })
      return ticket
    },
    get: (ticket) => held.get(ticket)?.secret ?? null,
    discard,
    wipe: () => {
      for (const ticket of [...held.keys()]) discard(ticket)
    },
  }
}
