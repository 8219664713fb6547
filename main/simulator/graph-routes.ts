// Effective memberships, from both ends. Groups do not nest, so what is effective is what is direct: paths have one step.

import type { RawObject } from '../../shared/resources/derive/row-projection.ts'
import { membership } from '../../shared/resources/membership.ts'
import { type Answer, refusals } from './answer.ts'
import { type Call, listAnswer, rowsFrom } from './kind-routes.ts'

export function memberOf(call: Call): Answer {
  const { organization, parameters } = call
  const user = organization.users.indexOf(parameters.id!)
  if (user === null) return refusals.notFound
  return graphAnswer(call, organization.memberships.groupsOf(user).map((group) => {
    const { id, attributes } = organization.userGroups.at(group)
    return withPath(String(id), 'user_group', attributes ?? null)
  }))
}

export function membershipOf(call: Call): Answer {
  const { organization, parameters } = call
  const group = organization.userGroups.indexOf(parameters.id!)
  if (group === null) return refusals.notFound
  return graphAnswer(call, organization.memberships.read(group).map((user) => withPath(organization.users.idAt(user), 'user', null)))
}

/** The only fields these lists filter by are `object_id` and `type`; rows carry the first as `id`. */
function graphAnswer({ request }: Call, rows: readonly RawObject[]): Answer {
  const named = rows.map((row) => ({ ...row, object_id: row.id }))
  const answer = listAnswer(membership, rowsFrom(named), request, ['object_id', 'type'])
  if (!Array.isArray(answer.body)) return answer
  return { ...answer, body: (answer.body as RawObject[]).map(({ id, type, compiledAttributes, paths }) => ({ id, type, compiledAttributes, paths })) }
}

const withPath = (id: string, type: string, attributes: unknown): RawObject => ({
  id,
  type,
  compiledAttributes: attributes,
  paths: [[{ attributes: null, to: { attributes, id, type } }]],
})
