// Texts that only this computer's root key opens again. The key used is derived, so what is sealed says nothing about the root key.

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { AppError } from '../../shared/base/app-error.ts'
import { limits } from '../../shared/base/limits.ts'
import type { Secret } from './secret.ts'

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** Wipes the secret. The answer is base64: nonce, tag, ciphertext. */
export function seal(rootKey: Secret, text: string): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, derived(rootKey), nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
}

/** Wipes the secret. @throws AppError `keychain.missing-item` when it was sealed with another key, or changed since */
export function unseal(rootKey: Secret, sealed: string): string {
  const key = derived(rootKey)
  const bytes = Buffer.from(sealed, 'base64')
  try {
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes))
    decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8')
  } catch {
    throw new AppError('keychain.missing-item')
  }
}

function derived(rootKey: Secret): Buffer {
  const key = Buffer.from(hkdfSync('sha256', rootKey.unwrap(), '', 'orgdeck first view', limits.rootKeyBytes))
  rootKey.wipe()
  return key
}
