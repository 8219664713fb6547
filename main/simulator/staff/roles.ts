// Administrator roles (v2 /roles): those that come with the service, and what organizations made themselves.

import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { Profile } from '../profile.ts'

interface RoleDescription {
  readonly name: string
  readonly description: string
  readonly scopes: readonly string[]
  readonly isCustom: boolean
}

const builtIn = (name: string, description: string, scopes: readonly string[]): RoleDescription => ({ name, description, scopes, isCustom: false })

const everything = ['organizations', 'users', 'groups', 'systems', 'commands', 'policies', 'applications', 'directories', 'radius', 'ldap', 'admins', 'directoryinsights']

const roles: readonly RoleDescription[] = [
  builtIn('Administrator With Billing', 'Everything, with invoices and other administrators', [...everything, 'organizations.billing']),
  builtIn('Administrator', 'Everything but billing', everything),
  builtIn('Manager', 'People, groups and devices', ['users', 'groups', 'systems', 'applications', 'directoryinsights.readonly']),
  builtIn('Help Desk', 'Passwords, MFA and unlocking', ['users.readonly', 'users.state', 'users.password', 'users.mfa', 'systems.readonly']),
  builtIn('Command Runner', 'Runs the commands it is given', ['commands.run', 'commands.readonly']),
  builtIn('Command Runner With Billing', 'Runs commands and sees invoices', ['commands.run', 'commands.readonly', 'organizations.billing']),
  builtIn('Read Only', 'Sees everything and changes nothing', everything.map((scope) => `${scope}.readonly`)),
]

const custom: readonly RoleDescription[] = [
  { name: 'Device technician', description: 'Depot staff: devices, commands, recovery keys', scopes: ['systems', 'commands', 'systeminsights.readonly', 'groups.readonly'], isCustom: true },
  { name: 'Auditor 2026', description: 'External auditor until the end of the year', scopes: ['users.readonly', 'groups.readonly', 'policies.readonly', 'directoryinsights.readonly'], isCustom: true },
]

const rolesOf = ({ users }: Profile): readonly RoleDescription[] => [...roles, ...custom.slice(0, users < 60 ? 0 : users < 150 ? 1 : 2)]

export const roleCount = (profile: Profile): number => rolesOf(profile).length

/** The name of a role by its place in the list. */
export const roleName = (profile: Profile, index: number): string => rolesOf(profile)[index]?.name ?? `New role ${index + 1}`

export function rolePayload(index: number, id: string, organization: string, profile: Profile): RawObject {
  const { description, scopes, isCustom } = rolesOf(profile)[index] ?? { description: '', scopes: ['users.readonly'], isCustom: true }
  return { id, name: roleName(profile, index), description, scopes: [...scopes], isCustom, organizationIds: isCustom ? [organization] : [], ...(isCustom ? { createdBy: `it@${profile.domain}`, lastUpdatedBy: `it@${profile.domain}` } : {}) }
}
