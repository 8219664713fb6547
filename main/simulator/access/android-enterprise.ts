// The Android enterprise of an organization that works with Google, and the phones enrolled through it.

import { instantFromMs } from '../../../shared/base/instant.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { randomAt } from '../mixing.ts'
import type { Profile } from '../profile.ts'

export const androidEnterpriseCount = ({ story }: Profile): number => (story.directories.some(({ type }) => type === 'g_suite') ? 1 : 0)

const enterpriseName = (seed: number): string => `enterprises/LC0${randomAt(seed, 1).hex(7)}`

export const androidEnterprisePayload = (id: string, organization: string, profile: Profile, createdMs: number, seed: number): RawObject => ({
  objectId: id,
  organizationObjectId: organization,
  name: enterpriseName(seed),
  displayName: profile.name,
  contactEmail: `android@${profile.domain}`,
  createdAt: instantFromMs(createdMs),
  allowDeviceEnrollment: profile.problems.withoutMfa < 0.5,
  deviceGroupId: '',
  enterpriseType: 'MANAGED_GOOGLE_DOMAIN',
  googleAuthenticationRequired: 'REQUIRED',
})

/** One phone for every eighth person. */
export const androidDevices = ({ users }: Profile, seed: number): RawObject[] =>
  Array.from({ length: Math.ceil(users / 8) }, (_, index) => {
    const random = randomAt(seed, 10 + index)
    return { deviceId: random.hex(24), name: `${enterpriseName(seed)}/devices/3${random.hex(15)}` }
  })
