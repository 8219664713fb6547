import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellReader } from '../../../../../main/engine/store/cell-reader.ts'
import { cellOf, type RawObject } from '../../../../../shared/resources/derive/row-projection.ts'
import { resources } from '../../../../../shared/resources/index.ts'

const columns = resources.flatMap((resource) => resource.columns)
const fields = [...new Set(columns.map(({ path }) => path.split('.')[0]!)), '__proto__', 'toString', 'state', 'suspended', 'activated', 'password_expired']
const value = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(undefined, null, '', true, 'SUSPENDED', '2026-01-01', { overallStatus: 'ENROLLED', exclusion: true }))
const object = fc.dictionary(fc.constantFrom(...fields), value) as fc.Arbitrary<RawObject>

test('reads of every column what cellOf reads', () => {
  fc.assert(
    fc.property(object, (raw) => {
      for (const column of columns) expect(cellReader(column)(raw)).toBe(cellOf(column, raw))
    }),
    { numRuns: 1_000 },
  )
})
