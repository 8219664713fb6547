// A seeded generator (mulberry32): the same seed gives the same estate, samples and jitter on every machine.

export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Integer in [from, to], both included. */
  integer(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  hex(length: number): string
  /** A generator of its own, independent of how far this one has run. */
  fork(label: string): Random
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    integer: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)]!,
    hex: (length) => {
      let text = ''
      while (text.length < length) text += Math.floor(next() * 16).toString(16)
      return text
    },
    fork: (label) => createRandom(hashText(`${seed}:${label}`)),
  }
}

/** FNV-1a, 32 bits: spreads labels over seeds; not for anything that must resist an attacker. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash ^= text.charCodeAt(index)
    hash = Math.imul(hash, 0x01000193)
  }
  return hash >>> 0
}
