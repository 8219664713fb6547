// Mails and passwords: activation, resend, forced change, a password set by hand, and changes of state at a later time.

import { defineAction } from '../../actions/action.ts'
import { fields, optional } from '../../actions/field.ts'
import { textOf } from '../../actions/template.ts'
import { oneUser, stateOf } from './user-state.ts'

const hasPassword = (object: Readonly<Record<string, unknown>> | null | undefined): boolean => object?.activated !== false

/** Activation goes to the private address first, because nobody can read the other one yet. */
const addressOf = (image: Parameters<typeof textOf>[0]): string => textOf(image, 'object', 'alternateEmail') || textOf(image, 'object', 'email')

const activate = defineAction({
  id: 'user.activate',
  kind: 'user',
  target: 'each',
  class: 'C',
  words: { menu: 'Activate…', title: 'Activate {targets}', verb: 'Activate', done: 'Activated', already: 'Not staged: there is nothing to activate' },
  menu: { place: 'moreActions', group: 'state', order: 71 },
  fields: {
    isMailed: fields.boolean({ label: 'Send them a mail', initial: true }),
    address: optional(fields.text({ label: 'To this address instead of their own' })),
  },
  reads: oneUser,
  refuse: ({ image }) => (stateOf(image) === 'SUSPENDED' ? 'Suspended users are not staged: end the suspension instead.' : null),
  aims: () => [{ part: 'object', path: 'state', to: 'ACTIVATED' }],
  requests: [{ api: 'v1', method: 'POST', path: '/systemusers/{id}/state/activate', isIdempotent: false }],
  body: ({ parameters: { isMailed, address } }) => ({ email: isMailed ? (address ?? true) : false }),
  inverse: () => ({ irreversible: 'Nobody becomes staged again. Suspend the user instead.' }),
  consequences: ({ isMailed }) => [
    { about: 'access', text: 'They can use whatever they are given as soon as they have a password.' },
    isMailed ? { about: 'mail', text: 'Each of them gets a mail: a welcome with a password, otherwise an invitation to set one.' } : { about: 'mail', text: 'No mail is sent; without a password they cannot sign in.' },
  ],
  remark: ({ image, parameters }) => (parameters.isMailed ? `Mail to ${parameters.address ?? addressOf(image)}` : null),
  volatile: ['suspended'],
})

const resendEmail = defineAction({
  id: 'user.resendEmail',
  kind: 'user',
  target: 'each',
  class: 'C',
  words: { menu: 'Resend email', title: 'Send {targets} their mail again', verb: 'Send', done: 'Sent', already: 'Sent' },
  menu: { place: 'moreActions', group: 'mail', order: 10, isPortals: true },
  fields: { address: optional(fields.text({ label: 'To this address instead of their own' })) },
  reads: oneUser,
  refuse: ({ image }) => (stateOf(image) === 'STAGED' ? 'Staged users get no mail: activate them first.' : stateOf(image) === 'SUSPENDED' ? 'Suspended users get no mail.' : null),
  aims: () => [],
  requests: [{ api: 'v1', method: 'POST', path: '/systemusers/{id}/reactivate', isIdempotent: false }],
  body: ({ parameters: { address } }) => (address === undefined ? {} : { email: address }),
  inverse: () => ({ irreversible: 'A mail that was sent cannot be called back.' }),
  consequences: () => [
    { about: 'mail', text: 'Users without a password get the activation mail, all others a mail to reset their password.' },
    { about: 'access', text: 'Nobody is signed out; passwords stay as they are until the mail is followed.' },
  ],
  remark: ({ image, parameters }) => `${hasPassword(image.object) ? 'Password reset' : 'Activation'} mail to ${parameters.address ?? (hasPassword(image.object) ? textOf(image, 'object', 'email') : addressOf(image))}`,
  volatile: [],
})

const forcePasswordChange = defineAction({
  id: 'user.forcePasswordChange',
  kind: 'user',
  target: 'each',
  class: 'C',
  words: { menu: 'Force password change', title: 'Force {targets} to change their password', verb: 'Force change', done: 'Password expired', already: 'The password has expired already' },
  menu: { place: 'moreActions', group: 'password', order: 20, isPortals: true },
  fields: {},
  reads: oneUser,
  refuse: ({ image }) => (hasPassword(image.object) ? null : 'There is no password yet.'),
  aims: () => [{ part: 'object', path: 'password_expired', to: true }],
  requests: [{ api: 'v1', method: 'POST', path: '/systemusers/{id}/expire', isIdempotent: true }],
  bulk: { api: 'v2', method: 'POST', path: '/bulk/user/expires', isIdempotent: true, itemsMax: 100, items: (subjects) => subjects.map(({ id }) => ({ id })), results: { api: 'v2', path: '/bulk/users/{job}/results' } },
  inverse: () => ({ irreversible: 'An expired password does not become valid again; the user sets a new one.' }),
  consequences: () => [
    { about: 'access', text: 'They are signed out everywhere at once and set a new password at the next sign-in.' },
    { about: 'mail', text: 'The service may tell them by mail that the password has expired.' },
  ],
  remark: ({ image }) => (image.object?.externally_managed === true ? 'Another directory manages this password' : null),
  volatile: ['password_expiration_date'],
})

const setPassword = defineAction({
  id: 'user.setPassword',
  kind: 'user',
  target: 'each',
  class: 'C',
  words: { menu: 'Set password…', title: 'Set the password of {targets}', verb: 'Set password', done: 'Password set', already: 'Set' },
  menu: { place: 'detail', group: 'password', order: 25 },
  fields: { password: fields.text({ label: 'New password', isSecret: true, max: 256, hint: 'As the organization’s password rules want it.' }) },
  reads: oneUser,
  refuse: ({ image }) => (image.object?.externally_managed === true ? 'Another directory manages this password.' : null),
  aims: () => [],
  requests: [{ api: 'v1', method: 'POST', path: '/systemusers/{id}/password', isIdempotent: false }],
  body: ({ parameters }) => ({ password: parameters.password }),
  inverse: () => ({ irreversible: 'The old password is not known to anybody and cannot be put back.' }),
  consequences: () => [
    { about: 'access', text: 'The old password stops working at once, also on devices that reach the service.' },
    { about: 'security', text: 'Two people know this password until the user changes it.' },
  ],
  volatile: ['password_date', 'password_expiration_date', 'activated'],
})

const scheduled = {
  route: { api: 'v2', path: '/bulk/userstates', query: { userid: '{id}' } },
  take: { as: 'row', rows: 'array', path: 'systemUserId', is: '{id}', isPaged: true },
  stored: null,
} as const

const schedule = defineAction({
  id: 'user.schedule',
  kind: 'user',
  target: 'each',
  class: 'B',
  words: { menu: 'Schedule…', title: 'Schedule a change of state of {targets}', verb: 'Schedule', done: 'Scheduled', already: 'Scheduled like this already' },
  menu: { place: 'moreActions', group: 'state', order: 74 },
  fields: {
    state: fields.choice({ label: 'Change to', initial: 'SUSPENDED' }, [{ value: 'SUSPENDED', label: 'Suspended' }, { value: 'ACTIVATED', label: 'Active' }]),
    start: fields.instant({ label: 'When' }),
    isMailed: fields.boolean({ label: 'Send a mail to those who become active', initial: false }),
  },
  reads: { ...oneUser, scheduled },
  refuse: ({ image, parameters, at }) => {
    if (Date.parse(parameters.start) <= Date.parse(at)) return 'The time has passed.'
    if (parameters.state === 'SUSPENDED' && stateOf(image) === 'STAGED') return 'Staged users have no access yet: there is nothing to suspend.'
    return image.scheduled && Date.parse(textOf(image, 'scheduled', 'scheduledDate')) !== Date.parse(parameters.start) ? 'Another change is scheduled: cancel it first.' : null
  },
  aims: ({ parameters }) => [
    { part: 'scheduled', exists: true },
    { part: 'scheduled', path: 'state', to: parameters.state },
  ],
  requests: [{ api: 'v2', method: 'POST', path: '/bulk/userstates', isIdempotent: false }],
  body: ({ id, parameters }) => scheduleBody([id], parameters),
  bulk: { api: 'v2', method: 'POST', path: '/bulk/userstates', isIdempotent: false, itemsMax: 100, items: (subjects) => scheduleBody(subjects.map(({ id }) => id), subjects[0]!.parameters) },
  inverse: () => ({ action: 'user.unschedule', parameters: {} }),
  consequences: ({ state }) => [
    { about: 'access', text: state === 'SUSPENDED' ? 'They are signed out and lose access at that time, whether or not this app runs.' : 'They get access at that time, whether or not this app runs.' },
    { about: 'billing', text: 'Suspended users are still billed.' },
  ],
  volatile: ['scheduled:scheduledJobId'],
})

const scheduleBody = (ids: readonly (string | null)[], { state, start, isMailed }: { readonly state: string; readonly start: string; readonly isMailed: boolean }) => ({ user_ids: ids, state, start_date: start, send_activation_emails: isMailed })

const unschedule = defineAction({
  id: 'user.unschedule',
  kind: 'user',
  target: 'each',
  class: 'B',
  words: { menu: 'Cancel schedule', title: 'Cancel the scheduled change of {targets}', verb: 'Cancel schedule', done: 'Cancelled', already: 'Nothing is scheduled' },
  menu: { place: 'moreActions', group: 'state', order: 75 },
  fields: {},
  reads: { ...oneUser, scheduled },
  refuse: ({ image }) => (image.scheduled && textOf(image, 'scheduled', 'scheduledJobId') === '' ? 'The schedule has no id.' : null),
  aims: () => [{ part: 'scheduled', exists: false }],
  requests: [{ api: 'v2', method: 'DELETE', path: '/bulk/userstates/{job}', isIdempotent: true }],
  places: ({ image }) => ({ job: textOf(image, 'scheduled', 'scheduledJobId') }),
  inverse: ({ image }) => ({ action: 'user.schedule', parameters: { state: textOf(image, 'scheduled', 'state') === 'ACTIVATED' ? 'ACTIVATED' : 'SUSPENDED', start: textOf(image, 'scheduled', 'scheduledDate') || '2000-01-01T00:00:00.000Z', isMailed: false } }),
  consequences: () => [{ about: 'access', text: 'They stay as they are.' }],
  volatile: ['scheduled:scheduledJobId'],
})

export const userMailActions = [activate, resendEmail, forcePasswordChange, setPassword, schedule, unschedule] as const
