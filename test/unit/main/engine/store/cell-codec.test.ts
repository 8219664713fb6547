import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellCodecOf } from '../../../../../main/engine/store/cell-codec.ts'
import { projectionLayout } from '../../../../../main/engine/store/projection-layout.ts'
import { firstInstantFrom } from '../../../../../main/engine/store/instant-bound.ts'
import { columnTypes } from '../../../../../shared/resources/column-types.ts'
import { resources } from '../../../../../shared/resources/index.ts'

describe('cell codec', () => {
  const columns = resources.flatMap((resource) => resource.columns.map((column) => ({ name: `${resource.kind}.${column.path}`, column })))

  test.each(columns)('$name: every cell comes back as it was', ({ column }) => {
    const codec = cellCodecOf(column)
    const { parse } = columnTypes[column.type]
    const raw = fc.oneof(fc.constantFrom(...(column.choices?.map(({ value }) => value) ?? ['x'])), fc.string({ unit: 'grapheme' }), fc.boolean(), fc.integer(), fc.date({ noInvalidDate: true }).map((date) => date.toISOString()), fc.constant(null))
    fc.assert(
      fc.property(raw, (value) => {
        const cell = parse(value)
        expect(codec.decode(codec.encode(cell))).toBe(cell)
      }),
    )
  })

  test('codes of choices are in the order of their values', () => {
    const codec = cellCodecOf({ path: 'x', type: 'choice', title: 'X', diff: 'value', choices: ['b', 'C', 'a'].map((value) => ({ value, label: value })) })
    expect(['a', 'b', 'C'].map((value) => codec.encode(value))).toEqual([0, 1, 2])
  })
})

describe('projection layout', () => {
  test('changes its version with a column, a choice and a measured filter', () => {
    const { version } = projectionLayout(resources)
    const [first, ...rest] = resources
    const versions = [
      projectionLayout([{ ...first!, columns: first!.columns.slice(0, -1) }, ...rest]).version,
      projectionLayout(resources.map((resource) => ({ ...resource, columns: resource.columns.map((column) => (column.choices ? { ...column, choices: column.choices.slice(1) } : column)) }))).version,
      projectionLayout(resources.map((resource) => ({ ...resource, filters: [] }))).version,
    ]
    expect(new Set([version, ...versions]).size).toBe(4)
    expect(projectionLayout(resources).version).toBe(version)
  })

  test('packs no two columns into the same bits', () => {
    for (const { columns } of projectionLayout(resources).tables.values()) {
      const taken = columns.flatMap(({ word, codec }) => (word ? Array.from({ length: codec.bits }, (_, bit) => `${word.name}:${word.shift + bit}`) : []))
      expect(new Set(taken).size).toBe(taken.length)
    }
  })
})

describe('firstInstantFrom', () => {
  test('finds where the spelling turns', () => {
    const instant = fc.date({ min: new Date('0000-01-01T00:00:00.000Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
    const bound = fc.oneof(instant.map((date) => date.toISOString().slice(0, 10)), instant.map((date) => date.toISOString()), fc.string({ maxLength: 6 }))
    fc.assert(
      fc.property(instant, bound, (date, value) => {
        const text = date.toISOString()
        expect(date.getTime() < firstInstantFrom((spelling) => spelling >= value)).toBe(text < value)
        expect(date.getTime() >= firstInstantFrom((spelling) => spelling > value)).toBe(text > value)
      }),
    )
  })
})
