// One device as the service sends it (v1 /systems): the facts of the fleet in every documented field.

import { createRandom, type Random } from '../../../shared/base/random.ts'
import { instantFromMs, minuteMs } from '../../../shared/base/instant.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { NamePart } from '../cultures.ts'
import type { Profile } from '../profile.ts'
import { deviceNames } from './device-names.ts'
import type { DeviceFacts } from './fleet.ts'
import { versionDetail } from './releases.ts'

export interface PolicyStats {
  readonly duplicate: number
  readonly failed: number
  readonly pending: number
  readonly success: number
  readonly total: number
  readonly unsupportedOs: number
}

export interface DeviceSurroundings {
  readonly organization: string
  readonly profile: Profile
  /** The person whose device it is, while there is such a person. */
  readonly ownerOf: (facts: DeviceFacts) => { readonly id: string; readonly username: string; readonly given: NamePart; readonly isSuspended: boolean; readonly isAdmin: boolean } | null
  readonly statsOf: (facts: DeviceFacts) => PolicyStats
  /** How long ago the estate was made, in ms: devices that are connected have been heard of all the time since. */
  readonly sinceMadeMs: () => number
  /** The organization's Apple MDM, while it has one. */
  readonly appleMdm: () => string | null
}

/** Agents report every ten minutes, so a device reads the same in between. */
const inSteps = (ms: number): number => ms - (ms % (10 * minuteMs))

const builtInCommands = ['erase', 'lock', 'restart', 'shutdown'].map((name) => ({ name, type: 'security' }))

export function devicePayload(surroundings: DeviceSurroundings, facts: DeviceFacts, id: string, createdMs: number): RawObject {
  const { profile } = surroundings
  const { release, hardware, use } = facts
  const random = createRandom(facts.seed)
  const owner = surroundings.ownerOf(facts)
  const names = deviceNames(facts, owner?.given ?? null, profile.domain)
  const isMac = release.family === 'darwin'
  const isLinux = release.family === 'linux'
  const stats = surroundings.statsOf(facts)
  const insights = use === 'shared' && random.chance(0.2) ? 'deferred' : random.chance(0.93) ? 'enabled' : random.pick(['deferred', 'disabled'])
  return {
    _id: id,
    active: facts.isActive,
    agentHasFullDiskAccess: isMac ? random.chance(0.85) : false,
    agentVersion: facts.agentVersion,
    allowMultiFactorAuthentication: use === 'personal' && random.chance(0.7 - profile.problems.withoutMfa * 0.8),
    allowPublicKeyAuthentication: isLinux || random.chance(0.3),
    allowSshPasswordAuthentication: random.chance(isLinux ? 0.4 : 0.06),
    allowSshRootLogin: isLinux && random.chance(0.08),
    amazonInstanceID: hardware.vendor === 'Amazon EC2' ? `i-${random.hex(17)}` : '',
    arch: hardware.isArm ? 'arm64' : isLinux || isMac ? 'x86_64' : '64-bit',
    archFamily: hardware.isArm ? 'arm64' : 'x86_64',
    attributes: [{ name: 'site', value: facts.place.locality }],
    azureAdJoined: release.family === 'windows' && profile.story.directories.some(({ type }) => type === 'office_365') && random.chance(0.3),
    builtInCommands: isMac && surroundings.appleMdm() === null ? [] : builtInCommands,
    connectionHistory: [],
    created: instantFromMs(createdMs),
    description: random.chance(0.06) ? random.pick(['Replaced the old one', 'Keyboard sticks', 'On loan', 'Do not reinstall before the audit']) : '',
    desktopCapable: use !== 'server',
    displayManager: isLinux && use !== 'server' ? 'gdm' : '',
    displayName: names.displayName,
    domainInfo: domainOf(facts, profile),
    fde: { active: facts.isEncrypted, keyPresent: facts.isKeyHeld },
    fileSystem: isMac ? 'apfs' : null,
    hasServiceAccount: isMac && random.chance(0.8),
    hostname: names.hostname,
    hwVendor: hardware.vendor,
    isPolicyBound: stats.total > 0,
    lastContact: instantFromMs(Math.max(facts.lastContactMs + (facts.isActive ? inSteps(surroundings.sinceMadeMs()) : 0), createdMs)),
    mdm: mdmOf(facts, surroundings, random),
    modifySSHDConfig: isLinux,
    networkInterfaces: networkInterfaces(facts, random),
    organization: surroundings.organization,
    os: release.os,
    osFamily: release.family,
    osVersionDetail: versionDetail(release),
    policyStats: stats,
    primarySystemUser: { id: owner?.id ?? null },
    provisionMetadata: { provisioner: { type: random.chance(0.5) ? 'user' : 'administrator', provisionerId: '' } },
    remoteAssistAgentVersion: use === 'server' ? '' : '0.331.0',
    remoteIP: remoteAddress(facts, random),
    secureLogin: { supported: release.family !== 'linux', enabled: release.family === 'windows' && random.chance(0.2) },
    serialNumber: hardware.serialNumber,
    serviceAccountState: isMac ? { hasSecureToken: random.chance(0.9), passwordODValid: true, passwordAPFSValid: random.chance(0.93) } : { hasSecureToken: false, passwordODValid: false, passwordAPFSValid: false },
    sshRootEnabled: isLinux,
    sshdParams: isLinux ? [{ name: 'PasswordAuthentication', value: 'no' }] : [],
    systemInsights: { state: insights },
    systemTimezone: facts.place.dialling.startsWith('+1') ? -6 : facts.place.dialling.startsWith('+91') ? 5 : 1,
    systemToken: uuid(random),
    tags: random.chance(0.14) ? [random.pick(['replace-2027', 'vip', 'lab', 'leased', 'travel'])] : [],
    templateName: `${release.os.toLowerCase().replaceAll(' ', '_')}-${release.version.toLowerCase().replaceAll(' ', '_')}-${hardware.isArm ? 'arm64' : 'x86_64'}`,
    userMetrics: owner ? [{ userName: owner.username, admin: owner.isAdmin, managed: true, suspended: owner.isSuspended, secureTokenEnabled: isMac }] : [],
    version: release.version,
    id,
  }
}

function domainOf({ release, use }: DeviceFacts, { story, domain }: Profile): RawObject {
  const isJoined = release.family === 'windows' && use !== 'shared' && story.directories.some(({ type }) => type === 'active_directory')
  return { partOfDomain: isJoined, domainName: isJoined ? `corp.${domain}` : release.family === 'windows' ? 'WORKGROUP' : '' }
}

function mdmOf({ release, use, seed }: DeviceFacts, surroundings: DeviceSurroundings, random: Random): RawObject {
  const appleMdm = surroundings.appleMdm()
  const none = { vendor: 'none', profileIdentifier: '', dep: false, userApproved: false, enrollmentType: 'unknown' }
  if (use === 'server' || release.family === 'linux') return none
  if (release.family === 'darwin' && appleMdm !== null) {
    const isAutomated = random.chance(0.6)
    if (random.chance(0.05)) return { ...none, vendor: 'external', profileIdentifier: 'com.example.othermdm', userApproved: true, enrollmentType: 'device' }
    return {
      vendor: 'internal',
      internal: { deviceId: `${appleMdm.slice(0, 8)}${createRandom(seed).fork('mdm').hex(16)}` },
      profileIdentifier: 'com.jumpcloud.mdm',
      dep: isAutomated,
      userApproved: true,
      enrollmentType: isAutomated ? 'automated device' : 'device',
      providerId: appleMdm,
      lostModeStatus: '',
    }
  }
  if (release.family === 'windows' && random.chance(0.35)) return { ...none, vendor: 'internal', internal: { windowsDeviceId: random.hex(24) }, enrollmentType: 'device', userApproved: true }
  return random.chance(0.1) ? { ...none, vendor: 'unknown' } : none
}

/** Documentation addresses only: an office has one, people at home have their own. */
function remoteAddress({ place }: DeviceFacts, random: Random): string {
  return random.chance(0.6) ? `198.51.100.${(place.postalCode.charCodeAt(0) * 7 + place.locality.length) % 250}` : `203.0.113.${random.integer(2, 250)}`
}

function networkInterfaces({ release, hardware }: DeviceFacts, random: Random): RawObject[] {
  const wired = release.family === 'windows' ? 'Ethernet' : release.family === 'darwin' ? 'en0' : 'eth0'
  const list = [{ address: `192.0.2.${random.integer(2, 250)}`, family: 'IPv4', internal: false, name: wired }, { address: `2001:db8::${random.hex(4)}`, family: 'IPv6', internal: false, name: wired }]
  return hardware.isLaptop ? [...list, { address: `192.0.2.${random.integer(2, 250)}`, family: 'IPv4', internal: false, name: release.family === 'windows' ? 'Wi-Fi' : release.family === 'darwin' ? 'en1' : 'wlp2s0' }] : list
}

const uuid = (random: Random): string => `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-a${random.hex(3)}-${random.hex(12)}`
