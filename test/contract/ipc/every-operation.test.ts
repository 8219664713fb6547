// Every operation of the contract refuses what it does not declare, and says enough about itself for the gate to judge it.

import { z } from 'zod'
import { describe, expect, test } from 'vitest'
import { channels } from '../../../shared/contract/bridge.ts'
import { contract, declarations, engineContract } from '../../../shared/contract/index.ts'
import type { Operation } from '../../../shared/contract/define.ts'

const operations = Object.entries({ ...contract, ...engineContract }).flatMap(([name, declaration]) =>
  declaration.type === 'topic' ? [] : [[name, declaration as Operation] as const],
)
const topics = Object.entries(declarations).flatMap(([name, declaration]) => (declaration.type === 'topic' ? [[name, declaration] as const] : []))

const wrongInputs: readonly (readonly [string, unknown])[] = [
  ['nothing', undefined],
  ['null', null],
  ['a text', 'x'],
  ['a list', []],
  ['a number', 7],
  ['an unknown key', { surprise: 1 }],
]

describe.each(operations)('%s', (_name, operation) => {
  test.each(wrongInputs)('refuses %s as its input', (_what, input) => {
    expect(operation.input.safeParse(input).success).toBe(false)
  })

  test('bounds every text and list it takes', () => {
    const unbounded = (schema: unknown, path: string): string[] => {
      if (schema === null || typeof schema !== 'object') return []
      const node = schema as Record<string, unknown>
      const own = node['type'] === 'string' && node['maxLength'] === undefined && node['pattern'] === undefined && node['enum'] === undefined && node['const'] === undefined && node['format'] === undefined ? [path] : []
      const list = node['type'] === 'array' && node['maxItems'] === undefined ? [path] : []
      return [...own, ...list, ...Object.entries(node).flatMap(([key, value]) => (key === '$defs' ? [] : unbounded(value, `${path}.${key}`)))]
    }
    if (!(_name in contract)) return
    expect(unbounded(z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' }), _name)).toEqual([])
  })

  test('has a deadline', () => {
    expect(operation.deadlineMs).toBeGreaterThan(0)
  })
})

test('calls that only main may make are not in the gate’s table', () => {
  for (const name of Object.keys(engineContract)) expect(declarations[name]).toBeUndefined()
})

test('all operations share two Electron channels, and every topic has a rate', () => {
  expect(Object.values(channels)).toEqual(['call', 'push'])
  for (const [, topic] of topics) expect(topic.itemsPerSecondMax).toBeGreaterThan(0)
})
