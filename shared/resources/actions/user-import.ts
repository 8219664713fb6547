// Bringing in people from a file or a directory: the service is told where they come from, and takes many at once.

import { type ActionDescription, defineAction, type Subject } from '../../actions/action.ts'
import { fields, optional } from '../../actions/field.ts'
import { importedDetails, userAims, usernamePattern } from './user-edit.ts'

interface Source {
  readonly name: 'importFromFile' | 'importFromGoogle' | 'importFromMicrosoft'
  readonly title: string
  /** What the service calls it; it decides with which state people begin. */
  readonly creationSource: string
  readonly setting: string
}

interface Row {
  readonly username?: unknown
  readonly email?: unknown
  readonly details?: unknown
  readonly state?: unknown
}

const rowOf = ({ username, email, details, state }: Row) => ({ username, email, ...(details as object | undefined), ...(state === undefined ? {} : { state }) })

const by = (path: 'username' | 'email') =>
  ({
    route: { api: 'v1', path: '/systemusers', query: { filter: `${path}:$eq:{${path}}`, limit: '1' } },
    take: { as: 'row', rows: 'results', path, is: `{${path}}`, isPaged: false },
    stored: null,
  }) as const

const importing = ({ name, title, creationSource, setting }: Source): ActionDescription => {
  const route = { api: 'v2', method: 'POST', path: '/bulk/users', headers: { 'creation-source': creationSource }, isIdempotent: false } as const
  return defineAction({
    id: `user.${name}`,
    kind: 'user',
    target: 'new',
    class: 'B',
    words: { menu: `Import from ${title}…`, title: `Import {targets} from ${title}`, verb: 'Import', done: 'Imported', already: 'Is there already' },
    menu: { place: 'new', group: 'edit', order: name === 'importFromFile' ? 2 : 3 },
    fields: {
      username: fields.text({ label: 'Username', max: 100, pattern: usernamePattern, hint: 'Letters, digits, dot, dash, underscore and @.' }),
      email: fields.text({ label: 'Email', pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$', hint: 'An address such as name@example.com.' }),
      details: optional(fields.data({ label: 'Details' }, importedDetails)),
      state: optional(fields.choice({ label: 'State', hint: `What the organization’s setting for ${setting} says unless chosen here.` }, [{ value: 'STAGED', label: 'Staged: no access yet' }, { value: 'ACTIVATED', label: 'Active: gets an activation mail' }])),
      managerAddress: optional(fields.text({ label: 'Manager who comes with them', max: 1_024, hint: 'Nobody has an id before they are there: the manager is set by the next step.' })),
    },
    reads: { object: by('username'), sameEmail: by('email') },
    refuse: ({ image }) => (image.object ? 'Somebody has this username.' : image.sameEmail ? 'Somebody has this email address.' : null),
    aims: ({ parameters: { email, details, state } }) => [
      { part: 'object', exists: true },
      ...userAims({ email, ...details, ...(state ? { state } : {}) }),
    ],
    requests: [route],
    body: ({ parameters }) => [rowOf(parameters)],
    bulk: { ...route, itemsMax: 100, items: (subjects: readonly Subject<Row>[]) => subjects.map(({ parameters }) => rowOf(parameters)), results: { api: 'v2', path: '/bulk/users/{job}/results' } },
    inverse: () => ({ action: 'user.delete', parameters: { isActiveToo: true, reports: 'keep' } }),
    consequences: ({ state }) => [
      { about: 'billing', text: 'Every user is billed, in whatever state.' },
      state === 'STAGED' ? { about: 'mail', text: 'No mail is sent until they are activated.' } : { about: 'mail', text: 'Active users get an activation mail at once.' },
    ],
    remark: ({ parameters: { managerAddress } }) => (managerAddress ? `${managerAddress} is new too: the next step makes them the manager` : null),
    volatile: [],
  })
}

export const userImportActions = [
  importing({ name: 'importFromFile', title: 'a file', creationSource: 'jumpcloud:bulk', setting: 'imported files' }),
  importing({ name: 'importFromGoogle', title: 'Google Workspace', creationSource: 'jumpcloud:gapps', setting: 'applications' }),
  importing({ name: 'importFromMicrosoft', title: 'Microsoft 365', creationSource: 'jumpcloud:o365', setting: 'applications' }),
]
