// User groups and device groups: make, edit, delete.

import { type ActionDescription, defineAction } from '../../actions/action.ts'
import { fields } from '../../actions/field.ts'
import { deletion } from './deletion.ts'

const changed = fields.changes({ label: 'Changes' }, { name: fields.text({ label: 'Name', max: 255 }), description: fields.plainText({ label: 'Description' }), email: fields.plainText({ label: 'Email', max: 320 }) })

/** What a PUT takes. It may replace what is not sent, so everything that was read goes back with the change. */
const kept = ['name', 'description', 'email', 'attributes', 'membershipMethod', 'memberQuery', 'memberQueryExemptions', 'memberSuggestionsNotify'] as const

function actionsOf(kind: 'userGroup' | 'deviceGroup', path: string, members: string): readonly ActionDescription[] {
  const byName = {
    route: { api: 'v2', path, query: { filter: 'name:eq:{name}', limit: '1' } },
    take: { as: 'row', rows: 'array', path: 'name', is: '{name}', isPaged: false },
    stored: null,
  } as const
  const create = defineAction({
    id: `${kind}.create`,
    kind,
    target: 'new',
    class: 'B',
    words: { menu: 'New group…', title: 'Make {targets}', verb: 'Make', done: 'Made', already: 'Is there already' },
    menu: { place: 'new', group: 'edit', order: 1 },
    fields: { name: fields.text({ label: 'Name', max: 255 }), description: fields.anyText({ label: 'Description', initial: '' }) },
    reads: { object: byName },
    refuse: ({ image }) => (image.object ? 'A group has this name.' : null),
    aims: ({ parameters }) => [
      { part: 'object', exists: true },
      { part: 'object', path: 'description', to: parameters.description },
    ],
    requests: [{ api: 'v2', method: 'POST', path, isIdempotent: false }],
    body: ({ parameters: { name, description } }) => ({ name, ...(description === '' ? {} : { description }) }),
    inverse: () => ({ action: `${kind}.delete`, parameters: {} }),
    consequences: () => [{ about: 'data', text: 'The group is empty and gives nothing until something is bound to it.' }],
    volatile: [],
  })
  const edit = defineAction({
    id: `${kind}.edit`,
    kind,
    target: 'each',
    class: 'B',
    words: { menu: 'Edit…', title: 'Edit {targets}', verb: 'Change', done: 'Changed', already: 'It says so already' },
    menu: { place: 'detail', group: 'edit', order: 10 },
    fields: { changes: changed },
    reads: { object: { kind, id: '{id}' } },
    refuse: () => null,
    aims: ({ parameters }) => Object.entries(parameters.changes).flatMap(([name, to]) => (to === undefined ? [] : [{ part: 'object', path: name, to }])),
    requests: [{ api: 'v2', method: 'PUT', path: `${path}/{id}`, isIdempotent: true }],
    body: ({ image, parameters }) => ({ ...Object.fromEntries(kept.flatMap((name) => (image.object?.[name] === undefined ? [] : [[name, image.object[name]]]))), ...parameters.changes }),
    inverse: ({ image, parameters }) => ({ action: `${kind}.edit`, parameters: { changes: Object.fromEntries(Object.keys(parameters.changes).flatMap((name) => (name === 'name' && !image.object?.name ? [] : [[name, image.object?.[name] ?? '']]))) } }),
    consequences: () => [{ about: 'data', text: 'Members, bindings and the rule stay as they are.' }],
    volatile: [],
  })
  return [
    create,
    edit,
    deletion({
      kind,
      api: 'v2',
      path: `${path}/{id}`,
      consequences: [
        { about: 'access', text: `${members} lose everything that they had only through this group.` },
        { about: 'data', text: 'Its members and bindings are not kept by the service.' },
      ],
      irreversible: 'A group that is made again has a new id; members and bindings have to be put back one by one, from what was read before.',
      again: ({ id, name, description, membershipMethod }) => ({
        action: `${kind}.create`,
        parameters: { name: typeof name === 'string' ? name : '', description: typeof description === 'string' ? description : '' },
        lost: [typeof id === 'string' ? `the id ${id}` : 'the id', ...(typeof membershipMethod === 'string' && membershipMethod.startsWith('DYNAMIC') ? ['its rule'] : [])],
      }),
    }),
  ]
}

export const userGroupActions = actionsOf('userGroup', '/usergroups', 'People')
export const deviceGroupActions = actionsOf('deviceGroup', '/systemgroups', 'Devices')
