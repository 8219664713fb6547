// The vendor's object ids: 24 hex characters, the first eight the second of creation, so ids ascend in time.

import { hashText } from '../../shared/base/random.ts'
import { mix } from './mixing.ts'

const counterMax = 0xff_ffff

/** Counters begin anywhere, with room for half of all values above. */
const firstCounter = (owner: string): number => hashText(owner) & 0x7f_ffff

/** An id of the owner, the ten characters in its middle; counters count from 0. */
export function objectId(seconds: number, owner: string, counter: number): string {
  const value = firstCounter(owner) + counter
  if (value > counterMax) throw new Error('too many ids of one owner')
  return seconds.toString(16).padStart(8, '0') + owner + value.toString(16).padStart(6, '0')
}

/** The counter of an id that belongs to the owner, or null for anybody else's. */
export function counterOf(id: string, owner: string): number | null {
  if (!isObjectId(id) || id.slice(8, 18) !== owner) return null
  const counter = Number.parseInt(id.slice(18), 16) - firstCounter(owner)
  return counter < 0 ? null : counter
}

export const isObjectId = (text: string): boolean => /^[0-9a-f]{24}$/.test(text)

/** The ten characters in the middle of an id, different for every table of every organization. */
export const ownerText = (seed: number, kind: string): string =>
  mix(seed, hashText(kind)).toString(16).padStart(8, '0') + (mix(seed, hashText(`${kind}2`)) % 256).toString(16).padStart(2, '0')
