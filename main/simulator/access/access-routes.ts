// Reading one directory, its domains, rules and Samba domains, and one password policy with its groups.

import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { type Answer, badRequest, refusals } from '../answer.ts'
import type { EstateOrganization } from '../estate-organization.ts'
import { edgeList, nodeIndex } from '../graph/association-routes.ts'
import { type Call, type Handler, listAnswer, rowsFrom } from '../kind-routes.ts'
import type { DirectoryPlan } from '../profile.ts'
import type { Route } from '../routes.ts'
import { directoryDomains, directoryRecord, type DirectorySettings, translationRules } from './directories.ts'
import { candidatePage } from './import-candidates.ts'
import { passwordPolicyDescriptions, passwordPolicyRecord } from './password-policies.ts'
import { sambaDomainPayload } from './servers.ts'

type Cloud = 'g_suite' | 'office_365'

/** The directory of a path with what it was planned as; null when there is none of this sort. */
const directoryOf =
  (type: Cloud, answer: (directory: { plan: DirectoryPlan; index: number; id: string; settings: DirectorySettings }, call: Call) => Answer): Handler =>
  (call) => {
    const { organization, parameters } = call
    const index = nodeIndex(organization, type, parameters.id!)
    const plan = index === null ? undefined : organization.profile.story.directories[index]
    return index === null || !plan ? refusals.notFound : answer({ plan, index, id: parameters.id!, settings: settingsOf(organization) }, call)
  }

const settingsOf = ({ id, profile, nowMs, blueprint }: EstateOrganization): DirectorySettings => ({ organization: id, profile, nowMs, seed: blueprint.seedFor('directories') })

const record = (type: Cloud) => directoryOf(type, ({ plan, index, id, settings }) => ({ status: 200, body: directoryRecord(plan, index, id, settings) }))

const domains = (type: Cloud) =>
  directoryOf(type, ({ index, id, settings }) => {
    const list = directoryDomains(index, id, settings, type === 'g_suite' ? 'accountObjectId' : 'resourceObjectId')
    return { status: 200, body: { domains: list, totalCount: list.length } }
  })

const rules = (type: Cloud) => directoryOf(type, ({ plan, index, settings }, { request }) => listAnswer(edgeList, rowsFrom(translationRules(plan, index, settings.seed)), request))

const pageMax = 100

/** Who could be imported, from a token on. A directory whose grant is broken tells nobody. */
const candidates = (type: Cloud, isTranslated = false) =>
  directoryOf(type, ({ plan }, { organization, request }) => {
    if (plan.isBroken) return brokenGrant
    const [size, token] = type === 'g_suite' ? ['maxResults', 'pageToken'] : ['top', 'skipToken']
    return { status: 200, body: candidatePage(organization, type, request.query.text(token!), Math.min(pageMax, Math.max(1, Number(request.query.text(size!)) || pageMax)), isTranslated) }
  })

/** No document says what the service answers then; a refusal with its reason is what the console shows. */
const brokenGrant: Answer = badRequest('The directory has to be connected again')

const sambaDomains: Handler = ({ organization, parameters, request }) => {
  const server = organization.tableOf('ldapServer').indexOf(parameters.id!)
  if (server === null) return refusals.notFound
  const id = `${parameters.id!.slice(0, 23)}${parameters.id!.endsWith('0') ? '1' : '0'}`
  // Only those with file servers of their own have one.
  const has = organization.profile.trade === 'research' || organization.profile.trade === 'manufacturing'
  return listAnswer(edgeList, rowsFrom(has ? [sambaDomainPayload(server, id, organization.profile, organization.blueprint.seedFor('samba'))] : []), request)
}

/** Wrapped with the groups that it is for. */
function passwordPolicy(organization: EstateOrganization, index: number): RawObject {
  const { blueprint, profile, userGroups } = organization
  const policies = organization.tableOf('passwordPolicy')
  const groups = (passwordPolicyDescriptions(profile)[index]?.groups ?? []).map((name) => blueprint.userGroupNamed(name)).filter((group) => group !== null && userGroups.has(group))
  return passwordPolicyRecord(index, policies.idAt(index), profile, groups.map((group) => ({ groupId: userGroups.idAt(group!), groupName: String(userGroups.at(group!).name) })), policies.createdMsAt(index))
}

const passwordPolicyById: Handler = ({ organization, parameters }) => {
  const index = organization.tableOf('passwordPolicy').indexOf(parameters.id!)
  return index === null ? refusals.notFound : { status: 200, body: passwordPolicy(organization, index) }
}

/** The policy that holds for a group, or for a person through their groups; everybody else has the default. */
const passwordPolicyFor =
  (type: 'user' | 'user_group'): Handler =>
  ({ organization, parameters }) => {
    const index = nodeIndex(organization, type, parameters.id!)
    if (index === null) return refusals.notFound
    const groups = new Set(type === 'user_group' ? [index] : organization.memberships.groupsOf(index))
    const descriptions = passwordPolicyDescriptions(organization.profile)
    const found = descriptions.findIndex((policy) => policy.groups.some((name) => groups.has(organization.blueprint.userGroupNamed(name) ?? -1)))
    return { status: 200, body: passwordPolicy(organization, Math.max(0, found)) }
  }

const route = { method: 'GET', api: 'v2', header: 'sent' } as const

export const accessRoutes: readonly Route[] = [
  ...([['g_suite', 'gsuites'], ['office_365', 'office365s']] as const).flatMap(([type, path]): Route[] => [
    { ...route, path: `/${path}/{id}`, kind: 'directory', handle: record(type) },
    { ...route, path: `/${path}/{id}/domains`, kind: 'directory', handle: domains(type) },
    { ...route, path: `/${path}/{id}/translationrules`, kind: 'directory', handle: rules(type) },
    { ...route, path: `/${path}/{id}/import/users`, kind: 'directory', handle: candidates(type) },
  ]),
  { ...route, path: '/gsuites/{id}/import/jumpcloudusers', kind: 'directory', handle: candidates('g_suite', true) },
  { ...route, path: '/ldapservers/{id}/sambadomains', kind: 'ldapServer', handle: sambaDomains },
  { ...route, path: '/passwordpolicies/{id}', kind: 'passwordPolicy', handle: passwordPolicyById },
  { ...route, path: '/passwordpolicies/user/{id}', kind: 'passwordPolicy', handle: passwordPolicyFor('user') },
  { ...route, path: '/passwordpolicies/usergroup/{id}', kind: 'passwordPolicy', handle: passwordPolicyFor('user_group') },
]
