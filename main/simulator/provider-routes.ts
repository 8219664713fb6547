// Routes about what a key reaches: the full record of an organization, and the provider above several.

import { administrator } from '../../shared/resources/administrator.ts'
import type { ResourceDescription } from '../../shared/resources/define.ts'
import { organization } from '../../shared/resources/organization.ts'
import { type Answer, refusals } from './answer.ts'
import type { EstateProvider } from './estate.ts'
import type { EstateOrganization } from './estate-organization.ts'
import { type Call, listAnswer, rowsFrom } from './kind-routes.ts'
import { readWindow } from './list.ts'
import { administratorLinks, providerAdministrators } from './staff/provider-administrators.ts'

export function organizationByPath({ caller, parameters, request }: Call): Answer {
  const found = caller.reached.find(({ id }) => id === parameters.id)
  if (!found) return refusals.role
  const fields = (request.query.text('fields') ?? '').split(' ')
  // Answered only when asked for by name.
  return { status: 200, body: fields.includes('accountType') ? { ...found.record, accountType: 'Tenant' } : found.record }
}

export function providers({ estate, caller }: Call): Answer {
  const own = estate.providers.filter(({ id }) => id === caller.key.provider)
  return { status: 200, headers: { 'x-total-count': String(own.length) }, body: own.map(providerBody) }
}

export function provider(call: Call): Answer {
  const own = ownProvider(call)
  return own ? { status: 200, body: providerBody(own) } : refusals.role
}

export function providerOrganizations(call: Call): Answer {
  const own = ownProvider(call)
  if (!own) return refusals.role
  // The provider's own list names every organization, also those that this administrator may not enter.
  const rows = own.organizations.map((id) => providedOrganization(call.estate.organization(id)!))
  return listAnswer(providerList, rowsFrom(rows), call.request)
}

/** An organization as its provider sees it. */
export const providedOrganization = ({ id, name, row, users, seats }: EstateOrganization) => ({ id, name: typeof row.displayName === 'string' ? row.displayName : name, maxSystemUsers: seats ?? Math.ceil((users.count * 1.2) / 10) * 10 })

/** The provider's list has rows and a grammar of its own, which is why it is not the registered kind's list. */
const providerList: ResourceDescription = {
  ...organization,
  wire: { name: 'organization', idField: 'id' },
  list: { api: 'v2', path: '/providers/{id}/organizations', envelope: 'results', total: 'body', sort: 'name', organizationHeader: 'refused' },
}

/** The same for its administrators, who are not those of any organization. */
const administratorList: ResourceDescription = {
  ...administrator,
  list: { api: 'v2', path: '/providers/{id}/administrators', envelope: 'results', total: 'body', sort: 'email', organizationHeader: 'refused' },
}

export function providerAdministratorsList(call: Call): Answer {
  const own = ownProvider(call)
  return own ? listAnswer(administratorList, rowsFrom(providerAdministrators(own, call.estate.nowMs)), call.request) : refusals.role
}

/** A bare list without a total; an administrator sees it of the organizations that they may enter. */
export function organizationAdministratorLinks({ estate, caller, parameters, request }: Call): Answer {
  const own = estate.providers.find(({ id }) => id === caller.key.provider)
  if (!own || !caller.reached.some(({ id }) => id === parameters.id)) return refusals.role
  const { skip, limit } = readWindow(request.query.text('limit') ?? undefined, request.query.text('skip') ?? undefined)
  return { status: 200, body: administratorLinks(own, parameters.id!).slice(skip, skip + limit) }
}

export const ownProvider = ({ estate, caller, parameters }: Call): EstateProvider | undefined =>
  estate.providers.find(({ id }) => id === parameters.id && id === caller.key.provider)

const providerBody = ({ id, name, isCreationDisallowed }: EstateProvider) => ({
  id,
  name,
  type: 'MSP',
  disallowOrgCreation: isCreationDisallowed,
  settings: { allowMfaOverride: true, requireAdminMFA: false },
  contact: { name, email: 'contact@provider.example' },
})
