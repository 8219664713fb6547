// What became of policies: by policy, by device, as history and as counts.

import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { type Answer, refusals } from '../answer.ts'
import type { EstateOrganization } from '../estate-organization.ts'
import { edgeList } from '../graph/association-routes.ts'
import { indexesReachedFrom } from '../graph/effective.ts'
import { type Handler, listAnswer } from '../kind-routes.ts'
import { edgeRows } from '../parent-rows.ts'
import type { Route } from '../routes.ts'
import { effectivePolicies, effectivePolicy } from './effective-policies.ts'
import { resultRow, statsOf } from './policy-results.ts'

/** Results of a policy that the service still knows of each device. */
const rounds = 3

const resultsOfPolicy =
  (history: number): Handler =>
  ({ organization, parameters, request }) => {
    const policy = organization.tableOf('policy').indexOf(parameters.id!)
    if (policy === null) return refusals.notFound
    const devices = [...indexesReachedFrom(organization.graph, 'policy', policy, 'system')]
    const codes = devices.flatMap((device) => Array.from({ length: history }, (_, round) => device * rounds + round))
    return listAnswer(edgeList, edgeRows(codes, (code) => rowOf(organization, policy, Math.floor(code / rounds), code % rounds)), request)
  }

const resultsOfDevice: Handler = ({ organization, parameters, request }) => {
  const device = organization.tableOf('device').indexOf(parameters.id!)
  if (device === null) return refusals.notFound
  const policies = [...indexesReachedFrom(organization.graph, 'system', device, 'policy')]
  return listAnswer(edgeList, edgeRows(policies, (policy) => rowOf(organization, policy, device, 0)), request)
}

/** On the devices of a person, the policies that reach the person. */
const resultsOfUser: Handler = ({ organization, parameters, request }) => {
  const user = organization.users.indexOf(parameters.id!)
  if (user === null) return refusals.notFound
  const policies = [...indexesReachedFrom(organization.graph, 'user', user, 'policy')]
  const devices = [...indexesReachedFrom(organization.graph, 'user', user, 'system')]
  const codes = policies.flatMap((_, at) => devices.map((_device, other) => at * devices.length + other))
  const rowAt = (code: number) => ({ ...rowOf(organization, policies[Math.floor(code / devices.length)]!, devices[code % devices.length]!, 0), userObjectId: parameters.id! })
  return listAnswer(edgeList, edgeRows(codes, rowAt), request)
}

function rowOf(organization: EstateOrganization, policy: number, device: number, round: number): RawObject {
  const facts = organization.blueprint.fleet.at(device)
  return resultRow({ ...effectivePolicy(organization, policy, facts), policyId: organization.tableOf('policy').idAt(policy), device: facts, deviceId: organization.tableOf('device').idAt(device) }, round)
}

const countsOfDevice: Handler = ({ organization, parameters }): Answer => {
  const device = organization.tableOf('device').indexOf(parameters.id!)
  if (device === null) return refusals.notFound
  const all = effectivePolicies(organization, organization.blueprint.fleet.at(device))
  const names = (outcome: string) => all.filter((entry) => entry.outcome === outcome).map(({ policy }) => organization.tableOf('policy').idAt(policy.index))
  return { status: 200, body: { failedPolicies: names('failed'), pendingPolicies: names('pending'), policyCountData: statsOf(all.map(({ outcome }) => outcome)) } }
}

const route = { method: 'GET', api: 'v2', kind: 'policy', header: 'sent' } as const

export const policyRoutes: readonly Route[] = [
  { ...route, path: '/policies/{id}/policystatuses', handle: resultsOfPolicy(1) },
  { ...route, path: '/policies/{id}/policyresults', handle: resultsOfPolicy(rounds) },
  { ...route, path: '/systems/{id}/policystatuses', handle: resultsOfDevice },
  { ...route, path: '/users/{id}/policystatuses', handle: resultsOfUser },
  { ...route, path: '/systems/{id}/aggregated-policy-stats', handle: countsOfDevice },
]
