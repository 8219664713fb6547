// Who is in which group: adding and removing a member, from either end.

import { type ActionDescription, defineAction, type Image } from '../../actions/action.ts'
import { fields } from '../../actions/field.ts'
import { textOf } from '../../actions/template.ts'

interface Side {
  readonly member: { readonly kind: string; readonly wire: string; readonly noun: string; readonly path: string }
  readonly group: { readonly kind: string; readonly noun: string; readonly path: string }
  /** Kind of the edges in the snapshot. */
  readonly edge: string
}

const users: Side = { member: { kind: 'user', wire: 'user', noun: 'user', path: 'users' }, group: { kind: 'userGroup', noun: 'user group', path: 'usergroups' }, edge: 'membership' }
const devices: Side = { member: { kind: 'device', wire: 'system', noun: 'device', path: 'systems' }, group: { kind: 'deviceGroup', noun: 'device group', path: 'systemgroups' }, edge: 'deviceMembership' }

type Op = 'add' | 'remove'

/** Groups that follow a rule take and drop members by themselves. */
const refuseDynamic = (image: Image): string | null => {
  if (!image.group) return 'The group is no longer there.'
  return textOf(image, 'group', 'membershipMethod') === 'DYNAMIC_AUTOMATED' ? `${textOf(image, 'group', 'name') || 'The group'} follows a rule: change the rule or what it looks at.` : null
}

/** `from` says whose action it is: of the members that are selected, or of one group. */
function membership({ member, group, edge }: Side, from: 'member' | 'group', op: Op): ActionDescription {
  const isAdd = op === 'add'
  const isMember = from === 'member'
  const other = isMember ? group : member
  const place = isMember ? { member: '{id}', group: '{group}' } : { member: '{member}', group: '{id}' }
  const edgeRead = {
    route: { api: 'v2', path: `/${member.path}/${place.member}/memberof`, query: { filter: `object_id:eq:${place.group}` } },
    take: { as: 'row', rows: 'array', path: 'id', is: place.group, isPaged: true },
    stored: { kind: edge, id: place.member, parent: place.group },
  } as const
  const parts = { edge: edgeRead, member: { kind: member.kind, id: place.member }, group: { kind: group.kind, id: place.group } } as const
  const name = { [isMember ? 'group' : 'member']: fields.object({ label: isMember ? 'Group' : capital(member.noun) }, other.kind) }
  return defineAction({
    id: isMember ? `${member.kind}.${op}${isAdd ? 'ToGroup' : 'FromGroup'}` : `${group.kind}.${op}Member`,
    kind: isMember ? member.kind : group.kind,
    target: 'each',
    class: 'B',
    words: isMember
      ? isAdd
        ? { menu: 'Add to group…', title: `Add {targets} to a group`, verb: 'Add', done: 'Added', already: 'Already a member' }
        : { menu: 'Remove from group…', title: `Remove {targets} from a group`, verb: 'Remove', done: 'Removed', already: 'Not a member' }
      : isAdd
        ? { menu: `Add ${member.noun}…`, title: `Add a ${member.noun} to {targets}`, verb: 'Add', done: 'Added', already: 'Already a member' }
        : { menu: `Remove ${member.noun}…`, title: `Remove a ${member.noun} from {targets}`, verb: 'Remove', done: 'Removed', already: 'Not a member' },
    menu: { place: isMember ? 'moreActions' : 'detail', group: 'access', order: isAdd ? 60 : 62 },
    fields: name,
    reads: isMember ? { object: parts.member, group: parts.group, edge: parts.edge } : { object: parts.group, group: parts.group, member: parts.member, edge: parts.edge },
    refuse: ({ image }) => (!isMember && isAdd && !image.member ? `The ${member.noun} is no longer there.` : refuseDynamic(image)),
    aims: () => [{ part: 'edge', exists: isAdd }],
    requests: [{ api: 'v2', method: 'POST', path: `/${group.path}/${place.group}/members`, isIdempotent: true }],
    body: ({ id, parameters }) => ({ op, type: member.wire, id: isMember ? id : parameters.member }),
    inverse: ({ parameters }) => ({ action: isMember ? `${member.kind}.${isAdd ? 'removeFromGroup' : 'addToGroup'}` : `${group.kind}.${isAdd ? 'removeMember' : 'addMember'}`, parameters }),
    consequences: () =>
      isAdd
        ? [{ about: 'access', text: 'Everything that the group is given is given to them too.' }]
        : [{ about: 'access', text: 'What they had only through the group they lose.' }],
    volatile: [],
  })
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const both = (side: Side, from: 'member' | 'group') => (['add', 'remove'] as const).map((op) => membership(side, from, op))

export const userMembershipActions = both(users, 'member')
export const userGroupMembershipActions = both(users, 'group')
export const deviceMembershipActions = both(devices, 'member')
export const deviceGroupMembershipActions = both(devices, 'group')
