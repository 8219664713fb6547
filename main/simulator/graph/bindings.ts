// The associations that an organization begins with: who gets into which application, which policy is on which devices.

import type { GroupRole } from '../devices/device-groups.ts'
import type { Family } from '../devices/releases.ts'
import { fraction, mix } from '../mixing.ts'
import type { NodeType } from './nodes.ts'
import type { SeededEdge } from './relation.ts'
import type { Blueprint } from '../blueprint.ts'

type Make = (blueprint: Blueprint) => Iterable<SeededEdge>

const sudo = { sudo: { enabled: true, withoutPassword: false } }

/** Some of the first `count`, different ones for every owner. */
function* some(seed: number, owner: number, wanted: number, count: number): Iterable<number> {
  for (let at = 0; at < Math.min(wanted, count); at++) yield mix(mix(seed, owner), at) % count
}

const byGroupName = (things: (blueprint: Blueprint) => readonly { readonly groups: readonly string[] }[]): Make =>
  function* (blueprint) {
    for (const [index, { groups }] of things(blueprint).entries()) {
      const known = groups.map((name) => blueprint.userGroupNamed(name)).filter((group) => group !== null)
      if (known.length > 0) for (const group of known) yield [index, group]
      else if (groups.length > 0) yield [index, (1 + index) % blueprint.userGroups.length]
    }
  }

const byGroupRole = (things: (blueprint: Blueprint) => readonly { readonly groups: readonly GroupRole[] }[]): Make =>
  function* (blueprint) {
    for (const [index, { groups }] of things(blueprint).entries()) {
      for (const role of groups) for (const group of blueprint.deviceGroupsFor(role)) yield [index, group]
    }
  }

/** Things without any group are bound to a few devices they fit. */
const bySingleDevices = (things: (blueprint: Blueprint) => readonly { readonly groups: readonly GroupRole[]; readonly family?: Family }[], share: number): Make =>
  function* (blueprint) {
    const seed = blueprint.seedFor('single devices')
    const { devices } = blueprint.profile
    for (const [index, { groups, family }] of things(blueprint).entries()) {
      if (groups.length > 0 && fraction(seed, index) > share) continue
      for (const device of some(seed, index, 6, devices)) if (!family || blueprint.fleet.at(device).release.family === family) yield [index, device]
    }
  }

const bySingleUsers = (count: (blueprint: Blueprint) => number, wanted: number, label: string): Make =>
  function* (blueprint) {
    const seed = blueprint.seedFor(label)
    for (let index = 0; index < count(blueprint); index++) for (const user of some(seed, index, mix(seed, index) % (wanted + 1), blueprint.profile.users)) yield [index, user]
  }

const directoriesOf = (type: string, names: readonly string[]): Make =>
  function* (blueprint) {
    for (const [index, plan] of blueprint.profile.story.directories.entries()) {
      if (plan.type === type) for (const name of names) yield* edgeTo(index, blueprint.userGroupNamed(name))
    }
  }

const directoryUsers = (type: string, share: number): Make =>
  function* (blueprint) {
    const seed = blueprint.seedFor(`users of ${type}`)
    for (const [index, plan] of blueprint.profile.story.directories.entries()) {
      if (plan.type !== type) continue
      for (let user = 0; user < blueprint.profile.users; user++) if (fraction(seed, user) < share) yield [index, user]
    }
  }

/** One thing of a sort bound to one group of people, where both are there. */
const firstToGroup = (count: (blueprint: Blueprint) => number, name: string): Make =>
  function* (blueprint) {
    if (count(blueprint) > 0) yield* edgeTo(0, blueprint.userGroupNamed(name))
  }

function* edgeTo(near: number, far: number | null): Iterable<SeededEdge> {
  if (far !== null) yield [near, far]
}

/** Owners, everybody who shares a device, and whoever looks after servers. */
function* usersOfDevices(blueprint: Blueprint): Iterable<SeededEdge> {
  const { users, devices } = blueprint.profile
  const seed = blueprint.seedFor('people of devices')
  if (users === 0) return
  for (let device = 0; device < devices; device++) {
    const owner = blueprint.fleet.ownerOf(device)
    if (owner !== null) {
      yield blueprint.isDeviceAdmin(device) ? [owner, device, sudo] : [owner, device]
      continue
    }
    const use = blueprint.fleet.useOf(device)
    const people = use === 'personal' ? 0 : use === 'shared' ? 2 + (mix(seed, device) % 4) : 1 + (mix(seed, device) % 2)
    for (const user of some(seed, device, people, users)) yield use === 'server' ? [user, device, sudo] : [user, device]
  }
}

/** Every pair that may be connected, asked from the first to the second. */
const seeded: Readonly<Partial<Record<`${NodeType} ${NodeType}`, Make>>> = {
  'application user_group': byGroupName(({ applications }) => applications),
  'application user': bySingleUsers(({ applications }) => applications.length, 3, 'people of applications'),
  'ldap_server user_group': function* (blueprint) {
    for (const name of ['IT', 'Engineering', 'Data Science', 'Research', 'VPN Users']) if (blueprint.ldapServers > 0) yield* edgeTo(0, blueprint.userGroupNamed(name))
  },
  'ldap_server user': bySingleUsers(({ ldapServers }) => ldapServers, 8, 'people of ldap'),
  'radius_server user_group': byGroupName(({ radiusServers }) => radiusServers),
  'radius_server user': bySingleUsers(({ radiusServers }) => radiusServers.length, 2, 'people of radius'),
  'radius_server system_group': function* (blueprint) {
    if (blueprint.radiusServers.length > 0) for (const group of blueprint.deviceGroupsFor('shared')) yield [0, group]
  },
  'g_suite user_group': directoriesOf('g_suite', ['All Users']),
  'g_suite user': directoryUsers('g_suite', 0.06),
  'office_365 user_group': directoriesOf('office_365', ['All Users', 'Contractors']),
  'office_365 user': directoryUsers('office_365', 0.04),
  'active_directory user_group': directoriesOf('active_directory', ['All Users']),
  'active_directory user': directoryUsers('active_directory', 0.05),
  'policy system_group': byGroupRole(({ policies }) => policies),
  'policy system': bySingleDevices(({ policies }) => policies.map(({ groups, system }) => ({ groups, ...(system === 'universal' ? {} : { family: system }) })), 0.15),
  'policy user_group': firstToGroup(({ policies }) => policies.length, 'IT'),
  'policy user': bySingleUsers(({ policies }) => Math.min(2, policies.length), 2, 'people of policies'),
  'policy_group policy': function* (blueprint) {
    for (const [index, group] of blueprint.policyGroups.entries()) {
      for (const name of group.policies) {
        const at = blueprint.policies.findIndex((policy) => policy.name === name)
        if (at >= 0) yield [index, at]
      }
    }
  },
  'policy_group system_group': byGroupRole(({ policyGroups }) => policyGroups),
  'policy_group system': function* (blueprint) {
    const seed = blueprint.seedFor('devices of policy groups')
    for (const [index] of blueprint.policyGroups.entries()) for (const device of some(seed, index, 2, blueprint.profile.devices)) yield [index, device]
  },
  'policy_group user_group': firstToGroup(({ policyGroups }) => policyGroups.length, 'IT'),
  'policy_group user': bySingleUsers(({ policyGroups }) => Math.min(2, policyGroups.length), 2, 'people of policy groups'),
  'command system_group': byGroupRole(({ commands }) => commands),
  'command system': bySingleDevices(({ commands }) => commands, 0.1),
  'software_app system_group': byGroupRole(({ software }) => software),
  'software_app system': bySingleDevices(({ software }) => software, 0),
  'user_group system_group': function* (blueprint) {
    const pairs = [['IT', 'server', true], ['Engineering', 'server', false], ['All Users', 'shared', false]] as const
    for (const [name, role, isAdmin] of pairs) {
      const group = blueprint.userGroupNamed(name)
      if (group !== null) for (const devices of blueprint.deviceGroupsFor(role)) yield isAdmin ? [group, devices, sudo] : [group, devices]
    }
  },
  'user_group system': function* (blueprint) {
    const group = blueprint.userGroupNamed('IT')
    const seed = blueprint.seedFor('devices of groups')
    if (group !== null) for (const device of some(seed, group, 3, blueprint.profile.devices)) yield [group, device, sudo]
  },
  'user system_group': function* (blueprint) {
    const [servers] = blueprint.deviceGroupsFor('server')
    if (servers !== undefined && blueprint.profile.users > 3) yield [3, servers, { sudo: { enabled: true, withoutPassword: true } }]
  },
  'user system': usersOfDevices,
}

export const seededEdges = (blueprint: Blueprint, near: NodeType, far: NodeType): (() => Iterable<SeededEdge>) | null => {
  const make = seeded[`${near} ${far}`]
  return make ? () => make(blueprint) : null
}
