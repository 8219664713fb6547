import { expect, test } from 'vitest'
import { createEstate } from '../../../../main/simulator/estate.ts'
import type { EstateOrganization } from '../../../../main/simulator/estate-organization.ts'
import { matchesFilter } from '../../../../shared/filter/filter-match.ts'
import { cellOf, type RawObject } from '../../../../shared/resources/derive/row-projection.ts'
import { resourceOf, resources } from '../../../../shared/resources/index.ts'
import { started } from './ask.ts'

const listed = resources.filter(({ list, kind }) => list.per === undefined && kind !== 'organization')
const rowsOf = (organization: EstateOrganization, kind: string) => organization.tableOf(kind).indexes().map((index) => organization.tableOf(kind).at(index))

test('every row of every kind fits the registry, and no kind is made of column samples', () => {
  for (const organization of createEstate('demo').organizations) {
    for (const resource of listed) {
      const rows = rowsOf(organization, resource.kind)
      expect([resource.kind, rows.filter((raw) => !resource.schema.safeParse(raw).success)]).toEqual([resource.kind, []])
      expect(JSON.stringify(rows)).not.toMatch(/"text \d+ [0-9a-f]{6}"/)
    }
  }
})

test('the same seed makes the same objects of every kind, another seed other ones', () => {
  const text = (seed: number) => JSON.stringify(createEstate('small', { seed }).organizations.map((organization) => listed.map(({ kind }) => rowsOf(organization, kind))))
  expect(text(7)).toBe(text(7))
  expect(text(7)).not.toBe(text(8))
})

test('the demo shows every problem that the registry measures', () => {
  const { organizations } = createEstate('demo')
  for (const { kind, columns, filters } of listed) {
    const rows = organizations.flatMap((organization) => rowsOf(organization, kind))
    const columnOf = (field: string) => columns.find(({ path }) => path === field)!
    const absent = filters.filter(({ measure }) => measure).filter(({ filter }) => !rows.some((raw) => matchesFilter(filter, (field) => cellOf(columnOf(field), raw))))
    expect([kind, absent.map(({ id }) => id)]).toEqual([kind, []])
  }
})

test('lists of all envelopes answer their rows and totals where the registry expects them', async () => {
  const { ask } = await started({ estate: 'small' })
  for (const { kind, list } of listed) {
    const reply = await ask(`${list.api === 'v1' ? '/api' : '/api/v2'}${list.path}?limit=100`)
    const rows = list.envelope === 'array' ? reply.body : reply.body[list.envelope]
    const total = list.total === 'header' ? Number(reply.headers.get('x-total-count')) : reply.body[list.totalField ?? 'totalCount']
    expect([kind, reply.status, Array.isArray(rows), total]).toEqual([kind, 200, true, list.total === 'none' ? undefined : rows.length])
    expect(list.total === 'none' && reply.headers.has('x-total-count')).toBe(false)
  }
})

test('one object tells at least what its row in the list tells; commands and policies tell more', async () => {
  const { ask } = await started({ estate: 'small' })
  for (const { kind, list, one } of listed) {
    if (!one || kind === 'serviceAccount') continue
    const base = list.api === 'v1' ? '/api' : '/api/v2'
    const reply = await ask(`${base}${list.path}?limit=1`)
    const [row] = list.envelope === 'array' ? reply.body : reply.body[list.envelope]
    const single = await ask(`${base}${one.path.replace('{id}', row._id ?? row.id ?? row.objectId)}`)
    const body = one.at === undefined ? single.body : single.body[one.at]
    expect(body).toMatchObject(row)
    expect(Object.keys(body).length > Object.keys(row).length).toBe(kind === 'command' || kind === 'policy')
  }
})

test('certificates, keys and tokens run out when the story of the organization says so', () => {
  const organization = (name: string) => createEstate('demo').organizations.find((found) => found.name.startsWith(name))!
  const daysLeft = (instant: unknown) => Math.round((Date.parse(String(instant)) - organization('Maple').nowMs) / 86_400_000)
  const soonest = (name: string) => Math.min(...rowsOf(organization(name), 'application').map((raw) => (raw.sso as { idpCertExpirationAt?: string }).idpCertExpirationAt).filter(Boolean).map(daysLeft))
  expect([soonest('Northlight'), soonest('Fjordvik'), soonest('Maple')]).toEqual([9, 3, -30])
  expect(daysLeft(rowsOf(organization('Maple'), 'appleMdm')[0]!.apnsCertExpiry)).toBe(-17)
  expect(rowsOf(organization('Saffron'), 'appleMdm')).toEqual([])
  for (const found of createEstate('demo').organizations) {
    const accounts = rowsOf(found, 'serviceAccount') as { status: string; expiresAt: string }[]
    for (const { status, expiresAt } of accounts) expect(status).toBe(daysLeft(expiresAt) < 0 ? 'EXPIRED' : daysLeft(expiresAt) < 14 ? 'EXPIRING' : 'ACTIVE')
  }
})

test('what refers to other objects refers to real ones', () => {
  for (const organization of createEstate('demo').organizations) {
    const exists = (kind: string, id: unknown) => organization.tableOf(kind).indexOf(String(id)) !== null
    const kinds: Readonly<Record<string, string>> = { USER: 'user', ADMIN: 'administrator', DEVICE: 'device', COMMAND: 'command', POLICY: 'policy', APPLICATION: 'application' }
    for (const raw of rowsOf(organization, 'alert')) expect(exists(kinds[String(raw.sourceType).replace('ALERT_SOURCE_TYPE_', '')]!, raw.sourceId)).toBe(true)
    for (const raw of rowsOf(organization, 'administrator')) expect(exists('role', raw.role)).toBe(true)
    for (const raw of rowsOf(organization, 'serviceAccount')) expect(exists('role', raw.roleId)).toBe(true)
    for (const raw of rowsOf(organization, 'conditionalAccessPolicy')) {
      const lists = [...JSON.stringify(raw.conditions).matchAll(/[0-9a-f]{24}/g)].map(([id]) => id)
      expect(lists.every((id) => exists('ipList', id))).toBe(true)
      const { userGroups, resources: targets } = raw.targets as { userGroups?: { inclusions: string[]; exclusions: string[] }; resources: { type: string; id?: string }[] }
      expect([...(userGroups?.inclusions ?? []), ...(userGroups?.exclusions ?? [])].every((id) => exists('userGroup', id))).toBe(true)
      expect(targets.every(({ type, id }) => type !== 'application' || exists('application', id))).toBe(true)
    }
    const external = rowsOf(organization, 'user').filter((raw) => raw.externally_managed === true)
    for (const raw of external) expect(exists('directory', (raw.delegatedAuthority as { id: string }).id)).toBe(true)
    expect(external.length > 0).toBe(organization.profile.problems.external > 0)
  }
})

test('a large estate has 80,000 devices and keeps none of them in memory', () => {
  const before = process.memoryUsage().heapUsed
  const { organizations } = createEstate('large')
  const devices = organizations.map((organization) => organization.tableOf('device').count)
  expect(devices.reduce((sum, count) => sum + count, 0)).toBe(80_000)
  const rows: RawObject[] = organizations.slice(0, 5).map((organization) => organization.tableOf('device').at(0))
  expect(rows.every((raw) => resourceOf('device').schema.safeParse(raw).success)).toBe(true)
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(90 * 1024 * 1024)
})
