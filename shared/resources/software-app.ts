// Software that JumpCloud installs on devices (v2 /softwareapps).

import { z } from 'zod'
import { bindingActionsOf } from './actions/bindings.ts'
import { type Choice, defineResource } from './define.ts'

const text = z.string().nullish()

/** Words of the settings' values; the names of the settings are put into words by themselves. */
const settingWords: readonly Choice[] = [
  { value: 'INSTALLED', label: 'installed' },
  { value: 'REMOVED', label: 'removed' },
  { value: 'UNINSTALLED', label: 'removed' },
  { value: 'CHOCOLATEY', label: 'Chocolatey' },
  { value: 'APPLE_VPP', label: 'Apple volume purchase' },
  { value: 'APPLE_CUSTOM', label: 'Apple, own package' },
  { value: 'GOOGLE_ANDROID', label: 'Google Play' },
  { value: 'MICROSOFT_STORE', label: 'Microsoft Store' },
  { value: 'WINDOWS_MDM', label: 'Windows MDM' },
  { value: 'MAC', label: 'Mac' },
  { value: 'IPHONE', label: 'iPhone' },
  { value: 'IPAD', label: 'iPad' },
]

export const softwareApp = defineResource({
  kind: 'softwareApp',
  words: { one: 'software app', many: 'software apps', title: 'Software', section: 'deviceManagement', icon: 'package' },
  wire: { name: 'software_app', graphType: 'software_app', idField: 'id' },
  list: { api: 'v2', path: '/softwareapps', envelope: 'array', total: 'header', sort: null },
  one: { path: '/softwareapps/{id}' },
  schema: z.looseObject({ id: z.string(), displayName: text, createdAt: text, updatedAt: text, settings: z.array(z.unknown()).nullish() }),
  titlePaths: ['displayName'],
  naturalKeys: ['displayName'],
  columns: [
    { path: 'displayName', type: 'text', title: 'Name', filter: true, sort: true, search: true, shown: true, width: 240, diff: 'value' },
    { path: 'createdAt', type: 'instant', title: 'Added', sort: true, shown: true, width: 130, diff: 'value' },
    { path: 'updatedAt', type: 'instant', title: 'Changed', sort: true, shown: true, width: 130, diff: 'ignore' },
    { path: 'settings', type: 'text', title: 'Settings', width: 320, diff: 'value', choices: settingWords },
    { path: 'id', type: 'id', title: 'ID', search: true, width: 210, diff: 'ignore' },
  ],
  filters: [],
  sync: { order: 85, mode: 'fullPass' },
  actions: bindingActionsOf('softwareApp'),
  example: {},
})
