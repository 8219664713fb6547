// Effective lists: what a thing reaches directly or through groups, with every way there.

import { dayMs, instantFromMs, minuteMs } from '../../../shared/base/instant.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { type Answer, refusals } from '../answer.ts'
import type { EstateOrganization } from '../estate-organization.ts'
import { type Call, type Handler, listAnswer, rowsFrom } from '../kind-routes.ts'
import { mix } from '../mixing.ts'
import { attributesOf, edgeList, nodeIndex } from './association-routes.ts'
import { compiled, type Reached, reachedFrom } from './effective.ts'
import { directoryNodes, type NodeType, nodes } from './nodes.ts'

/** `GET /users/{parent}/systems` and its like. */
export const effectiveOf =
  (from: NodeType, to: NodeType | 'directory'): Handler =>
  (call) => {
    const { organization, parameters } = call
    const index = nodeIndex(organization, from, parameters.parent!)
    if (index === null) return refusals.notFound
    const targets: readonly NodeType[] = to === 'directory' ? directoryNodes : [to]
    const rows = targets.flatMap((target) => reachedFrom(organization.graph, from, index, target).map((reached) => reachedRow(organization, reached)))
    return graphAnswer(call, to === 'directory' && from === 'user' ? withOwnSync(call, index, rows) : withSync(call, from, index, rows))
  }

/** The groups that a thing is in, or the members of a group: `memberof` and `membership`. Groups do not nest, so both are direct. */
export const groupsAndMembers =
  (from: NodeType, to: NodeType): Handler =>
  (call) => {
    const { organization, parameters } = call
    const index = nodeIndex(organization, from, parameters.parent!)
    if (index === null) return refusals.notFound
    const rows = organization.graph.read(from, index, to).map((edge) => reachedRow(organization, { type: to, index: edge.index, ways: [[{ ...edge, type: to }]] }))
    return graphAnswer(call, rows)
  }

function reachedRow(organization: EstateOrganization, { type, index, ways }: Reached): RawObject {
  const at = (node: NodeType, place: number) => ({ attributes: attributesOf(organization, node, place), id: organization.tableOf(nodes[node].kind).idAt(place), type: node })
  return {
    id: organization.tableOf(nodes[type].kind).idAt(index),
    type,
    compiledAttributes: compiled(ways, (node, place) => attributesOf(organization, node, place)),
    paths: ways.map((way) => way.map((step) => ({ attributes: step.attributes, to: at(step.type, step.index) }))),
  }
}

/** `syncStatus=true` adds how each person fared at the last export to a cloud directory. */
function withSync({ organization, request }: Call, from: NodeType, index: number, rows: readonly RawObject[]): readonly RawObject[] {
  if ((from !== 'g_suite' && from !== 'office_365') || request.query.text('syncStatus') !== 'true') return rows
  return rows.map((row) => ({ ...row, ...syncOf(organization, index, organization.users.indexOf(String(row.id)) ?? 0) }))
}

/** Of a person the service tells the same from the other end. */
function withOwnSync({ organization }: Call, user: number, rows: readonly RawObject[]): readonly RawObject[] {
  return rows.map((row) => (row.type === 'g_suite' || row.type === 'office_365' ? { ...row, ...syncOf(organization, organization.tableOf('directory').indexOf(String(row.id))!, user) } : row))
}

/** How a person fared at the last export to a cloud directory: nobody where its grant is broken, otherwise all but a few. */
function syncOf(organization: EstateOrganization, directory: number, user: number): RawObject {
  const isBroken = organization.profile.story.directories[directory]?.isBroken ?? false
  const isFailed = isBroken || mix(organization.blueprint.seedFor('directory sync'), user) % 23 === 5
  return {
    externalId: organization.users.idAt(user).slice(-12),
    syncStatus: {
      syncedAt: instantFromMs(organization.nowMs - (isBroken ? 22 * dayMs : 15 * minuteMs + (user % 600) * 1_000)),
      code: isFailed ? (isBroken ? 401 : 409) : 200,
      message: isFailed ? (isBroken ? 'The directory has to be connected again' : 'Another account has this address') : 'OK',
      details: [],
    },
  }
}

/** The only fields these lists filter by are `object_id` and `type`; rows carry the first as `id`. */
function graphAnswer({ request }: Call, rows: readonly RawObject[]): Answer {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const answer = listAnswer(edgeList, rowsFrom(rows.map((row) => ({ ...row, object_id: row.id }))), request, ['object_id', 'type'])
  return Array.isArray(answer.body) ? { ...answer, body: (answer.body as RawObject[]).map(({ id }) => byId.get(id)) } : answer
}
