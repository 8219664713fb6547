// Writes to associations, from whichever end (v2 /…/{id}/associations).

import { z } from 'zod'
import { badRequest, refusals } from '../answer.ts'
import { nodeIndex } from '../graph/association-routes.ts'
import { associationTargets, isNodeType, type NodeType, nodes, nodeTypes } from '../graph/nodes.ts'
import type { Route } from '../routes.ts'
import { conflict, noContent, write } from './write.ts'

const change = z.object({ op: z.enum(['add', 'remove', 'update']), type: z.string(), id: z.string(), attributes: z.looseObject({}).nullish() })

const associations = (from: NodeType): Route =>
  write({
    method: 'POST',
    api: 'v2',
    path: `/${nodes[from].path}/{id}/associations`,
    kind: nodes[from].kind,
    body: change,
    handle: ({ organization, parameters }, { op, type, id, attributes }) => {
      const index = nodeIndex(organization, from, parameters.id!)
      if (index === null) return refusals.notFound
      if (!associationTargets[from].includes(type) || !isNodeType(type)) return badRequest(`invalid type: ${type}`)
      const other = nodeIndex(organization, type, id)
      if (other === null) return refusals.notFound
      const isBound = organization.graph.edges(from, index, type).some((edge) => edge.index === other)
      if (op === 'add' && isBound) return conflict('Already Exists')
      if (op !== 'add' && !isBound) return refusals.notFound
      if (op === 'remove') organization.unbind(from, parameters.id!, type, id)
      else organization.bind(from, parameters.id!, type, id, attributes ?? null)
      return noContent
    },
  })

/** Sorts of things whose associations an action of the client changes. */
const written = nodeTypes.filter((type) => type !== 'policy_group')

export const associationWrites: readonly Route[] = written.map(associations)
