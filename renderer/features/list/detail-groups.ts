// How the fields of a kind are grouped for reading; fields that no group names come last, so that nothing is lost.

import type { GridColumn } from '../../../shared/resources/derive/grid-columns.ts'

interface FieldGroup {
  readonly title: string
  readonly paths: readonly string[]
}

const groupsByKind: Readonly<Record<string, readonly FieldGroup[]>> = {
  user: [
    { title: 'Person', paths: ['firstname', 'middlename', 'lastname', 'displayname', 'username', 'email', 'alternateEmail'] },
    { title: 'Account', paths: ['status', 'account_locked', 'account_locked_date', 'badLoginAttempts', 'created', 'creationSource'] },
    { title: 'Password', paths: ['passwordStatus', 'password_date', 'password_expiration_date'] },
    {
      title: 'MFA',
      paths: [
        'mfaEnrollment.overallStatus',
        'enable_user_portal_multifactor',
        'mfa.exclusion',
        'mfa.exclusionUntil',
        'totp_enabled',
        'mfaEnrollment.totpStatus',
        'mfaEnrollment.pushStatus',
        'mfaEnrollment.webAuthnStatus',
        'mfaEnrollment.smsStatus',
        'mfaEnrollment.jcGoStatus',
      ],
    },
    { title: 'Employment', paths: ['department', 'jobTitle', 'employeeType', 'employeeIdentifier', 'company', 'costCenter', 'location', 'manager'] },
    { title: 'Rights on devices', paths: ['sudo', 'passwordless_sudo', 'ldap_binding_user', 'samba_service_user', 'unix_uid', 'unix_guid'] },
    { title: 'Source', paths: ['externally_managed', 'external_source_type'] },
  ],
  userGroup: [
    { title: 'Group', paths: ['name', 'description', 'email'] },
    { title: 'Members', paths: ['memberCount', 'membershipMethod', 'memberQuery'] },
  ],
  deviceGroup: [
    { title: 'Group', paths: ['name', 'description'] },
    { title: 'Members', paths: ['memberCount', 'membershipMethod', 'memberQuery'] },
  ],
  device: [
    { title: 'Device', paths: ['displayName', 'hostname', 'osFamily', 'os', 'version', 'osVersionDetail.releaseName', 'arch', 'hwVendor', 'serialNumber', 'primarySystemUser.id'] },
    { title: 'Contact', paths: ['active', 'lastContact', 'remoteIP', 'agentVersion', 'created'] },
    { title: 'Security', paths: ['fde.active', 'fde.keyPresent', 'allowMultiFactorAuthentication', 'policyStats.failed', 'policyStats.pending', 'policyStats.total'] },
    { title: 'Management', paths: ['mdm.vendor', 'mdm.enrollmentType', 'systemInsights.state', 'groupCount'] },
    { title: 'SSH', paths: ['allowSshPasswordAuthentication', 'allowPublicKeyAuthentication', 'allowSshRootLogin'] },
  ],
  command: [
    { title: 'Command', paths: ['name', 'description', 'commandType'] },
    { title: 'When it runs', paths: ['launchType', 'trigger', 'schedule', 'scheduleRepeatType'] },
    { title: 'Script', paths: ['command'] },
  ],
}

/** Groups for a kind that names none: what it is, how it is set, when, and its ids. A handful of fields needs no groups. */
function groupsByType(columns: readonly GridColumn[]): FieldGroup[] {
  if (columns.length < 6) return []
  const of = (...types: GridColumn['type'][]) => columns.filter((column) => types.includes(column.type)).map((column) => column.path)
  return [
    { title: 'About', paths: of('text', 'list') },
    { title: 'State and settings', paths: of('choice', 'boolean', 'count') },
    { title: 'Dates', paths: of('instant') },
  ]
}

export interface ColumnGroup {
  readonly title: string
  readonly columns: readonly GridColumn[]
}

export function groupColumns(kind: string, columns: readonly GridColumn[]): ColumnGroup[] {
  const groups = groupsByKind[kind] ?? groupsByType(columns)
  const named = new Set(groups.flatMap((group) => group.paths))
  const rest = columns.filter((column) => !named.has(column.path))
  return [
    ...groups.map(({ title, paths }) => ({ title, columns: paths.flatMap((path) => columns.find((column) => column.path === path) ?? []) })),
    { title: groups.length === 0 ? 'Fields' : rest.every((column) => column.type === 'id') ? 'ID' : 'More', columns: rest },
  ].filter((group) => group.columns.length > 0)
}
