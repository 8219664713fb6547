// Associations of a thing, from whichever end they are asked, and the lists of members: what is connected directly.

import type { ResourceDescription } from '../../../shared/resources/define.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { type Answer, badRequest, refusals } from '../answer.ts'
import type { OrganizationObjects } from '../organization-objects.ts'
import { type Handler, listAnswer } from '../kind-routes.ts'
import { edgeRows, memberRow } from '../parent-rows.ts'
import { associationTargets, isNodeType, type NodeType, nodes } from './nodes.ts'

/** `GET /…/{parent}/associations?targets=…`; one sort of thing at a time. */
export const associationsOf =
  (from: NodeType): Handler =>
  (call) => {
    const index = nodeIndex(call.organization, from, call.parameters.parent!)
    if (index === null) return refusals.notFound
    const targets = call.request.query.list('targets')
    if (targets.length === 0) return badRequest('targets is required')
    const [target = ''] = targets
    if (targets.length > 1 || !associationTargets[from].includes(target)) return badRequest(`invalid targets: ${targets.join(',')}`)
    return connectedAnswer(call, from, index, isNodeType(target) ? target : null)
  }

/** `GET /policygroups/{parent}/members`, whose members are of one sort. */
export const membersOf =
  (from: NodeType, to: NodeType): Handler =>
  (call) => {
    const index = nodeIndex(call.organization, from, call.parameters.parent!)
    return index === null ? refusals.notFound : connectedAnswer(call, from, index, to)
  }

function connectedAnswer({ organization, request }: Parameters<Handler>[0], from: NodeType, index: number, to: NodeType | null): Answer {
  const edges = to === null ? [] : organization.graph.read(from, index, to)
  const byIndex = new Map(edges.map((edge) => [edge.index, edge]))
  const table = to === null ? null : organization.tableOf(nodes[to].kind)
  const rows = edgeRows([...byIndex.keys()], (far) => memberRow(table!.idAt(far), to!, byIndex.get(far)!.attributes))
  return listAnswer(edgeList, organization.haunted(rows, index), request)
}

/** The shape of lists of edges; the rows are of no kind that has a list of its own. */
export const edgeList: ResourceDescription = {
  kind: 'association',
  words: { one: 'association', many: 'associations', title: 'Associations', section: 'userManagement', icon: 'link' },
  wire: { name: 'association', idField: 'id' },
  list: { api: 'v2', path: '', envelope: 'array', total: 'header', sort: null },
  schema: {} as ResourceDescription['schema'],
  titlePaths: [],
  columns: [],
  filters: [],
  sync: { order: 0, mode: 'fullPass' },
  example: {},
}

/** Index of a live thing of this sort; a directory of another sort is none. */
export function nodeIndex(organization: OrganizationObjects, type: NodeType, id: string): number | null {
  const { kind } = nodes[type]
  const index = organization.tableOf(kind).indexOf(id)
  if (index === null || kind !== 'directory') return index
  return organization.profile.story.directories[index]?.type === type ? index : null
}

export const attributesOf = (organization: OrganizationObjects, type: NodeType, index: number): RawObject | null => {
  const isGroup = type === 'user_group' || type === 'system_group' || type === 'policy_group'
  return isGroup ? ((organization.tableOf(nodes[type].kind).at(index).attributes as RawObject | null | undefined) ?? null) : null
}
