// The numbers of the MFA page. Each is a set of filters: the page counts what they match, and its link opens the list under the same ones.

import type { ListFilter } from '../../stores/place.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import type { Choice, Tone } from '../../../shared/resources/define.ts'

export interface MfaNumber {
  readonly key: string
  readonly title: string
  readonly hint: string
  readonly tone: Tone
  readonly filters: readonly ListFilter[]
}

const values = (field: string, list: readonly (string | number | null)[]): ListFilter => ({ type: 'values', field, values: list })

// Suspended people cannot sign in, so they need no factor and would only blur the share.
const signsIn = values('status', ['active', 'staged', 'locked'])
const required = values('enable_user_portal_multifactor', [1])
const notRequired = values('enable_user_portal_multifactor', [0, null])
const inGrace = values('mfa.exclusion', [1])
const notInGrace = values('mfa.exclusion', [0, null])
const overall = 'mfaEnrollment.overallStatus'

export const everyone: readonly ListFilter[] = [signsIn]

/** `statuses` are the values an enrolment may have, from the registry. */
export function mfaNumbers(statuses: readonly Choice[]): MfaNumber[] {
  const enrolled = values(overall, ['ENROLLED'])
  const missing = values(overall, [...statuses.map(({ value }) => value).filter((value) => value !== 'ENROLLED'), null])
  return [
    { key: 'enrolled', title: 'Enrolled', hint: 'with at least one factor', tone: 'ok', filters: [signsIn, enrolled] },
    { key: 'missing', title: 'Required, not enrolled', hint: 'missing: asked at the next sign-in', tone: 'bad', filters: [signsIn, required, notInGrace, missing] },
    { key: 'grace', title: 'Required, excluded for a time', hint: 'not enrolled, and not asked yet', tone: 'warn', filters: [signsIn, required, inGrace, missing] },
    { key: 'free', title: 'Not required, not enrolled', hint: 'a password alone is enough', tone: 'warn', filters: [signsIn, notRequired, missing] },
  ]
}

export interface Factor {
  readonly field: string
  readonly title: string
}

export const factors: readonly Factor[] = [
  { field: 'mfaEnrollment.totpStatus', title: 'TOTP' },
  { field: 'mfaEnrollment.pushStatus', title: 'Push' },
  { field: 'mfaEnrollment.webAuthnStatus', title: 'WebAuthn' },
  { field: 'mfaEnrollment.smsStatus', title: 'SMS' },
  { field: 'mfaEnrollment.jcGoStatus', title: 'JumpCloud Go' },
]

export interface FactorPart {
  readonly key: string
  readonly title: string
}

/** What the values of a factor come down to; everything that is neither is missing, or excluded for a time. */
const enrolledValues: readonly string[] = ['ENROLLED']
const pendingValues: readonly string[] = ['IN_ENROLLMENT', 'PENDING_ACTIVATION', 'PRE_ENROLLMENT']

export const factorParts: readonly FactorPart[] = [
  { key: 'enrolled', title: 'Enrolled' },
  { key: 'pending', title: 'On the way' },
  { key: 'missing', title: 'Missing' },
  { key: 'excluded', title: 'Excluded' },
]

/** Among whom the factors are counted. */
export const populations = {
  required: { title: 'Users who must use MFA', filters: [signsIn, required] },
  everyone: { title: 'All users who can sign in', filters: everyone },
} as const
export type Population = keyof typeof populations

/** The two halves of a population: one count of a factor's values for each. */
export const halvesOf = (population: Population): { readonly asked: readonly ListFilter[]; readonly excluded: readonly ListFilter[] } => ({
  asked: [...populations[population].filters, notInGrace],
  excluded: [...populations[population].filters, inGrace],
})

export interface FactorCount extends FactorPart {
  readonly count: number
  readonly filters: readonly ListFilter[]
}

type Facet = readonly { readonly value: string | number | null; readonly count: number }[]

/** @param statuses the values that an enrolment may have, from the registry */
export function factorCounts(field: string, population: Population, facets: { readonly asked: Facet; readonly excluded: Facet }, statuses: readonly Choice[]): FactorCount[] {
  const halves = halvesOf(population)
  const named = [...enrolledValues, ...pendingValues]
  const found = [...facets.asked, ...facets.excluded].map(({ value }) => value).filter((value) => typeof value === 'string' && value !== '')
  const rest = [...new Set([...statuses.map(({ value }) => value), ...found])].filter((value) => !named.includes(String(value)))
  const countOf = (facet: Facet, isIn: (value: string) => boolean) => facet.filter(({ value }) => isIn(String(value ?? ''))).reduce((sum, { count }) => sum + count, 0)
  const both = [...facets.asked, ...facets.excluded]
  const isRest = (value: string) => !named.includes(value)
  const whole = populations[population].filters
  const of: Readonly<Record<string, Omit<FactorCount, keyof FactorPart>>> = {
    enrolled: { count: countOf(both, (value) => enrolledValues.includes(value)), filters: [...whole, values(field, enrolledValues)] },
    pending: { count: countOf(both, (value) => pendingValues.includes(value)), filters: [...whole, values(field, pendingValues)] },
    missing: { count: countOf(facets.asked, isRest), filters: [...halves.asked, values(field, [...rest, null])] },
    excluded: { count: countOf(facets.excluded, isRest), filters: [...halves.excluded, values(field, [...rest, null])] },
  }
  return factorParts.map((part) => ({ ...part, ...of[part.key]! }))
}

/** Numbers beside the people: named filters of other kinds that weaken or strengthen sign-in. */
export const around: readonly { readonly kind: Kind; readonly filter: string; readonly title: string; readonly tone: Tone }[] = [
  { kind: 'administrator', filter: 'withoutMfa', title: 'Administrators without MFA', tone: 'bad' },
  { kind: 'device', filter: 'withoutMfa', title: 'Devices with device MFA off', tone: 'neutral' },
  { kind: 'radiusServer', filter: 'withoutMfa', title: 'RADIUS servers with MFA off', tone: 'warn' },
  { kind: 'conditionalAccessPolicy', filter: 'off', title: 'Conditional access policies off', tone: 'neutral' },
]

/** "91 %"; nothing of nothing has no share. */
export const shareText = (part: number, whole: number): string => (whole === 0 ? '–' : `${part > 0 && part / whole < 0.01 ? '<1' : Math.round((part / whole) * 100)} %`)
