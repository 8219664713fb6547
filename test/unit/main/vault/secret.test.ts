import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { Secret } from '../../../../main/vault/secret.ts'

const text = 'canary-0123456789abcdef'

test('nothing that prints, serialises or inspects a secret shows it', () => {
  const secret = Secret.ofText(text)
  const shown = [String(secret), `${secret as unknown as string}`, JSON.stringify({ secret }), inspect(secret, { depth: 9, showHidden: true }), inspect({ deep: [secret] }), Object.keys(secret).join(), secret.toString()]
  for (const each of shown) expect(each).not.toContain(text.slice(0, 6))
  expect(JSON.stringify({ secret })).toBe('{"secret":"[redacted]"}')
})

test('unwrap gives the bytes until the secret is wiped', () => {
  const secret = Secret.ofText(text)
  const bytes = secret.unwrap()
  expect(bytes.toString()).toBe(text)
  secret.wipe()
  expect(bytes.every((byte) => byte === 0)).toBe(true)
})

test('a copy shares no memory with what it was made from', () => {
  const bytes = Buffer.from(text)
  const secret = Secret.copyOf(bytes)
  bytes.fill(0)
  expect(secret.unwrap().toString()).toBe(text)
  expect(secret.unwrap().buffer.byteLength).toBe(text.length)
})
