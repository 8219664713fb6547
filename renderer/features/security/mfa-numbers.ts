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
    { key: 'missing', title: 'Required, not enrolled', hint: 'and out of grace: asked at the next sign-in', tone: 'bad', filters: [signsIn, required, notInGrace, missing] },
    { key: 'grace', title: 'Required, in grace', hint: 'not enrolled, and not asked yet', tone: 'warn', filters: [signsIn, required, inGrace, missing] },
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
  readonly values: readonly (string | null)[]
}

/** What the values of a factor come down to; everything that is not named here is "missing". */
const factorParts: readonly FactorPart[] = [
  { key: 'enrolled', title: 'Enrolled', values: ['ENROLLED'] },
  { key: 'pending', title: 'On the way', values: ['IN_ENROLLMENT', 'PENDING_ACTIVATION', 'PRE_ENROLLMENT'] },
  { key: 'expired', title: 'Expired', values: ['ENROLLMENT_EXPIRED'] },
  { key: 'missing', title: 'Without', values: ['NOT_ENROLLED', 'DISABLED', null] },
]

export interface FactorCount extends FactorPart {
  readonly count: number
  readonly filters: readonly ListFilter[]
}

export function factorCounts(field: string, facet: readonly { readonly value: string | number | null; readonly count: number }[]): FactorCount[] {
  const named = new Set(factorParts.flatMap((part) => part.values))
  return factorParts.map((part) => {
    const unnamed = part.key === 'missing' ? facet.map(({ value }) => value).filter((value): value is string => typeof value === 'string' && value !== '' && !named.has(value)) : []
    const all = [...part.values, ...unnamed]
    const count = facet.filter(({ value }) => all.includes(value === '' ? null : (value as string | null))).reduce((sum, each) => sum + each.count, 0)
    return { ...part, count, filters: [signsIn, values(field, all)] }
  })
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
