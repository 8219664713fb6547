// The settings of an organization: read whole, changed, and sent whole, because the service takes them as one. And what is its provider's: its name, and that it exists.

import { z } from 'zod'
import { type Aim, defineAction } from '../../actions/action.ts'
import { fields, optional } from '../../actions/field.ts'
import { isSame } from '../../actions/judge.ts'
import { textOf } from '../../actions/template.ts'
import { valueAt } from '../../base/raw-object.ts'

const state = z.enum(['ACTIVATED', 'STAGED'])
const flag = z.boolean()
const within = (min: number, max: number) => z.number().int().min(min).max(max)

/** What may be changed, by its place below `settings`, with the bounds of the service. */
const places = {
  'passwordCompliance': z.enum(['custom', 'pci3', 'windows']),
  'passwordPolicy.minLength': within(1, 64),
  'passwordPolicy.needsLowercase': flag,
  'passwordPolicy.needsUppercase': flag,
  'passwordPolicy.needsNumeric': flag,
  'passwordPolicy.needsSymbolic': flag,
  'passwordPolicy.allowUsernameSubstring': flag,
  'passwordPolicy.disallowCommonlyUsedPasswords': flag,
  'passwordPolicy.disallowSequentialOrRepetitiveChars': flag,
  'passwordPolicy.enableMaxHistory': flag,
  'passwordPolicy.maxHistory': within(1, 24),
  'passwordPolicy.enableMaxLoginAttempts': flag,
  'passwordPolicy.maxLoginAttempts': within(1, 100),
  'passwordPolicy.enableLockoutTimeInSeconds': flag,
  'passwordPolicy.lockoutTimeInSeconds': within(300, 5_400),
  'passwordPolicy.enablePasswordExpirationInDays': flag,
  'passwordPolicy.passwordExpirationInDays': within(1, 3_650),
  'passwordPolicy.enableMinChangePeriodInDays': flag,
  'passwordPolicy.minChangePeriodInDays': within(0, 3_650),
  'passwordPolicy.allowUnenrolledMFAPasswordReset': flag,
  'passwordPolicy.displayComplexityOnResetScreen': flag,
  'userPortal.idleSessionDurationMinutes': within(1, 129_600),
  'userPortal.cookieExpirationType': z.enum(['session', 'date']),
  'newSystemUserStateDefaults.manualEntry': state,
  'newSystemUserStateDefaults.csvImport': state,
  'newSystemUserStateDefaults.applicationImport': state,
  'systemUsersCanEdit': flag,
  'deviceIdentificationEnabled': flag,
  'disableGoogleLogin': flag,
  'contactName': z.string().max(255),
  'contactEmail': z.email(),
} as const satisfies Readonly<Record<string, z.ZodType>>

const changed = z.strictObject(Object.fromEntries(Object.entries(places).map(([path, schema]) => [path, schema.optional()])) as { [K in keyof typeof places]: z.ZodOptional<(typeof places)[K]> })

/** Numbers that mean nothing while their switch is off. */
const switches: Readonly<Record<string, string>> = {
  'passwordPolicy.maxHistory': 'passwordPolicy.enableMaxHistory',
  'passwordPolicy.maxLoginAttempts': 'passwordPolicy.enableMaxLoginAttempts',
  'passwordPolicy.lockoutTimeInSeconds': 'passwordPolicy.enableLockoutTimeInSeconds',
  'passwordPolicy.passwordExpirationInDays': 'passwordPolicy.enablePasswordExpirationInDays',
  'passwordPolicy.minChangePeriodInDays': 'passwordPolicy.enableMinChangePeriodInDays',
}

/** What the document of the PUT names; the rest of what was read is the service's own. */
const writable = ['contactEmail', 'contactName', 'disableLdap', 'disableUM', 'duplicateLDAPGroups', 'emailDisclaimer', 'enableManagedUID', 'features', 'growthData', 'logo', 'name', 'newSystemUserStateDefaults', 'passwordCompliance', 'passwordPolicy', 'showIntro', 'systemUserDefaults', 'systemUserPasswordExpirationInDays', 'systemUsersCanEdit', 'disableGoogleLogin', 'userPortal', 'deviceIdentificationEnabled', 'trustedAppConfig', 'maxSystemUsers'] as const

type Settings = Readonly<Record<string, unknown>>

const settingsOf = (object: Settings | null | undefined): Settings => (typeof object?.settings === 'object' && object.settings !== null ? (object.settings as Settings) : {})

const entries = (changes: Readonly<Record<string, unknown>>) => Object.entries(changes).filter(([, to]) => to !== undefined)

/** The whole settings with the change in them. */
function merged(settings: Settings, changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const all: Record<string, unknown> = Object.fromEntries(writable.flatMap((name) => (settings[name] === undefined || settings[name] === null ? [] : [[name, settings[name]]])))
  for (const [path, to] of entries(changes)) {
    const [group = '', field] = path.split('.')
    all[group] = field === undefined ? to : { ...(all[group] as Settings | undefined), [field]: to }
  }
  return all
}

const editSettings = defineAction({
  id: 'organization.editSettings',
  kind: 'organization',
  target: 'each',
  class: 'B',
  words: { menu: 'Change settings…', title: 'Change the settings of {targets}', verb: 'Change', done: 'Changed', already: 'It says so already' },
  menu: { place: 'detail', group: 'edit', order: 10 },
  fields: { changes: fields.data({ label: 'Changes' }, changed) },
  reads: { object: { kind: 'organization', id: '{id}' } },
  refuse: ({ image, parameters: { changes } }) => {
    const settings = settingsOf(image.object)
    if (Object.keys(settings).length === 0) return 'This key may not read the settings, so they cannot be sent back whole.'
    const after = merged(settings, changes)
    const isPassword = entries(changes).some(([path]) => path.startsWith('passwordPolicy.'))
    if (isPassword && after.passwordCompliance !== 'custom') return 'The password rules are those of a standard: choose “custom” to set them one by one.'
    const inert = entries(changes).find(([path, to]) => switches[path] !== undefined && valueAt(after, switches[path]) !== true && !isSame(valueAt(settings, path), to))
    return inert ? `${inert[0]} means nothing while ${switches[inert[0]]!} is off.` : null
  },
  aims: ({ parameters }): Aim[] => entries(parameters.changes).map(([path, to]) => ({ part: 'object', path: `settings.${path}`, to })),
  requests: [{ api: 'v1', method: 'PUT', path: '/organizations/{id}', organizationHeader: 'refused', isIdempotent: true }],
  body: ({ image, parameters }) => ({ settings: merged(settingsOf(image.object), parameters.changes) }),
  inverse: ({ image, parameters }) => ({ action: 'organization.editSettings', parameters: { changes: Object.fromEntries(entries(parameters.changes).flatMap(([path]) => {
    const was = valueAt(settingsOf(image.object), path)
    return was === undefined || was === null ? [] : [[path, was]]
  })) } }),
  consequences: ({ changes }) => [
    ...(entries(changes).some(([path]) => path.startsWith('password')) ? [{ about: 'security' as const, text: 'The new password rules hold from the next change of a password; nobody is signed out by them.' }] : []),
    ...(entries(changes).some(([path]) => path.startsWith('userPortal')) ? [{ about: 'access' as const, text: 'Sessions of the user portal that are older than the new limit end.' }] : []),
    ...(entries(changes).some(([path]) => path.startsWith('newSystemUserStateDefaults')) ? [{ about: 'access' as const, text: 'Users who are added from now on begin in this state.' }] : []),
    { about: 'data', text: 'All settings are sent back as they were read, with this change; what somebody else changes in the same moment is overwritten.' },
  ],
  volatile: [],
})

const rename = defineAction({
  id: 'organization.rename',
  kind: 'organization',
  target: 'each',
  class: 'B',
  words: { menu: 'Rename…', title: 'Rename {targets}', verb: 'Rename', done: 'Renamed', already: 'Has this name already' },
  menu: { place: 'detail', group: 'edit', order: 12 },
  fields: { name: fields.text({ label: 'Name', max: 255 }) },
  reads: { object: { kind: 'organization', id: '{id}' } },
  refuse: ({ image }) => (textOf(image, 'object', 'provider') === '' ? 'Only the provider above an organization can rename it, and this one has none.' : null),
  aims: ({ parameters }) => [{ part: 'object', path: 'displayName', to: parameters.name }],
  requests: [{ api: 'v2', method: 'PUT', path: '/providers/{provider}/organizations/{id}', organizationHeader: 'refused', isIdempotent: true }],
  places: ({ image }) => ({ provider: textOf(image, 'object', 'provider') }),
  body: ({ parameters }) => ({ name: parameters.name }),
  inverse: ({ image }) => {
    const was = textOf(image, 'object', 'displayName')
    return was === '' ? { irreversible: 'It had no name before, and a name cannot be taken away.' } : { action: 'organization.rename', parameters: { name: was } }
  },
  consequences: () => [{ about: 'data', text: 'Everybody at the provider and in the organization sees the new name.' }],
  volatile: [],
})

const create = defineAction({
  id: 'organization.create',
  kind: 'organization',
  target: 'new',
  holder: 'provider',
  class: 'C',
  words: { menu: 'New organization…', title: 'Make {targets}', verb: 'Make', done: 'Made', already: 'Is there already' },
  menu: { place: 'new', group: 'edit', order: 1 },
  fields: {
    name: fields.text({ label: 'Name', max: 255, hint: 'As everybody at the provider and in the organization will see it.' }),
    maxSystemUsers: optional(fields.count({ label: 'Users allowed', min: 1, max: 1_000_000, hint: 'Only an administrator with the billing right may set it.' })),
  },
  reads: {
    object: {
      route: { api: 'v2', path: '/providers/{organization}/organizations', query: { sort: 'name' }, organizationHeader: 'refused' },
      take: { as: 'row', rows: 'results', path: 'name', is: '{name}', isPaged: true },
      stored: null,
    },
    provider: { route: { api: 'v2', path: '/providers/{organization}', organizationHeader: 'refused' }, take: { as: 'object' }, stored: null },
  },
  refuse: ({ image }) => {
    if (!image.provider) return 'The service does not show this provider to the key.'
    if (image.provider.disallowOrgCreation === true) return 'JumpCloud has switched off making organizations for this provider.'
    // A second one of the same name could not be told from the first when its answer is lost.
    return image.object ? 'The provider has an organization of this name.' : null
  },
  aims: ({ parameters: { maxSystemUsers } }): Aim[] => [
    { part: 'object', exists: true },
    ...(maxSystemUsers === undefined ? [] : [{ part: 'object', path: 'maxSystemUsers', to: maxSystemUsers }]),
  ],
  requests: [{ api: 'v2', method: 'POST', path: '/providers/{organization}/organizations', organizationHeader: 'refused', isIdempotent: false }],
  body: ({ parameters: { name, maxSystemUsers } }) => ({ name, ...(maxSystemUsers !== undefined && { maxSystemUsers }) }),
  inverse: () => ({ irreversible: 'An organization cannot be detached or deleted from here; JumpCloud’s support does that on request.' }),
  consequences: ({ maxSystemUsers }) => [
    { about: 'billing', text: `JumpCloud bills the provider for the people who are added to it${maxSystemUsers === undefined ? '' : `, ${maxSystemUsers.toLocaleString('en-US')} at most`}; the contract with JumpCloud says how.` },
    { about: 'access', text: 'Which administrators of the provider may enter it, JumpCloud decides by their rights; read them again afterwards to see who can.' },
    { about: 'data', text: 'It begins empty: no people, groups, devices or policies.' },
  ],
  volatile: [],
})

export const organizationActions = [editSettings, rename, create]
