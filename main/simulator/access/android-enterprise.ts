// The Android enterprise of an organization that works with Google, and the phones enrolled through it.

import { dayMs, instantFromMs, minuteMs } from '../../../shared/base/instant.ts'
import { createRandom } from '../../../shared/base/random.ts'
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

const phones = [['Samsung', 'SM-S921B'], ['Google', 'Pixel 9'], ['Samsung', 'SM-A556B'], ['Motorola', 'XT2429-1']] as const

/** One phone for every eighth person, as the list tells it. */
export const androidDevices = ({ users }: Profile, seed: number): RawObject[] =>
  Array.from({ length: Math.ceil(users / 8) }, (_, index) => {
    const random = randomAt(seed, 10 + index)
    return { deviceId: random.hex(24), name: `${enterpriseName(seed)}/devices/3${random.hex(15)}` }
  })

const policyName = (seed: number): string => `${enterpriseName(seed)}/policies/default`

/** What the service tells of a single phone. */
export function androidDevice(device: RawObject, seed: number, nowMs: number): RawObject {
  const random = createRandom(1).fork(String(device.deviceId))
  const [brand, model] = random.pick(phones)
  const isCompliant = random.chance(0.9)
  const reportedMs = nowMs - random.integer(10, 5_000) * minuteMs
  return {
    ...device,
    deviceInformation: {
      hardwareInfo: { brand, manufacturer: brand, model, serialNumber: random.hex(11).toUpperCase() },
      softwareInfo: { androidVersion: random.pick(['14', '15', '16']), securityPatchLevel: isCompliant ? '2026-10-01' : '2025-12-01', primaryLanguageCode: 'en-GB' },
      memoryInfo: { totalRam: 8_589_934_592, totalInternalStorage: 137_438_953_472 },
      deviceStateInfo: { appliedDeviceState: 'ACTIVE', deviceState: 'ACTIVE', policyCompliant: isCompliant, lastPolicySyncTime: instantFromMs(reportedMs - 5 * minuteMs), lastStatusReportTime: instantFromMs(reportedMs) },
      emmEnrollmentInfo: { appliedPolicyName: policyName(seed), appliedPolicyVersion: 3, policyName: policyName(seed), enrollmentTime: instantFromMs(nowMs - random.integer(20, 600) * dayMs), managementMode: random.chance(0.4) ? 'PROFILE_OWNER' : 'DEVICE_OWNER', ownership: random.chance(0.4) ? 'PERSONALLY_OWNED' : 'COMPANY_OWNED' },
    },
  }
}

/** The policy in force on every phone of an enterprise, as the text of JSON that Google keeps. */
export const androidPolicy = (seed: number): string =>
  JSON.stringify({ name: policyName(seed), version: '3', passwordRequirements: { passwordMinimumLength: 6, passwordQuality: 'NUMERIC_COMPLEX' }, encryptionPolicy: 'ENABLED_WITHOUT_PASSWORD', debuggingFeaturesAllowed: false, installUnknownSourcesAllowed: false }, null, 2)
