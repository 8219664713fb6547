import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createPayloadCodec, dictionaryBytesMax } from '../../../../../main/engine/store/payload-codec.ts'
import { learnDictionary, registryText } from '../../../../../main/engine/store/payload-dictionary.ts'
import { stableJson } from '../../../../../shared/base/stable-json.ts'
import { resourceOf, resources } from '../../../../../shared/resources/index.ts'
import { userRow, users } from '../../../../support/temp-store.ts'

const canonical = users(0, 50).map(({ raw }) => stableJson(raw))

describe('payload codec', () => {
  test('gives back what it was given, under every dictionary version', () => {
    const codec = createPayloadCodec(new Map(resources.map((resource, index) => [index + 1, learnDictionary(resource, [])])))
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }), fc.integer({ min: 1, max: resources.length }), (value, version) => {
        const text = stableJson({ value })
        expect(codec.decode(codec.encode(text, version))).toBe(text)
      }),
    )
  })

  test('tells damage instead of guessing', () => {
    const codec = createPayloadCodec(new Map([[1, learnDictionary(resourceOf('user'), canonical)]]))
    const payload = codec.encode(canonical[0]!, 1)
    expect(() => codec.decode(Buffer.from([9, ...payload.subarray(1)]))).toThrow('store.damaged')
    expect(() => codec.decode(payload.subarray(0, 8))).toThrow('store.damaged')
    expect(() => codec.decode(Buffer.alloc(0))).toThrow('store.damaged')
  })

  test('keeps fields that the registry does not know', () => {
    const codec = createPayloadCodec(new Map([[1, learnDictionary(resourceOf('user'), canonical)]]))
    const text = stableJson(userRow(1, { fieldOfTomorrow: { deep: [1, null, 'ü'] } }).raw)
    expect(codec.decode(codec.encode(text, 1))).toBe(text)
  })
})

describe('payload dictionary', () => {
  test('makes objects that are like those it was learnt from at least twice as small as names alone do', () => {
    const sizes = (dictionary: Buffer) => {
      const codec = createPayloadCodec(new Map([[1, dictionary]]))
      return canonical.reduce((sum, text) => sum + codec.encode(text, 1).length, 0)
    }
    const learnt = learnDictionary(resourceOf('user'), canonical)
    expect(sizes(learnt) * 2).toBeLessThan(sizes(Buffer.from(registryText(resourceOf('user')))))
    expect(learnt.length).toBeLessThanOrEqual(dictionaryBytesMax)
  })

  test('is made from the registry alone when nothing was read yet', () => {
    for (const resource of resources) expect(learnDictionary(resource, []).toString()).toContain(resource.wire.idField)
  })
})
