// Password policies of groups (v2 /passwordpolicies): flat and sparse in the list, wrapped with their groups when asked for by id.

import { instantFromMs } from '../../../shared/base/instant.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { organizationPasswordPolicy } from '../organization-payload.ts'
import type { Profile } from '../profile.ts'

interface PasswordPolicyDescription {
  readonly name: string
  readonly description: string
  /** Names of user groups; the default is for everybody else. */
  readonly groups: readonly string[]
  readonly rules: RawObject
}

const usual: readonly PasswordPolicyDescription[] = [
  { name: '', description: '', groups: [], rules: {} },
  { name: 'Administrators and IT', description: 'Longer, and never the last ten', groups: ['IT', 'Executive'], rules: { minLength: 16, enableMaxHistory: true, maxHistory: 10, passwordExpirationInDays: 60 } },
  { name: 'Shop floor', description: 'Typed with gloves', groups: ['Production', 'Warehouse', 'Bakery', 'Clinical', 'Crew'], rules: { minLength: 10, needsSymbolic: false, enablePasswordExpirationInDays: false } },
]

export const passwordPolicyDescriptions = ({ users }: Profile): readonly PasswordPolicyDescription[] => usual.slice(0, users < 40 ? 1 : users < 120 ? 2 : 3)

/** The default is what the organization's own settings say. */
function rulesOf(index: number, description: PasswordPolicyDescription, profile: Profile): RawObject {
  return { ...organizationPasswordPolicy(profile), ...description.rules, default: index === 0, name: description.name, description: description.description, precedence: index === 0 ? 99 : index }
}

const sparse = ['default', 'description', 'enableMaxHistory', 'enableMaxLoginAttempts', 'enableMinLength', 'enablePasswordExpirationInDays', 'maxHistory', 'maxLoginAttempts', 'minLength', 'name', 'needsLowercase', 'needsNumeric', 'needsSymbolic', 'needsUppercase', 'passwordExpirationInDays', 'precedence']

export function passwordPolicyRow(index: number, id: string, profile: Profile, groupCount: number): RawObject {
  const rules = rulesOf(index, passwordPolicyDescriptions(profile)[index] ?? usual[0]!, profile)
  return { ...Object.fromEntries(sparse.map((field) => [field, rules[field]])), groupCount, objectId: id }
}

export function passwordPolicyRecord(index: number, id: string, profile: Profile, groups: readonly { groupId: string; groupName: string }[], createdMs: number): RawObject {
  const rules = rulesOf(index, passwordPolicyDescriptions(profile)[index] ?? usual[0]!, profile)
  return { cached: false, groups: groups.map(({ groupId, groupName }) => ({ groupId, name: groupName })), objectId: id, policy: { ...rules, effectiveDate: instantFromMs(createdMs) } }
}
