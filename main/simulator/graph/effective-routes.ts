// Effective lists: what a thing reaches directly or through groups, with every way there.

import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { type Answer, refusals } from '../answer.ts'
import type { EstateOrganization } from '../estate-organization.ts'
import { type Call, type Handler, listAnswer, rowsFrom } from '../kind-routes.ts'
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
    return graphAnswer(call, withSync(call, from, index, rows))
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
  const isBroken = organization.profile.story.directories[index]?.isBroken ?? false
  return rows.map((row, at) => {
    const isFailed = isBroken || at % 23 === 5
    return {
      ...row,
      externalId: String(row.id).slice(-12),
      syncStatus: {
        syncedAt: new Date(organization.nowMs - (isBroken ? 22 * 86_400_000 : 900_000 + at * 1_000)).toISOString(),
        code: isFailed ? (isBroken ? 401 : 409) : 200,
        message: isFailed ? (isBroken ? 'The directory has to be connected again' : 'Another account has this address') : 'OK',
        details: [],
      },
    }
  })
}

/** The only fields these lists filter by are `object_id` and `type`; rows carry the first as `id`. */
function graphAnswer({ request }: Call, rows: readonly RawObject[]): Answer {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const answer = listAnswer(edgeList, rowsFrom(rows.map((row) => ({ ...row, object_id: row.id }))), request, ['object_id', 'type'])
  return Array.isArray(answer.body) ? { ...answer, body: (answer.body as RawObject[]).map(({ id }) => byId.get(id)) } : answer
}
