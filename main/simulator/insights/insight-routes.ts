// `GET /systeminsights/{table}`: rows of devices whose insights are on, of one device or of all.

import type { Handler } from '../kind-routes.ts'
import { listAnswer } from '../kind-routes.ts'
import { edgeRows } from '../parent-rows.ts'
import type { EstateOrganization } from '../estate-organization.ts'
import { edgeList } from '../graph/association-routes.ts'
import type { Route } from '../routes.ts'
import { type InsightDevice, insightRow, type InsightTable, insightTables } from './tables.ts'

/** Larger pages than elsewhere. */
const limitMax = 10_000
/** No device has so many rows in one table. */
const rowsMax = 4_096

export const insightRoutes: readonly Route[] = Object.entries(insightTables).map(([name, table]) => ({ method: 'GET', api: 'v2', path: `/systeminsights/${name}`, kind: 'device', header: 'sent', handle: rowsOf(name, table) }))

function rowsOf(name: string, table: InsightTable): Handler {
  return ({ organization, request }) => {
    // A row is named by its device and its place there, so that only the asked page is made.
    const known = new Map<number, InsightDevice>()
    const deviceAt = (index: number): InsightDevice => {
      const found = known.get(index) ?? insightDevice(organization, index)
      known.set(index, found)
      return found
    }
    const codes = askedDevices(organization, request.query.list('filter')).flatMap((index) => {
      const { release } = organization.blueprint.fleet.at(index)
      if (!table.families.includes(release.family) || !isOn(deviceAt(index))) return []
      return Array.from({ length: table.rows(deviceAt(index)) }, (_, place) => index * rowsMax + place)
    })
    const rows = edgeRows(codes, (code) => insightRow(name, table, deviceAt(Math.floor(code / rowsMax)), code % rowsMax))
    return listAnswer(edgeList, rows, request, null, limitMax)
  }
}

const isOn = ({ raw }: InsightDevice): boolean => (raw.systemInsights as { state?: string } | undefined)?.state === 'enabled'

/** The devices that a filter names, or all; other filters are for the rows. */
function askedDevices(organization: EstateOrganization, filters: readonly string[]): readonly number[] {
  const devices = organization.tableOf('device')
  const named = filters.map((filter) => /^system_id:(eq|in):(.*)$/.exec(filter)).find((match) => match !== null)
  return named ? named[2]!.split('|').map((id) => devices.indexOf(id)).filter((index) => index !== null) : devices.indexes()
}

function insightDevice(organization: EstateOrganization, index: number): InsightDevice {
  const facts = organization.blueprint.fleet.at(index)
  const owner = facts.owner !== null && organization.users.has(facts.owner) ? { username: String(organization.users.at(facts.owner).username), isAdmin: organization.blueprint.isDeviceAdmin(index) } : null
  return { facts, raw: organization.tableOf('device').at(index), owner }
}
