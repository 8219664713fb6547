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
  /** What the directory knows beyond the name, as this service would keep it. */
  readonly work: RawObject
}

function candidatesOf({ users, profile, blueprint }: EstateOrganization): Candidate[] {
  const seed = blueprint.seedFor('import-candidates')
  const personOf = createPeople(profile.cultures, seed)
  const here = users.indexes().slice(0, hereMax).map((index): Candidate => {
    const { email, firstname, lastname, department, jobTitle, location } = users.at(index)
    return { id: `1${String(index).padStart(20, '0')}`, email: String(email), given: String(firstname ?? ''), family: String(lastname ?? ''), work: { department, jobTitle, location } }
  })
  const taken = new Set(users.indexes().map((index) => String(users.at(index).email).toLowerCase()))
  const fresh = Array.from({ length: starters }, (_, index): Candidate => {
    const { given, family, round } = personOf(index)
    return { id: `2${String(index).padStart(20, '0')}`, email: `${given.latin}${profile.separator}${family.latin}${round === 0 ? '' : round + 1}@${profile.domain}`, given: given.written, family: family.written, work: { department: 'Operations', jobTitle: 'New starter' } }
  }).filter(({ email }) => !taken.has(email.toLowerCase()))
  return [...fresh, ...here].sort((left, right) => left.email.localeCompare(right.email))
}

/**
 * A page that begins where the token says; the token is a place in the list.
 *
 * @param isTranslated Google's people in the form that this service keeps
 */
export function candidatePage(organization: EstateOrganization, type: 'g_suite' | 'office_365', token: string | null, size: number, isTranslated = false): RawObject {
  const all = candidatesOf(organization)
  const start = Number(/^at-(\d{1,6})$/.exec(token ?? 'at-0')?.[1] ?? 0)
  const next = start + size < all.length ? `at-${start + size}` : undefined
  const page = all.slice(start, start + size)
  if (isTranslated) return { users: page.map(({ email, given, family, work }) => ({ email, firstname: given, lastname: family, ...work })), ...(next ? { nextPageToken: next } : {}) }
  if (type === 'g_suite') return { users: page.map(({ id, email, given, family }) => ({ id, primaryEmail: email, givenName: given, familyName: family, thumbnailPhotoUrl: '' })), ...(next ? { nextPageToken: next } : {}) }
  return { users: page.map(({ id, email, given, family }) => ({ id, userPrincipalName: email, givenName: given, surname: family })), top: size, ...(next ? { skipToken: next } : {}) }
}
