import { expect, test } from 'vitest'
import { archivedEventOf } from '../../../../../main/engine/insights/event-row.ts'
import { sentenceOf, unnamedDevicesOf } from '../../../../../main/engine/insights/sentence.ts'

const admin = { type: 'admin', id: 'a1', email: 'mk@example.com' }
const user = { type: 'user', id: 'u1', username: 'dara' }
const base = { id: 'e1', timestamp: '2026-11-20T10:00:00.000Z', service: 'directory' }

const told = (event_type: string, fields: Record<string, unknown> = {}) => {
  const raw = { ...base, event_type, ...fields }
  return sentenceOf(archivedEventOf(raw), raw)
}

test.each<[string, Record<string, unknown>, string]>([
  ['user_update', { initiated_by: admin, resource: user, changes: [{ field: 'state', from: 'ACTIVATED', to: 'SUSPENDED' }] }, 'mk@example.com changed the user dara · state: ACTIVATED → SUSPENDED'],
  ['user_create', { initiated_by: admin, resource: user, changes: [{ field: 'sudo', to: false }] }, 'mk@example.com created the user dara · sudo: – → no'],
  ['user_delete', { initiated_by: admin, resource: user, success: false, error_message: 'bound' }, 'mk@example.com deleted the user dara – failed · bound'],
  ['user_login_attempt', { initiated_by: user, success: true }, 'dara signed in to the user portal'],
  ['user_login_attempt', { initiated_by: user, success: false, error_message: 'wrong password' }, 'dara could not sign in to the user portal · wrong password'],
  ['admin_login_attempt', { resource: { type: 'admin', email: 'jane@example.com' }, success: true }, 'jane@example.com signed in to the admin portal'],
  ['user_lockout', { resource: user }, 'The user dara was locked out'],
  ['user_password_change', { initiated_by: user, resource: user, changes: [{ field: 'password' }] }, 'dara changed their own password · password'],
  ['user_password_change', { initiated_by: admin, resource: user }, 'mk@example.com changed the password of the user dara'],
  ['totp_finish_enrollment', { initiated_by: user, resource: user, success: true }, 'dara set up TOTP'],
  ['system_create', { initiated_by: { type: 'system', id: 's1' }, resource: { type: 'system', id: 's1', hostname: 'mac-7' } }, 'The device mac-7 was added'],
  ['admin_create', { initiated_by: admin, resource: { type: 'admin', email: 'new@example.com' } }, 'mk@example.com created the administrator new@example.com'],
  ['association_change', { initiated_by: admin, association: { op: 'add', connection: { from: { name: 'dara', type: 'user' }, to: { name: 'Sales', type: 'user_group' } } } }, 'mk@example.com bound dara to Sales'],
  ['association_change', { initiated_by: admin, association: { op: 'remove', connection: { from: { object_id: 'u1' }, to: { object_id: 'g1' } } } }, 'mk@example.com unbound u1 from g1'],
  ['group_create', { initiated_by: admin, resource: { type: 'user_group', name: 'Sales' } }, 'mk@example.com created the group Sales'],
  ['system_delete', { initiated_by: admin, resource: { type: 'system', hostname: 'mac-7' } }, 'mk@example.com deleted the device mac-7'],
  ['authpolicy_update', { initiated_by: admin, resource: { name: 'Block' } }, 'mk@example.com changed the conditional access policy Block'],
  ['o365_directory_create', { initiated_by: admin, resource: { name: 'Main' } }, 'mk@example.com created the Microsoft 365 directory Main'],
  ['radiusserver_update', { initiated_by: admin, resource: { name: 'Office' } }, 'mk@example.com changed the RADIUS server Office'],
  ['organization_update', { initiated_by: admin, resource: { displayName: 'Acme' } }, 'mk@example.com changed the organization Acme'],
  ['sso_auth', { service: 'sso', initiated_by: user, application: { name: 'zendesk', display_label: 'Zendesk' }, sso_token_success: true }, 'dara signed in to Zendesk'],
  ['radius_auth', { service: 'radius', username: 'dara', success: false, error_message: 'pap' }, 'dara could not sign in through RADIUS · pap'],
  ['ldap_bind', { service: 'ldap', username: 'dara', dn: 'uid=dara', success: true }, 'dara signed in through LDAP'],
  ['login_attempt', { service: 'systems', username: 'dara', system: { hostname: 'mac-7' }, success: true }, 'dara signed in on the device mac-7'],
  ['system_fde_key_update', { service: 'systems', system: { hostname: 'mac-7' } }, 'The recovery key of the device mac-7 was renewed'],
  ['software_add', { service: 'software', system: { displayName: 'Mac 7' }, changes: [{ field: 'version', from: '96.0', to: '96.1' }] }, 'Software was installed on the device Mac 7 · version: 96.0 → 96.1'],
  ['mdm_command_result', { service: 'mdm', device_object_id: 'd1', success: true }, 'The device d1 carried out an MDM command'],
  ['command_run', { initiated_by: admin, resource: { name: 'Tidy' } }, 'mk@example.com ran the command Tidy'],
  ['alert_created', { service: 'alerts', name: 'Disk full' }, 'The alert Disk full was raised'],
  ['saas_management_enable', { initiated_by: admin }, 'Saas management enable by mk@example.com'],
  ['never_heard_of', { success: false }, 'Never heard of – failed'],
  ['never_heard_of', { resource: { name: 'It' } }, 'Never heard of: It'],
  ['user_create', {}, 'Someone created the user'],
  ['user_create', { initiated_by: { email: '{what}' }, resource: { name: '{who}' } }, '{what} created the user {who}'],
])('%s with %j is told in words', (type, fields, sentence) => {
  expect(told(type, fields)).toBe(sentence)
})

// Every type of the activity list, so that none of them is shown as a bare name.
const activity = [
  'user_create', 'user_update', 'user_delete', 'user_login_attempt', 'user_lockout', 'user_unlocked', 'user_suspended', 'user_unsuspended', 'user_activated', 'user_activation_email',
  'user_password_change', 'user_password_set', 'user_password_expired', 'user_mfa_exclusion_expired', 'totp_finish_enrollment', 'totp_delete_enrollment', 'admin_login_attempt', 'admin_create',
  'admin_update', 'admin_delete', 'admin_lockout', 'association_change', 'group_create', 'group_update', 'group_delete', 'system_create', 'system_update', 'system_delete', 'command_run',
  'policy_create', 'policy_update', 'policy_delete', 'authnpolicy_create', 'authnpolicy_delete', 'authpolicy_update', 'iplist_create', 'iplist_update', 'iplist_delete', 'application_create',
  'application_update', 'application_delete', 'radiusserver_create', 'radiusserver_update', 'radiusserver_delete', 'organization_create', 'organization_update', 'provider_update',
  'gsuite_directory_create', 'gsuite_directory_delete', 'o365_directory_create', 'o365_directory_delete', 'integration_create', 'integration_delete', 'sso_auth', 'radius_auth', 'ldap_bind',
  'ldap_search', 'login_attempt', 'system_fde_key_update', 'software_add', 'software_change', 'software_remove', 'mdm_command_result', 'alert_created',
]

test.each(activity)('%s has a sentence of its own, whole or with nothing known', (type) => {
  const humanised = type.replace(/_/g, ' ')
  for (const fields of [{ initiated_by: admin, resource: user, system: { hostname: 'mac-7' } }, {}, { success: false }]) {
    const sentence = told(type, fields)
    expect(sentence.toLowerCase()).not.toContain(humanised)
    expect(sentence).not.toMatch(/[{}]| {2}|undefined|: ?$/)
  }
})

test('changes are few and short in a sentence', () => {
  const changes = Array.from({ length: 6 }, (_, at) => ({ field: `f${at}`, from: { a: 'x'.repeat(200) }, to: at }))
  expect(told('user_update', { initiated_by: admin, resource: user, changes })).toMatch(/^mk@example.com changed the user dara · f0: \{"a":"x{54}… → 0, f1: .+, f2: .+, and 3 more$/)
  for (const odd of ['text', { field: 'x' }, [null, 1, {}]]) expect(told('user_update', { initiated_by: admin, resource: user, changes: odd })).toBe('mk@example.com changed the user dara')
})

test('an event without an id gets one from its content; one without a time is not understood', () => {
  const raw = { event_type: 'user_update', timestamp: '2026-11-20T10:00:00Z' }
  expect(archivedEventOf(raw).id).toMatch(/^content-[0-9a-f]{32}$/)
  expect(archivedEventOf({ ...raw }).id).toBe(archivedEventOf(raw).id)
  expect(archivedEventOf(raw)).toMatchObject({ service: 'unknown', type: 'user_update', success: null, initiator: '', resource: '', address: '', country: '' })
  expect(() => archivedEventOf({ id: 'x', event_type: 'user_update' })).toThrow('api.shape')
})

test('a device that an event knows by its id alone has the name that the copy has for it', () => {
  const id = 'a'.repeat(24)
  const raw = { service: 'mdm', device_object_id: id }
  const event = { type: 'mdm_command_result', success: true }
  expect(unnamedDevicesOf(raw)).toEqual([id])
  expect(sentenceOf(event, raw, new Map([[id, 'mac-7']]))).toBe('The device mac-7 carried out an MDM command')
  expect(sentenceOf(event, raw)).toBe(`The device ${id} carried out an MDM command`)
  expect(unnamedDevicesOf({ system: { id, hostname: 'mac-7' } })).toEqual([])
})
