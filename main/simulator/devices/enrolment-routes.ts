// What is known of devices through other services: software that was sent to them, Apple's enrolments, agents of an Active Directory, people in Workday.

import { hourMs, instantFromMs, minuteMs } from '../../../shared/base/instant.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { androidDevice, androidDevices, androidPolicy } from '../access/android-enterprise.ts'
import { refusals } from '../answer.ts'
import type { EstateOrganization } from '../estate-organization.ts'
import { edgeList, nodeIndex } from '../graph/association-routes.ts'
import { indexesReachedFrom } from '../graph/effective.ts'
import { type Handler, listAnswer, rowsFrom } from '../kind-routes.ts'
import { fraction, mix } from '../mixing.ts'
import { objectId, ownerText } from '../object-ids.ts'
import type { Route } from '../routes.ts'

/** How an installation went: most are done, a few wait for the device, a few failed. */
function softwareStatus(organization: EstateOrganization, app: number, device: number): RawObject {
  const seed = organization.blueprint.seedFor('software statuses')
  const share = fraction(mix(seed, device), app)
  const [state, details, code] = share < 0.04 ? ['INSTALL_FAILED', 'The installer ended with an error', 1603] : share < 0.08 ? ['PENDING', '', 0] : ['INSTALL_SUCCESS', '', 0]
  const atMs = organization.blueprint.fleet.at(device).lastContactMs - (mix(seed, app) % 50) * hourMs
  return {
    id: objectId(Math.floor(atMs / 1_000), ownerText(seed, 'status'), (device * 97 + app) % 0xff_ffff),
    softwareAppId: organization.tableOf('softwareApp').idAt(app),
    systemId: organization.tableOf('device').idAt(device),
    state,
    details,
    code,
    timestamp: instantFromMs(atMs),
    version: organization.blueprint.software[app]?.version ?? '',
  }
}

const statusesOfApp: Handler = ({ organization, parameters, request }) => {
  const app = organization.tableOf('softwareApp').indexOf(parameters.id!)
  if (app === null) return refusals.notFound
  return listAnswer(edgeList, rowsFrom([...indexesReachedFrom(organization.graph, 'software_app', app, 'system')].map((device) => softwareStatus(organization, app, device))), request)
}

const appsOfDevice: Handler = ({ organization, parameters, request }) => {
  const device = organization.tableOf('device').indexOf(parameters.id!)
  if (device === null) return refusals.notFound
  const apps = organization.tableOf('softwareApp')
  const reached = apps.indexes().filter((app) => indexesReachedFrom(organization.graph, 'software_app', app, 'system').has(device))
  return listAnswer(edgeList, rowsFrom(reached.map((app) => ({ id: apps.idAt(app), app: apps.at(app), status: softwareStatus(organization, app, device) }))), request)
}

/** What a device is enrolled with is the MDM's own setting, under the name of a profile. */
const appleProfiles: Handler = ({ organization, parameters, request }) => {
  const table = organization.tableOf('appleMdm')
  const index = table.indexOf(parameters.id!)
  if (index === null) return refusals.notFound
  const mdm = table.at(index)
  return listAnswer(edgeList, rowsFrom([{ ...mdm, id: objectId(Math.floor(organization.blueprint.createdMs / 1_000), ownerText(organization.blueprint.seedFor('apple'), 'profile'), index), name: 'Automated device enrolment' }]), request)
}

const androidList = { ...edgeList, list: { ...edgeList.list, envelope: 'devices', total: 'body', totalField: 'count' } } as const

const devicesOfEnterprise: Handler = ({ organization, parameters, request }) => {
  if (organization.tableOf('androidEnterprise').indexOf(parameters.id!) === null) return refusals.notFound
  const { profile, blueprint } = organization
  return listAnswer(androidList, rowsFrom(androidDevices(profile, blueprint.seedFor('android'))), request)
}

/** A phone is asked for by its own id, whatever enterprise it is enrolled with. */
const ofPhone =
  (body: (phone: RawObject, seed: number, nowMs: number) => RawObject): Handler =>
  ({ organization, parameters }) => {
    const { profile, blueprint, nowMs } = organization
    const seed = blueprint.seedFor('android')
    const isEnrolled = organization.tableOf('androidEnterprise').count > 0
    const phone = isEnrolled ? androidDevices(profile, seed).find(({ deviceId }) => deviceId === parameters.id) : undefined
    return phone ? { status: 200, body: body(phone, seed, nowMs) } : refusals.notFound
  }

const agentsOfDirectory: Handler = ({ organization, parameters, request }) => {
  const index = nodeIndex(organization, 'active_directory', parameters.id!)
  if (index === null) return refusals.notFound
  const { profile, nowMs, blueprint } = organization
  const seed = blueprint.seedFor('directory agents')
  const rows = (['SYNC', 'IMPORT'] as const).map((agentType, at) => ({
    id: objectId(Math.floor(blueprint.createdMs / 1_000), ownerText(seed, 'agent'), at),
    hostname: `dc${at + 1}.${profile.domain}`,
    hostType: 'DOMAIN_CONTROLLER',
    agentType,
    state: 'active',
    version: '4.36.0',
    contactAt: instantFromMs(nowMs - (2 + at) * minuteMs),
    passwordUpdatedAt: null,
    source_ip: `198.51.100.${10 + at}`,
    idSourceId: null,
  }))
  return listAnswer(edgeList, rowsFrom(rows), request)
}

/** People as the personnel department has them: the first of the organization. */
const workersOfWorkday: Handler = ({ organization, parameters, request }) => {
  const index = organization.tableOf('directory').indexOf(parameters.id!)
  if (index === null || organization.profile.story.directories[index]?.type !== 'workday') return refusals.notFound
  const { users } = organization
  const rows = users.indexes().map((user) => {
    const { email, firstname, lastname, username, employeeIdentifier } = users.at(user)
    return { id: users.idAt(user), email, firstName: firstname, lastName: lastname, username, attributes: { employeeId: String(employeeIdentifier ?? '') } }
  })
  return withoutIds(listAnswer(edgeList, rowsFrom(rows), request))
}

/** Rows need an id to have an order; on the wire these have none. */
const withoutIds = (answer: ReturnType<Handler>): ReturnType<Handler> => (Array.isArray(answer.body) ? { ...answer, body: (answer.body as RawObject[]).map(({ id: _id, ...row }) => row) } : answer)

const route = { method: 'GET', api: 'v2', header: 'sent' } as const

export const enrolmentRoutes: readonly Route[] = [
  { ...route, path: '/softwareapps/{id}/statuses', kind: 'softwareApp', handle: statusesOfApp },
  { ...route, path: '/systems/{id}/softwareappstatuses', kind: 'softwareApp', handle: (call) => withoutIds(appsOfDevice(call)) },
  { ...route, path: '/applemdms/{id}/enrollmentprofiles', kind: 'appleMdm', handle: appleProfiles },
  { ...route, path: '/google-emm/enterprises/{id}/devices', kind: 'androidEnterprise', handle: devicesOfEnterprise },
  { ...route, path: '/google-emm/devices/{id}', kind: 'androidEnterprise', handle: ofPhone(androidDevice) },
  { ...route, path: '/google-emm/devices/{id}/policy_results', kind: 'androidEnterprise', handle: ofPhone((_, seed) => ({ policy: androidPolicy(seed) })) },
  { ...route, path: '/activedirectories/{id}/agents', kind: 'directory', handle: agentsOfDirectory },
  { ...route, path: '/workdays/{id}/workers', kind: 'directory', handle: workersOfWorkday },
]
