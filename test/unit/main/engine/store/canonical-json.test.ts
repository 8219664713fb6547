import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../../../../main/engine/store/canonical-json.ts'
import { stableJson } from '../../../../../shared/base/stable-json.ts'

const value = fc.anything({ key: fc.oneof(fc.string({ unit: 'binary', maxLength: 3 }), fc.constantFrom('a', 'b', '1', '10', '2', '', '01', '4294967294', '4294967295')), withNullPrototype: false, values: [fc.boolean(), fc.integer(), fc.double(), fc.string({ unit: 'binary' }), fc.constantFrom(null, undefined)] })

test('is the text of stableJson', () => {
  fc.assert(
    fc.property(fc.array(value), (given) => {
      expect(canonicalJson(given)).toBe(stableJson(given))
    }),
    { numRuns: 2_000 },
  )
})

test('of objects with the same fields in any order is the same', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ maxLength: 4 }), fc.integer()), (object) => {
      expect(canonicalJson(Object.fromEntries(Object.entries(object).reverse()))).toBe(canonicalJson(object))
    }),
  )
})
