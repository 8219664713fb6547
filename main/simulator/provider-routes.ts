// Routes about what a key reaches: the full record of an organization, and the provider above several.

import type { ResourceDescription } from '../../shared/resources/define.ts'
import { organization } from '../../shared/resources/organization.ts'
import { type Answer, refusals } from './answer.ts'
import type { EstateProvider } from './estate.ts'
import type { EstateOrganization } from './estate-organization.ts'
import { type Call, listAnswer, rowsFrom } from './kind-routes.ts'

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
export const providedOrganization = ({ id, name, row, users }: EstateOrganization) => ({ id, name: typeof row.displayName === 'string' ? row.displayName : name, maxSystemUsers: Math.ceil((users.count * 1.2) / 10) * 10 })

/** The provider's list has rows and a grammar of its own, which is why it is not the registered kind's list. */
const providerList: ResourceDescription = {
  ...organization,
  wire: { name: 'organization', idField: 'id' },
  list: { api: 'v2', path: '/providers/{id}/organizations', envelope: 'results', total: 'body', sort: 'name', organizationHeader: 'refused' },
}

const ownProvider = ({ estate, caller, parameters }: Call): EstateProvider | undefined =>
  estate.providers.find(({ id }) => id === parameters.id && id === caller.key.provider)

const providerBody = ({ id, name }: EstateProvider) => ({
  id,
  name,
  type: 'MSP',
  disallowOrgCreation: true,
  settings: { allowMfaOverride: true, requireAdminMFA: true },
  contact: { name, email: 'contact@provider.example' },
})
