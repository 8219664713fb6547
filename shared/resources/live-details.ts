// What is read from the service when someone looks, and kept nowhere: results, inventories and secrets of one object.

import type { ColumnTypeName } from './column-types.ts'
import type { Choice } from './define.ts'

export interface LiveColumn {
  readonly path: string
  readonly title: string
  readonly type: ColumnTypeName
  readonly choices?: readonly Choice[]
}

export interface LiveDetail {
  /** Kind of the object that it belongs to. */
  readonly kind: string
  readonly name: string
  readonly title: string
  /** Several details of one kind under one tab. */
  readonly group?: string
  readonly route: {
    readonly api: 'v1' | 'v2'
    /** `{id}` is the object's id, `{organization}` the organization's, `{row}` that of the row of another detail. */
    readonly path: string
    readonly query?: Readonly<Record<string, string>>
    /** Asked by a search in a body: fields with the values that they must have, and the order. */
    readonly search?: { readonly filter: Readonly<Record<string, string>>; readonly sort: string }
    /** `array` for the whole body, `object` for a body that is the one row, otherwise the property that holds the rows. */
    readonly envelope: string
    /** Properties of which a body that is the one row has at least one, with what each holds: any other body is no answer. */
    readonly holds?: Readonly<Record<string, 'object' | 'text'>>
    readonly isPaged: boolean
    /** A list that goes on from a token: the parameter that takes it, and where the answer says it. */
    readonly token?: { readonly parameter: string; readonly from: string }
  }
  readonly columns: readonly LiveColumn[]
  /** The list is of the whole organization, or a filter of the service is not relied on: only rows with this value are the object's. */
  readonly only?: { readonly path: string; readonly is: string }
  /** Belongs to one row of another detail of the kind: its name. The row's own id is the column called ID. */
  readonly ofRow?: string
  /** Shown only for objects whose field has this value. */
  readonly where?: { readonly path: string; readonly is: string }
  /** A word in the plan's list of products without which the service refuses. */
  readonly premium?: string
}

/** `success` is no outcome: it is false for what has not run yet and for what does not fit the system, too. */
const outcome: readonly Choice[] = [
  { value: 'success', label: 'Applied', tone: 'ok', glyph: 'pass' },
  { value: 'failed', label: 'Failed', tone: 'bad', glyph: 'fail' },
  { value: 'pending', label: 'Pending', tone: 'info', glyph: 'staged' },
  { value: 'unsupportedOs', label: 'Not for this system', tone: 'neutral', glyph: 'none' },
]

const policyResult: readonly LiveColumn[] = [
  { path: 'state', title: 'Result', type: 'choice', choices: outcome },
  { path: 'policyID', title: 'Policy', type: 'id' },
  { path: 'systemID', title: 'Device', type: 'id' },
  { path: 'exitStatus', title: 'Exit', type: 'count' },
  { path: 'detail', title: 'Detail', type: 'text' },
  { path: 'stdErr', title: 'Errors', type: 'text' },
  { path: 'endedAt', title: 'Ended', type: 'instant' },
]

/** A list carries the first characters only; the whole is read one by one. */
export const commandOutputPath = 'response.data.output'

const commandResult: readonly LiveColumn[] = [
  { path: 'name', title: 'Command', type: 'text' },
  { path: 'system', title: 'Device', type: 'text' },
  { path: 'exitCode', title: 'Exit', type: 'count' },
  { path: commandOutputPath, title: 'Output', type: 'text' },
  { path: 'user', title: 'As', type: 'text' },
  { path: 'requestTime', title: 'Asked', type: 'instant' },
  { path: 'responseTime', title: 'Answered', type: 'instant' },
  { path: '_id', title: 'ID', type: 'id' },
]

const policyCounts: readonly LiveColumn[] = [
  { path: 'policyCountData.total', title: 'Policies', type: 'count' },
  { path: 'policyCountData.success', title: 'Applied', type: 'count' },
  { path: 'policyCountData.failed', title: 'Failed', type: 'count' },
  { path: 'policyCountData.pending', title: 'Pending', type: 'count' },
  { path: 'policyCountData.unsupportedOs', title: 'Not for this system', type: 'count' },
  { path: 'policyCountData.duplicate', title: 'Overruled by another', type: 'count' },
]

const agentType: LiveColumn = {
  path: 'agentType',
  title: 'Does',
  type: 'choice',
  choices: [
    { value: 'SYNC', label: 'Syncs to the directory', tone: 'neutral', glyph: 'none' },
    { value: 'IMPORT', label: 'Imports from it', tone: 'neutral', glyph: 'none' },
  ],
}

const softwareState: LiveColumn = {
  path: 'state',
  title: 'State',
  type: 'choice',
  choices: [
    { value: 'INSTALL_SUCCESS', label: 'Installed', tone: 'ok', glyph: 'pass' },
    { value: 'INSTALL_FAILED', label: 'Failed', tone: 'bad', glyph: 'fail' },
    { value: 'PENDING', label: 'Waiting', tone: 'info', glyph: 'staged' },
  ],
}

const insight = (name: string, title: string, columns: readonly LiveColumn[]): LiveDetail => ({
  kind: 'device',
  name: `insight-${name}`,
  title,
  group: 'System Insights',
  route: { api: 'v2', path: `/systeminsights/${name}`, query: { filter: 'system_id:eq:{id}' }, envelope: 'array', isPaged: true },
  columns: [...columns, { path: 'collection_time', title: 'Collected', type: 'instant' }],
  where: { path: 'systemInsights.state', is: 'enabled' },
  premium: 'systemInsights',
})

const text = (path: string, title: string): LiveColumn => ({ path, title, type: 'text' })
const count = (path: string, title: string): LiveColumn => ({ path, title, type: 'count' })
const choice = (path: string, title: string, choices: readonly Choice[]): LiveColumn => ({ path, title, type: 'choice', choices })

const isEncrypted: readonly Choice[] = [
  { value: '1', label: 'Yes', tone: 'ok', glyph: 'pass' },
  { value: '0', label: 'No', tone: 'bad', glyph: 'fail' },
]

const serviceState: readonly Choice[] = [
  { value: 'RUNNING', label: 'Running', tone: 'ok', glyph: 'active' },
  { value: 'STOPPED', label: 'Stopped', tone: 'neutral', glyph: 'staged' },
  { value: 'PAUSED', label: 'Paused', tone: 'neutral', glyph: 'suspended' },
  { value: 'START_PENDING', label: 'Starting', tone: 'info', glyph: 'staged' },
  { value: 'STOP_PENDING', label: 'Stopping', tone: 'info', glyph: 'staged' },
]

const serviceStart: readonly Choice[] = [
  { value: 'AUTO_START', label: 'By itself' },
  { value: 'DEMAND_START', label: 'On demand' },
  { value: 'DISABLED', label: 'Never' },
  { value: 'BOOT_START', label: 'While booting' },
  { value: 'SYSTEM_START', label: 'With the system' },
]

/** How the last synchronization of one account ended, as a code of HTTP. */
const syncCode: readonly Choice[] = [
  { value: '200', label: 'In sync', tone: 'ok', glyph: 'pass' },
  { value: '401', label: 'Connection refused', tone: 'bad', glyph: 'fail' },
  { value: '403', label: 'Not allowed', tone: 'bad', glyph: 'fail' },
  { value: '404', label: 'No account there', tone: 'bad', glyph: 'fail' },
  { value: '409', label: 'Conflict', tone: 'bad', glyph: 'fail' },
]

const androidState: readonly Choice[] = [
  { value: 'ACTIVE', label: 'Active', tone: 'ok', glyph: 'active' },
  { value: 'DISABLED', label: 'Disabled', tone: 'warn', glyph: 'suspended' },
  { value: 'PROVISIONING', label: 'Being set up', tone: 'info', glyph: 'staged' },
  { value: 'LOST', label: 'Lost', tone: 'bad', glyph: 'fail' },
]

const androidOwnership: readonly Choice[] = [
  { value: 'COMPANY_OWNED', label: 'The organization' },
  { value: 'PERSONALLY_OWNED', label: 'The person' },
]

const directoryType: readonly Choice[] = [
  { value: 'active_directory', label: 'Active Directory' },
  { value: 'g_suite', label: 'Google Workspace' },
  { value: 'ldap_server', label: 'LDAP' },
  { value: 'office_365', label: 'Microsoft 365' },
  { value: 'workday', label: 'Workday' },
]

const synced: readonly LiveColumn[] = [{ path: 'syncStatus.syncedAt', title: 'Synced', type: 'instant' }, choice('syncStatus.code', 'State', syncCode), text('syncStatus.message', 'Message')]

/** The fields that the translations of both directories carry over; the name is the field's. */
const ruleFields = ['alternate_email', 'business_phones', 'city', 'country', 'department', 'home_addresses', 'home_phone_numbers', 'job_title', 'manager', 'mobile_phone', 'mobile_phone_numbers', 'office_location', 'other_addresses', 'other_phone_numbers', 'password', 'postal_code', 'primary_organization_cost_center', 'primary_organization_department', 'primary_organization_description', 'primary_organization_employee_id', 'primary_organization_title', 'principal_name_from_alternate_email', 'state', 'status', 'street_address', 'work_addresses', 'work_fax_phone_numbers', 'work_mobile_phone_numbers', 'work_phone_numbers'] as const
const builtInRules: readonly Choice[] = ruleFields.map((name) => ({ value: `user_${name}`, label: name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ') }))

const direction: readonly Choice[] = [
  { value: 'export', label: 'From JumpCloud' },
  { value: 'import', label: 'To JumpCloud' },
]

export const liveDetails: readonly LiveDetail[] = [
  { kind: 'device', name: 'policy-results', title: 'Policy results', group: 'Policy results', route: { api: 'v2', path: '/systems/{id}/policystatuses', envelope: 'array', isPaged: true }, columns: policyResult },
  { kind: 'device', name: 'policy-counts', title: 'Policy counts', group: 'Policy results', route: { api: 'v2', path: '/systems/{id}/aggregated-policy-stats', envelope: 'object', holds: { policyCountData: 'object' }, isPaged: false }, columns: policyCounts },
  { kind: 'device', name: 'command-results', title: 'Command results', route: { api: 'v1', path: '/search/commandresults', search: { filter: { systemId: '{id}' }, sort: '-requestTime' }, envelope: 'results', isPaged: true }, only: { path: 'systemId', is: '{id}' }, columns: commandResult },
  { kind: 'user', name: 'policy-results', title: 'Policy results', route: { api: 'v2', path: '/users/{id}/policystatuses', envelope: 'array', isPaged: true }, columns: policyResult },
  insight('os_version', 'Operating system', [text('name', 'Name'), text('version', 'Version'), text('build', 'Build'), text('platform', 'Platform')]),
  insight('system_info', 'Hardware', [text('hardware_vendor', 'Maker'), text('hardware_model', 'Model'), text('hardware_serial', 'Serial'), text('cpu_brand', 'Processor'), count('cpu_physical_cores', 'Cores'), text('physical_memory', 'Memory')]),
  insight('disk_encryption', 'Disk encryption', [text('name', 'Disk'), choice('encrypted', 'Encrypted', isEncrypted), text('type', 'Type'), text('encryption_status', 'State')]),
  insight('apps', 'Applications (macOS)', [text('name', 'Name'), text('bundle_short_version', 'Version'), text('path', 'Place')]),
  insight('programs', 'Programs (Windows)', [text('name', 'Name'), text('version', 'Version'), text('publisher', 'Publisher'), text('install_date', 'Installed')]),
  insight('linux_packages', 'Packages (Linux)', [text('name', 'Name'), text('version', 'Version'), text('package_format', 'Format')]),
  insight('patches', 'Patches (Windows)', [text('hotfix_id', 'Patch'), text('description', 'Description'), text('installed_on', 'Installed')]),
  insight('users', 'Accounts', [text('username', 'Username'), text('uid', 'UID'), text('directory', 'Home'), text('shell', 'Shell')]),
  insight('logged_in_users', 'Signed in', [text('user', 'User'), text('tty', 'Terminal'), text('host', 'From'), text('type', 'Type')]),
  insight('uptime', 'Running since', [count('days', 'Days'), count('hours', 'Hours'), count('minutes', 'Minutes')]),
  insight('services', 'Services (Windows)', [text('name', 'Name'), text('display_name', 'Title'), choice('status', 'State', serviceState), choice('start_type', 'Starts', serviceStart)]),
  insight('certificates', 'Certificates', [text('common_name', 'Name'), text('issuer', 'Issuer'), text('not_valid_after', 'Valid until')]),
  { kind: 'policy', name: 'results', title: 'Results', route: { api: 'v2', path: '/policies/{id}/policystatuses', envelope: 'array', isPaged: true }, columns: policyResult },
  { kind: 'command', name: 'results', title: 'Results', route: { api: 'v1', path: '/commands/{id}/results', envelope: 'array', isPaged: true }, columns: commandResult },
  { kind: 'command', name: 'queue', title: 'Waiting', route: { api: 'v2', path: '/queuedcommand/workflows', envelope: 'results', isPaged: true }, only: { path: 'command', is: '{id}' }, columns: [{ path: 'system', title: 'Device', type: 'id' }, count('pendingCount', 'Devices to go'), { path: 'id', title: 'Run', type: 'id' }] },
  { kind: 'user', name: 'directory-state', title: 'Directory sync', route: { api: 'v2', path: '/users/{id}/directories', envelope: 'array', isPaged: true }, columns: [{ path: 'id', title: 'Directory', type: 'id' }, choice('type', 'Sort', directoryType), ...synced] },
  { kind: 'user', name: 'push-devices', title: 'Push devices', route: { api: 'v2', path: '/users/{id}/pushendpoints', envelope: 'array', isPaged: false }, columns: [text('name', 'Name'), text('state', 'State'), { path: 'enrollmentDate', title: 'Enrolled', type: 'instant' }, { path: 'lastUsedDate', title: 'Last used', type: 'instant' }] },
  { kind: 'directory', name: 'google-users', title: 'Bound users', where: { path: 'type', is: 'g_suite' }, route: { api: 'v2', path: '/gsuites/{id}/users', query: { syncStatus: 'true' }, envelope: 'array', isPaged: true }, columns: [{ path: 'id', title: 'User', type: 'id' }, ...synced] },
  { kind: 'directory', name: 'microsoft-users', title: 'Bound users', where: { path: 'type', is: 'office_365' }, route: { api: 'v2', path: '/office365s/{id}/users', query: { syncStatus: 'true' }, envelope: 'array', isPaged: true }, columns: [{ path: 'id', title: 'User', type: 'id' }, ...synced] },
  { kind: 'directory', name: 'google-domains', title: 'Domains', where: { path: 'type', is: 'g_suite' }, route: { api: 'v2', path: '/gsuites/{id}/domains', envelope: 'domains', isPaged: true }, columns: [text('domain', 'Domain'), { path: 'default', title: 'Default', type: 'boolean' }] },
  { kind: 'directory', name: 'microsoft-domains', title: 'Domains', where: { path: 'type', is: 'office_365' }, route: { api: 'v2', path: '/office365s/{id}/domains', envelope: 'domains', isPaged: true }, columns: [text('domain', 'Domain'), { path: 'default', title: 'Default', type: 'boolean' }] },
  { kind: 'directory', name: 'google-rules', title: 'Translation rules', where: { path: 'type', is: 'g_suite' }, route: { api: 'v2', path: '/gsuites/{id}/translationrules', envelope: 'array', isPaged: true }, columns: [choice('builtIn', 'Field', builtInRules), choice('direction', 'Direction', direction)] },
  { kind: 'directory', name: 'microsoft-rules', title: 'Translation rules', where: { path: 'type', is: 'office_365' }, route: { api: 'v2', path: '/office365s/{id}/translationrules', envelope: 'array', isPaged: true }, columns: [choice('builtIn', 'Field', builtInRules), choice('direction', 'Direction', direction)] },
  { kind: 'device', name: 'software', title: 'Software sent', route: { api: 'v2', path: '/systems/{id}/softwareappstatuses', envelope: 'array', isPaged: true }, columns: [text('app.displayName', 'Software'), { ...softwareState, path: 'status.state' }, text('status.version', 'Version'), text('status.details', 'Detail'), count('status.code', 'Code'), { path: 'status.timestamp', title: 'Told', type: 'instant' }, { path: 'app.id', title: 'ID', type: 'id' }] },
  { kind: 'softwareApp', name: 'statuses', title: 'Installations', route: { api: 'v2', path: '/softwareapps/{id}/statuses', envelope: 'array', isPaged: true }, columns: [{ path: 'systemId', title: 'Device', type: 'id' }, softwareState, text('version', 'Version'), text('details', 'Detail'), count('code', 'Code'), { path: 'timestamp', title: 'Told', type: 'instant' }] },
  { kind: 'appleMdm', name: 'devices', title: 'Enrolled devices', route: { api: 'v2', path: '/applemdms/{id}/devices', envelope: 'array', isPaged: true }, columns: [text('deviceInformation.deviceName', 'Name'), text('serialNumber', 'Serial'), text('osVersion', 'Version'), { path: 'enrolled', title: 'Enrolled', type: 'boolean' }, { path: 'depRegistered', title: 'By Apple Business', type: 'boolean' }, { path: 'securityInfo.filevaultEnabled', title: 'FileVault', type: 'boolean' }, { path: 'createdAt', title: 'Since', type: 'instant' }, { path: 'id', title: 'ID', type: 'id' }] },
  { kind: 'appleMdm', name: 'enrolment-profiles', title: 'Enrolment profiles', route: { api: 'v2', path: '/applemdms/{id}/enrollmentprofiles', envelope: 'array', isPaged: false }, columns: [text('name', 'Name'), { path: 'dep.enableZeroTouchEnrollment', title: 'Without a touch', type: 'boolean' }, { path: 'allowMobileUserEnrollment', title: 'People enrol themselves', type: 'boolean' }, { path: 'defaultSystemGroupID', title: 'Device group', type: 'id' }, { path: 'id', title: 'ID', type: 'id' }] },
  { kind: 'androidEnterprise', name: 'devices', title: 'Enrolled devices', route: { api: 'v2', path: '/google-emm/enterprises/{id}/devices', envelope: 'devices', isPaged: true }, columns: [text('name', 'Name at Google'), { path: 'deviceId', title: 'ID', type: 'id' }] },
  {
    kind: 'androidEnterprise',
    name: 'device',
    title: 'About the device',
    ofRow: 'devices',
    route: { api: 'v2', path: '/google-emm/devices/{row}', envelope: 'object', holds: { deviceId: 'text', deviceInformation: 'object' }, isPaged: false },
    columns: [
      text('deviceInformation.hardwareInfo.brand', 'Maker'),
      text('deviceInformation.hardwareInfo.model', 'Model'),
      text('deviceInformation.hardwareInfo.serialNumber', 'Serial'),
      text('deviceInformation.softwareInfo.androidVersion', 'Android'),
      text('deviceInformation.softwareInfo.securityPatchLevel', 'Security patches of'),
      choice('deviceInformation.deviceStateInfo.appliedDeviceState', 'State', androidState),
      { path: 'deviceInformation.deviceStateInfo.policyCompliant', title: 'Follows its policy', type: 'boolean' },
      { path: 'deviceInformation.deviceStateInfo.lastStatusReportTime', title: 'Last report', type: 'instant' },
      choice('deviceInformation.emmEnrollmentInfo.ownership', 'Belongs to', androidOwnership),
      text('deviceInformation.emmEnrollmentInfo.appliedPolicyName', 'Policy'),
    ],
  },
  { kind: 'androidEnterprise', name: 'device-policy', title: 'Policy in force', ofRow: 'devices', route: { api: 'v2', path: '/google-emm/devices/{row}/policy_results', envelope: 'object', holds: { policy: 'text' }, isPaged: false }, columns: [text('policy', 'Policy in force')] },
  { kind: 'directory', name: 'active-directory-agents', title: 'Agents', where: { path: 'type', is: 'active_directory' }, route: { api: 'v2', path: '/activedirectories/{id}/agents', envelope: 'array', isPaged: true }, columns: [text('hostname', 'Host'), agentType, text('state', 'State'), text('version', 'Version'), { path: 'contactAt', title: 'Last contact', type: 'instant' }, text('source_ip', 'From')] },
  { kind: 'directory', name: 'workday-workers', title: 'Workers', where: { path: 'type', is: 'workday' }, route: { api: 'v2', path: '/workdays/{id}/workers', envelope: 'array', isPaged: true }, columns: [text('firstName', 'First name'), text('lastName', 'Last name'), text('email', 'Email'), text('username', 'Username')] },
  { kind: 'ldapServer', name: 'samba-domains', title: 'Samba domains', route: { api: 'v2', path: '/ldapservers/{id}/sambadomains', envelope: 'array', isPaged: true }, columns: [text('name', 'Name'), text('sid', 'SID')] },
]

export const liveDetailOf = (kind: string, name: string): LiveDetail | null => liveDetails.find((detail) => detail.kind === kind && detail.name === name) ?? null
