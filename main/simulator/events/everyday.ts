// What happens every day: sign-ins to portal, applications, networks, directories and devices, and the small change of administration.

import { instantFromMs } from '../../../shared/base/instant.ts'
import type { Random } from '../../../shared/base/random.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { OrganizationObjects } from '../organization-objects.ts'
import { indexesReachedFrom } from '../graph/effective.ts'
import { linuxPackages, macApps, windowsPrograms } from '../insights/software-inventory.ts'
import { addressOf, byAdministrator, byUser, geoOf, personAt, scriptAgent, someDevice, someone, strangers, systemOf, userAgentOf } from './event-parts.ts'
import type { Rhythm } from './rhythm.ts'

export interface Scene {
  readonly organization: OrganizationObjects
  readonly random: Random
  readonly atMs: number
  readonly success: boolean
}

export interface Everyday {
  readonly service: string
  readonly type: string
  readonly rhythm: Rhythm
  /** Events on a usual working day. */
  readonly perDay: (organization: OrganizationObjects) => number
  /** Share that fails; null for events that cannot. */
  readonly failing: ((organization: OrganizationObjects) => number) | null
  readonly make: (scene: Scene) => RawObject
}

const people = ({ profile }: OrganizationObjects): number => profile.users
const fleet = ({ profile }: OrganizationObjects): number => profile.devices
const carelessness = ({ profile }: OrganizationObjects): number => 0.02 + profile.problems.withoutMfa * 0.08

const inventories = { windows: windowsPrograms, darwin: macApps, linux: linuxPackages } as const

const portalErrors = ['Invalid username or password', 'Invalid username or password', 'MFA verification failed', 'Password has expired']

export const everyday: readonly Everyday[] = [
  {
    service: 'sso',
    type: 'sso_auth',
    rhythm: 'work',
    perDay: (organization) => people(organization) * 1.9,
    failing: carelessness,
    make: ({ organization, random, atMs, success }) => {
      const person = someone(organization, atMs, random)
      const applications = organization.tableOf('application')
      const reached = [...indexesReachedFrom(organization.graph, 'user', person.index, 'application')]
      const raw = applications.at(success && reached.length > 0 ? random.pick(reached) : random.integer(0, Math.max(0, applications.count - 1)))
      const [own] = organization.blueprint.fleet.devicesOf(person.index)
      const device = own === undefined ? null : organization.blueprint.fleet.at(own)
      return {
        initiated_by: byUser(person),
        application: { id: raw._id, name: raw.name, display_label: raw.displayLabel, sso_type: (raw.sso as { type: string }).type, sso_url: raw.ssoUrl },
        auth_context: { auth_methods: success ? { password: { success: true }, ...(person.hasMfa ? { totp: { success: true } } : {}) } : {}, ...(device ? { system: systemOf(organization, device) } : {}) },
        client_ip: addressOf(random),
        geoip: geoOf(person.locality),
        useragent: userAgentOf(device, random),
        idp_initiated: random.chance(0.4),
        mfa: success && person.hasMfa,
        sso_token_success: success,
        error_message: success ? '' : 'not authorized',
        provider: '',
        timestamp: `${instantFromMs(atMs).slice(0, -1)}${String(random.integer(0, 999_999)).padStart(6, '0')}Z`,
      }
    },
  },
  {
    service: 'directory',
    type: 'user_login_attempt',
    rhythm: 'work',
    perDay: (organization) => people(organization) * 0.6,
    failing: (organization) => carelessness(organization) * 1.5,
    make: ({ organization, random, atMs, success }) => {
      const person = someone(organization, atMs, random)
      return { initiated_by: byUser(person), auth_method: 'session', auth_context: { auth_methods: { password: { success } } }, client_ip: addressOf(random), geoip: geoOf(person.locality), useragent: userAgentOf(null, random), mfa: success && person.hasMfa, ...(success ? {} : { error_message: random.pick(portalErrors) }), provider: null }
    },
  },
  {
    service: 'systems',
    type: 'login_attempt',
    rhythm: 'work',
    perDay: (organization) => fleet(organization) * 1.1,
    failing: () => 0.06,
    make: ({ organization, random, atMs, success }) => {
      const facts = someDevice(organization, atMs, random)
      const username = facts.owner !== null ? personAt(organization, facts.owner).username : someone(organization, atMs, random).username
      const program = facts.release.family === 'windows' ? 'winlogon' : facts.release.family === 'darwin' ? 'loginwindow' : random.pick(['sshd', 'gdm-password'])
      return { system: systemOf(organization, facts), username, process_name: program, message: success ? `User ${username} logged in, process name: ${program}` : `User ${username} failed to login, process name: ${program}, caused by authentication failure`, client_ip: addressOf(random), src_ip: '', system_timestamp: instantFromMs(atMs), ...(facts.release.family === 'windows' ? { windows_meta: { elevated: false, logon_type: '2' } } : {}) }
    },
  },
  {
    service: 'radius',
    type: 'radius_auth_attempt',
    rhythm: 'work',
    perDay: (organization) => (organization.tableOf('radiusServer').count > 0 ? people(organization) * 1.2 : 0),
    failing: () => 0.03,
    make: ({ organization, random, atMs, success }) => {
      const person = someone(organization, atMs, random)
      const server = organization.tableOf('radiusServer').at(random.integer(0, organization.tableOf('radiusServer').count - 1))
      return { initiated_by: { type: 'user', username: person.username }, username: person.username, auth_type: 'eap', eap_type: 'MSCHAPv2', outer: { eap_type: 'PEAP', username: person.username, error_message: null }, nas_mfa_state: server.mfa, mfa: false, auth_meta: { user_password_enabled: true, user_cert_enabled: server.userCertEnabled, device_cert_enabled: server.deviceCertEnabled, auth_idp: 'JUMPCLOUD', userid_type: 'USERNAME' }, client_ip: server.networkSourceIp, geoip: geoOf(person.locality), error_message: success ? null : 'mschap: MS-CHAP2-Response is incorrect', timestamp: `${instantFromMs(atMs).slice(0, 19)}Z` }
    },
  },
  {
    service: 'ldap',
    type: 'ldap_bind',
    rhythm: 'always',
    perDay: ({ blueprint, profile }) => blueprint.ldapServers * (24 + profile.users * 0.4),
    failing: () => 0.02,
    make: ({ organization, random, atMs, success }) => {
      const person = someone(organization, atMs, random)
      return { username: person.username, initiated_by: byUser(person), dn: `uid=${person.username},ou=Users,o=${organization.id},dc=jumpcloud,dc=com`, auth_method: 'simple', mech: 'simple', start_tls: false, tls_established: true, operation_number: 1, connection_id: random.hex(20), error_code: success ? 0 : 49, error_message: success ? '' : 'Invalid Credentials', client_ip: addressOf(random) }
    },
  },
  {
    service: 'software',
    type: 'software_change',
    rhythm: 'always',
    perDay: (organization) => fleet(organization) * 0.12,
    failing: null,
    make: ({ organization, random, atMs }) => {
      const facts = someDevice(organization, atMs, random)
      const { name, publisher, version } = random.pick(inventories[facts.release.family].slice(0, 20))
      const id = organization.tableOf('device').idAt(facts.index)
      return { system: { id, type: 'system' }, resource: { id, type: 'system' }, application: { name, version, publisher, path: '' }, changes: [{ field: 'version', from: version.replace(/\d+$/, '0'), to: version }], provider: null }
    },
  },
  {
    service: 'mdm',
    type: 'mdm_command_result',
    rhythm: 'always',
    perDay: (organization) => (organization.tableOf('appleMdm').count > 0 ? fleet(organization) * 0.08 : 0),
    failing: ({ profile }) => ((profile.story.appleCertificateDays ?? 1) < 0 ? 0.9 : 0.03),
    make: ({ organization, random, atMs, success }) => {
      const facts = someDevice(organization, atMs, random, 'darwin')
      return { mdm_type: 'apple', device_object_id: organization.tableOf('device').idAt(facts.index), device_manager_object_id: organization.tableOf('appleMdm').idAt(0), request_type: random.pick(['DeviceInformation', 'SecurityInfo', 'ProfileList', 'AvailableOSUpdates']), status: success ? 'Acknowledged' : 'Error', command_uuid: random.hex(32), initiated_by: { type: 'system' } }
    },
  },
  {
    service: 'directory',
    type: 'admin_login_attempt',
    rhythm: 'work',
    perDay: (organization) => organization.tableOf('administrator').count * 1.3,
    failing: () => 0.07,
    make: ({ organization, random, success }) => {
      const { initiator, hasMfa } = byAdministrator(organization, random)
      return { initiated_by: initiator, mfa: success && hasMfa, client_ip: addressOf(random), geoip: geoOf(mainPlace(organization)), useragent: userAgentOf(null, random), provider: null, ...(success ? {} : { error_message: 'Invalid username or password' }) }
    },
  },
  {
    service: 'directory',
    type: 'user_update',
    rhythm: 'work',
    perDay: (organization) => people(organization) * 0.03,
    failing: null,
    make: ({ organization, random, atMs }) => {
      const person = someone(organization, atMs, random)
      const isScript = random.chance(0.3)
      const field = random.pick(['jobTitle', 'department', 'location', 'costCenter', 'manager'])
      return { initiated_by: { ...byAdministrator(organization, random).initiator, ...(isScript ? { source: 'scim' } : {}) }, resource: { id: person.id, type: 'user', username: person.username }, changes: [{ field, from: '', to: person.raw[field] ?? '' }], auth_method: isScript ? 'api key' : 'session', client_ip: addressOf(random), geoip: geoOf(mainPlace(organization)), useragent: isScript ? scriptAgent : userAgentOf(null, random), provider: null }
    },
  },
  {
    service: 'directory',
    type: 'association_change',
    rhythm: 'work',
    perDay: (organization) => people(organization) * 0.02,
    failing: null,
    make: ({ organization, random, atMs }) => {
      const person = someone(organization, atMs, random)
      const groups = organization.memberships.groupsOf(person.index)
      const group = organization.userGroups.at(groups.length > 0 ? random.pick(groups) : 0)
      return { initiated_by: byAdministrator(organization, random).initiator, association: { op: 'add', action_source: 'manual', attributes: null, connection: { from: { name: group.name, type: 'user_group', object_id: group.id }, to: { name: person.username, type: 'user', object_id: person.id } } }, auth_method: 'session', client_ip: addressOf(random), geoip: geoOf(mainPlace(organization)), useragent: userAgentOf(null, random), provider: null, success: true }
    },
  },
  {
    service: 'directory',
    type: 'user_login_attempt',
    rhythm: 'night',
    // Passwords are guessed in the nights before the estate's present.
    perDay: ({ profile }) => (profile.story.isAttacked ? 620 : 0),
    failing: () => 1,
    make: ({ organization, random }) => {
      const { users } = organization
      const person = personAt(organization, random.integer(0, Math.max(0, users.seededCount - 1)))
      const { address, geo } = random.pick(strangers)
      return { initiated_by: byUser(person), auth_method: 'session', auth_context: { auth_methods: { password: { success: false } } }, client_ip: address, geoip: geo, useragent: { name: 'Python Requests', version: '2.32', major: '2', minor: '32', device: 'Other', os: 'Other', os_name: 'Other', os_full: 'Other' }, mfa: false, error_message: 'Invalid username or password', provider: null }
    },
  },
]

/** The attack began that long before the estate's present. */
export const attackDays = 12

const mainPlace = (organization: OrganizationObjects): string => organization.blueprint.fleet.at(0).place.locality
