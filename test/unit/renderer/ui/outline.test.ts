// Nested values as lines, without the punctuation of JSON.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { outlineOf } from '../../../../renderer/ui/outline.ts'

test('objects and lists become indented lines', () => {
  expect(outlineOf(JSON.stringify({ ipAddressIn: ['Office', 'Home'], not: { deviceManaged: true }, note: null }))).toBe('ip address in:\n  - Office\n  - Home\nnot:\n  device managed: yes\nnote: –')
})

test('names and values that the registry knows have its words', () => {
  const words = [{ value: 'mfaFactors', label: 'one of' }, { value: 'WEBAUTHN', label: 'WebAuthn' }]
  expect(outlineOf(JSON.stringify({ mfaFactors: [{ type: 'WEBAUTHN' }, { type: 'OTHER' }] }), words)).toBe('one of:\n  - type: WebAuthn\n  - type: OTHER')
})

test('times of the wire are told as times of here, and what only looks like one stays', () => {
  const at = '2026-03-04T05:06:07.000Z'
  const told = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(Date.parse(at))
  expect(outlineOf(JSON.stringify({ createdAt: at, version: '2026-03', odd: '2026-99-99T05:06:07Z' }))).toBe(`created at: ${told}\nversion: 2026-03\nodd: 2026-99-99T05:06:07Z`)
})

test('items of a list keep their fields together', () => {
  expect(outlineOf(JSON.stringify([{ a: 1, b: 2 }, { a: 3 }]))).toBe('- a: 1\n  b: 2\n- a: 3')
})

test.each(['plain text', '', '[not json', '{"half":'])('%j is left alone', (text) => {
  expect(outlineOf(text)).toBeNull()
})

test('every object has an outline, and no value is lost', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.oneof(fc.integer(), fc.stringMatching(/^[a-z]{1,9}$/)), { minKeys: 1 }), (value) => {
      const outline = outlineOf(JSON.stringify(value)) ?? ''
      expect(Object.entries(value).every(([name, each]) => outline.includes(`${name}: ${each}`))).toBe(true)
    }),
  )
})
