// Parameters for any action, from its fields: what a form would send when everything asked for was filled in.

import type { ActionDescription } from '../../../shared/actions/action.ts'
import type { Field } from '../../../shared/actions/field.ts'

export const parametersFor = (action: ActionDescription): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(action.fields).flatMap(([name, field]) => (own[`${action.id} ${name}`] === undefined && field.form.initial === undefined && field.schema.safeParse(undefined).success ? [] : [[name, own[`${action.id} ${name}`] ?? sampleOf(field)]])))

/** What a form of its own puts together, or what has to look like something. */
const own: Readonly<Record<string, unknown>> = {
  'user.edit changes': { jobTitle: 'Sample' },
  'userGroup.edit changes': { description: 'Sample' },
  'deviceGroup.edit changes': { description: 'Sample' },
  'command.edit changes': { command: 'echo sample' },
  'ipList.create ips': ['192.0.2.1', '192.0.2.8/29'],
  'ipList.edit changes': { ips: ['192.0.2.1-192.0.2.9'] },
  'organization.editSettings changes': { 'userPortal.idleSessionDurationMinutes': 45, 'newSystemUserStateDefaults.csvImport': 'ACTIVATED' },
  'user.addSshKey publicKey': 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIabcdef sample',
}

function sampleOf({ form }: Field): unknown {
  if (form.label === 'Username') return 'sample.person'
  if (form.label === 'Email') return 'sample@example.com'
  if (form.initial !== undefined) return form.initial
  switch (form.type) {
    case 'count':
      return form.min ?? 1
    case 'boolean':
      return true
    case 'instant':
      return '2026-06-01T09:00:00.000Z'
    case 'choice':
      return form.choices![0]!.value
    case 'list':
      return ['one', 'two']
    case 'object':
      return 'd'.repeat(24)
    default:
      return 'Sample'
  }
}
