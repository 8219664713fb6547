// What the keychain library's error texts mean. It gives one error code for everything, so its words are all there is.
// Texts seen on Linux with 2.1.2 (2026-11, gnome-keyring 42) and documented ones of macOS and Windows; `keychain-errors.test.ts` holds them.

import type { Obstacle } from './secret-store.ts'

interface Meaning {
  readonly words: RegExp
  readonly obstacle: Obstacle
}

// Order matters: a refusal by the bus also names the service it refused.
const meanings: readonly Meaning[] = [
  { words: /AccessDenied|Rejected send message|Permission denied|access is denied|authorization was denied|not authorized/i, obstacle: { kind: 'denied' } },
  { words: /prompt (was )?dismissed|prompt completed|object locked|IsLocked|locked object|interaction is not allowed|canceled the operation|passphrase you entered/i, obstacle: { kind: 'locked' } },
  { words: /did not receive a reply|NoReply|timed? ?out/i, obstacle: { kind: 'unavailable', isSilent: true } },
  {
    // Where there is no bus, Chromium tells every child `disabled:` as its address.
    words: /parse server address|ServiceUnknown|not provided by any|autolaunch|failed to connect|no secret service|no DBus session|no result|no keychain is available|could not be found|logon session does not exist/i,
    obstacle: { kind: 'unavailable', isSilent: false },
  },
  // The daemon or the bus went away in the middle of a call: the next call finds out what is left.
  { words: /disconnected|connection (was )?closed|socket closed|failed to read from socket|broken pipe|NameHasNoOwner|ChildExited|ChildSignaled|Spawn\./i, obstacle: { kind: 'unavailable', isSilent: true } },
]

/** An unknown text counts as a refusal: that state changes nothing and tells the operator to look at the keychain. */
export function obstacleFromError(error: unknown): Obstacle {
  const text = error instanceof Error ? error.message : String(error)
  return meanings.find(({ words }) => words.test(text))?.obstacle ?? { kind: 'denied' }
}
