// Ports between two parts that are processes of their own in the program.

import type { LinkPort } from '../../main/engine-host/engine-link.ts'

/** Two ends that hand each other structured copies, as real ports do; `delay` says when a message of the first end may go on its way. */
export function pairOfPorts(delay: () => Promise<void> = () => Promise.resolve()): [LinkPort, LinkPort] {
  const listeners: [((message: unknown) => void)[], ((message: unknown) => void)[]] = [[], []]
  const end = (own: 0 | 1, other: 0 | 1): LinkPort => {
    let before: Promise<void> = Promise.resolve()
    return {
      postMessage: (message) => {
        const copy: unknown = structuredClone(message)
        const allowed = own === 0 ? delay() : Promise.resolve()
        // In their order, however long each takes.
        before = Promise.all([before, allowed]).then(() => listeners[other].forEach((listener) => listener(copy)))
      },
      onMessage: (listener) => listeners[own].push(listener),
      close: () => listeners[own].splice(0),
    }
  }
  return [end(0, 1), end(1, 0)]
}
