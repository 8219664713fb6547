// What each type of event says in words. `{who}` did it, `{what}` it was done to, `{device}` is where; what is not known is left out.

export interface EventWords {
  readonly done: string
  /** Where the event says that it did not succeed; without it "failed" is added. */
  readonly failed?: string
  /** Where somebody did it to themselves. */
  readonly own?: string
}

const words = (done: string, failed?: string): EventWords => (failed === undefined ? { done } : { done, failed })
const personal = (done: string, own: string): EventWords => ({ done, own })

export const eventWords: Readonly<Record<string, EventWords>> = {
  user_login_attempt: words('{who} signed in to the user portal', '{who} could not sign in to the user portal'),
  admin_login_attempt: words('{who} signed in to the admin portal', '{who} could not sign in to the admin portal'),
  login_attempt: words('{who} signed in on the device {device}', '{who} could not sign in on the device {device}'),
  user_login: words('{who} signed in on the device {device}', '{who} could not sign in on the device {device}'),
  sso_auth: words('{who} signed in to {what}', '{who} could not sign in to {what}'),
  radius_auth: words('{who} signed in through RADIUS', '{who} could not sign in through RADIUS'),
  radius_auth_attempt: words('{who} signed in through RADIUS', '{who} could not sign in through RADIUS'),
  ldap_bind: words('{who} signed in through LDAP', '{who} could not sign in through LDAP'),
  ldap_search: words('{who} searched the LDAP directory', '{who} could not search the LDAP directory'),

  user_lockout: words('The user {what} was locked out'),
  user_unlocked: words('{who} unlocked the user {what}'),
  user_suspended: words('{who} suspended the user {what}'),
  user_unsuspended: words('{who} ended the suspension of the user {what}'),
  user_activated: personal('{who} activated the user {what}', 'The user {what} was activated'),
  user_activation_email: words('An activation e-mail was sent to the user {what}'),
  user_password_change: personal('{who} changed the password of the user {what}', '{what} changed their own password'),
  user_password_set: personal('{who} set the first password of the user {what}', '{what} set their first password'),
  user_password_expired: words('The password of the user {what} expired'),
  user_password_reset_request: personal('{who} asked to reset the password of the user {what}', '{what} asked to reset their own password'),
  user_password_warning_email: words('The user {what} was warned that the password will expire'),
  user_mfa_exclusion_expired: words('The time without MFA of the user {what} ended'),
  user_admin_granted: words('{who} made the user {what} an administrator of devices'),
  user_admin_revoked: words('{who} took from the user {what} the administration of devices'),
  totp_start_enrollment: personal('{who} began to set up TOTP for the user {what}', '{what} began to set up TOTP'),
  totp_finish_enrollment: personal('{who} set up TOTP for the user {what}', '{what} set up TOTP'),
  totp_delete_enrollment: personal('{who} removed TOTP from the user {what}', '{what} removed their TOTP'),

  admin_lockout: words('The administrator {what} was locked out'),
  admin_suspended: words('{who} suspended the administrator {what}'),
  admin_unsuspend: words('{who} ended the suspension of the administrator {what}'),
  admin_password_change: personal('{who} changed the password of the administrator {what}', '{what} changed their own password'),
  admin_password_reset_request: personal('{who} asked to reset the password of the administrator {what}', '{what} asked to reset their own password'),
  admin_totp_start_enrollment: personal('{who} began to set up TOTP for the administrator {what}', '{what} began to set up TOTP'),
  admin_totp_finish_enrollment: personal('{who} set up TOTP for the administrator {what}', '{what} set up TOTP'),
  admin_totp_disable: words('{who} switched TOTP off for the administrator {what}'),

  system_create: personal('{who} created the device {what}', 'The device {what} was added'),
  command_run: words('{who} ran the command {what}', 'The command {what} that {who} ran failed'),
  mdm_command_result: words('The device {device} carried out an MDM command', 'The device {device} did not carry out an MDM command'),
  system_fde_key_update: words('The recovery key of the device {device} was renewed'),
  software_add: words('Software was installed on the device {device}'),
  software_change: words('Software was updated on the device {device}'),
  software_remove: words('Software was removed from the device {device}'),
  alert_created: words('The alert {what} was raised'),
}

/** Nouns of types that are named after an object and what was done to it. */
export const eventNouns: Readonly<Record<string, string>> = {
  admin: 'administrator',
  application: 'application',
  authnpolicy: 'conditional access policy',
  authpolicy: 'conditional access policy',
  commandresult: 'command result',
  group: 'group',
  gsuite_directory: 'Google Workspace directory',
  integration: 'integration',
  iplist: 'IP list',
  ldapserver: 'LDAP server',
  o365_directory: 'Microsoft 365 directory',
  organization: 'organization',
  passwordpolicy: 'password policy',
  provider: 'provider',
  radiusserver: 'RADIUS server',
  system: 'device',
  systemuser: 'user',
  user: 'user',
}

export const eventVerbs: Readonly<Record<string, string>> = {
  add: 'added',
  change: 'changed',
  create: 'created',
  created: 'created',
  delete: 'deleted',
  deleted: 'deleted',
  modified: 'changed',
  remove: 'removed',
  update: 'changed',
  updated: 'changed',
}
