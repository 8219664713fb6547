// What can be done to devices: switches, names, commands, power, erase, delete.

import { type ActionDescription, defineAction, type Image } from '../../actions/action.ts'
import { fields, optional } from '../../actions/field.ts'
import { textOf } from '../../actions/template.ts'
import { deletion } from './deletion.ts'

const oneDevice = { object: { kind: 'device', id: '{id}' } } as const
const put = { api: 'v1', method: 'PUT', path: '/systems/{id}', isIdempotent: true } as const

const awayRemark = ({ image }: { readonly image: Image }): string | null => (image.object?.active === false ? 'Not connected: it happens when the device is back' : null)

const deviceMfa = (isOn: boolean): ActionDescription =>
  defineAction({
    id: isOn ? 'device.enableMfa' : 'device.disableMfa',
    kind: 'device',
    target: 'each',
    class: 'B',
    words: isOn ? { menu: 'Enable MFA', title: 'Enable MFA on {targets}', verb: 'Enable MFA', done: 'MFA on', already: 'MFA is on already' } : { menu: 'Disable MFA…', title: 'Disable MFA on {targets}', verb: 'Disable MFA', done: 'MFA off', already: 'MFA is off already' },
    menu: { place: 'moreActions', group: 'mfa', order: isOn ? 10 : 12, isPortals: true },
    fields: isOn ? {} : { until: optional(fields.instant({ label: 'Until', hint: 'After this day the exception counts as a deviation. It is kept here, not by the service.' })) },
    reads: oneDevice,
    refuse: () => null,
    aims: () => [{ part: 'object', path: 'allowMultiFactorAuthentication', to: isOn }],
    requests: [put],
    body: () => ({ allowMultiFactorAuthentication: isOn }),
    inverse: () => ({ action: isOn ? 'device.disableMfa' : 'device.enableMfa', parameters: {} }),
    consequences: () => [isOn ? { about: 'access', text: 'People with TOTP are asked for it when they sign in to the device; people without sign in as before.' } : { about: 'security', text: 'A password alone opens the device.' }],
    remark: awayRemark,
    volatile: [],
  })

/** `disabled` and `deferred` are both off; the way back is `deferred`. */
const insights = (isOn: boolean): ActionDescription =>
  defineAction({
    id: isOn ? 'device.enableSystemInsights' : 'device.disableSystemInsights',
    kind: 'device',
    target: 'each',
    class: 'B',
    words: isOn
      ? { menu: 'Enable System Insights', title: 'Enable System Insights on {targets}', verb: 'Enable', done: 'System Insights on', already: 'System Insights is on already' }
      : { menu: 'Disable System Insights', title: 'Disable System Insights on {targets}', verb: 'Disable', done: 'System Insights off', already: 'System Insights is off already' },
    menu: { place: 'moreActions', group: 'run', order: isOn ? 20 : 22, isPortals: true },
    fields: {},
    reads: oneDevice,
    refuse: () => null,
    aims: ({ image }) => [{ part: 'object', path: 'systemInsights.state', to: isOn ? 'enabled' : (image.object?.systemInsights as { state?: unknown } | null | undefined)?.state === 'disabled' ? 'disabled' : 'deferred' }],
    requests: [put],
    body: () => ({ systemInsights: { state: isOn ? 'enabled' : 'deferred' } }),
    inverse: () => ({ action: isOn ? 'device.disableSystemInsights' : 'device.enableSystemInsights', parameters: {} }),
    consequences: () => [
      isOn ? { about: 'data', text: 'The device begins to send its inventory.' } : { about: 'data', text: 'The service stops collecting; what was read here before stays readable.' },
      { about: 'billing', text: 'System Insights may be billed by device.' },
    ],
    remark: awayRemark,
    volatile: ['systemInsights'],
  })

const rename = defineAction({
  id: 'device.rename',
  kind: 'device',
  target: 'each',
  class: 'B',
  words: { menu: 'Rename…', title: 'Rename {targets}', verb: 'Rename', done: 'Renamed', already: 'Has this name already' },
  menu: { place: 'detail', group: 'edit', order: 30 },
  fields: { displayName: fields.anyText({ label: 'Name', max: 255 }) },
  reads: oneDevice,
  refuse: () => null,
  aims: ({ parameters }) => [{ part: 'object', path: 'displayName', to: parameters.displayName }],
  requests: [put],
  body: ({ parameters }) => ({ displayName: parameters.displayName }),
  inverse: ({ image }) => ({ action: 'device.rename', parameters: { displayName: textOf(image, 'object', 'displayName') } }),
  consequences: () => [{ about: 'data', text: 'The name in lists changes; the device keeps its host name.' }],
  volatile: [],
})

const setTags = defineAction({
  id: 'device.setTags',
  kind: 'device',
  target: 'each',
  class: 'B',
  words: { menu: 'Tags…', title: 'Set the tags of {targets}', verb: 'Set tags', done: 'Tags set', already: 'Has these tags already' },
  menu: { place: 'moreActions', group: 'edit', order: 32 },
  fields: { tags: fields.list({ label: 'Tags' }) },
  reads: oneDevice,
  refuse: () => null,
  aims: ({ parameters }) => [{ part: 'object', path: 'tags', to: parameters.tags, isSet: true }],
  requests: [put],
  body: ({ parameters }) => ({ tags: parameters.tags }),
  inverse: ({ image }) => ({ action: 'device.setTags', parameters: { tags: Array.isArray(image.object?.tags) ? image.object.tags : [] } }),
  consequences: () => [{ about: 'data', text: 'These tags take the place of those that were there.' }],
  volatile: [],
})

const setPrimaryUser = defineAction({
  id: 'device.setPrimaryUser',
  kind: 'device',
  target: 'each',
  class: 'B',
  words: { menu: 'Primary user…', title: 'Set the primary user of {targets}', verb: 'Set primary user', done: 'Primary user set', already: 'Is the primary user already' },
  menu: { place: 'detail', group: 'edit', order: 34 },
  fields: { user: optional(fields.object({ label: 'User', hint: 'Nobody takes the primary user away.' }, 'user')) },
  reads: oneDevice,
  refuse: () => null,
  aims: ({ parameters }) => [{ part: 'object', path: 'primarySystemUser.id', to: parameters.user ?? '' }],
  requests: [put],
  // The vendor's own tool sends this dotted name.
  body: ({ parameters }) => ({ 'primarySystemUser.id': parameters.user ?? '' }),
  inverse: ({ image }) => {
    const was = textOf(image, 'object', 'primarySystemUser.id')
    return { action: 'device.setPrimaryUser', parameters: was === '' ? {} : { user: was } }
  },
  consequences: () => [{ about: 'data', text: 'Only says whose device it is; bindings and accounts stay as they are.' }],
  volatile: [],
})

const families: Readonly<Record<string, string>> = { windows: 'windows', mac: 'darwin', linux: 'linux' }

const runCommand = defineAction({
  id: 'device.runCommand',
  kind: 'device',
  target: 'each',
  class: 'C',
  words: { menu: 'Run command…', title: 'Run a command on {targets}', verb: 'Run', done: 'Sent', already: 'Sent' },
  menu: { place: 'moreActions', group: 'run', order: 40 },
  fields: { command: fields.object({ label: 'Command' }, 'command') },
  reads: { ...oneDevice, command: { kind: 'command', id: '{command}' } },
  refuse: ({ image }) => {
    if (!image.command) return 'The command is no longer there.'
    const wanted = families[textOf(image, 'command', 'commandType')]
    const family = textOf(image, 'object', 'osFamily')
    return wanted !== undefined && family !== '' && wanted !== family ? 'The command is for another operating system.' : null
  },
  aims: () => [],
  requests: [{ api: 'v1', method: 'POST', path: '/runCommand', isIdempotent: false }],
  body: ({ id, parameters }) => ({ _id: parameters.command, systemIds: [id] }),
  bulk: { api: 'v1', method: 'POST', path: '/runCommand', isIdempotent: false, itemsMax: 100, items: (subjects) => ({ _id: subjects[0]!.parameters.command, systemIds: subjects.map(({ id }) => id) }) },
  inverse: () => ({ irreversible: 'What a command did is not undone by the service.' }),
  consequences: () => [
    { about: 'device', text: 'The script as it is now runs once on each of these devices, and on no others.' },
    { about: 'device', text: 'Devices that are away run it when they are back, unless the command has expired by then.' },
  ],
  remark: awayRemark,
  volatile: ['lastContact', 'active'],
})

type Power = 'lock' | 'restart' | 'shutdown' | 'erase'

/** The id under which Apple's MDM knows the device; empty where it does not. */
const appleId = (image: Image): string => (textOf(image, 'object', 'osFamily') === 'darwin' ? textOf(image, 'object', 'mdm.internal.deviceId') : '')

const hasBuiltIn = (image: Image, name: Power): boolean => Array.isArray(image.object?.builtInCommands) && (image.object.builtInCommands as unknown[]).some((entry) => (entry as { name?: unknown } | null)?.name === name)

function power(name: Power, words: ActionDescription['words'], consequences: ActionDescription['consequences'], order: number): ActionDescription {
  const needsPin = name === 'lock' || name === 'erase'
  const isDestructive = name === 'erase'
  return defineAction({
    id: `device.${name}`,
    kind: 'device',
    target: 'each',
    class: isDestructive ? 'D' : 'C',
    words,
    menu: { place: 'moreActions', group: isDestructive ? 'delete' : 'power', order },
    fields: needsPin ? { pin: optional(fields.text({ label: 'PIN for Macs', pattern: '^\\d{6}$', hint: 'Six digits; a Mac is opened with it.', isSecret: true })) } : {},
    reads: { ...oneDevice, appleMdm: { route: { api: 'v2', path: '/applemdms' }, take: { as: 'row', rows: 'array', path: 'organization', is: '{organization}', isPaged: true }, stored: null } },
    refuse: ({ image, parameters }) => {
      if (appleId(image) !== '') {
        if (textOf(image, 'appleMdm', 'id') === '') return 'The organization has no Apple MDM that could do this.'
        return needsPin && !(parameters as { pin?: string }).pin ? 'A Mac needs a PIN of six digits for this.' : null
      }
      return hasBuiltIn(image, name) ? null : 'The device does not offer this.'
    },
    aims: () => [],
    requests: [
      { api: 'v2', method: 'POST', path: `/applemdms/{mdm}/devices/{appleDevice}/${name}`, isIdempotent: false, when: ({ image }) => appleId(image) !== '' },
      { api: 'v1', method: 'POST', path: `/systems/{id}/command/builtin/${name}`, isIdempotent: false },
    ],
    places: ({ image }) => ({ mdm: textOf(image, 'appleMdm', 'id'), appleDevice: appleId(image) }),
    body: ({ image, parameters }) => (appleId(image) !== '' && needsPin ? { pin: (parameters as { pin?: string }).pin } : undefined),
    inverse: () => ({ irreversible: isDestructive ? 'What is erased is gone.' : 'The service takes no command back once it was sent.' }),
    consequences,
    remark: awayRemark,
    volatile: ['lastContact', 'active'],
    ...(isDestructive ? { typedPath: 'serialNumber' } : {}),
  })
}

export const deviceActions: readonly ActionDescription[] = [
  deviceMfa(true),
  deviceMfa(false),
  insights(true),
  insights(false),
  rename,
  setTags,
  setPrimaryUser,
  runCommand,
  power('lock', { menu: 'Lock…', title: 'Lock {targets}', verb: 'Lock', done: 'Lock sent', already: 'Sent' }, () => [{ about: 'device', text: 'Whoever works on the device is thrown out at once; unsaved work may be lost.' }], 50),
  power('restart', { menu: 'Restart', title: 'Restart {targets}', verb: 'Restart', done: 'Restart sent', already: 'Sent' }, () => [{ about: 'device', text: 'Unsaved work on the device is lost.' }], 52),
  power('shutdown', { menu: 'Shut down', title: 'Shut down {targets}', verb: 'Shut down', done: 'Shutdown sent', already: 'Sent' }, () => [{ about: 'device', text: 'Unsaved work on the device is lost; somebody has to switch it on again.' }], 54),
  power('erase', { menu: 'Erase…', title: 'Erase {targets}', verb: 'Erase', done: 'Erase sent', already: 'Sent', phrase: 'ERASE' }, () => [{ about: 'data', text: 'Everything on the device is destroyed.' }, { about: 'device', text: 'A device that is away is erased when it is back, also months from now.' }], 92),
  deletion({
    kind: 'device',
    api: 'v1',
    path: '/systems/{id}',
    consequences: [
      { about: 'device', text: 'A connected agent uninstalls itself within a minute; nothing manages the device any more.' },
      { about: 'data', text: 'Bindings, policy results and the recovery key that the service holds are gone.' },
    ],
    irreversible: 'The device has to be enrolled again, gets a new id and is bound to nothing.',
    isPortals: true,
  }),
]
