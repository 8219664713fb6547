// What was read of a provider, in words: who may enter how many of its organizations, and how much of that is known. Pure.

import type { OrganizationId } from '../../shared/base/ids.ts'
import type { KnownProvider, ProviderAdministrator, ProviderReading } from '../../shared/contract/provider.ts'
import { reasonText } from './freshness.ts'

export type ProvidedOrganization = ProviderReading['organizations'][number]

/** The organizations that an administrator is linked to, of those whose links could be read. */
export const reachOf = ({ id }: Pick<ProviderAdministrator, 'id'>, { organizations }: Pick<ProviderReading, 'organizations'>): ProvidedOrganization[] => organizations.filter(({ administrators }) => administrators?.includes(id))

/** Organizations whose links are not known: who may enter them cannot be said. */
const unreadLinks = ({ organizations }: Pick<ProviderReading, 'organizations'>): ProvidedOrganization[] => organizations.filter(({ administrators }) => administrators === null)

export interface Reach {
  /** "All 8", "5 of 8", "none of 8" */
  readonly text: string
  /** Where the service counts otherwise, or not everything could be read. */
  readonly doubt: string | null
}

export function reachWords(administrator: Pick<ProviderAdministrator, 'id' | 'announced'>, reading: Pick<ProviderReading, 'organizations'>): Reach {
  const total = reading.organizations.length
  const found = reachOf(administrator, reading).length
  const unread = unreadLinks(reading).length
  const text = total === 0 ? 'no organizations' : found === total ? (total === 1 ? 'The only one' : `All ${total.toLocaleString()}`) : `${found.toLocaleString()} of ${total.toLocaleString()}`
  const { announced } = administrator
  if (announced !== null && announced !== found) return { text, doubt: `JumpCloud counts ${announced.toLocaleString()}${unread > 0 ? `; ${unread.toLocaleString()} could not be asked` : ''}` }
  return { text, doubt: unread > 0 && announced === null ? `${unread.toLocaleString()} could not be asked` : null }
}

export interface StateWords {
  readonly text: string
  readonly tone: 'ok' | 'warn' | 'bad' | 'neutral'
}

export function stateWords({ isSuspended, isRegistered }: Pick<ProviderAdministrator, 'isSuspended' | 'isRegistered'>): StateWords {
  if (isSuspended === true) return { text: 'Suspended', tone: 'warn' }
  if (isRegistered === false) return { text: 'Invited', tone: 'neutral' }
  return isSuspended === null && isRegistered === null ? { text: 'not told', tone: 'neutral' } : { text: 'Active', tone: 'ok' }
}

export const mfaWords = ({ isMfaRequired }: Pick<ProviderAdministrator, 'isMfaRequired'>): StateWords =>
  isMfaRequired === null ? { text: 'not told', tone: 'neutral' } : isMfaRequired ? { text: 'Required', tone: 'ok' } : { text: 'Not required', tone: 'warn' }

/** Those who may sign in and of whom no second factor is required. */
export const withoutMfa = ({ administrators }: Pick<ProviderReading, 'administrators'>): number => administrators.filter(({ isMfaRequired, isSuspended }) => isMfaRequired === false && isSuspended !== true).length

/** "6 administrators", "6 of 9 administrators" where the service announced more. */
export function administratorsText({ administrators, announced }: Pick<ProviderReading, 'administrators' | 'announced'>): string {
  const count = administrators.length
  const whole = announced !== null && announced > count ? `${count.toLocaleString()} of ${announced.toLocaleString()}` : count.toLocaleString()
  return `${whole} ${count === 1 && whole === '1' ? 'administrator' : 'administrators'}`
}

/** "200", "200 of 203 that JumpCloud counts" where some slipped past the reading. */
export function countedText({ organizations, organizationsAnnounced }: Pick<ProviderReading, 'organizations' | 'organizationsAnnounced'>): string {
  const count = organizations.length.toLocaleString()
  return organizationsAnnounced !== null && organizationsAnnounced > organizations.length ? `${count} of ${organizationsAnnounced.toLocaleString()} that JumpCloud counts` : count
}

/** "Who may enter is known of 190 of 200 organizations" with the missing ones by name and reason; null while nothing is missing. */
export function linksGap(reading: Pick<ProviderReading, 'organizations'>): { text: string; missing: { id: OrganizationId; name: string; why: string }[] } | null {
  const unread = unreadLinks(reading)
  if (unread.length === 0) return null
  const total = reading.organizations.length
  return {
    text: `Who may enter is known of ${(total - unread.length).toLocaleString()} of ${total.toLocaleString()} organizations`,
    missing: unread.map(({ id, name, problem }) => ({ id, name, why: reasonText(problem?.code ?? '') })),
  }
}

/** Where nothing was ever read the level is all that is known. */
export const canMake = ({ reading }: Pick<KnownProvider, 'reading'>): string | null => (reading?.mayCreateOrganizations === false ? 'JumpCloud has switched off making organizations for this provider' : null)
