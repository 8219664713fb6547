// Random changes to an organization: people and devices come and go, people are renamed, groups change, as while a list is being read.

import type { Random } from '../../shared/base/random.ts'
import type { EstateOrganization } from './estate-organization.ts'

/** One change as data, so that a test can write the script of what happens between two pages. */
export type Change =
  | { readonly change: 'insertUser'; readonly fields?: Readonly<Record<string, unknown>> }
  | { readonly change: 'deleteUser'; readonly id?: string }
  | { readonly change: 'renameUser'; readonly id?: string; readonly username?: string }
  | { readonly change: 'insertUserGroup'; readonly fields?: Readonly<Record<string, unknown>> }
  | { readonly change: 'deleteUserGroup'; readonly id?: string }
  | { readonly change: 'renameUserGroup'; readonly id?: string; readonly name?: string }
  | { readonly change: 'addMember' | 'removeMember'; readonly group?: string; readonly user?: string }
  | { readonly change: 'insertDevice'; readonly fields?: Readonly<Record<string, unknown>> }
  | { readonly change: 'deleteDevice'; readonly id?: string }

const usual = ['insertUser', 'deleteUser', 'renameUser', 'renameUser', 'addMember', 'removeMember', 'renameUserGroup'] as const

/** As many random changes as `rate` expects: 0.3 is one change in three calls of ten. */
export function churnOrganization(organization: EstateOrganization, rate: number, random: Random): void {
  const changes = Math.floor(rate) + (random.chance(rate % 1) ? 1 : 0)
  for (let made = 0; made < changes; made++) applyChange(organization, { change: random.pick(usual) }, random)
}

/** Makes one change; whatever the change leaves open is chosen at random. */
export function applyChange(organization: EstateOrganization, change: Change, random: Random): void {
  const { users, userGroups } = organization
  const user = () => users.idAt(random.pick(users.indexes()))
  const group = () => userGroups.idAt(random.pick(userGroups.indexes()))
  const hasUsers = users.count > 0
  const hasGroups = userGroups.count > 0
  switch (change.change) {
    case 'insertUser':
      organization.insertUser(change.fields)
      return
    case 'deleteUser':
      if (hasUsers) organization.deleteUser(change.id ?? user())
      return
    case 'renameUser': {
      const username = change.username ?? `renamed.${random.hex(8)}`
      if (hasUsers) organization.updateUser(change.id ?? user(), { username })
      return
    }
    case 'insertUserGroup':
      organization.insertUserGroup(change.fields)
      return
    case 'deleteUserGroup':
      if (hasGroups) organization.deleteUserGroup(change.id ?? group())
      return
    case 'renameUserGroup':
      if (hasGroups) organization.updateUserGroup(change.id ?? group(), { name: change.name ?? `Renamed ${random.hex(6)}` })
      return
    case 'addMember':
      if (hasUsers && hasGroups) organization.addMember(change.group ?? group(), change.user ?? user())
      return
    case 'removeMember':
      if (hasUsers && hasGroups) organization.removeMember(change.group ?? group(), change.user ?? user())
      return
    case 'insertDevice':
      organization.insertDevice(change.fields)
      return
    case 'deleteDevice': {
      const devices = organization.tableOf('device')
      if (devices.count > 0) organization.deleteDevice(change.id ?? devices.idAt(random.pick(devices.indexes())))
    }
  }
}
