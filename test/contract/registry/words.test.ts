// No column shows the service's own constants: whatever a kind can hold that looks like one has a word in the registry.

import { expect, test } from 'vitest'
import { createEstate } from '../../../main/simulator/estate.ts'
import { isCaseColumn, isEdgeCountColumn } from '../../../shared/resources/define.ts'
import { cellOf } from '../../../shared/resources/derive/row-projection.ts'
import { resources } from '../../../shared/resources/index.ts'

const listed = resources.filter(({ list, isHidden }) => list.per === undefined && isHidden !== true)

/** Spellings of enumerations: ALL_CAPS, snake_case and camelCase; a text of several words is somebody's own. */
const isConstant = (value: string): boolean => /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$|^[A-Z]{4,}$|^[a-z]+(_[a-z0-9]+)+$|^[a-z]+([A-Z][a-z0-9]+)+$/.test(value)

// What makers put on their machines; the names that people give are the titles.
const ownNames: readonly string[] = ['device.hwVendor', 'device.serialNumber']

test('every value of a choice and every constant of the service has a word', () => {
  const without = new Map<string, Set<string>>()
  for (const { organizations } of [createEstate('demo'), createEstate('small')]) {
    for (const organization of organizations) {
      for (const { kind, columns, titlePaths } of listed) {
        const table = organization.tableOf(kind)
        for (const raw of table.indexes().map((index) => table.at(index))) {
          for (const column of columns) {
            if (isCaseColumn(column) || isEdgeCountColumn(column) || !['choice', 'text', 'list'].includes(column.type)) continue
            const cell = cellOf(column, raw)
            if (cell === null || cell === '') continue
            const name = `${kind}.${column.path}`
            const values = column.type === 'list' ? String(cell).split(', ') : [String(cell)]
            const isNamed = (value: string) => column.choices?.some((choice) => choice.value === value) ?? false
            const wordless = values.filter((value) => !isNamed(value) && (column.type === 'choice' || (isConstant(value) && !ownNames.includes(name) && !titlePaths.includes(column.path))))
            for (const value of wordless) without.set(name, (without.get(name) ?? new Set()).add(value))
          }
        }
      }
    }
  }
  expect(Object.fromEntries([...without].map(([name, values]) => [name, [...values].slice(0, 8)]))).toEqual({})
})
