// MFA and keys of users: require, stop requiring, reset TOTP, remove a push device, SSH keys.

import { type Consequence, defineAction, type Image } from '../../actions/action.ts'
import { fields } from '../../actions/field.ts'
import { textOf } from '../../actions/template.ts'
import { limits } from '../../base/limits.ts'
import { oneUser } from './user-state.ts'

const dayMs = 86_400_000
const graceDaysUsual = 7

const grace = fields.count({ label: 'Days to enrol', hint: 'Until then they sign in without; afterwards not at all.', min: 1, max: 365, initial: graceDaysUsual })

/** Whole days left of a grace, for putting the requirement back. */
const daysLeft = (until: string, at: string): number => Math.min(365, Math.max(1, Math.ceil((Date.parse(until) - Date.parse(at)) / dayMs) || graceDaysUsual))

const requireMfa = defineAction({
  id: 'user.requireMfa',
  kind: 'user',
  target: 'each',
  class: 'B',
  words: { menu: 'Require MFA…', title: 'Require MFA of {targets}', verb: 'Require MFA', done: 'MFA required', already: 'MFA is required already' },
  menu: { place: 'moreActions', group: 'mfa', order: 40, isPortals: true },
  fields: { days: grace },
  reads: oneUser,
  refuse: () => null,
  aims: () => [{ part: 'object', path: 'enable_user_portal_multifactor', to: true }],
  requests: [{ api: 'v1', method: 'POST', path: '/systemusers/{id}/mfa/enforce', isIdempotent: true }],
  body: ({ parameters }) => ({ enable_user_portal_multifactor: true, mfa: { exclusion: true, exclusionDays: parameters.days } }),
  inverse: () => ({ action: 'user.takeBackMfaRequirement', parameters: {} }),
  consequences: ({ days }) => [
    { about: 'access', text: `Whoever has not enrolled within ${days} ${days === 1 ? 'day' : 'days'} can no longer sign in to the user portal.` },
    { about: 'security', text: 'Within these days they can sign in without MFA.' },
  ],
  remark: ({ image }) => (image.object?.totp_enabled === true ? null : 'Has no TOTP yet'),
  volatile: ['mfa', 'mfaEnrollment'],
})

/** An exception without an end is no exception: it is looked at again within this time. */
const exceptionDaysMax = 366

/** What both ways of no longer requiring MFA have in common. */
const withoutRequirement = {
  kind: 'user',
  target: 'each',
  class: 'B',
  reads: oneUser,
  aims: () => [{ part: 'object', path: 'enable_user_portal_multifactor', to: false }],
  requests: [{ api: 'v1', method: 'POST', path: '/systemusers/{id}/mfa/enforce', isIdempotent: true }],
  body: () => ({ enable_user_portal_multifactor: false }),
  inverse: ({ image, at }: { readonly image: Image; readonly at: string }) => ({ action: 'user.requireMfa', parameters: { days: daysLeft(textOf({ mfa: (image.object?.mfa ?? null) as never }, 'mfa', 'exclusionUntil'), at) } }),
  volatile: ['mfa', 'mfaEnrollment'],
} as const

const lessSecure: readonly Consequence[] = [
  { about: 'security', text: 'A password alone is enough to sign in to the user portal.' },
  { about: 'data', text: 'Enrolled factors are kept.' },
]

const removeMfaRequirement = defineAction({
  ...withoutRequirement,
  id: 'user.removeMfaRequirement',
  words: { menu: 'Remove MFA requirement…', title: 'Remove the MFA requirement of {targets}', verb: 'Remove requirement', done: 'MFA no longer required', already: 'MFA is not required' },
  menu: { place: 'moreActions', group: 'mfa', order: 42, isPortals: true },
  fields: {
    reason: fields.text({ label: 'Reason', hint: 'Kept in the ledger, and shown as long as the exception lasts.', max: limits.reasonCharactersMax, isNote: true }),
    until: fields.instant({ label: 'Until', hint: 'A year at most. Nothing is switched back by itself: from then on it is listed under Needs attention.', isNote: true }),
  },
  refuse: ({ parameters: { until }, at }) => {
    const days = (Date.parse(until) - Date.parse(at)) / dayMs
    if (days <= 0) return 'The end of the exception has passed.'
    return days > exceptionDaysMax ? 'An exception lasts a year at most: then somebody looks at it again.' : null
  },
  consequences: () => [...lessSecure, { about: 'security', text: 'When the exception ends, nothing is switched back by itself: it is listed under Needs attention until MFA is required again.' }],
  exception: ({ reason, until }) => ({ what: 'MFA not required', reason, until }),
})

/** Requiring MFA is taken back without another reason: it was not required before either. */
const takeBackMfaRequirement = defineAction({
  ...withoutRequirement,
  id: 'user.takeBackMfaRequirement',
  words: { menu: 'Take the MFA requirement back', title: 'Take the MFA requirement of {targets} back', verb: 'Take back', done: 'MFA not required, as before', already: 'MFA is not required' },
  menu: { place: 'none', group: 'mfa', order: 43 },
  isOnlyInverse: true,
  fields: {},
  refuse: () => null,
  consequences: () => lessSecure,
})

const resetTotp = defineAction({
  id: 'user.resetTotp',
  kind: 'user',
  target: 'each',
  class: 'D',
  words: { menu: 'Reset TOTP…', title: 'Reset the TOTP of {targets}', verb: 'Reset TOTP', done: 'TOTP reset', already: 'No TOTP is enrolled', phrase: 'RESET' },
  menu: { place: 'moreActions', group: 'mfa', order: 44, isPortals: true },
  fields: { days: grace },
  reads: oneUser,
  refuse: () => null,
  aims: () => [{ part: 'object', path: 'totp_enabled', to: false }],
  requests: [{ api: 'v1', method: 'POST', path: '/systemusers/{id}/resetmfa', isIdempotent: true }],
  body: ({ parameters }) => ({ exclusion: true, exclusionDays: parameters.days }),
  inverse: () => ({ irreversible: 'The secret is destroyed; the user enrols again.' }),
  consequences: ({ days }) => [
    { about: 'access', text: `They enrol again within ${days} ${days === 1 ? 'day' : 'days'}; until then a password is enough.` },
    { about: 'security', text: 'Where the organization has unified MFA, their push device goes too.' },
  ],
  remark: ({ image }) => {
    const enrolment = (image.object?.mfaEnrollment ?? {}) as Readonly<Record<string, unknown>>
    const others = ([['pushStatus', 'push'], ['webAuthnStatus', 'WebAuthn'], ['smsStatus', 'SMS'], ['jcGoStatus', 'JumpCloud Go']] as const).filter(([path]) => enrolment[path] === 'ENROLLED').map(([, name]) => name)
    return others.length > 0 ? `Also has ${others.join(', ')}` : null
  },
  volatile: ['mfa', 'mfaEnrollment'],
})

const removePushDevice = defineAction({
  id: 'user.removePushDevice',
  kind: 'user',
  target: 'each',
  class: 'D',
  words: { menu: 'Remove push device…', title: 'Remove a push device of {targets}', verb: 'Remove', done: 'Removed', already: 'Gone already', phrase: 'REMOVE' },
  menu: { place: 'detail', group: 'mfa', order: 46 },
  fields: { pushDevice: fields.text({ label: 'Push device' }) },
  reads: {
    ...oneUser,
    pushDevice: { route: { api: 'v2', path: '/users/{id}/pushendpoints' }, take: { as: 'row', rows: 'array', path: 'id', is: '{pushDevice}', isPaged: false }, stored: null },
  },
  refuse: () => null,
  aims: () => [{ part: 'pushDevice', exists: false }],
  requests: [{ api: 'v2', method: 'DELETE', path: '/users/{id}/pushendpoints/{pushDevice}', isIdempotent: true }],
  inverse: () => ({ irreversible: 'The telephone has to be enrolled again by its owner.' }),
  consequences: () => [{ about: 'access', text: 'They can no longer confirm a sign-in with this telephone.' }],
  remark: ({ image }) => textOf(image, 'pushDevice', 'name') || null,
  volatile: ['mfaEnrollment'],
})

const sshKey = { route: { api: 'v1', path: '/systemusers/{id}/sshkeys' }, take: { as: 'row', rows: 'array', path: 'name', is: '{name}', isPaged: false }, stored: null } as const

const addSshKey = defineAction({
  id: 'user.addSshKey',
  kind: 'user',
  target: 'each',
  class: 'B',
  words: { menu: 'Add SSH key…', title: 'Add an SSH key to {targets}', verb: 'Add key', done: 'Key added', already: 'Has this key already' },
  menu: { place: 'detail', group: 'edit', order: 14 },
  fields: {
    name: fields.text({ label: 'Name', max: 255 }),
    publicKey: fields.text({ label: 'Public key', max: 16_384, pattern: '^(ssh-|ecdsa-|sk-)[A-Za-z0-9@.-]+ [A-Za-z0-9+/=]+', hint: 'One line that begins with its sort, for example ssh-ed25519.' }),
  },
  reads: { ...oneUser, key: sshKey },
  refuse: ({ image, parameters }) => (image.key && textOf(image, 'key', 'public_key') !== parameters.publicKey ? 'Another key has this name.' : null),
  aims: ({ parameters }) => [
    { part: 'key', exists: true },
    { part: 'key', path: 'public_key', to: parameters.publicKey },
  ],
  requests: [{ api: 'v1', method: 'POST', path: '/systemusers/{id}/sshkeys', isIdempotent: false }],
  body: ({ parameters }) => ({ name: parameters.name, public_key: parameters.publicKey }),
  inverse: ({ parameters }) => ({ action: 'user.removeSshKey', parameters: { name: parameters.name } }),
  consequences: () => [{ about: 'access', text: 'Whoever has the other half can sign in over SSH to the devices they are bound to.' }],
  volatile: ['ssh_keys', 'key:_id', 'key:create_date'],
})

const removeSshKey = defineAction({
  id: 'user.removeSshKey',
  kind: 'user',
  target: 'each',
  class: 'B',
  words: { menu: 'Remove SSH key…', title: 'Remove an SSH key of {targets}', verb: 'Remove key', done: 'Key removed', already: 'Has no such key' },
  menu: { place: 'detail', group: 'edit', order: 16 },
  fields: { name: fields.text({ label: 'Name', max: 255 }) },
  reads: { ...oneUser, key: sshKey },
  refuse: ({ image }) => (image.key && textOf(image, 'key', '_id') === '' ? 'The key has no id.' : null),
  aims: () => [{ part: 'key', exists: false }],
  requests: [{ api: 'v1', method: 'DELETE', path: '/systemusers/{id}/sshkeys/{key}', isIdempotent: true }],
  places: ({ image }) => ({ key: textOf(image, 'key', '_id') }),
  inverse: ({ image, parameters }) => {
    const publicKey = textOf(image, 'key', 'public_key')
    return publicKey === '' ? { irreversible: 'The key was not read before it was removed.' } : { action: 'user.addSshKey', parameters: { name: parameters.name, publicKey } }
  },
  consequences: () => [{ about: 'access', text: 'They can no longer sign in over SSH with this key.' }],
  volatile: ['ssh_keys', 'key:_id', 'key:create_date'],
})

export const userMfaActions = [requireMfa, removeMfaRequirement, takeBackMfaRequirement, resetTotp, removePushDevice, addSshKey, removeSshKey] as const
