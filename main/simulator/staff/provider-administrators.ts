// The administrators of a provider and which of its organizations each may enter: some all of them, some a few, one has left.

import { dayMs, instantFromMs } from '../../../shared/base/instant.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { EstateProvider } from '../estate.ts'
import { objectId, ownerText } from '../object-ids.ts'

interface Person {
  readonly who: string
  readonly given: string
  readonly family: string
  readonly roles: readonly string[]
  /** Of the organizations that the provider had at first, in their order; one made later is for those who reach all. */
  readonly reaches: 'all' | ((at: number, count: number) => boolean)
  readonly isMfaRequired?: boolean
  readonly isInvited?: boolean
  readonly isSuspended?: boolean
  readonly hasKey?: boolean
}

const people: readonly Person[] = [
  { who: 'owner', given: 'Marian', family: 'Oyelaran', roles: ['Administrator With Billing'], reaches: 'all', isMfaRequired: true, hasKey: true },
  { who: 'technician', given: 'Tobias', family: 'Lindqvist', roles: ['Manager'], reaches: (at, count) => at < count - 1, isMfaRequired: true, hasKey: true },
  { who: 'lead', given: 'Priya', family: 'Raman', roles: ['Administrator', 'Help Desk'], reaches: 'all', isMfaRequired: true },
  { who: 'desk', given: 'Jonas', family: 'Okafor', roles: ['Help Desk'], reaches: (at) => at < 2 },
  { who: 'auditor', given: 'Claire', family: 'Dubois', roles: ['Read Only'], reaches: (at) => at === 0, isMfaRequired: true, isInvited: true },
  { who: 'former', given: 'Stefan', family: 'Haas', roles: ['Manager'], reaches: (at) => at % 2 === 0, isSuspended: true, hasKey: true },
]

type Provider = Pick<EstateProvider, 'id' | 'name' | 'firstOrganizations' | 'organizations'>

const seedOf = ({ id }: Provider): number => Number.parseInt(id.slice(-6), 16)
const roleId = (provider: Provider, role: string): string => objectId(Number.parseInt(provider.id.slice(0, 8), 16), ownerText(seedOf(provider), `role ${role}`), 0)
const idOf = (provider: Provider, at: number): string => objectId(Number.parseInt(provider.id.slice(0, 8), 16) + at * 86_400, ownerText(seedOf(provider), 'providerAdministrator'), at)

const reachedBy = ({ reaches }: Person, { firstOrganizations, organizations }: Provider): string[] =>
  reaches === 'all' ? [...organizations] : firstOrganizations.filter((_, at) => reaches(at, firstOrganizations.length))

/** As the provider's list has them. */
export const providerAdministrators = (provider: Provider, nowMs: number): RawObject[] =>
  people.map((person, at) => {
    const { who, given, family, roles, isMfaRequired = false, isInvited = false, isSuspended = false, hasKey = false } = person
    const ids = roles.map((role) => roleId(provider, role))
    return {
      // The schema of the document says one, its own example the other.
      _id: idOf(provider, at),
      id: idOf(provider, at),
      email: `${who}@provider.example`,
      firstname: given,
      lastname: family,
      enableMultiFactor: isMfaRequired,
      registered: !isInvited,
      suspended: isSuspended,
      role: ids[0],
      roleName: roles.length > 1 ? 'Multi Role' : roles[0],
      ...(roles.length > 1 ? { roles: ids, roleNames: [...roles] } : {}),
      apiKeyAllowed: true,
      apiKeySet: hasKey,
      ...(hasKey ? { apiKeyHash: { createdAt: instantFromMs(nowMs - 120 * dayMs), expireAt: instantFromMs(nowMs + 245 * dayMs), prefix: 'jca_' } } : {}),
      organizationAccessTotal: reachedBy(person, provider).length,
    }
  })

/** As `getSelf` has the administrator behind a key. */
export function providerAdministratorSelf(provider: Provider, who: string, nowMs: number): RawObject {
  const at = people.findIndex((person) => person.who === who)
  const { firstname, lastname, ...row } = providerAdministrators(provider, nowMs)[at]!
  return { ...row, firstname, lastname, provider: provider.id, apiKeyUpdatedAt: instantFromMs(nowMs - 120 * dayMs), roleNames: [...people[at]!.roles] }
}

/** Who is linked to an organization, one row each. */
export const administratorLinks = (provider: Provider, organization: string): RawObject[] =>
  people.flatMap((person, at) => (reachedBy(person, provider).includes(organization) ? [{ administrator: idOf(provider, at), organization }] : []))
