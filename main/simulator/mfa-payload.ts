// The MFA facts of a user: older flags and the newer enrolment statuses, always telling the same story.

import { dayMs, instantFromMs } from '../../shared/base/instant.ts'
import type { Random } from '../../shared/base/random.ts'
import type { RawObject } from '../../shared/resources/derive/row-projection.ts'
import { pickWeighted } from './mixing.ts'

const unenrolled = [['NOT_ENROLLED', 60], ['PRE_ENROLLMENT', 16], ['PENDING_ACTIVATION', 8], ['IN_ENROLLMENT', 8], ['ENROLLMENT_EXPIRED', 8]] as const
const factors = [['totp', 45], ['push', 25], ['both', 20], ['webAuthn', 6], ['jcGo', 4]] as const

export function mfaFields(random: Random, withoutMfa: number, isActivated: boolean, nowMs: number): RawObject {
  const isEnrolled = isActivated && !random.chance(withoutMfa)
  const factor = pickWeighted(factors, random.next())
  const overall = isEnrolled ? 'ENROLLED' : isActivated ? pickWeighted(unenrolled, random.next()) : 'NOT_ENROLLED'
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
    totp_enabled: hasTotp,
  }
}

const grace = (random: Random, nowMs: number) => ({ exclusionUntil: instantFromMs(nowMs + random.integer(1, 7) * dayMs), exclusionDays: 7 })
