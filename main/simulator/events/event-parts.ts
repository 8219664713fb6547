// The parts that events share: where from, with what, by whom.

import type { Random } from '../../../shared/base/random.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { deviceNames } from '../devices/device-names.ts'
import type { DeviceFacts } from '../devices/fleet.ts'
import type { Family } from '../devices/releases.ts'
import type { OrganizationObjects } from '../organization-objects.ts'
import { places } from '../workplaces.ts'

const geography: Readonly<Record<string, readonly [timezone: string, continent: string, regionCode: string, latitude: number, longitude: number]>> = {
  Denver: ['America/Denver', 'NA', 'CO', 39.7392, -104.9903],
  Columbus: ['America/New_York', 'NA', 'OH', 39.9612, -82.9988],
  Portland: ['America/Los_Angeles', 'NA', 'OR', 45.5152, -122.6784],
  Raleigh: ['America/New_York', 'NA', 'NC', 35.7796, -78.6382],
  München: ['Europe/Berlin', 'EU', 'BY', 48.1374, 11.5755],
  Lyon: ['Europe/Paris', 'EU', 'ARA', 45.764, 4.8357],
  Malmö: ['Europe/Stockholm', 'EU', 'M', 55.605, 13.0038],
  Kraków: ['Europe/Warsaw', 'EU', '12', 50.0647, 19.945],
  Pune: ['Asia/Kolkata', 'AS', 'MH', 18.5204, 73.8567],
  Bengaluru: ['Asia/Kolkata', 'AS', 'KA', 12.9716, 77.5946],
  Kochi: ['Asia/Kolkata', 'AS', 'KL', 9.9312, 76.2673],
  Gurugram: ['Asia/Kolkata', 'AS', 'HR', 28.4595, 77.0266],
}

/** Where the address is, as the service looks it up. */
export function geoOf(locality: string): RawObject {
  const place = Object.values(places).flat().find((entry) => entry.locality === locality) ?? places.america[0]
  const [timezone, continent, regionCode, latitude, longitude] = geography[place.locality]!
  return { country_code: place.country, timezone, latitude, longitude, continent_code: continent, region_name: place.region, region_code: regionCode }
}

/** Addresses of documentation: offices have fixed ones, homes any. */
export const addressOf = (random: Random): string => (random.chance(0.65) ? `198.51.100.${random.integer(2, 60)}` : `203.0.113.${random.integer(80, 250)}`)

/** Somebody far away who should not be here. */
export const strangers = [
  { address: '203.0.113.4', geo: { country_code: 'MD', timezone: 'Europe/Chisinau', latitude: 47.0105, longitude: 28.8638, continent_code: 'EU', region_name: 'Chișinău Municipality', region_code: 'CU' } },
  { address: '203.0.113.7', geo: { country_code: 'VN', timezone: 'Asia/Ho_Chi_Minh', latitude: 10.8231, longitude: 106.6297, continent_code: 'AS', region_name: 'Ho Chi Minh', region_code: 'SG' } },
  { address: '203.0.113.11', geo: { country_code: 'BR', timezone: 'America/Sao_Paulo', latitude: -23.5505, longitude: -46.6333, continent_code: 'SA', region_name: 'São Paulo', region_code: 'SP' } },
] as const

export function userAgentOf(facts: DeviceFacts | null, random: Random): RawObject {
  const family = facts?.release.family ?? random.pick(['windows', 'darwin'] as const)
  const browser = random.pick(family === 'windows' ? ['Chrome', 'Edge', 'Edge', 'Firefox'] : ['Chrome', 'Safari', 'Firefox'])
  const system = family === 'windows' ? { os: 'Windows', full: 'Windows 10', major: '10', minor: '', device: 'Other' } : family === 'darwin' ? { os: 'Mac OS X', full: 'Mac OS X 10.15.7', major: '10', minor: '15', device: 'Mac' } : { os: 'Linux', full: 'Linux', major: '', minor: '', device: 'Other' }
  return { name: browser, version: '142.0.0.0', major: '142', minor: '0', patch: '0', device: system.device, os: system.os, os_name: system.os, os_full: system.full, os_major: system.major, os_minor: system.minor, os_version: system.minor ? `${system.major}.${system.minor}.7` : system.major }
}

/** The agent of a script that uses a key. */
export const scriptAgent: RawObject = { name: 'curl', version: '8.5.0', major: '8', minor: '5', patch: '0', device: 'Other', os: 'Other', os_name: 'Other', os_full: 'Other' }

export interface Person {
  readonly index: number
  readonly id: string
  readonly username: string
  readonly email: string
  readonly locality: string
  readonly hasMfa: boolean
  readonly raw: RawObject
}

/** A person as they were when the estate was made: the past must not change with what is written later. */
export function personAt(organization: OrganizationObjects, index: number): Person {
  const raw = organization.users.seededAt(index)
  const { overallStatus } = raw.mfaEnrollment as { overallStatus: string }
  return { index, id: String(raw._id), username: String(raw.username), email: String(raw.email), locality: String(raw.location), hasMfa: overallStatus === 'ENROLLED', raw }
}

/** Somebody who works here and had an account at that time. */
export function someone(organization: OrganizationObjects, atMs: number, random: Random): Person {
  const { users, nowMs } = organization
  const count = Math.max(1, users.seededCount)
  const start = random.integer(0, count - 1)
  for (let step = 0; step < 24; step++) {
    const index = (start + step * 7) % count
    const isThere = atMs <= nowMs || users.has(index)
    if (isThere && organization.standingOf(index) === 'here' && users.createdMsAt(index) < atMs) return personAt(organization, index)
  }
  return personAt(organization, start)
}

/** A device that was alive at that time, of one system if need be. */
export function someDevice(organization: OrganizationObjects, atMs: number, random: Random, family: Family | null = null): DeviceFacts {
  const { blueprint, nowMs } = organization
  const devices = organization.tableOf('device')
  const count = Math.max(1, devices.seededCount)
  const start = random.integer(0, count - 1)
  for (let step = 0; step < 60; step++) {
    const index = (start + step) % count
    const facts = blueprint.fleet.at(index)
    const isThere = atMs <= nowMs || devices.has(index)
    if (isThere && (family === null || facts.release.family === family) && facts.lastContactMs > Math.min(atMs, nowMs) - 86_400_000 && devices.createdMsAt(index) < atMs) return facts
  }
  return blueprint.fleet.at(start)
}

export const byUser = ({ id, username }: Person): RawObject => ({ id, type: 'user', username })

export function byAdministrator(organization: OrganizationObjects, random: Random): { readonly initiator: RawObject; readonly hasMfa: boolean } {
  const administrators = organization.tableOf('administrator')
  // The first few do most of the work.
  const raw = administrators.at(Math.floor(random.next() ** 2 * Math.max(1, administrators.count - 1)))
  return { initiator: { id: raw._id, type: 'admin', email: raw.email }, hasMfa: raw.totpEnrolled === true }
}

/** A device as events name it; its whole row would cost ten times as much. */
export function systemOf(organization: OrganizationObjects, facts: DeviceFacts): RawObject {
  const { hostname, displayName } = deviceNames(facts, facts.owner === null ? null : organization.blueprint.personOf(facts.owner).given, organization.profile.domain)
  return { id: organization.tableOf('device').idAt(facts.index), type: 'system', hostname, displayName, os: facts.release.os, version: facts.release.version }
}
