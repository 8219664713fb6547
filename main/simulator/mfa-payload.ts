// The MFA facts of a user: older flags and the newer enrolment statuses, always telling the same story.

import { dayMs, instantFromMs } from '../../shared/base/instant.ts'
import type { Random } from '../../shared/base/random.ts'
import type { RawObject } from '../../shared/resources/derive/row-projection.ts'
import { createChoice } from './mixing.ts'

const chooseUnenrolled = createChoice([['NOT_ENROLLED', 60], ['PRE_ENROLLMENT', 16], ['PENDING_ACTIVATION', 8], ['IN_ENROLLMENT', 8], ['ENROLLMENT_EXPIRED', 8]])
const chooseFactor = createChoice([['totp', 45], ['push', 25], ['both', 20], ['webAuthn', 6], ['jcGo', 4]])

export interface MfaFields {
  readonly mfa: RawObject
  readonly mfaEnrollment: RawObject
  readonly hasTotp: boolean
}

export function mfaFields(random: Random, withoutMfa: number, isActivated: boolean, nowMs: number): MfaFields {
  const isEnrolled = isActivated && !random.chance(withoutMfa)
  const factor = chooseFactor(random.next())
  const overall = isEnrolled ? 'ENROLLED' : isActivated ? chooseUnenrolled(random.next()) : 'NOT_ENROLLED'
  const hasTotp = isEnrolled && (factor === 'totp' || factor === 'both')
  const status = (has: boolean) => (has ? 'ENROLLED' : 'NOT_ENROLLED')
  return {
    mfa: { exclusion: overall === 'IN_ENROLLMENT', configured: hasTotp, ...(overall === 'IN_ENROLLMENT' ? grace(random, nowMs) : {}) },
    mfaEnrollment: {
      overallStatus: overall,
      totpStatus: hasTotp ? 'ENROLLED' : overall === 'ENROLLED' ? 'NOT_ENROLLED' : overall,
      webAuthnStatus: status(isEnrolled && factor === 'webAuthn'),
      pushStatus: status(isEnrolled && (factor === 'push' || factor === 'both')),
      smsStatus: 'DISABLED',
      jcGoStatus: status(isEnrolled && factor === 'jcGo'),
    },
    hasTotp,
  }
}

const grace = (random: Random, nowMs: number) => ({ exclusionUntil: instantFromMs(nowMs + random.integer(1, 7) * dayMs), exclusionDays: 7 })
