// What is asked of single devices and people's devices: recovery keys, enrolled Macs, push devices for sign-in.

import { createRandom } from '../../../shared/base/random.ts'
import { dayMs, instantFromMs } from '../../../shared/base/instant.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { refusals } from '../answer.ts'
import { edgeList } from '../graph/association-routes.ts'
import { type Handler, listAnswer } from '../kind-routes.ts'
import { edgeRows } from '../parent-rows.ts'
import type { OrganizationObjects } from '../organization-objects.ts'
import type { Route } from '../routes.ts'

/** Six groups of letters on a Mac, eight of digits on Windows; 404 when the service holds no key. */
const recoveryKey: Handler = ({ organization, parameters }) => {
  const device = organization.tableOf('device').indexOf(parameters.id!)
  if (device === null) return refusals.notFound
  const facts = organization.blueprint.fleet.at(device)
  if (!facts.isKeyHeld) return refusals.notFound
  const random = createRandom(facts.seed).fork('recovery key')
  const group = (length: number, letters: string) => Array.from({ length }, () => letters.charAt(random.integer(0, letters.length - 1))).join('')
  const isMac = facts.release.family === 'darwin'
  return { status: 200, body: { key: Array.from({ length: isMac ? 6 : 8 }, () => (isMac ? group(4, 'ABCDEFGHIJKLMNPQRSTUVWXYZ123456789') : group(6, '0123456789'))).join('-') } }
}

const enrolledMacs: Handler = ({ organization, parameters, request }) => {
  if (organization.tableOf('appleMdm').indexOf(parameters.id!) === null) return refusals.notFound
  const devices = organization.tableOf('device')
  const enrolled = devices.indexes().filter((index) => organization.blueprint.fleet.at(index).release.family === 'darwin' && (devices.at(index).mdm as { vendor?: string }).vendor === 'internal')
  return listAnswer(edgeList, edgeRows(enrolled, (index) => enrolledMac(devices.at(index), parameters.id!)), request)
}

function enrolledMac(raw: RawObject, mdm: string): RawObject {
  const enrolment = raw.mdm as { internal: { deviceId: string }; dep: boolean }
  const random = createRandom(1).fork(String(raw._id))
  return {
    id: enrolment.internal.deviceId,
    appleMdmId: mdm,
    serialNumber: raw.serialNumber,
    udid: `${random.hex(8)}-${random.hex(4)}-${random.hex(4)}-${random.hex(4)}-${random.hex(12)}`.toUpperCase(),
    osVersion: raw.version,
    depRegistered: enrolment.dep,
    enrolled: true,
    createdAt: raw.created,
    hasActivationLockBypassCodes: enrolment.dep,
    modelFamily: 'Mac',
    mdmOsFamily: 'macOS',
    securityInfo: { enrolledViaDep: enrolment.dep, userApprovedEnrollment: true, filevaultEnabled: (raw.fde as { active: boolean }).active },
    deviceInformation: { isSupervised: enrolment.dep, availableDeviceCapacity: random.integer(40, 700), deviceCapacity: 1_000, deviceName: raw.displayName, wifiMac: '02:00:00:00:00:01', modelName: 'Mac', isAppleSilicon: raw.arch === 'arm64' },
  }
}

/** The telephones on which people confirm their sign-in. */
const pushDevices: Handler = ({ organization, parameters }) => {
  const user = organization.users.indexOf(parameters.id!)
  if (user === null) return refusals.notFound
  const device = pushDeviceOf(organization, user)
  return { status: 200, headers: { 'x-total-count': String(Number(device !== null)) }, body: device ? [device] : [] }
}

/** Only those who enrolled push have one. */
export function pushDeviceOf(organization: OrganizationObjects, user: number): RawObject | null {
  const raw = organization.users.at(user)
  const isEnrolled = (raw.mfaEnrollment as { pushStatus?: string }).pushStatus === 'ENROLLED'
  const random = createRandom(user).fork(String(raw._id))
  const [make, model, os, osVersion] = random.pick([['Apple', 'iPhone 16', 'iOS', '26.1'], ['Apple', 'iPhone 14', 'iOS', '18.7'], ['Samsung', 'SM-S921B', 'Android', '16'], ['Google', 'Pixel 9', 'Android', '16']] as const)
  const enrolledMs = organization.nowMs - random.integer(20, 700) * dayMs
  return isEnrolled ? { id: random.hex(24), state: 'active', name: `${String(raw.firstname)}’s ${model}`, device: { make, model, os, osVersion, appVersion: '2.4.1', uvEnabled: true }, enrollmentDate: instantFromMs(enrolledMs), lastUsedDate: random.chance(0.9) ? instantFromMs(organization.nowMs - random.integer(0, 14) * dayMs) : null } : null
}

const route = { method: 'GET', api: 'v2', header: 'sent' } as const

export const deviceRoutes: readonly Route[] = [
  { ...route, path: '/systems/{id}/fdekey', kind: 'device', handle: recoveryKey },
  { ...route, path: '/applemdms/{id}/devices', kind: 'appleMdm', handle: enrolledMacs },
  { ...route, path: '/users/{id}/pushendpoints', kind: 'user', handle: pushDevices },
]
