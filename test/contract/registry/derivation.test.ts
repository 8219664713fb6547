// The registry is a source of truth only if taking something out of it takes it out everywhere. This takes everything out, one by one.

import { describe, expect, test } from 'vitest'
import type { Column, ResourceDescription } from '../../../shared/resources/define.ts'
import { isCaseColumn, isEdgeCountColumn } from '../../../shared/resources/define.ts'
import { diffFieldsOf } from '../../../shared/resources/derive/diff-fields.ts'
import { exportColumnsOf } from '../../../shared/resources/derive/export-columns.ts'
import { facetFieldsOf, filterFieldsOf, unknownField } from '../../../shared/resources/derive/filter-fields.ts'
import { gridColumnsOf } from '../../../shared/resources/derive/grid-columns.ts'
import { listRequest } from '../../../shared/resources/derive/list-request.ts'
import { referencePage } from '../../../shared/resources/derive/reference-page.ts'
import { cellsOf } from '../../../shared/resources/derive/row-projection.ts'
import { overviewColumns } from '../../../shared/resources/derive/overview-columns.ts'
import { storeLayout } from '../../../shared/resources/derive/store-layout.ts'
import { filterFields } from '../../../shared/filter/filter.ts'
import { resources } from '../../../shared/resources/index.ts'
import { valueAt } from '../../../shared/base/raw-object.ts'
import { projectionLayout } from '../../../main/engine/store/projection-layout.ts'
import { sampleObject } from '../../../main/simulator/samples.ts'
import { listData } from '../../../renderer/registry-plugin.ts'

const without = (resource: ResourceDescription, column: Column): ResourceDescription => ({
  ...resource,
  columns: resource.columns.filter((candidate) => candidate !== column),
})

const cases = resources.flatMap((resource) => resource.columns.map((column) => [resource.kind, column.path, resource, column] as const))

describe('taking a column out of its description', () => {
  test.each(cases)('%s.%s disappears from list, export, layout and reference', (_kind, path, resource, column) => {
    const poorer = without(resource, column)
    expect(gridColumnsOf(poorer).map((item) => item.path)).not.toContain(path)
    expect(gridColumnsOf(resource).map((item) => item.path)).toContain(path)
    expect(exportColumnsOf(poorer).map((item) => item.path)).not.toContain(path)
    expect(cellsOf(poorer, {})).toHaveLength(cellsOf(resource, {}).length - 1)
    expect(storeLayout([poorer]).version).not.toBe(storeLayout([resource]).version)
    expect(referencePage([poorer])).not.toBe(referencePage([resource]))
    expect(diffFieldsOf(resource).some((field) => field.path === path)).toBe(column.diff !== 'ignore')
    expect(diffFieldsOf(poorer).some((field) => field.path === path)).toBe(false)
    expect(filterFieldsOf(poorer).some((field) => field.field === path)).toBe(false)
    // Every date is offered: how long ago something was is asked of all of them.
    expect(filterFieldsOf(resource).some((field) => field.field === path)).toBe(column.filter === true || column.type === 'instant')
  })
})

describe('taking a filter with a name out of its description', () => {
  const named = resources.flatMap((resource) => resource.filters.map((filter) => [resource.kind, filter.id, resource, filter] as const))

  test.each(named)('%s.%s disappears from lists, counts, overview and reference', (kind, id, resource, filter) => {
    const poorer = { ...resource, filters: resource.filters.filter((candidate) => candidate !== filter) }
    const lists = (each: ResourceDescription) => listData([each])[kind]!.filters.map((offered) => offered.id)
    expect([lists(resource).includes(id), lists(poorer).includes(id)]).toEqual([true, false])
    expect(projectionLayout([poorer]).version !== projectionLayout([resource]).version).toBe(filter.measure !== undefined)
    const overview = (each: ResourceDescription) => overviewColumns([each]).some(({ measure }) => measure === id)
    expect([overview(resource), overview(poorer)]).toEqual([filter.measure?.overview !== undefined || filter.measure?.risk !== undefined, false])
    expect(referencePage([poorer])).not.toBe(referencePage([resource]))
  })
})

describe('the simulator', () => {
  const plain = resources.flatMap((resource) => resource.columns.filter((column) => !isCaseColumn(column) && !isEdgeCountColumn(column)).map((column) => [resource.kind, column.path, resource, column] as const))

  test.each(plain)('makes %s.%s from its column, and without it the field is gone', (_kind, path, resource, column) => {
    // What the description gives as an example, and the id, are there whatever the columns are.
    const bare = { ...resource, example: {} }
    const made = (each: ResourceDescription) => valueAt(sampleObject(each, 1, 0, 'a'.repeat(24)), path)
    expect(made(bare)).not.toBeUndefined()
    const isId = path === resource.wire.idField || (resource.wire.idField === '_id' && path === 'id')
    if (!isId) expect(made(without(bare, column))).toBeUndefined()
  })
})

describe.each(resources.map((resource) => [resource.kind, resource] as const))('the description of %s', (_kind, resource) => {
  test('names every column once, and every named filter uses fields that can be filtered', () => {
    const paths = resource.columns.map((column) => column.path)
    expect(new Set(paths).size).toBe(paths.length)
    for (const named of resource.filters) expect(unknownField(resource, named.filter), named.id).toBeNull()
  })

  test('every named filter loses its field when the column goes', () => {
    for (const named of resource.filters) {
      const [condition] = filterFields(named.filter)
      const column = resource.columns.find((candidate) => candidate.path === condition?.field)
      expect(column, named.id).toBeDefined()
      expect(unknownField(without(resource, column!), named.filter)).toBe(condition!.field)
    }
  })

  test('a choice column has a word for every value it can work out', () => {
    for (const column of resource.columns.filter(isCaseColumn)) {
      const words = new Set(column.choices?.map((choice) => choice.value))
      for (const entry of column.cases) expect(words, `${column.path} ${entry.value}`).toContain(entry.value)
      expect(column.cases.at(-1)?.when, `${column.path} must end with a case for everything else`).toEqual([])
    }
  })

  test('columns that count edges name a kind that has edges', () => {
    for (const column of resource.columns.filter(isEdgeCountColumn)) {
      expect(resources.find((candidate) => candidate.kind === column.countOf)?.edge).toBeDefined()
    }
  })

  test('facets are what has few values', () => {
    for (const facet of facetFieldsOf(resource)) expect(facet.choices.length, facet.field).toBeGreaterThan(0)
  })

  test('a page request carries the window and the stable sort of its description', () => {
    const request = listRequest(resource, { limit: 100, skip: 200 }, resource.list.per ? 'a'.repeat(24) : undefined)
    const query = new Map(request.query)
    expect(query.get('limit')).toBe('100')
    expect(query.get('skip')).toBe('200')
    expect(query.get('sort') ?? null).toBe(resource.list.sort)
    expect(request.path).not.toContain('{')
  })
})

test('a list stands by itself in an order that it can be sorted by', () => {
  const ordered = resources.filter(({ order }) => order !== undefined)
  expect(ordered.map(({ kind }) => kind)).toContain('alert')
  expect(ordered.filter(({ order, columns }) => !columns.some(({ path, sort }) => path === order!.column && sort === true)).map(({ kind }) => kind)).toEqual([])
})

test('products of an organization are their names, whatever is counted beside them and however they are ordered', () => {
  const organization = resources.find(({ kind }) => kind === 'organization')!
  const products = (...entitlementProducts: unknown[]) => cellsOf(organization, { _id: 'x', entitlement: { entitlementProducts } })[organization.columns.findIndex(({ title }) => title === 'Products')]
  expect(products({ name: 'Platform', committedUsers: 12 }, { name: 'Insights', contractType: 'annual' })).toBe('Insights, Platform')
  expect(products({ name: 'Insights', committedUsers: 3 }, { name: 'Platform' }, { productCode: 'x' })).toBe('Insights, Platform')
})
