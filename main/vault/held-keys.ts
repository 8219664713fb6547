// Keys that were pasted and are being checked: each under a ticket, wiped when it is discarded, used up or old.

import { randomBytes } from 'node:crypto'
import { localIdFrom } from '../../shared/base/ids.ts'
import { limits } from '../../shared/base/limits.ts'
import { checkKeyFormat } from './key-format.ts'
import { Secret } from './secret.ts'

export interface HeldKey {
  readonly ticket: string
  readonly secret: Secret
  readonly endsAtMs: number
}

export interface HeldKeys {
  /** Checks the form of the key and answers its ticket. */
  hold(text: string): string
  /** Takes over what another process held, with the time it had left. */
  add(key: HeldKey): void
  get(ticket: string): Secret | null
  all(): HeldKey[]
  discard(ticket: string): void
}

export function createHeldKeys(): HeldKeys {
  const held = new Map<string, HeldKey & { readonly timer: NodeJS.Timeout }>()
  const discard = (ticket: string) => {
    const entry = held.get(ticket)
    if (!entry) return
    clearTimeout(entry.timer)
    entry.secret.wipe()
    held.delete(ticket)
  }
  const add = (key: HeldKey) => {
    const timer = setTimeout(() => discard(key.ticket), Math.max(0, key.endsAtMs - Date.now()))
    timer.unref()
    held.set(key.ticket, { ...key, timer })
  }
  return {
    hold: (text) => {
      const secret = Secret.ofText(checkKeyFormat(text))
      const ticket = localIdFrom('ticket', randomBytes(16))
      add({ ticket, secret, endsAtMs: Date.now() + limits.heldKeyMs })
      return ticket
    },
    add,
    get: (ticket) => held.get(ticket)?.secret ?? null,
    all: () => [...held.values()].map(({ ticket, secret, endsAtMs }) => ({ ticket, secret, endsAtMs })),
    discard,
  }
}
