// What the client reads beside lists, from the registry: one object of each kind, each live detail, a count, a key's organizations, events.

import type { Api } from '../../../main/engine/api/api.ts'
import type { OrganizationContext } from '../../../main/engine/api/organization-context.ts'
import type { EstateOrganization } from '../../../main/simulator/estate-organization.ts'
import { dayMs, instantFromMs } from '../../../shared/base/instant.ts'
import { rawId, valueAt } from '../../../shared/resources/derive/row-projection.ts'
import { resourceOf, resources } from '../../../shared/resources/index.ts'
import { liveDetailOf, liveDetails } from '../../../shared/resources/live-details.ts'

/** One question that is no list: how it is asked for, and where on the wire. */
export interface FaultQuestion {
  readonly name: string
  /** Path on the wire as the plan of faults matches it. */
  readonly path: string
  readonly ask: (api: Api, context: OrganizationContext, organization: EstateOrganization) => Promise<unknown>
}

export const faultQuestions: readonly FaultQuestion[] = [
  ...resources.flatMap((resource): FaultQuestion[] =>
    resource.one ? [{ name: `one ${resource.words.one}`, path: onWire(resource.list.api, resource.one.path), ask: (api, context, organization) => api.one(context, resource, idOf(organization, resource.kind)) }] : [],
  ),
  ...liveDetails.map(
    (detail): FaultQuestion => ({
      name: `${detail.kind} ${detail.name}`,
      path: onWire(detail.route.api, detail.route.path),
      ask: async (api, context, organization) => {
        const id = idOf(organization, detail.kind, detail.where)
        const row = detail.ofRow === undefined ? undefined : await firstRow(api, context, detail.kind, id, detail.ofRow)
        return api.read(context, { route: detail.route, title: detail.title, id, ...(row !== undefined && { row }) })
      },
    }),
  ),
  { name: 'number of users', path: '/api/systemusers', ask: (api, context) => api.count(context, resourceOf('user')) },
  { name: 'organizations of the key', path: '/api/organizations', ask: (api, context) => api.organizationsOfKey(context) },
  { name: 'events', path: '**/events', ask: allEvents },
]

function onWire(api: 'v1' | 'v2', path: string): string {
  return `${api === 'v1' ? '/api' : '/api/v2'}${path.replace(/\{\w+\}/g, '*')}`
}

/** An object of the kind that has the detail, made when the estate has none. */
function idOf(organization: EstateOrganization, kind: string, where?: { readonly path: string; readonly is: string }): string {
  if (kind === 'organization') return organization.id
  const resource = resourceOf(kind)
  const table = organization.tableOf(kind)
  const fits = (index: number) => !where || valueAt(table.at(index), where.path) === where.is
  const index = table.indexes().find(fits) ?? table.insert(where ? { [where.path]: where.is } : {})
  return rawId(resource, table.at(index))!
}

/** A row of another detail of the same object, whose own detail is asked for. */
async function firstRow(api: Api, context: OrganizationContext, kind: string, id: string, name: string): Promise<string> {
  const outer = liveDetailOf(kind, name)!
  const { rows } = await api.read(context, { route: outer.route, title: outer.title, id })
  const { path } = outer.columns.find(({ title }) => title === 'ID')!
  const row = valueAt(rows[0] ?? {}, path)
  if (typeof row !== 'string') throw new Error(`broken test: ${name} of ${kind} has no row`)
  return row
}

async function allEvents(api: Api, context: OrganizationContext, organization: EstateOrganization): Promise<void> {
  const span = { from: instantFromMs(organization.nowMs - dayMs), to: instantFromMs(organization.nowMs), services: ['all'] }
  for await (const page of api.events(context, span)) if (page.isLast) return
  throw new Error('the events ended without a last page')
}
