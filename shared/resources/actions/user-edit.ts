// Making, editing and deleting users.

import { z } from 'zod'
import { type Aim, defineAction, type Image } from '../../actions/action.ts'
import { fields, optional } from '../../actions/field.ts'
import { textOf } from '../../actions/template.ts'
import type { RawObject } from '../../base/raw-object.ts'
import { oneUser, stateOf } from './user-state.ts'

export const usernamePattern = '^[A-Za-z0-9][A-Za-z0-9._@-]{0,99}$'
const text = z.string().max(1_024).optional()
/** The service keeps the lists as they are sent: whoever changes one sends all of it. */
const partsMax = 50
const attributesMax = 500
const parts = {
  addresses: z.strictObject({ type: text, poBox: text, extendedAddress: text, streetAddress: text, locality: text, region: text, postalCode: text, country: text }),
  phoneNumbers: z.strictObject({ type: z.string().min(1).max(1_024), number: z.string().min(1).max(1_024) }),
  attributes: z.strictObject({ name: z.string().min(1).max(1_024), value: z.string().max(1_024).default('') }),
}
const partTitles: { readonly [Path in keyof typeof parts]: string } = { addresses: 'Address ({key})', phoneNumbers: 'Phone ({key})', attributes: 'Attribute {key}' }
const flag = z.boolean().optional()

/** What may be edited, by the names of the service. Passwords, state and MFA have actions of their own. */
const editable = z.strictObject({
  username: z.string().regex(new RegExp(usernamePattern)).optional(),
  email: z.email().optional(),
  firstname: text,
  middlename: text,
  lastname: text,
  displayname: text,
  alternateEmail: text,
  managedAppleId: text,
  company: text,
  costCenter: text,
  department: text,
  description: text,
  employeeIdentifier: text,
  employeeType: text,
  jobTitle: text,
  location: text,
  manager: text,
  sudo: flag,
  password_never_expires: flag,
  enable_managed_uid: flag,
  ldap_binding_user: flag,
  samba_service_user: flag,
  allow_public_key: flag,
  unix_uid: z.number().int().optional(),
  unix_guid: z.number().int().optional(),
  attributes: z.array(parts.attributes).max(attributesMax).optional(),
  tags: z.array(z.string().min(1)).max(100).optional(),
  addresses: z.array(parts.addresses).max(partsMax).optional(),
  phoneNumbers: z.array(parts.phoneNumbers).max(partsMax).optional(),
})

/** What may be said of somebody who is added. */
export const importedDetails = editable.omit({ username: true, email: true })

export const userAims = (changes: Readonly<Record<string, unknown>>): Aim[] =>
  Object.entries(changes).flatMap(([path, to]) => (to === undefined ? [] : [{ part: 'object', path, to, ...(path === 'tags' ? { isSet: true } : {}), ...(path in parts ? { isParts: true, partTitle: partTitles[path as PartList] } : {}) }]))

export type PartList = keyof typeof parts

/** A list as it may be sent: each part without its id and with what has a value only. */
export const partsOf = (list: PartList, value: unknown): Record<string, unknown>[] => sendable(value, parts[list])

const sendable = (list: unknown, schema: z.ZodObject): Record<string, unknown>[] =>
  (Array.isArray(list) ? (list as unknown[]) : []).flatMap((entry) => {
    const fields = Object.fromEntries(Object.entries((entry ?? {}) as object).filter(([name, value]) => name in schema.shape && typeof value === 'string' && value !== ''))
    const part = schema.safeParse(fields)
    return part.success ? [part.data] : []
  })

/** What may be said of somebody who is added, as it was of this one: each field as far as it can be sent. */
function detailsOf(object: RawObject): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(importedDetails.shape).flatMap(([path, schema]) => {
      const was = object[path]
      if (was === undefined || was === null || was === '' || was === false) return []
      const value = path in parts ? sendable(was, parts[path as keyof typeof parts]) : path === 'attributes' ? (was as { name: unknown; value: unknown }[]).map(({ name, value: text }) => ({ name, value: text })) : was
      return schema.safeParse(value).success && !(Array.isArray(value) && value.length === 0) ? [[path, value]] : []
    }),
  )
}

const factors = [['totpStatus', 'TOTP'], ['pushStatus', 'push'], ['webAuthnStatus', 'WebAuthn'], ['smsStatus', 'SMS'], ['jcGoStatus', 'JumpCloud Go']] as const

/** What nobody can put back into somebody who is made anew, or what has to be done once more. */
function lostOf(object: RawObject): string[] {
  const enrolment = (object.mfaEnrollment ?? {}) as Readonly<Record<string, unknown>>
  const enrolled = factors.flatMap(([path, name]) => (enrolment[path] === 'ENROLLED' || (path === 'totpStatus' && object.totp_enabled === true) ? [name] : []))
  const keys = (Array.isArray(object.ssh_keys) ? (object.ssh_keys as { name?: unknown }[]) : []).map(({ name }) => String(name ?? 'unnamed'))
  return [
    ...(typeof object._id === 'string' ? [`the id ${object._id}`] : ['the id']),
    ...(object.activated === false ? [] : ['the password']),
    ...enrolled,
    ...(keys.length > 0 ? [`SSH keys (${keys.join(', ')})`] : []),
    ...(object.enable_user_portal_multifactor === true ? ['the MFA requirement'] : []),
    ...(object.passwordless_sudo === true ? ['sudo without password'] : []),
    ...(object.externally_managed === true ? ['what the other directory managed'] : []),
  ]
}

/** What the fields were, in the words that put them back: an empty text where there was none. */
function before(image: Image, changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(changes).flatMap(([path, to]) => {
      const was = image.object?.[path]
      if (to === undefined) return []
      if (path in parts) return [[path, partsOf(path as PartList, was)]]
      if (was !== undefined && was !== null) return [[path, was]]
      // A number that never was cannot be taken out again.
      return typeof to === 'number' ? [] : [[path, Array.isArray(to) ? [] : typeof to === 'boolean' ? false : '']]
    }),
  )
}

const edit = defineAction({
  id: 'user.edit',
  kind: 'user',
  target: 'each',
  class: 'B',
  words: { menu: 'Edit…', title: 'Edit {targets}', verb: 'Change', done: 'Changed', already: 'It says so already' },
  menu: { place: 'moreActions', group: 'edit', order: 10 },
  fields: { changes: fields.data({ label: 'Changes' }, editable) },
  reads: oneUser,
  refuse: ({ id, image, parameters: { changes } }) => {
    const restricted = Array.isArray(image.object?.restrictedFields) ? (image.object.restrictedFields as unknown[]) : []
    const held = restricted.map((entry) => (entry as { field?: unknown } | null)?.field).filter((field) => typeof field === 'string' && Object.hasOwn(changes, field))
    if (held.length > 0) return `Another directory decides on ${held.join(', ')}.`
    return changes.manager && changes.manager === id ? 'Nobody is their own manager.' : null
  },
  aims: ({ parameters }) => userAims(parameters.changes),
  requests: [{ api: 'v1', method: 'PUT', path: '/systemusers/{id}', isIdempotent: true }],
  body: ({ parameters }) => parameters.changes,
  inverse: ({ image, parameters }) => ({ action: 'user.edit', parameters: { changes: before(image, parameters.changes) } }),
  consequences: ({ changes }) => [
    { about: 'data', text: 'Directories and applications that follow these users get the new values.' },
    ...(changes.username !== undefined ? [{ about: 'access' as const, text: 'They sign in with the new username from now on; accounts on devices keep the old one.' }] : []),
    ...(changes.sudo !== undefined ? [{ about: 'security' as const, text: changes.sudo ? 'They become administrators on all devices they are bound to.' : 'They are no longer administrators on all devices they are bound to.' }] : []),
  ],
  volatile: ['systemUsername'],
})

const setManager = defineAction({
  id: 'user.setManager',
  kind: 'user',
  target: 'each',
  class: 'B',
  words: { menu: 'Set manager…', title: 'Set the manager of {targets}', verb: 'Set manager', done: 'Manager set', already: 'Has this manager already' },
  menu: { place: 'moreActions', group: 'edit', order: 12 },
  fields: { manager: optional(fields.object({ label: 'Manager', hint: 'Nobody takes the manager away.' }, 'user')) },
  reads: oneUser,
  refuse: ({ id, parameters }) => (parameters.manager !== undefined && parameters.manager === id ? 'Nobody is their own manager.' : null),
  aims: ({ parameters }) => [{ part: 'object', path: 'manager', to: parameters.manager ?? '' }],
  requests: [{ api: 'v1', method: 'PUT', path: '/systemusers/{id}', isIdempotent: true }],
  body: ({ parameters }) => ({ manager: parameters.manager ?? '' }),
  inverse: ({ image }) => ({ action: 'user.setManager', parameters: typeof image.object?.manager === 'string' && image.object.manager !== '' ? { manager: image.object.manager } : {} }),
  consequences: () => [{ about: 'data', text: 'Access requests and the chart of reporting go to the new manager.' }],
  volatile: [],
})

const add = defineAction({
  id: 'user.add',
  kind: 'user',
  target: 'new',
  class: 'B',
  words: { menu: 'New user…', title: 'Add {targets}', verb: 'Add', done: 'Added', already: 'Is there already' },
  menu: { place: 'new', group: 'edit', order: 1 },
  fields: {
    username: fields.text({ label: 'Username', max: 100, pattern: usernamePattern, hint: 'Letters, digits, dot, dash, underscore and @; it cannot be changed once devices know it.' }),
    email: fields.text({ label: 'Email', pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$', hint: 'An address such as name@example.com.' }),
    details: optional(fields.data({ label: 'Details' }, importedDetails)),
    state: optional(fields.choice({ label: 'State', hint: 'What the organization’s settings say unless chosen here.' }, [{ value: 'STAGED', label: 'Staged: no access yet' }, { value: 'ACTIVATED', label: 'Active: gets an activation mail' }])),
    password: optional(fields.text({ label: 'Initial password', isSecret: true, max: 256, hint: 'As the organization’s password rules want it.' })),
  },
  reads: {
    object: {
      route: { api: 'v1', path: '/systemusers', query: { filter: 'username:$eq:{username}', limit: '1' } },
      take: { as: 'row', rows: 'results', path: 'username', is: '{username}', isPaged: false },
      stored: null,
    },
    sameEmail: {
      route: { api: 'v1', path: '/systemusers', query: { filter: 'email:$eq:{email}', limit: '1' } },
      take: { as: 'row', rows: 'results', path: 'email', is: '{email}', isPaged: false },
      stored: null,
    },
  },
  refuse: ({ image }) => (image.object ? 'Somebody has this username.' : image.sameEmail ? 'Somebody has this email address.' : null),
  aims: ({ parameters: { email, details, state } }) => [{ part: 'object', exists: true }, ...userAims({ email, ...details, ...(state ? { state } : {}) })],
  requests: [{ api: 'v1', method: 'POST', path: '/systemusers', isIdempotent: false }],
  body: ({ parameters: { username, email, details, state, password } }) => ({ username, email, ...details, ...(state ? { state } : {}), ...(password ? { password } : {}) }),
  inverse: () => ({ action: 'user.delete', parameters: { isActiveToo: true, reports: 'keep' } }),
  consequences: ({ state, password }) => [
    { about: 'billing', text: 'Every user is billed, in whatever state.' },
    state === 'STAGED' ? { about: 'mail', text: 'No mail is sent until they are activated.' } : { about: 'mail', text: password ? 'Active users get a welcome mail, and no mail to choose a password.' : 'Active users get an activation mail at once.' },
    ...(password ? [{ about: 'security' as const, text: 'Two people know this password until the user changes it.' }] : []),
  ],
  volatile: [],
})

const remove = defineAction({
  id: 'user.delete',
  kind: 'user',
  target: 'each',
  class: 'D',
  words: { menu: 'Delete…', title: 'Delete {targets}', verb: 'Delete', done: 'Deleted', already: 'Gone already', phrase: 'DELETE' },
  menu: { place: 'moreActions', group: 'delete', order: 90 },
  fields: {
    isActiveToo: fields.boolean({ label: 'Also delete users who are active', initial: false }),
    reports: fields.choice({ label: 'People who report to them', initial: 'clear' }, [{ value: 'clear', label: 'Have no manager any more' }, { value: 'reassign', label: 'Get another manager' }, { value: 'keep', label: 'Keep a manager who is gone' }]),
    manager: optional(fields.object({ label: 'Their new manager', onlyWhen: { field: 'reports', is: 'reassign' } }, 'user')),
  },
  reads: oneUser,
  refuse: ({ id, image, parameters }) => {
    if (stateOf(image) === 'ACTIVATED' && !parameters.isActiveToo) return 'Active users are suspended first, or deleted on purpose by saying so.'
    if (parameters.reports !== 'reassign') return null
    if (!parameters.manager) return 'Say who their people report to from now on.'
    return parameters.manager === id ? 'Their people cannot report to somebody who is deleted.' : null
  },
  aims: () => [{ part: 'object', exists: false }],
  requests: [
    { api: 'v1', method: 'DELETE', path: '/systemusers/{id}', isIdempotent: true, when: ({ parameters }) => parameters.reports === 'keep' },
    { api: 'v1', method: 'DELETE', path: '/systemusers/{id}', query: { cascade_manager: '{cascade}' }, isIdempotent: true },
  ],
  places: ({ parameters }): Record<string, string> => (parameters.reports === 'reassign' && parameters.manager ? { cascade: parameters.manager } : { cascade: 'null' }),
  inverse: () => ({ irreversible: 'A deleted user does not come back. One who is added again has a new id and starts without password, MFA, keys, groups and devices.' }),
  consequences: ({ reports }) => [
    { about: 'access', text: 'They lose everything at once; accounts on their devices are disabled.' },
    { about: 'data', text: 'Password, MFA, keys, memberships and bindings are gone for good.' },
    { about: 'billing', text: 'They are no longer billed.' },
    ...(reports === 'keep' ? [{ about: 'data' as const, text: 'People who report to them keep a manager who is gone.' }] : []),
  ],
  remark: ({ image }) => (image.object?.externally_managed === true ? 'Another directory manages this user and may bring them back' : null),
  touches: ({ id, parameters }) => (id === null || parameters.reports === 'keep' ? null : { path: 'manager', value: id }),
  // Staged, so that nobody gets access or a mail by it.
  again: ({ image }) => {
    const object = image.object ?? {}
    return { action: 'user.add', parameters: { username: textOf(image, 'object', 'username'), email: textOf(image, 'object', 'email'), details: detailsOf(object), state: 'STAGED' }, lost: lostOf(object) }
  },
  volatile: [],
})

export const userEditActions = [add, edit, setManager, remove] as const
