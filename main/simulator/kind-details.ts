// What only the single object tells: the list's row is shorter for some kinds.

import type { RawObject } from '../../shared/resources/derive/row-projection.ts'
import { newCommand } from './commands/command-catalogue.ts'
import { commandDetails } from './commands/command-payload.ts'
import type { EstateOrganization } from './estate-organization.ts'
import { newPolicy } from './policies/policy-catalogue.ts'
import { policyDetails } from './policies/policy-payload.ts'

const details: Readonly<Record<string, (organization: EstateOrganization, index: number) => RawObject>> = {
  command: (organization, index) => commandDetails(organization.blueprint.commands[index] ?? newCommand(index), [organization.tableOf('administrator').idAt(0)]),
  policy: ({ blueprint }, index) => policyDetails(blueprint.policies[index] ?? newPolicy(index)),
}

export const detailed = (organization: EstateOrganization, kind: string, index: number, row: RawObject): RawObject => {
  const more = details[kind]?.(organization, index)
  // What somebody wrote wins over what the object began with.
  return more ? { ...more, ...row } : row
}
