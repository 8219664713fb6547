// Every list that the client reads, from the registry, each with enough rows of its own for a first, a middle and a last page.

import type { EstateOrganization } from '../../../main/simulator/estate-organization.ts'
import { nodeIndex } from '../../../main/simulator/graph/association-routes.ts'
import { type NodeType, nodes, nodeTypes } from '../../../main/simulator/graph/nodes.ts'
import type { Table } from '../../../main/simulator/table.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { ResourceDescription } from '../../../shared/resources/define.ts'
import { rawId, valueAt } from '../../../shared/resources/derive/row-projection.ts'
import { resourceOf } from '../../../shared/resources/index.ts'

/** Three pages, whether they overlap or not. */
const rowsForPages = 2 * limits.wirePageRowsMax + 5

/** A list of one organization, ready to be read. */
export interface FaultRead {
  readonly resource: ResourceDescription
  /** Id of the object that the list belongs to. */
  readonly parent: string | null
  /** Path on the wire, and what beside the window the question says. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** Rows between the starts of two pages. */
  readonly step: number
  /** Ids of the rows that the service has now. */
  rows(): string[]
  /** Lets a row leave, come or change its name. */
  change(how: 'leave' | 'come' | 'renamed'): void
}

/** Fills the list of a kind in an organization and says how it is asked for. */
export function faultRead(organization: EstateOrganization, resource: ResourceDescription): FaultRead {
  const { list } = resource
  const isSortedById = resource.edge === undefined && list.sort === resource.wire.idField
  const { parent, ...rows } = resource.kind === 'organization' ? ownRecord(organization) : resource.edge ? edges(organization, resource) : objects(organization, resource)
  return {
    resource,
    parent,
    path: `${list.api === 'v1' ? '/api' : '/api/v2'}${list.path.replace('{parent}', parent ?? '')}`,
    query: list.query ?? {},
    step: limits.wirePageRowsMax - (isSortedById ? limits.wirePageOverlapRows : 0),
    ...rows,
  }
}

type Rows = Pick<FaultRead, 'parent' | 'rows' | 'change'>

const ownRecord = (organization: EstateOrganization): Rows => ({ parent: null, rows: () => [organization.id], change: () => undefined })

function objects(organization: EstateOrganization, resource: ResourceDescription): Rows {
  const { kind, titlePaths } = resource
  const table = organization.tableOf(kind)
  while (table.count < rowsForPages) table.insert({})
  return {
    parent: null,
    // Not the table's ids: a directory of LDAP is listed under the id of its server.
    rows: () => table.indexes().map((index) => rawId(resource, table.at(index))!),
    change: (how) => {
      const victim = table.natural()[0]!
      if (how === 'leave') table.remove(victim)
      else if (how === 'come') table.insert({})
      // Now first in the order of names, whatever page it was on.
      else table.update(victim, { [titlePaths[0] ?? 'name']: '!renamed' })
    },
  }
}

function edges(organization: EstateOrganization, { list, edge }: ResourceDescription): Rows {
  const type = nodeTypes.find((candidate) => list.path.startsWith(`/${nodes[candidate].path}/`))!
  const farType = nodeTypes.find((candidate) => nodes[candidate].kind === edge!.to)!
  const parent = parentOf(organization, type, list)
  const near = nodeIndex(organization, type, parent)!
  const far = organization.tableOf(edge!.to)
  while (far.count < rowsForPages) far.insert({})
  for (const index of far.indexes()) organization.graph.bind(type, near, farType, index)
  const farEnds = () => organization.graph.edges(type, near, farType).map(({ index }) => index)
  return {
    parent,
    rows: () => farEnds().map((index) => far.idAt(index)),
    change: (how) => {
      if (how === 'leave') organization.graph.unbind(type, near, farType, farEnds()[0]!)
      else if (how === 'come') organization.graph.bind(type, near, farType, far.insert({}))
      else organization.graph.bind(type, near, farType, farEnds()[0]!, { renamed: true })
    },
  }
}

/** The first object of the sort that has this list. */
function parentOf(organization: EstateOrganization, type: NodeType, { per, perWhere }: ResourceDescription['list']): string {
  const table = organization.tableOf(per!)
  if (table.count === 0) table.insert({})
  const parent = ids(table).find((id) => nodeIndex(organization, type, id) !== null && (!perWhere || valueAt(table.at(table.indexOf(id)!), perWhere.path) === perWhere.is))
  if (parent === undefined) throw new Error(`the estate has no ${resourceOf(per!).words.one} of the sort ${type}`)
  return parent
}

const ids = (table: Table): string[] => table.indexes().map((index) => table.idAt(index))
