// The people of the copy as an import looks for them: by address, username and employee id, whatever the case.

import type { OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import type { Instant } from '../../../shared/base/instant.ts'
import type { Store } from '../store/store.ts'

export interface KnownPerson {
  readonly id: ResourceId
  readonly title: string
  readonly email: string
  readonly username: string
}

export interface KnownPeople {
  readonly byEmail: ReadonlyMap<string, KnownPerson>
  readonly byUsername: ReadonlyMap<string, KnownPerson>
  readonly byEmployee: ReadonlyMap<string, KnownPerson>
  readonly total: number
  /** When the copy was last whole; null when it never was. */
  readonly readAt: Instant | null
  readonly isWhole: boolean
}

export const sameKey = (text: string): string => text.trim().toLowerCase()

export async function knownPeople(store: Pick<Store, 'eachSlice'>, organization: OrganizationId): Promise<KnownPeople> {
  const byEmail = new Map<string, KnownPerson>()
  const byUsername = new Map<string, KnownPerson>()
  const byEmployee = new Map<string, KnownPerson>()
  let total = 0
  let readAt: Instant | null = null
  let isWhole = false
  await store.eachSlice({ scope: { type: 'one', organization }, kind: 'user', sort: [], columns: ['email', 'username', 'displayname', 'employeeIdentifier', 'firstname', 'lastname'] }, async (slice) => {
    readAt = slice.coverage.oldestAt
    isWhole = slice.coverage.isComplete
    for (const [, id, email, username, display, employee, firstname, lastname] of JSON.parse(slice.rowsJson) as [string, ResourceId, ...(string | null)[]][]) {
      const title = display || [firstname, lastname].filter(Boolean).join(' ') || username || email || id
      const person = { id, title, email: email ?? '', username: username ?? '' }
      total++
      if (email) byEmail.set(sameKey(email), person)
      if (username) byUsername.set(sameKey(username), person)
      if (employee) byEmployee.set(sameKey(employee), person)
    }
  })
  return { byEmail, byUsername, byEmployee, total, readAt, isWhole }
}
