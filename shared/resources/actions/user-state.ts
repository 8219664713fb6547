// What changes whether a user may sign in: suspend, activate, unlock.

import { defineAction, type Image } from '../../actions/action.ts'
import { textOf } from '../../actions/template.ts'

/** Reads of every action on one existing user. */
export const oneUser = { object: { kind: 'user', id: '{id}' } } as const

/** Rows of before 2021-11 may lack `state`; `suspended` is its mirror. */
export function stateOf({ object }: Image): 'STAGED' | 'ACTIVATED' | 'SUSPENDED' {
  const state = object?.state
  if (state === 'STAGED' || state === 'SUSPENDED') return state
  return object?.suspended === true ? 'SUSPENDED' : 'ACTIVATED'
}

const staged = 'Staged users have no access yet: activate or delete them instead.'

const suspend = defineAction({
  id: 'user.suspend',
  kind: 'user',
  target: 'each',
  class: 'B',
  words: { menu: 'Suspend', title: 'Suspend {targets}', verb: 'Suspend', done: 'Suspended', already: 'Already suspended' },
  menu: { place: 'moreActions', group: 'state', order: 70 },
  fields: {},
  reads: oneUser,
  refuse: ({ image }) => (stateOf(image) === 'STAGED' ? staged : null),
  aims: () => [{ part: 'object', path: 'suspended', to: true }],
  requests: [{ api: 'v1', method: 'POST', path: '/systemusers/{id}/state/suspend', isIdempotent: true }],
  inverse: () => ({ action: 'user.unsuspend', parameters: {} }),
  consequences: () => [
    { about: 'access', text: 'They are signed out and can use nothing from now on.' },
    { about: 'access', text: 'A device that does not reach the service stays open until it does.' },
    { about: 'billing', text: 'Suspended users are still billed.' },
    { about: 'mail', text: 'No mail is sent.' },
  ],
  remark: ({ image }) => (image.object?.sudo === true ? 'Is an administrator on all of their devices' : null),
  volatile: ['state', 'account_locked', 'account_locked_date'],
})

const unsuspend = defineAction({
  id: 'user.unsuspend',
  kind: 'user',
  target: 'each',
  class: 'B',
  words: { menu: 'End suspension', title: 'End the suspension of {targets}', verb: 'End suspension', done: 'Active again', already: 'Not suspended' },
  menu: { place: 'moreActions', group: 'state', order: 72 },
  fields: {},
  reads: oneUser,
  refuse: ({ image }) => (stateOf(image) === 'STAGED' ? 'Staged users are activated, which sends them a mail: that is an action of its own.' : null),
  aims: () => [{ part: 'object', path: 'suspended', to: false }],
  requests: [{ api: 'v1', method: 'PUT', path: '/systemusers/{id}', isIdempotent: true }],
  body: () => ({ state: 'ACTIVATED' }),
  inverse: () => ({ action: 'user.suspend', parameters: {} }),
  consequences: () => [
    { about: 'access', text: 'They can sign in again, with the password and the MFA they had.' },
    { about: 'mail', text: 'No mail is sent.' },
  ],
  volatile: ['state'],
})

const unlock = defineAction({
  id: 'user.unlock',
  kind: 'user',
  target: 'each',
  class: 'C',
  words: { menu: 'Unlock', title: 'Unlock {targets}', verb: 'Unlock', done: 'Unlocked', already: 'Not locked' },
  menu: { place: 'moreActions', group: 'password', order: 30, isPortals: true },
  fields: {},
  reads: oneUser,
  refuse: () => null,
  aims: () => [{ part: 'object', path: 'account_locked', to: false }],
  requests: [{ api: 'v1', method: 'POST', path: '/systemusers/{id}/unlock', isIdempotent: true }],
  bulk: {
    api: 'v2',
    method: 'POST',
    path: '/bulk/user/unlocks',
    isIdempotent: true,
    itemsMax: 100,
    items: (subjects) => subjects.map(({ id }) => ({ id })),
    results: { api: 'v2', path: '/bulk/users/{job}/results' },
  },
  inverse: () => ({ irreversible: 'A lock comes from failed sign-ins; it cannot be put back. Suspend the user instead.' }),
  consequences: () => [
    { about: 'access', text: 'They can try to sign in again at once.' },
    { about: 'security', text: 'If an attack caused the lock, it can go on.' },
  ],
  remark: ({ image }) => {
    const attempts = image.object?.badLoginAttempts
    const since = textOf(image, 'object', 'account_locked_date')
    return typeof attempts === 'number' && attempts > 0 ? `${attempts} failed sign-ins${since ? `, locked since ${since.slice(0, 10)}` : ''}` : null
  },
  volatile: ['account_locked_date', 'badLoginAttempts'],
})

export const userStateActions = [suspend, unsuspend, unlock] as const
