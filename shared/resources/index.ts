// The registry: the only list of all kinds.

import { z } from 'zod'
import type { ActionDescription } from '../actions/action.ts'
import { administrator } from './administrator.ts'
import { alert } from './alert.ts'
import { androidEnterprise } from './android-enterprise.ts'
import { appleMdm } from './apple-mdm.ts'
import { application } from './application.ts'
import { associations } from './associations.ts'
import { command } from './command.ts'
import { conditionalAccessPolicy } from './conditional-access-policy.ts'
import type { ResourceDescription } from './define.ts'
import { device } from './device.ts'
import { deviceGroup } from './device-group.ts'
import { deviceMembership } from './device-membership.ts'
import { directory } from './directory.ts'
import { ipList } from './ip-list.ts'
import { ldapServer } from './ldap-server.ts'
import { membership } from './membership.ts'
import { organization } from './organization.ts'
import { passwordPolicy } from './password-policy.ts'
import { policy } from './policy.ts'
import { policyGroup } from './policy-group.ts'
import { radiusServer } from './radius-server.ts'
import { role } from './role.ts'
import { serviceAccount } from './service-account.ts'
import { softwareApp } from './software-app.ts'
import { user } from './user.ts'
import { userGroup } from './user-group.ts'

// In the portal's order, which is the order of the navigation.
const all = [
  organization,
  user,
  userGroup,
  membership,
  administrator,
  role,
  serviceAccount,
  ldapServer,
  radiusServer,
  application,
  passwordPolicy,
  conditionalAccessPolicy,
  ipList,
  device,
  deviceGroup,
  deviceMembership,
  policy,
  policyGroup,
  command,
  softwareApp,
  appleMdm,
  androidEnterprise,
  directory,
  alert,
  ...associations,
] as const

export type Kind = (typeof all)[number]['kind']

export const resources: readonly ResourceDescription[] = all

export const kinds: readonly Kind[] = all.map((resource) => resource.kind)

export const KindSchema = z.enum(kinds as readonly [Kind, ...Kind[]])

/** The description of a kind; throws for a kind that is not registered, which only a programmer can cause. */
export function resourceOf(kind: string, registry: readonly ResourceDescription[] = resources): ResourceDescription {
  const found = registry.find((resource) => resource.kind === kind)
  if (!found) throw new Error(`no resource of kind ${kind}`)
  return found
}

/** Every action of every kind. */
export const actions: readonly ActionDescription[] = resources.flatMap((resource) => resource.actions ?? [])

/** The description of an action; throws for one that is not registered, which only a programmer can cause. */
export function actionOf(id: string, all: readonly ActionDescription[] = actions): ActionDescription {
  const found = all.find((action) => action.id === id)
  if (!found) throw new Error(`no action ${id}`)
  return found
}
