// What happened once: every event here follows from an object as it was made, so that the log and the objects tell one story.

import { dayMs, instantFromMs, minuteMs } from '../../../shared/base/instant.ts'
import { createRandom } from '../../../shared/base/random.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { OrganizationObjects } from '../organization-objects.ts'
import { mix } from '../mixing.ts'
import type { Table } from '../table.ts'
import { addressOf, byAdministrator, byUser, geoOf, personAt, systemOf, userAgentOf } from './event-parts.ts'

export interface Occurrence {
  readonly atMs: number
  readonly service: string
  readonly type: string
  readonly success: boolean | null
  /** The fields beyond those that every event has. */
  readonly make: () => RawObject
}

/** Attempts before an account is locked, as the password policy says. */
const attemptsBeforeLock = 6

/** All that happened in an organization since a moment, oldest first. */
export function chronicle(organization: OrganizationObjects, sinceMs: number): Occurrence[] {
  const list: Occurrence[] = []
  for (let index = 0; index < organization.users.seededCount; index++) list.push(...ofPerson(organization, index))
  list.push(...ofDevices(organization), ...ofCommands(organization), ...ofAlerts(organization), ...ofCreations(organization))
  return list.filter(({ atMs }) => atMs >= sinceMs).sort((left, right) => left.atMs - right.atMs)
}

function ofPerson(organization: OrganizationObjects, index: number): Occurrence[] {
  const person = personAt(organization, index)
  const { raw } = person
  const random = createRandom(mix(organization.blueprint.seedFor('chronicle'), index))
  const list: Occurrence[] = []
  const resource = { id: person.id, type: 'user', username: person.username }
  const onBehalf = (atMs: number, type: string, more: RawObject = {}) =>
    list.push({ atMs, service: 'directory', type, success: null, make: () => ({ initiated_by: byAdministrator(organization, createRandom(atMs)).initiator, resource, auth_method: 'session', ...from(organization, person.locality, atMs), ...more }) })
  const alone = (atMs: number, type: string, success: boolean | null, more: RawObject = {}) =>
    list.push({ atMs, service: 'directory', type, success, make: () => ({ initiated_by: byUser(person), resource, ...from(organization, person.locality, atMs), ...more }) })

  const createdMs = Date.parse(String(raw.created))
  onBehalf(createdMs, 'user_create', { changes: ['username', 'email', 'firstname', 'lastname'].map((field) => ({ field, to: raw[field] })) })
  if (raw.activated === true) alone(createdMs + random.integer(1, 48) * 3_600_000, 'user_activated', null)
  else if (raw.state === 'ACTIVATED') onBehalf(createdMs + minuteMs, 'user_activation_email')
  if (typeof raw.password_date === 'string') alone(Date.parse(raw.password_date), 'user_password_change', true)
  if (raw.password_expired === true && typeof raw.password_expiration_date === 'string') alone(Date.parse(raw.password_expiration_date), 'user_password_expired', null)
  if (raw.totp_enabled === true) alone(organization.nowMs - random.integer(0, 500) * dayMs - random.integer(0, 40_000_000), 'totp_finish_enrollment', true)
  if (raw.suspended === true) onBehalf(organization.nowMs - random.integer(1, 300) * dayMs - random.integer(0, 30_000_000), 'user_suspended', { changes: [{ field: 'state', from: 'ACTIVATED', to: 'SUSPENDED' }] })
  if (typeof raw.account_locked_date === 'string') {
    const lockedMs = Date.parse(raw.account_locked_date)
    for (let attempt = 0; attempt < attemptsBeforeLock; attempt++) alone(lockedMs - (attemptsBeforeLock - attempt) * 9_000, 'user_login_attempt', false, { auth_method: 'session', mfa: false, error_message: 'Invalid username or password' })
    alone(lockedMs, 'user_lockout', null, { error_message: 'Too many failed sign-ins' })
  }
  return list
}

const from = (organization: OrganizationObjects, locality: string, atMs: number): RawObject => {
  const random = createRandom(atMs % 2_147_483_647)
  return { client_ip: addressOf(random), geoip: geoOf(locality || organization.blueprint.fleet.at(0).place.locality), useragent: userAgentOf(organization.blueprint.fleet.at(0), random), provider: null }
}

const seeded = (table: Table): number[] => Array.from({ length: table.seededCount }, (_, index) => index)

function ofDevices(organization: OrganizationObjects): Occurrence[] {
  const devices = organization.tableOf('device')
  return seeded(devices).flatMap((index): Occurrence[] => {
    const facts = organization.blueprint.fleet.at(index)
    const atMs = devices.createdMsAt(index)
    const resource = () => ({ id: devices.idAt(index), type: 'system', hostname: systemOf(organization, facts).hostname })
    const enrolled: Occurrence = { atMs, service: 'directory', type: 'system_create', success: null, make: () => ({ initiated_by: { type: 'system', id: devices.idAt(index) }, resource: resource(), auth_method: 'system', client_ip: addressOf(createRandom(facts.seed)), geoip: geoOf(facts.place.locality), provider: null }) }
    if (!facts.isKeyHeld) return [enrolled]
    return [enrolled, { atMs: Math.min(facts.lastContactMs, atMs + dayMs * (1 + (facts.seed % 200))), service: 'systems', type: 'system_fde_key_update', success: true, make: () => ({ resource: resource(), system: systemOf(organization, facts), client_ip: addressOf(createRandom(facts.seed)) }) }]
  })
}

/** One event for every time a command was sent, whatever number of devices it went to. */
function ofCommands(organization: OrganizationObjects): Occurrence[] {
  const first = new Map<string, { atMs: number; command: number; devices: number }>()
  for (const { command, requestMs } of organization.commandRuns.slice(0, organization.tableOf('commandResult').seededCount)) {
    const name = `${command} ${Math.floor(requestMs / dayMs)}`
    const known = first.get(name)
    if (known) known.devices++
    else first.set(name, { atMs: requestMs, command, devices: 1 })
  }
  return [...first.values()].map(({ atMs, command, devices }) => ({
    atMs,
    service: 'directory',
    type: 'command_run',
    success: null,
    make: () => {
      const raw = organization.tableOf('command').at(command)
      return { initiated_by: byAdministrator(organization, createRandom(atMs)).initiator, resource: { id: raw._id, type: 'command', name: raw.name }, message_chain: { message_details: `sent to ${devices} devices` }, ...from(organization, '', atMs) }
    },
  }))
}

function ofAlerts(organization: OrganizationObjects): Occurrence[] {
  const alerts = organization.tableOf('alert')
  return seeded(alerts).map((index) => ({
    atMs: alerts.createdMsAt(index),
    service: 'alerts',
    type: 'alert_created',
    success: null,
    make: () => {
      const raw = alerts.seededAt(index)
      return { initiated_by: { type: 'system' }, category: String(raw.category).replace('ALERT_CATEGORY_', ''), severity: String(raw.severity).replace('ALERT_SEVERITY_', ''), resource: { id: raw.objectId, type: 'alert', name: raw.title, source_id: raw.sourceId, source_type: raw.sourceType } }
    },
  }))
}

const creations = [
  { kind: 'userGroup', type: 'group_create', resource: 'user_group' },
  { kind: 'deviceGroup', type: 'group_create', resource: 'system_group' },
  { kind: 'policy', type: 'policy_create', resource: 'policy' },
  { kind: 'application', type: 'application_create', resource: 'application' },
  { kind: 'conditionalAccessPolicy', type: 'authnpolicy_create', resource: 'authn_policy' },
  { kind: 'ipList', type: 'iplist_create', resource: 'ip_list' },
  { kind: 'radiusServer', type: 'radiusserver_create', resource: 'radius_server' },
  { kind: 'administrator', type: 'admin_create', resource: 'admin' },
] as const

function ofCreations(organization: OrganizationObjects): Occurrence[] {
  return creations.flatMap(({ kind, type, resource }) => {
    const table = organization.tableOf(kind)
    return seeded(table).map((index): Occurrence => {
      const atMs = table.createdMsAt(index)
      return {
        atMs,
        service: 'directory',
        type,
        success: null,
        make: () => {
          const raw = table.seededAt(index)
          const name = raw.displayLabel ?? raw.name ?? raw.email
          return { initiated_by: byAdministrator(organization, createRandom(index)).initiator, resource: { id: table.idAt(index), type: resource, name }, changes: [{ field: 'name', to: name }], auth_method: 'session', ...from(organization, '', atMs) }
        },
      }
    })
  })
}

/** A change that somebody made while the simulator runs. */
export function changeOccurrence(organization: OrganizationObjects, type: string, atMs: number, resource: RawObject, more: RawObject = {}): Occurrence {
  return { atMs, service: 'directory', type, success: null, make: () => ({ initiated_by: byAdministrator(organization, createRandom(1)).initiator, resource, auth_method: 'api key', ...from(organization, '', atMs), timestamp: instantFromMs(atMs), ...more }) }
}
