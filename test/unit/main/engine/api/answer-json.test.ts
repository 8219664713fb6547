import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAnswer } from '../../../../../main/engine/api/answer-json.ts'
import { limits } from '../../../../../shared/base/limits.ts'

const shape = expect.objectContaining({ code: 'api.shape' })

test('JSON within the limits is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      const text = JSON.stringify(value)
      // The one key that is dropped has a test of its own.
      fc.pre(!text.includes('"__proto__":'))
      expect(parseAnswer(text)).toEqual(JSON.parse(text))
    }),
  )
})

test('brackets and quotes inside texts do not count', () => {
  const value = ['[[[[', '{"', '\\', '\\"', '"]', `${'['.repeat(1_000)}`]
  expect(parseAnswer(JSON.stringify(value))).toEqual(value)
})

test.each(['', '<html>', '{"a":1', '[1,2', '"open', '{"a":"b\\"', 'undefined', '[1]]'])('%j is a wrong shape', (text) => {
  expect(() => parseAnswer(text)).toThrow(shape)
})

test('depth and size end before the parser spends memory on them', () => {
  const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
  expect(parseAnswer(deep(limits.wireJsonDepthMax))).toBeInstanceOf(Array)
  expect(() => parseAnswer(deep(limits.wireJsonDepthMax + 1))).toThrow(shape)
  expect(() => parseAnswer('['.repeat(5_000_000))).toThrow(shape)
  expect(() => parseAnswer(`[${'{},'.repeat(limits.wireJsonContainersMax)}{}]`)).toThrow(shape)
})

test('a key that would change a prototype is dropped, however it is spelt', () => {
  for (const name of ['__proto__', '\\u005f_proto__', '__pr\\u006Fto__']) {
    const value = parseAnswer(`[{"${name}":{"isAdmin":true},"id":"1"}]`) as Record<string, unknown>[]
    expect(Object.keys(value[0]!)).toEqual(['id'])
    expect(Object.assign({}, value[0])).not.toHaveProperty('isAdmin')
  }
  expect(parseAnswer('{"text":"__proto__"}')).toEqual({ text: '__proto__' })
})
