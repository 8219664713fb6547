// What an organization was made with, before anybody changed it: descriptions by index, all from the profile and the seed.

import { hashText } from '../../shared/base/random.ts'
import { type ApplicationDescription, applicationDescriptions } from './access/applications.ts'
import { type RadiusDescription, radiusDescriptions } from './access/servers.ts'
import { type CommandDescription, commandDescriptions } from './commands/command-catalogue.ts'
import { type DeviceGroupDescription, deviceGroupDescriptions, type GroupRole } from './devices/device-groups.ts'
import { Fleet } from './devices/fleet.ts'
import { fraction, mix } from './mixing.ts'
import { createPeople, type PersonOf } from './people.ts'
import { type PolicyDescription, policyDescriptions, policyGroupCatalogue } from './policies/policy-catalogue.ts'
import type { Profile } from './profile.ts'
import { type SoftwareDescription, softwareCatalogue } from './software/software-apps.ts'
import { type GroupDescription, groupDescriptions } from './user-groups.ts'

export interface BlueprintSettings {
  readonly profile: Profile
  readonly seed: number
  readonly nowMs: number
  readonly createdMs: number
  readonly standingOf: (user: number) => 'here' | 'away' | 'notStarted'
}

export class Blueprint {
  readonly profile: Profile
  readonly nowMs: number
  readonly createdMs: number
  readonly fleet: Fleet
  readonly personOf: PersonOf
  readonly userGroups: readonly GroupDescription[]
  readonly deviceGroups: readonly DeviceGroupDescription[]
  readonly policies: readonly PolicyDescription[]
  readonly policyGroups = policyGroupCatalogue
  readonly commands: readonly CommandDescription[]
  readonly software: readonly SoftwareDescription[]
  readonly applications: readonly ApplicationDescription[]
  readonly radiusServers: readonly RadiusDescription[]
  readonly ldapServers: number
  readonly #seed: number
  readonly #groupsByName: ReadonlyMap<string, number>

  constructor({ profile, seed, nowMs, createdMs, standingOf }: BlueprintSettings) {
    this.profile = profile
    this.nowMs = nowMs
    this.createdMs = createdMs
    this.#seed = seed
    this.fleet = new Fleet({ profile, seed: this.seedFor('fleet'), nowMs, standingOf })
    this.personOf = createPeople(profile.cultures, mix(seed, 3) % 10_000)
    this.userGroups = groupDescriptions(profile, mix(seed, 4))
    this.deviceGroups = deviceGroupDescriptions(profile)
    this.policies = policyDescriptions(profile)
    this.commands = commandDescriptions(profile.devices)
    this.software = softwareCatalogue.slice(0, profile.users < 40 ? 5 : softwareCatalogue.length)
    this.applications = applicationDescriptions(profile)
    this.radiusServers = radiusDescriptions(profile)
    this.ldapServers = profile.story.directories.some(({ type }) => type === 'ldap_server') ? 1 : 0
    this.#groupsByName = new Map(this.userGroups.map(({ name }, index) => [name, index]))
  }

  seedFor(label: string): number {
    return mix(this.#seed, hashText(label))
  }

  userGroupNamed(name: string): number | null {
    return this.#groupsByName.get(name) ?? null
  }

  deviceGroupsFor(role: GroupRole): number[] {
    return this.deviceGroups.flatMap((group, index) => (group.role === role ? [index] : []))
  }

  /** Whether the owner may administer the device; what associations and the device itself say. */
  isDeviceAdmin(device: number): boolean {
    return fraction(this.seedFor('device administrators'), device) < 0.22
  }
}
