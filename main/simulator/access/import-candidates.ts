// People of a connected directory who could be imported: mostly those who are here already, and those who started there first.

import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { EstateOrganization } from '../estate-organization.ts'
import { createPeople } from '../people.ts'

/** How many who are here are told again; the service leaves nobody out. */
const hereMax = 400
const starters = 24

interface Candidate {
  readonly id: string
  readonly email: string
  readonly given: string
  readonly family: string
}

function candidatesOf({ users, profile, blueprint }: EstateOrganization): Candidate[] {
  const seed = blueprint.seedFor('import-candidates')
  const personOf = createPeople(profile.cultures, seed)
  const here = users.indexes().slice(0, hereMax).map((index): Candidate => {
    const { email, firstname, lastname } = users.at(index)
    return { id: `1${String(index).padStart(20, '0')}`, email: String(email), given: String(firstname ?? ''), family: String(lastname ?? '') }
  })
  const taken = new Set(users.indexes().map((index) => String(users.at(index).email).toLowerCase()))
  const fresh = Array.from({ length: starters }, (_, index): Candidate => {
    const { given, family, round } = personOf(index)
    return { id: `2${String(index).padStart(20, '0')}`, email: `${given.latin}${profile.separator}${family.latin}${round === 0 ? '' : round + 1}@${profile.domain}`, given: given.written, family: family.written }
  }).filter(({ email }) => !taken.has(email.toLowerCase()))
  return [...fresh, ...here].sort((left, right) => left.email.localeCompare(right.email))
}

/** A page that begins where the token says; the token is a place in the list. */
export function candidatePage(organization: EstateOrganization, type: 'g_suite' | 'office_365', token: string | null, size: number): RawObject {
  const all = candidatesOf(organization)
  const start = Number(/^at-(\d{1,6})$/.exec(token ?? 'at-0')?.[1] ?? 0)
  const next = start + size < all.length ? `at-${start + size}` : undefined
  const page = all.slice(start, start + size)
  if (type === 'g_suite') return { users: page.map(({ id, email, given, family }) => ({ id, primaryEmail: email, givenName: given, familyName: family, thumbnailPhotoUrl: '' })), ...(next ? { nextPageToken: next } : {}) }
  return { users: page.map(({ id, email, given, family }) => ({ id, userPrincipalName: email, givenName: given, surname: family })), top: size, ...(next ? { skipToken: next } : {}) }
}
