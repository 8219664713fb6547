// What was recorded of the real service, from the parser through the store and the list into each export: nothing is lost on the way.

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Cell } from '../../../shared/base/cell.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import type { ParsedInput } from '../../../shared/contract/client.ts'
import { exportColumnsOf } from '../../../shared/resources/derive/export-columns.ts'
import { cellOf, rawId, type RawObject, titleOf } from '../../../shared/resources/derive/row-projection.ts'
import { resourceOf } from '../../../shared/resources/index.ts'
import { oneOrganization } from '../../../shared/scope/members.ts'
import { writeExport } from '../../../main/engine/exports/export-job.ts'
import { csvLine } from '../../../main/engine/exports/csv.ts'
import { archivedEventOf } from '../../../main/engine/insights/event-row.ts'
import { sortOut } from '../../../main/engine/sync/sort-out.ts'
import { arePresent, example, exampleNames } from '../../contract/vendor/documents.ts'
import { connection, openTempStore, organization, organizationId, publish, type TempStore } from '../../support/temp-store.ts'
import { sheetOf } from '../../support/workbook-cells.ts'

/** Recordings of lists and objects, by the kind that they are of. */
const kindOf: Readonly<Record<string, string>> = {
  'v1-applications-list': 'application',
  'v1-organizations-list': 'organization',
  'v1-organizations-list-unnamed': 'organization',
  'v1-system-get': 'device',
  'v1-systemusers-list': 'user',
  'v1-systemusers-list-past-end': 'user',
  'v2-alerts-list': 'alert',
  'v2-applemdms-list': 'appleMdm',
  'v2-directories-list': 'directory',
  'v2-passwordpolicies-list': 'passwordPolicy',
  'v2-roles-list': 'role',
  'v2-service-accounts-list': 'serviceAccount',
  'v2-usergroups-list': 'userGroup',
}

const events = ['di-event-admin-login-attempt', 'di-event-organization-create']

/** Recordings that no list keeps: requests, headers, and answers that are read for a moment or not at all. */
const notKept: Readonly<Record<string, string>> = {
  'di-query-next-page': 'a request',
  'di-response-headers': 'headers',
  errors: 'refusals',
  'response-headers': 'headers',
  'v1-search-request-bodies': 'requests',
  'v2-applemdm-devices-list': 'read live, beside an enrolment',
  'v2-application-usergroups-traverse': 'inherited bindings, worked out from the direct ones',
  'v2-application-users-traverse': 'inherited bindings, worked out from the direct ones',
  'v2-feature-settings-list': 'the portal’s own switches',
  'v2-healthmonitoring-rules-list': 'rules behind the alerts; the alerts are kept',
  'v2-notification-channels-list': 'the portal’s own channels',
  'v2-passwordpolicy-get': 'one object of a list that is kept',
  'v2-provider-administrators-list': 'people of the provider, who belong to no organization',
  'v2-provider-get': 'the provider, read when a key is checked',
  'v2-saved-views-list': 'the portal’s own views',
}

const acme = organizationId(1)
let temp: TempStore
let folder: string

beforeEach(async () => {
  temp = await openTempStore()
  folder = await mkdtemp(join(tmpdir(), 'orgdeck-recorded-'))
  await temp.store.saveConnection(connection([acme]))
  await temp.store.saveOrganization(organization(1))
})
afterEach(async () => {
  await temp.remove()
  await rm(folder, { recursive: true, force: true })
})

function recorded(name: string): RawObject[] {
  const body = example(name) as RawObject | RawObject[]
  const { list } = resourceOf(kindOf[name]!)
  if (Array.isArray(body)) return body
  return list.envelope in body ? (body[list.envelope] as RawObject[]) : [body]
}

async function exported(kind: string, format: 'json' | 'csv' | 'xlsx'): Promise<Buffer> {
  const path = join(folder, `list.${format}`)
  await writeExport({ store: temp.store, path, format, columns: resourceOf(kind).columns.map((column) => column.path), clock: temp.clock, question: { scope: oneOrganization(acme), kind, sort: [] } as never })
  return readFile(path)
}

describe.skipIf(!arePresent)('what was recorded', () => {
  test('is all accounted for: of a kind, an event, or named with why no list keeps it', () => {
    expect([...Object.keys(kindOf), ...events, ...Object.keys(notKept)].sort()).toEqual(exampleNames())
  })

  test.each(Object.entries(kindOf))('%s is parsed, stored, listed and exported as %s', async (name, kind) => {
    const resource = resourceOf(kind)
    const objects = recorded(name)
    const { rows, quarantined } = sortOut(resource, objects)
    expect([rows.length, quarantined]).toEqual([objects.length, []])
    await publish(temp.store, acme, { [kind]: rows })

    const paths = resource.columns.map((column) => column.path)
    const page = await temp.store.page({ scope: oneOrganization(acme), kind, columns: paths, start: 0, size: 100, sort: [] } as unknown as ParsedInput<'snapshot.page'>)
    const listed = JSON.parse(page.rowsJson) as (readonly Cell[])[]
    const byId = new Map(objects.map((raw) => [rawId(resource, raw)!, raw]))
    expect(listed).toHaveLength(byId.size)
    for (const [owner, id, ...cells] of listed) {
      expect(owner).toBe(acme)
      expect(Object.fromEntries(paths.map((path, at) => [path, cells[at]]))).toEqual(Object.fromEntries(resource.columns.map((column) => [column.path, cellOf(column, byId.get(String(id))!)])))
    }
    for (const [id, raw] of byId) {
      const object = await temp.store.object({ organization: acme, kind, id } as never)
      // Every field, known to us or not, in the service's own spelling.
      expect(JSON.parse(object.raw)).toEqual(raw)
      expect(object.title).toBe(titleOf(resource, raw))
    }

    const inOrder = listed.map(([, id]) => byId.get(String(id))!)
    expect(JSON.parse((await exported(kind, 'json')).toString('utf8'))).toEqual(inOrder)
    const columns = exportColumnsOf(resource)
    const texts = inOrder.map((raw) => resource.columns.map((column, at) => columns[at]!.text(cellOf(column, raw))))
    const csv = (await exported(kind, 'csv')).toString('utf8').replace(/^\uFEFF/, '')
    for (const line of texts) expect(csv).toContain(csvLine(line))
    const sheet = sheetOf(await exported(kind, 'xlsx'))
    expect(sheet).toHaveLength(1 + inOrder.length)
    for (const [row, line] of texts.entries()) {
      const cells = sheet[row + 1]!
      const asText = resource.columns.flatMap(({ type, choices }, at) => (type === 'text' || type === 'id' || type === 'list' || choices ? [[line[at]!.replace(/\r\n?/g, '\n').slice(0, 100), (cells[at]?.text ?? '').slice(0, 100)]] : []))
      expect(asText.map(([, found]) => found)).toEqual(asText.map(([wanted]) => wanted))
    }
  })

  test.each(events)('%s is archived, listed, found by its text and given back whole', async (name) => {
    const [raw] = example(name) as RawObject[]
    const event = archivedEventOf(raw!)
    await temp.store.events.add(acme, [event], { fromMs: event.atMs - 1_000, toMs: event.atMs + 1_000 })
    const question = { organization: acme, from: instantFromMs(event.atMs - 1_000), to: instantFromMs(event.atMs + 1_000), services: [], types: [], success: null, start: 0, size: 10 }
    for (const text of ['', event.type, event.initiator.slice(0, 6)]) expect((await temp.store.events.page({ ...question, text } as never)).events.map(({ id }) => id)).toEqual([event.id])
    expect(JSON.parse((await temp.store.events.event(acme, event.id))!.raw)).toEqual(raw)
  })
})
