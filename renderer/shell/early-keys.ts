// Keys pressed while the keyboard layer is on its way: kept until it asks for them.

interface EarlyKey {
  readonly event: KeyboardEvent
  /** Milliseconds since the page began. */
  readonly at: number
}

let early: EarlyKey[] = []

const keep = (event: KeyboardEvent): void => void early.push({ event, at: performance.now() })

export const keepEarlyKeys = (): void => window.addEventListener('keydown', keep)

/** Ends the keeping. A new KeyboardEvent takes an old one as its description. */
export function takeEarlyKeys(): readonly EarlyKey[] {
  window.removeEventListener('keydown', keep)
  const taken = early
  early = []
  return taken
}
