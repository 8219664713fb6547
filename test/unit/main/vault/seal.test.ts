// Texts sealed with the root key: opened by the same key only, unchanged only, and never the same twice.

import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { seal, unseal } from '../../../../main/vault/seal.ts'
import { Secret } from '../../../../main/vault/secret.ts'

const bytes = randomBytes(32)
const key = () => Secret.copyOf(bytes)
const text = 'Ärzte, 日本, 🔑'

test('the same key opens it, and is wiped after each use', () => {
  const used = key()
  const sealed = seal(used, text)
  expect(used.unwrap().every((byte) => byte === 0)).toBe(true)
  expect(Buffer.from(sealed, 'base64').includes('rzte')).toBe(false)
  expect(unseal(key(), sealed)).toBe(text)
  expect(seal(key(), text)).not.toBe(sealed)
})

test('another key, or one changed bit, opens nothing', () => {
  const sealed = seal(key(), text)
  expect(() => unseal(Secret.copyOf(randomBytes(32)), sealed)).toThrow(expect.objectContaining({ code: 'keychain.missing-item' }))
  for (const at of [0, 13, 30]) {
    const changed = Buffer.from(sealed, 'base64')
    changed[at]! ^= 1
    expect(() => unseal(key(), changed.toString('base64'))).toThrow(expect.objectContaining({ code: 'keychain.missing-item' }))
  }
  expect(() => unseal(key(), '')).toThrow(expect.objectContaining({ code: 'keychain.missing-item' }))
})
