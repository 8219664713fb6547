// The Apple MDM of an organization (v2 /applemdms): its push certificate has to be renewed every year, and sometimes is not.

import { dayMs, instantFromMs } from '../../../shared/base/instant.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { randomAt } from '../mixing.ts'
import type { Profile } from '../profile.ts'

export function appleMdmPayload(id: string, organization: string, profile: Profile, nowMs: number, seed: number): RawObject {
  const random = randomAt(seed, 0)
  const days = profile.story.appleCertificateDays ?? 365
  const hasToken = random.chance(0.6)
  const welcomeScreen = { title: 'Welcome', paragraph: 'In just a few steps, you will be working securely from your Apple device.', button: 'continue' }
  const enrolment = { welcomeScreen, setupAssistantOptions: [], setupOptions: [], enableZeroTouchEnrollment: hasToken, defaultDeviceGroupObjectIds: [] }
  return {
    id,
    name: profile.users > 100 ? `${profile.name} MDM` : '',
    organization,
    apnsPushTopic: `com.apple.mgmt.External.${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-9${random.hex(3)}-${random.hex(12)}`,
    apnsCertExpiry: instantFromMs(nowMs + days * dayMs),
    appleCertCreatorAppleID: `apple@${profile.domain}`,
    appleCertSerialNumber: random.hex(16),
    depServerTokenState: hasToken ? (days < 0 ? 'expired' : 'valid') : 'missing',
    depAccessTokenExpiry: hasToken ? instantFromMs(nowMs + (days + 40) * dayMs) : null,
    defaultSystemGroupID: null,
    defaultIosUserEnrollmentDeviceGroupID: '',
    dep: { welcomeScreen, setupAssistantOptions: [], enableZeroTouchEnrollment: hasToken },
    ades: { macos: enrolment, ios: enrolment },
    allowMobileUserEnrollment: false,
    serviceDiscoveryEnabled: null,
  }
}
