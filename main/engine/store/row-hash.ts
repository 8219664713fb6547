// Content hashes of objects, and the root of a set of them: a sum that does not depend on order and follows every change.

import { createHash } from 'node:crypto'

const hashBytes = 16

/** 128 bits of SHA-256 over the canonical text, in hex. */
export const contentHash = (canonical: string): string => createHash('sha256').update(canonical).digest('hex').slice(0, 2 * hashBytes)

export const emptyRoot = (): Buffer => Buffer.alloc(hashBytes)

/** What one row adds to the root of its kind. */
const leaf = (id: string, hash: Buffer): Buffer => createHash('sha256').update(id).update('\0').update(hash).digest()

/** root + leaf, modulo 2^128. */
export const addToRoot = (root: Buffer, id: string, hash: Buffer): void => accumulate(root, leaf(id, hash), 1)
/** root − leaf, modulo 2^128. */
export const takeFromRoot = (root: Buffer, id: string, hash: Buffer): void => accumulate(root, leaf(id, hash), -1)

/** The root of two sets together. */
export const addRoot = (root: Buffer, other: Buffer): void => accumulate(root, other, 1)

function accumulate(root: Buffer, value: Buffer, sign: 1 | -1): void {
  let carry = 0
  for (let offset = 0; offset < hashBytes; offset += 4) {
    const sum = root.readUInt32LE(offset) + sign * value.readUInt32LE(offset) + carry
    root.writeUInt32LE(sum >>> 0, offset)
    carry = Math.floor(sum / 4_294_967_296)
  }
}

/** One hash for a file's state: its generation and the root of each kind. */
export function fileRoot(generation: number, kinds: readonly { readonly kind: string; readonly total: number; readonly root: Buffer }[]): string {
  const hash = createHash('sha256').update(String(generation))
  for (const { kind, total, root } of [...kinds].sort((left, right) => (left.kind < right.kind ? -1 : 1))) hash.update(`\0${kind}\0${total}\0`).update(root)
  return hash.digest('hex').slice(0, 2 * hashBytes)
}
