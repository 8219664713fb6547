// Small secrets and records in files, sealed with AES-256-GCM under the root key and bound to their name.

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const version = 1
const nonceBytes = 12
const tagBytes = 16

/** `context` is authenticated, not kept: content moved under another name does not open. */
export function seal(rootKey: Buffer, context: string, content: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', rootKey, nonce)
  cipher.setAAD(associated(context))
  const sealed = Buffer.concat([cipher.update(content), cipher.final()])
  return Buffer.concat([Buffer.from([version]), nonce, sealed, cipher.getAuthTag()])
}

/** The content, or null when key, context or any bit of it is another. */
export function unseal(rootKey: Buffer, context: string, sealed: Buffer): Buffer | null {
  if (sealed.length < 1 + nonceBytes + tagBytes || sealed[0] !== version) return null
  const decipher = createDecipheriv('aes-256-gcm', rootKey, sealed.subarray(1, 1 + nonceBytes))
  decipher.setAAD(associated(context))
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(1 + nonceBytes, sealed.length - tagBytes)), decipher.final()])
  } catch {
    return null
  }
}

const associated = (context: string): Buffer => Buffer.from(`orgdeck|${version}|${context}`, 'utf8')
