// The policies that reach a device, with what became of each; the one place that statuses, counts and lists are read from.

import type { DeviceFacts } from '../devices/fleet.ts'
import type { OrganizationObjects } from '../organization-objects.ts'
import { indexesReachedFrom } from '../graph/effective.ts'
import { newPolicy } from './policy-catalogue.ts'
import { type Outcome, outcomeOf, type PolicyPlace } from './policy-results.ts'

export interface EffectivePolicy {
  readonly policy: PolicyPlace
  readonly outcome: Outcome
}

export function effectivePolicies(organization: OrganizationObjects, facts: DeviceFacts): EffectivePolicy[] {
  return [...indexesReachedFrom(organization.graph, 'system', facts.index, 'policy')].map((index) => effectivePolicy(organization, index, facts))
}

export function effectivePolicy(organization: OrganizationObjects, index: number, facts: DeviceFacts): EffectivePolicy {
  const policies = organization.tableOf('policy')
  const policy = { index, description: organization.blueprint.policies[index] ?? newPolicy(index), createdMs: policies.createdMsAt(index) }
  return { policy, outcome: outcomeOf(policy, facts, organization.profile.problems.policyFailing) }
}
