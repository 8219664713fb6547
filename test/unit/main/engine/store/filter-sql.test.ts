// The condition in SQL must say of every row what `matchesFilter` says of its cells, whatever is in them.

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { SqlConnection } from '../../../../../main/engine/store/driver.ts'
import { openSqlcipher } from '../../../../../main/engine/store/driver-sqlcipher.ts'
import { filterToSql } from '../../../../../main/engine/store/filter-sql.ts'
import { createTable, projectionLayout } from '../../../../../main/engine/store/projection-layout.ts'
import { rowFields, rowValues } from '../../../../../main/engine/store/projection-row.ts'
import type { Cell } from '../../../../../shared/base/cell.ts'
import type { Filter } from '../../../../../shared/filter/filter.ts'
import { isRelative } from '../../../../../shared/filter/comparison.ts'
import { atTimes } from '../../../../../shared/filter/relative-time.ts'
import { matchesFilter } from '../../../../../shared/filter/filter-match.ts'
import { defineResource } from '../../../../../shared/resources/define.ts'
import { filterFieldsOf } from '../../../../../shared/resources/derive/filter-fields.ts'
import { cellOf, type RawObject } from '../../../../../shared/resources/derive/row-projection.ts'
import { objectId } from '../../../../support/temp-store.ts'

const any = z.unknown()
const shared = { filter: true, diff: 'value' } as const

/** One column of every type, searched and not. */
const thing = defineResource({
  kind: 'thing',
  words: { one: 'thing', many: 'things', title: 'Things', section: 'account', icon: 'box' },
  wire: { name: 'thing', idField: 'id' },
  list: { api: 'v1', path: '/things', envelope: 'array', total: 'none', sort: null },
  schema: z.looseObject({ id: z.string(), text: any, found: any, choice: any, flag: any, at: any, count: any, owner: any, list: any }),
  titlePaths: ['text'],
  columns: [
    { path: 'text', type: 'text', title: 'Text', ...shared },
    { path: 'found', type: 'text', title: 'Found', search: true, ...shared },
    { path: 'choice', type: 'choice', title: 'Choice', choices: ['red', 'Green', 'blue'].map((value) => ({ value, label: value })), ...shared },
    { path: 'flag', type: 'boolean', title: 'Flag', ...shared },
    { path: 'at', type: 'instant', title: 'At', ...shared },
    { path: 'count', type: 'count', title: 'Count', ...shared },
    { path: 'owner', type: 'id', title: 'Owner', ...shared },
    { path: 'list', type: 'list', title: 'List', ...shared },
    { path: 'id', type: 'id', title: 'ID', ...shared },
  ],
  filters: [],
  sync: { order: 1, mode: 'fullPass' },
  example: {},
})

const table = projectionLayout([thing]).tables.get('thing')!
const words = ['', 'a', 'A', 'b', 'ab', 'Ab', 'ba', 'É', 'é', 'ÉA', 'ß', 'ẞ', 'ΑΣ', 'ας', '5', '05', 'red', 'Green', 'blue', 'purple', "it's", '%', '_', 'a\u0000b', '\u{1F600}', '2026-01-01', 'null', '1']
// Few letters, so that texts often hold one another.
const text = fc.oneof(fc.constantFrom(...words), fc.string({ unit: fc.constantFrom('a', 'b', 'B', 'É'), maxLength: 3 }), fc.string({ unit: 'grapheme', maxLength: 4 }))
const instants = ['2026-01-01T00:00:00.000Z', '2026-01-01', '2025-12-31T23:59:59Z', '+012000-01-01T00:00:00.000Z', '', 'no date', '1969-07-20T20:17:40.001Z']
/** Between the instants above, so that days before and after it decide. */
const nowMs = Date.parse('2026-01-01T12:00:00.000Z')
const ids = [objectId(1), objectId(2), 'not-hex', objectId(3).toUpperCase()]
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })

const rawObject: fc.Arbitrary<RawObject> = fc.record(
  {
    text: maybe(text),
    found: maybe(text),
    choice: maybe(text),
    flag: fc.constantFrom(true, false, null, 'yes'),
    at: maybe(fc.constantFrom(...instants)),
    count: fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(1.5, '7', null, 2 ** 40)),
    owner: maybe(fc.constantFrom(...ids)),
    list: maybe(fc.array(text, { maxLength: 3 })),
  },
  { requiredKeys: [] },
)

const values: Record<string, fc.Arbitrary<string | number | boolean>> = {
  text: fc.oneof({ weight: 9, arbitrary: text }, { weight: 1, arbitrary: fc.constant(5) }),
  choice: text,
  list: text,
  boolean: fc.constantFrom<string | boolean | number>(true, false, 0, 1, 'true'),
  instant: fc.constantFrom(...instants, '2026', '~'),
  count: fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom<string | number | boolean>('2', 1.5, '', 'x', true)),
  id: fc.constantFrom(...ids),
}

const condition: fc.Arbitrary<Filter> = fc.constantFrom(...filterFieldsOf(thing)).chain((field) =>
  fc.constantFrom(...field.comparisons).chain((is): fc.Arbitrary<Filter> => {
    const value = values[field.type]!
    if (is === 'in') return fc.array(value, { maxLength: 4 }).map((list) => ({ field: field.field, is, value: list }))
    if (isRelative(is)) return fc.constantFrom(1, 2, 30, 365, 36_500).map((days) => ({ field: field.field, is, value: days }))
    if (is === 'isEmpty') return fc.constantFrom(true, false).map((wanted) => ({ field: field.field, is, value: wanted }))
    return fc.oneof({ weight: 8, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(5, '5', true, 'red') }).map((wanted) => ({ field: field.field, is, value: wanted }))
  }),
)

const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    condition,
    fc.array(tie('filter'), { maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('filter'), { maxLength: 3 }).map((any_) => ({ any: any_ })),
    tie('filter').map((not) => ({ not })),
  ),
}))

describe('filterToSql', () => {
  const folder = mkdtempSync(join(tmpdir(), 'orgdeck-filter-'))
  let database: SqlConnection

  beforeAll(async () => {
    database = await openSqlcipher({ path: join(folder, 'filter.db'), key: null })
    await database.exec(createTable(table))
  })
  afterAll(async () => {
    await database.close()
    rmSync(folder, { recursive: true })
  })

  test('agrees with matchesFilter on every row', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(rawObject, { minLength: 1, maxLength: 12 }), fc.array(filter, { minLength: 1, maxLength: 12 }), async (objects, filters) => {
        const raws = objects.map((raw, index): RawObject => ({ ...raw, id: objectId(index) }))
        await database.transaction('write', async (session) => {
          await session.exec('DELETE FROM row_thing')
          for (const [index, raw] of raws.entries()) {
            const row = [index, 1, ...rowValues(table, { id: objectId(index), raw, edge: null })]
            await session.run(`INSERT INTO row_thing (row, organization, ${rowFields(table).join(', ')}) VALUES (${row.map(() => '?').join(', ')})`, row)
          }
        })
        for (const asked of filters) {
          const one = atTimes(asked, { readMs: null, nowMs })
          const { sql, parameters } = filterToSql(table, one)
          const found = await database.all<{ row: number; matches: number }>(`SELECT row, (${sql}) AS matches FROM row_thing ORDER BY row`, parameters)
          const expected = raws.map((raw, row) => ({ row, matches: Number(matchesFilter(one, (field): Cell => cellOf(thing.columns.find(({ path }) => path === field)!, raw))) }))
          expect(found, JSON.stringify(asked)).toEqual(expected)
        }
      }),
      { numRuns: 500 },
    )
  }, 120_000)

  test.each<[string, Filter]>([
    ['nothing', { field: 'nothing', is: 'equals', value: 1 }],
    ['flag', { field: 'flag', is: 'contains', value: 'x' }],
    ['at', { not: { any: [{ field: 'at', is: 'equals', value: 'x' }] } }],
    ['"; DROP TABLE row_thing', { all: [{ field: '"; DROP TABLE row_thing', is: 'equals', value: 1 }] }],
  ])('refuses the condition on %s', (field, wrong) => {
    expect(() => filterToSql(table, wrong)).toThrow(expect.objectContaining({ code: 'filter.invalid', detail: { kind: 'things', field } }))
  })
})
