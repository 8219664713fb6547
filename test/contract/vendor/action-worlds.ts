// Parameters that only an organization can give: ids that belong to a target, values that fit it.

import type { Acting } from './acting.ts'

type Parameters = Readonly<Record<string, unknown>>

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIabcdefabcdefabcdefabcdefabcdefabcdef person'

const worlds: Readonly<Record<string, (acting: Acting, id: string | null) => Parameters | Promise<Parameters>>> = {
  'user.add': () => ({ username: 'new.person', email: 'new.person@example.com', details: { firstname: 'New', department: 'Sales', attributes: [{ name: 'badge', value: '7' }] }, state: 'STAGED' }),
  'user.importFromFile': () => ({ details: { firstname: 'New', attributes: [{ name: 'badge', value: '7' }] } }),
  'user.importFromGoogle': () => ({ details: { lastname: 'Person' }, state: 'ACTIVATED' }),
  'user.edit': () => ({ changes: { jobTitle: 'Pilot', sudo: true, tags: ['a', 'b'], attributes: [{ name: 'badge', value: '7' }], manager: '' } }),
  'user.activate': () => ({ address: 'somebody@example.com' }),
  'user.resendEmail': () => ({ address: 'somebody@example.com' }),
  'user.setPassword': () => ({ password: 'Correct-horse-7-battery' }),
  'user.removeMfaRequirement': ({ at }) => ({ reason: 'New telephone', until: new Date(Date.parse(at) + 30 * 86_400_000).toISOString() }),
  'user.schedule': () => ({ start: '2027-06-01T09:00:00.000Z' }),
  'device.lock': () => ({ pin: '123456' }),
  'device.erase': () => ({ pin: '123456' }),
  'alert.acknowledge': () => ({ remark: 'Looking into it' }),
  'alert.resolve': () => ({ remark: 'Done' }),
  'organization.create': () => ({ name: 'A new organization', maxSystemUsers: 25 }),
  'organization.rename': () => ({ name: 'Another name' }),
  'organization.editSettings': () => ({ changes: { 'passwordPolicy.minLength': 14, 'userPortal.idleSessionDurationMinutes': 45, 'newSystemUserStateDefaults.csvImport': 'STAGED' } }),
  'user.addSshKey': () => ({ name: 'laptop', publicKey: key }),
  'user.removePushDevice': async (acting, id) => ({ pushDevice: (await firstOf(acting, 'v2', `/users/${id}/pushendpoints`))?.id ?? 'none' }),
}

export const parametersOfWorld = (action: string, acting: Acting, id: string | null): Parameters | Promise<Parameters> => worlds[action]?.(acting, id) ?? {}

async function firstOf(acting: Acting, api: 'v1' | 'v2', path: string): Promise<Parameters | undefined> {
  const { body } = await acting.send({ api, path, query: {}, organizationHeader: 'sent' })
  return (body as Parameters[])[0]
}
