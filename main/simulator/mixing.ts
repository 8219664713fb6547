// Numbers that depend on nothing but a seed and an index: any row of an estate can be made alone, in any order.

import { createRandom, type Random } from '../../shared/base/random.ts'

/** 32 well spread bits for a seed and an index. */
export function mix(seed: number, index: number): number {
  let bits = (seed ^ Math.imul(index + 1, 0x9e3779b1)) >>> 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

/** Uniform in [0, 1). */
export const fraction = (seed: number, index: number): number => mix(seed, index) / 4_294_967_296

export const randomAt = (seed: number, index: number): Random => createRandom(mix(seed, index))

/** Chooses among weighted entries by a share in [0, 1); weights need not add up to one. */
export function createChoice<T>(entries: readonly (readonly [T, number])[]): (share: number) => T {
  const sum = entries.reduce((total, [, weight]) => total + weight, 0)
  return (share) => {
    let rest = share * sum
    for (const [value, weight] of entries) {
      rest -= weight
      if (rest < 0) return value
    }
    return entries[entries.length - 1]![0]
  }
}

/** An order that visits every number below `size` once and looks unsorted. */
export function createPermutation(size: number, seed: number): (index: number) => number {
  let step = Math.max(1, Math.floor(size * 0.618_034))
  while (greatestCommonDivisor(step, size) !== 1) step++
  const start = seed % size
  return (index) => (index * step + start) % size
}

const greatestCommonDivisor = (left: number, right: number): number => (right === 0 ? left : greatestCommonDivisor(right, left % right))
