// The alerts of an organization (v2 /alerts): each points to an object that really is as the alert says.

import { dayMs, hourMs, instantFromMs } from '../../shared/base/instant.ts'
import type { RawObject } from '../../shared/resources/derive/row-projection.ts'
import { certificateDays } from './access/applications.ts'
import type { Blueprint } from './blueprint.ts'
import { mix, randomAt } from './mixing.ts'
import type { Table } from './table.ts'

type AlertSource = 'USER' | 'ADMIN' | 'DEVICE' | 'COMMAND' | 'POLICY' | 'APPLICATION'

export interface AlertDescription {
  readonly title: string
  readonly description: string
  readonly category: 'DIRECTORY' | 'SYSTEM' | 'ADMIN' | 'ACCESS' | 'GENERAL'
  readonly severity: 'LOW' | 'MEDIUM' | 'HIGH'
  readonly source: AlertSource
  /** Kind and index of the object that it is about. */
  readonly about: readonly [kind: string, index: number]
  readonly occurrences: number
}

/** Alerts in a small organization, and how many more a large one has. */
const alertsMin = 5
const alertsMax = 60

/** What is wrong in an organization, the worst first; looks at a few hundred devices and people at most. */
export function alertDescriptions(blueprint: Blueprint, users: Table): AlertDescription[] {
  const { profile, nowMs } = blueprint
  const wanted = Math.min(alertsMax, Math.max(alertsMin, Math.round(4 + Math.sqrt(profile.devices) * (0.6 + profile.problems.unencrypted * 4))))
  const list: AlertDescription[] = []
  if (profile.story.isAttacked) list.push({ title: 'Failed sign-ins from one network', description: 'More than 200 failed sign-ins within an hour from 203.0.113.0/28', category: 'ACCESS', severity: 'HIGH', source: 'USER', about: ['user', 0], occurrences: 412 })
  if (certificateDays(profile, 1, 0) < 30) list.push({ title: 'SSO certificate expires', description: 'People will not be able to sign in once the certificate has run out', category: 'ACCESS', severity: certificateDays(profile, 1, 0) < 7 ? 'HIGH' : 'MEDIUM', source: 'APPLICATION', about: ['application', 1], occurrences: 1 })
  list.push({ title: 'API key of an administrator expires', description: 'The key runs out in a week', category: 'ADMIN', severity: 'MEDIUM', source: 'ADMIN', about: ['administrator', 1], occurrences: 1 })
  for (let index = 0; index < Math.min(profile.users, 400) && list.length < wanted; index++) {
    if (users.has(index) && users.at(index).account_locked === true) list.push({ title: 'User account locked', description: 'Locked after six failed sign-ins', category: 'DIRECTORY', severity: 'MEDIUM', source: 'USER', about: ['user', index], occurrences: 1 + (index % 3) })
  }
  for (let device = 0; device < Math.min(profile.devices, 600) && list.length < wanted; device++) {
    const facts = blueprint.fleet.at(device)
    const about = ['device', device] as const
    if (nowMs - facts.lastContactMs > 45 * dayMs && list.filter(({ title }) => title === 'Device is silent').length < wanted / 3) {
      list.push({ title: 'Device is silent', description: `No contact for ${Math.floor((nowMs - facts.lastContactMs) / dayMs)} days`, category: 'SYSTEM', severity: 'LOW', source: 'DEVICE', about, occurrences: 1 })
    } else if (!facts.isEncrypted && facts.use === 'personal' && device % 3 === 0) {
      list.push({ title: 'Disk is not encrypted', description: `The disk of a ${facts.hardware.model} is not encrypted`, category: 'SYSTEM', severity: 'HIGH', source: 'DEVICE', about, occurrences: 4 })
    } else if (facts.release.isOutdated && device % 4 === 1) {
      list.push({ title: 'Operating system without updates', description: `${facts.release.name} no longer gets security updates`, category: 'SYSTEM', severity: 'MEDIUM', source: 'DEVICE', about, occurrences: 2 })
    }
  }
  for (let index = 0; list.length < wanted; index++) {
    const command = index % blueprint.commands.length
    list.push({ title: 'Command failed', description: `${blueprint.commands[command]!.name} failed on ${1 + (index % 7)} devices`, category: 'SYSTEM', severity: 'LOW', source: 'COMMAND', about: ['command', command], occurrences: 1 + (index % 7) })
  }
  return list
}

export const alertSpanMs = 45 * dayMs

export function alertPayload(alert: AlertDescription, index: number, id: string, createdMs: number, settings: { readonly organization: string; readonly seed: number; readonly nowMs: number; readonly sourceId: string; readonly sourceName: string }): RawObject {
  const { organization, seed, nowMs, sourceId, sourceName } = settings
  const random = randomAt(seed, index)
  const lastMs = Math.max(createdMs, nowMs - (mix(seed, index) % Math.max(1, Math.floor((nowMs - createdMs) / hourMs))) * hourMs)
  // Old ones have been dealt with, or have dealt with themselves.
  const isOld = nowMs - createdMs > 20 * dayMs
  const status = alert.severity === 'HIGH' && !isOld ? 'OPEN' : isOld ? random.pick(['RESOLVED', 'RESOLVED', 'AUTO_RESOLVED', 'OPEN']) : random.pick(['OPEN', 'OPEN', 'OPEN', 'ACKNOWLEDGED', 'AUTO_RESOLVED'])
  const isDone = status === 'RESOLVED' || status === 'AUTO_RESOLVED'
  return {
    objectId: id,
    organizationObjectId: organization,
    title: alert.title,
    description: alert.description,
    category: `ALERT_CATEGORY_${alert.category}`,
    severity: `ALERT_SEVERITY_${alert.severity}`,
    status: `ALERT_STATUS_${status}`,
    sourceType: `ALERT_SOURCE_TYPE_${alert.source}`,
    sourceId,
    sourceName,
    occurrencesCount: alert.occurrences,
    frequency: 0,
    createdAt: instantFromMs(createdMs),
    firstOccurredAt: instantFromMs(createdMs),
    lastOccurredAt: instantFromMs(lastMs),
    updatedAt: instantFromMs(lastMs),
    remark: status === 'RESOLVED' ? random.pick(['Spoke to the owner', 'Replaced the device', 'False alarm', 'Renewed']) : status === 'ACKNOWLEDGED' ? 'Looking into it' : '',
    ...(isDone ? { resolvedAt: instantFromMs(Math.min(nowMs, lastMs + 2 * hourMs)) } : {}),
    ...(status === 'ACKNOWLEDGED' ? { acknowledgedAt: instantFromMs(lastMs) } : {}),
  }
}
