// What an organization is like: its trade, its people and its believable problems, as shares of its users.

import type { CultureName } from './cultures.ts'
import type { Area, Trade } from './workplaces.ts'

export const regions = ['us', 'eu', 'in'] as const
export type VendorRegion = (typeof regions)[number]

/** Shares of all users, 0 to 1. */
export interface Problems {
  readonly withoutMfa: number
  readonly locked: number
  readonly passwordExpired: number
  readonly pending: number
  readonly staged: number
  readonly suspended: number
  readonly neverExpires: number
  /** People whose source of truth is an Active Directory. */
  readonly external: number
  /** Of the devices: disk not encrypted, silent for more than a month, any one policy failing. */
  readonly unencrypted: number
  readonly silent: number
  readonly policyFailing: number
}

/** The directories that an organization can be connected to, as the service calls them. */
export type DirectoryType = 'active_directory' | 'g_suite' | 'ldap_server' | 'office_365' | 'workday'

export interface DirectoryPlan {
  readonly type: DirectoryType
  /** The grant was revoked or ran out, so that nothing is synchronized any more. */
  readonly isBroken?: boolean
}

/** What else is peculiar to an organization: the story that its objects tell. */
export interface Story {
  readonly directories: readonly DirectoryPlan[]
  /** Days until the certificate of Apple's push service runs out, negative for long ago; null without MDM. */
  readonly appleCertificateDays: number | null
  /** Days until the first certificate of an SSO application runs out. */
  readonly ssoCertificateDays: number
  /** Whether the plan includes the event log. */
  readonly hasEventLog: boolean
  /** Somebody is guessing passwords from far away. */
  readonly isAttacked: boolean
  /** Days since the trial of a feature began, by its code. */
  readonly trials: Readonly<Record<string, number>>
}

export interface Profile {
  readonly name: string
  /** The record's `displayName`, which the service leaves null for organizations that nobody named. */
  readonly displayName: string | null
  readonly domain: string
  /** Where the service keeps it; a key works in this region only. */
  readonly region: VendorRegion
  /** Bought from JumpCloud itself: no provider stands above it. */
  readonly isDirect?: boolean
  /** Just made, and still empty. */
  readonly isNew?: boolean
  /** Where its people work. */
  readonly area: Area
  readonly trade: Trade
  readonly cultures: readonly CultureName[]
  readonly users: number
  readonly userGroups: number
  readonly devices: number
  /** Between given and family name in usernames. */
  readonly separator: '.' | '_' | '-'
  readonly problems: Problems
  readonly story: Story
}

export const calm: Problems = { withoutMfa: 0.12, locked: 0.008, passwordExpired: 0.03, pending: 0.03, staged: 0.02, suspended: 0.06, neverExpires: 0.04, external: 0, unencrypted: 0.05, silent: 0.04, policyFailing: 0.02 }
export const neglected: Problems = { withoutMfa: 0.58, locked: 0.03, passwordExpired: 0.14, pending: 0.08, staged: 0.04, suspended: 0.1, neverExpires: 0.12, external: 0, unencrypted: 0.34, silent: 0.2, policyFailing: 0.12 }
export const growing: Problems = { withoutMfa: 0.3, locked: 0.012, passwordExpired: 0.05, pending: 0.14, staged: 0.12, suspended: 0.03, neverExpires: 0.05, external: 0, unencrypted: 0.16, silent: 0.06, policyFailing: 0.05 }
export const federated: Problems = { withoutMfa: 0.24, locked: 0.02, passwordExpired: 0.06, pending: 0.02, staged: 0.01, suspended: 0.12, neverExpires: 0.08, external: 0.7, unencrypted: 0.12, silent: 0.09, policyFailing: 0.06 }

/** A group for every fifteen people in a small organization, relatively fewer in a large one. */
export const usualGroups = (users: number): number => Math.max(4, Math.round(6 + 1.3 * Math.sqrt(users)))

export const usualDevices = (users: number): number => Math.round(users * 0.8)

export const plainStory: Story = {
  directories: [{ type: 'g_suite' }, { type: 'ldap_server' }],
  appleCertificateDays: 210,
  ssoCertificateDays: 120,
  hasEventLog: true,
  isAttacked: false,
  trials: {},
}
