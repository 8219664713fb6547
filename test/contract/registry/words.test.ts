// No column shows the service's own constants: whatever a kind can hold that looks like one has a word in the registry.

import { expect, test } from 'vitest'
import { createEstate } from '../../../main/simulator/estate.ts'
import { startSimulator } from '../../../main/simulator/server.ts'
import { isCaseColumn, isEdgeCountColumn } from '../../../shared/resources/define.ts'
import { cellOf, rawId, type RawObject, titleOf, valueAt } from '../../../shared/resources/derive/row-projection.ts'
import { resources } from '../../../shared/resources/index.ts'
import { type LiveDetail, liveDetails } from '../../../shared/resources/live-details.ts'

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

test('every object has a name in its list and wherever it is named, and the same one', () => {
  const without = new Set<string>()
  for (const { organizations } of [createEstate('demo'), createEstate('small')]) {
    for (const organization of organizations) {
      for (const resource of listed) {
        const table = organization.tableOf(resource.kind)
        for (const raw of table.indexes().map((index) => table.at(index))) {
          const cells = resource.titlePaths.map((path) => resource.columns.find((column) => column.path === path)).map((column) => (column ? cellOf(column, raw) : null))
          if (titleOf(resource, raw) === rawId(resource, raw) || !cells.includes(titleOf(resource, raw))) without.add(`${resource.kind}: ${titleOf(resource, raw)}`)
        }
      }
    }
  }
  expect([...without].slice(0, 8)).toEqual([])
  const [policies, apple] = [resources.find(({ kind }) => kind === 'passwordPolicy')!, resources.find(({ kind }) => kind === 'appleMdm')!]
  expect(titleOf(policies, { objectId: 'a', name: '', default: true })).toBe('Default password policy')
  // Nothing is called the default that is not.
  expect(titleOf(policies, { objectId: 'a', name: '', default: false })).toBe('a')
  expect(titleOf(apple, { id: 'a', name: null })).toBe('Apple MDM')
})

// What an agent reports about its machine: names of packages, services, accounts and terminals, written as the system writes them.
const reported: readonly string[] = ['name', 'username', 'user', 'directory', 'path', 'shell', 'tty', 'display_name', 'publisher', 'issuer', 'common_name', 'hardware_serial', 'hardware_vendor', 'hardware_model', 'physical_memory', 'platform', 'type', 'package_format', 'response.data.output']

/** The first objects of the kind whose value lets them have the detail. */
function idsFor(organization: ReturnType<typeof createEstate>['organizations'][number], { kind, where }: LiveDetail): string[] {
  const table = organization.tableOf(kind)
  const resource = resources.find((each) => each.kind === kind)!
  const rows: RawObject[] = table.indexes().map((index) => table.at(index))
  return rows.filter((raw) => where === undefined || valueAt(raw, where.path) === where.is).slice(0, 5).map((raw) => String(raw[resource.wire.idField]))
}

test('what is read live has words too', { timeout: 120_000 }, async () => {
  const simulator = await startSimulator({ estate: 'demo' })
  const without = new Map<string, Set<string>>()
  try {
    for (const organization of simulator.estate.organizations.slice(0, 2)) {
      for (const detail of liveDetails) {
        for (const id of idsFor(organization, detail)) {
          const query = new URLSearchParams(Object.entries(detail.route.query ?? {}).map(([name, value]) => [name, value.replaceAll('{id}', id)]))
          const response = await fetch(`${simulator.url}/us/console${detail.route.api === 'v1' ? '/api' : '/api/v2'}${detail.route.path.replaceAll('{id}', id).replaceAll('{organization}', organization.id)}?${query.toString()}`, { headers: { 'x-api-key': organization.apiKey } })
          if (!response.ok) continue
          const body = (await response.json()) as RawObject
          const rows = (detail.route.envelope === 'array' ? body : detail.route.envelope === 'object' ? [body] : (body[detail.route.envelope] ?? [])) as readonly RawObject[]
          for (const { path, type, choices } of detail.columns) {
            if (type !== 'text' && type !== 'choice') continue
            for (const raw of rows) {
              const value = valueAt(raw, path)
              if (typeof value !== 'string' || value === '' || choices?.some((choice) => choice.value === value)) continue
              if (type === 'choice' || (isConstant(value) && !reported.includes(path))) without.set(`${detail.kind} ${detail.name} ${path}`, (without.get(`${detail.kind} ${detail.name} ${path}`) ?? new Set()).add(value))
            }
          }
        }
      }
    }
    expect(Object.fromEntries([...without].map(([name, values]) => [name, [...values].slice(0, 8)]))).toEqual({})
  } finally {
    await simulator.stop()
  }
})
