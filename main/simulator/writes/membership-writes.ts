// Writes to the members of groups of people and of devices.

import { z } from 'zod'
import { badRequest, refusals } from '../answer.ts'
import type { Route } from '../routes.ts'
import { conflict, noContent, write } from './write.ts'

const member = z.object({ op: z.enum(['add', 'remove', 'update']), type: z.string(), id: z.string(), attributes: z.unknown().optional() })

function members(kind: 'userGroup' | 'deviceGroup', path: string, type: 'user' | 'system'): Route {
  return write({
    method: 'POST',
    api: 'v2',
    path,
    kind,
    body: member,
    handle: ({ organization, parameters }, { op, type: sent, id }) => {
      const memberships = kind === 'userGroup' ? organization.memberships : organization.deviceMemberships
      const groups = organization.tableOf(kind)
      const group = groups.indexOf(parameters.parent!)
      const other = organization.tableOf(type === 'user' ? 'user' : 'device').indexOf(id)
      if (sent !== type) return badRequest(`invalid type: ${sent}`)
      if (group === null || other === null) return refusals.notFound
      if (groups.at(group).membershipMethod === 'DYNAMIC_AUTOMATED') return badRequest('the members of this group follow a rule')
      const isMember = memberships.membersOf(group).includes(other)
      if (op === 'add' && isMember) return conflict('Already Exists')
      if (op !== 'add' && !isMember) return refusals.notFound
      if (op !== 'update') organization.changeMember(kind, group, other, op)
      return noContent
    },
  })
}

export const membershipWrites: readonly Route[] = [members('userGroup', '/usergroups/{parent}/members', 'user'), members('deviceGroup', '/systemgroups/{parent}/members', 'system')]
