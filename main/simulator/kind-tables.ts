// How the rows of each kind are made: its number of rows and one row by index. A kind that is not here is made from its column samples.

import { androidEnterpriseCount, androidEnterprisePayload } from './access/android-enterprise.ts'
import { applicationPayload, newApplication } from './access/applications.ts'
import { appleMdmPayload } from './access/apple-mdm.ts'
import { accessPolicyCount, accessPolicyPayload, ipListCount, ipListNames, ipListPayload } from './access/conditional-access.ts'
import { directoryRow } from './access/directories.ts'
import { passwordPolicyDescriptions, passwordPolicyRow } from './access/password-policies.ts'
import { ldapServerPayload, newRadiusServer, radiusServerPayload } from './access/servers.ts'
import { type AlertDescription, alertDescriptions, alertPayload, alertSpanMs } from './alerts.ts'
import type { Blueprint } from './blueprint.ts'
import { newCommand } from './commands/command-catalogue.ts'
import { commandRow } from './commands/command-payload.ts'
import { commandResultPayload, type CommandRun } from './commands/command-results.ts'
import { deviceGroupPayload, newDeviceGroup } from './devices/device-groups.ts'
import { devicePayload, type DeviceSurroundings } from './devices/device-payload.ts'
import { newPolicy } from './policies/policy-catalogue.ts'
import { policyGroupRow, policyRow } from './policies/policy-payload.ts'
import { newSoftware, softwarePayload } from './software/software-apps.ts'
import { administratorCount, administratorPayload, serviceAccountCount, serviceAccountPayload, type StaffSettings } from './staff/administrators.ts'
import { roleCount, rolePayload } from './staff/roles.ts'
import type { Table, TableSource } from './table.ts'

export interface KindTable {
  readonly size: number
  readonly make: TableSource['make']
  /** When the rows were made; the whole life of the organization unless said otherwise. */
  readonly fromMs?: number
  readonly timeOf?: (index: number) => number
}

export interface KindSurroundings {
  readonly organization: string
  readonly provider: string | null
  readonly blueprint: Blueprint
  readonly table: (kind: string) => Table
  readonly devices: DeviceSurroundings
  readonly nameOf: (kind: string, index: number) => string
  readonly commandRuns: () => readonly CommandRun[]
}

export const kindTables: Readonly<Record<string, (surroundings: KindSurroundings) => KindTable>> = {
  device: ({ blueprint, devices }) => ({ size: blueprint.profile.devices, make: (index, id, createdMs) => devicePayload(devices, blueprint.fleet.at(index), id, createdMs) }),
  deviceGroup: ({ blueprint, organization }) => ({
    size: blueprint.deviceGroups.length,
    make: (index, id) => deviceGroupPayload(blueprint.deviceGroups[index] ?? newDeviceGroup(index), index, id, organization, blueprint.seedFor('device groups')),
  }),
  policy: ({ blueprint }) => ({ size: blueprint.policies.length, make: (index, id) => policyRow(blueprint.policies[index] ?? newPolicy(index), id) }),
  policyGroup: ({ blueprint, organization }) => ({
    size: blueprint.policyGroups.length,
    make: (index, id) => policyGroupRow(blueprint.policyGroups[index] ?? { name: `New policy group ${index + 1}`, description: '' }, id, organization),
  }),
  command: ({ blueprint, organization }) => ({ size: blueprint.commands.length, make: (index, id) => commandRow(blueprint.commands[index] ?? newCommand(index), id, organization) }),
  commandResult: ({ blueprint, organization, table, commandRuns }) => {
    const runs = commandRuns()
    const surroundings = { organization, blueprint, commandOf: (index: number) => table('command').at(index), deviceOf: (index: number) => table('device').at(index) }
    return { size: runs.length, timeOf: (index) => runs[index]!.requestMs, make: (index, id) => commandResultPayload(surroundings, runs[index]!, index, id) }
  },
  softwareApp: ({ blueprint, organization }) => ({
    size: blueprint.software.length,
    make: (index, id, createdMs) => softwarePayload(blueprint.software[index] ?? newSoftware(index), id, organization, createdMs, Math.max(createdMs, blueprint.nowMs - 40 * 86_400_000)),
  }),
  appleMdm: ({ blueprint, organization }) => ({
    size: blueprint.profile.story.appleCertificateDays === null ? 0 : 1,
    make: (_, id) => appleMdmPayload(id, organization, blueprint.profile, blueprint.nowMs, blueprint.seedFor('apple')),
  }),
  androidEnterprise: ({ blueprint, organization }) => ({
    size: androidEnterpriseCount(blueprint.profile),
    make: (_, id, createdMs) => androidEnterprisePayload(id, organization, blueprint.profile, createdMs, blueprint.seedFor('android')),
  }),
  application: ({ blueprint, organization }) => ({
    size: blueprint.applications.length,
    make: (index, id, createdMs) =>
      applicationPayload(blueprint.applications[index] ?? newApplication(index), index, id, createdMs, { organization, profile: blueprint.profile, nowMs: blueprint.nowMs, seed: blueprint.seedFor('applications') }),
  }),
  ldapServer: ({ blueprint }) => ({ size: blueprint.ldapServers, make: (index, id) => ldapServerPayload(index, id, blueprint.seedFor('ldap')) }),
  radiusServer: ({ blueprint, organization }) => ({
    size: blueprint.radiusServers.length,
    make: (index, id) => radiusServerPayload(blueprint.radiusServers[index] ?? newRadiusServer(index), index, id, organization, blueprint.seedFor('radius')),
  }),
  directory: ({ blueprint, organization, table }) => ({
    size: blueprint.profile.story.directories.length,
    make: (index, id) => {
      const { profile, nowMs } = blueprint
      const plan = profile.story.directories[index] ?? { type: 'g_suite' as const }
      // The LDAP directory is the LDAP server, under one id.
      return directoryRow(plan, index, plan.type === 'ldap_server' ? table('ldapServer').idAt(0) : id, { organization, profile, nowMs, seed: blueprint.seedFor('directories') })
    },
  }),
  passwordPolicy: ({ blueprint }) => {
    const descriptions = passwordPolicyDescriptions(blueprint.profile)
    return { size: descriptions.length, make: (index, id) => passwordPolicyRow(index, id, blueprint.profile, (descriptions[index]?.groups ?? []).filter((name) => blueprint.userGroupNamed(name) !== null).length) }
  },
  conditionalAccessPolicy: ({ blueprint, table }) => ({
    size: accessPolicyCount(blueprint.profile),
    make: (index, id) => {
      const idOf = (kind: string, at: number | null) => (at !== null && at >= 0 && table(kind).has(at) ? table(kind).idAt(at) : null)
      return accessPolicyPayload(index, id, blueprint.profile, {
        ipList: (name) => idOf('ipList', ipListNames.indexOf(name)),
        userGroup: (name) => idOf('userGroup', blueprint.userGroupNamed(name)),
        application: (at) => idOf('application', at),
      })
    },
  }),
  ipList: ({ blueprint }) => ({ size: ipListCount(blueprint.profile), make: ipListPayload }),
  administrator: (surroundings) => ({ size: administratorCount(surroundings.blueprint.profile), make: (index, id, createdMs) => administratorPayload(staff(surroundings), index, id, createdMs) }),
  role: ({ blueprint, organization }) => ({ size: roleCount(blueprint.profile), make: (index, id) => rolePayload(index, id, organization, blueprint.profile) }),
  serviceAccount: (surroundings) => ({
    size: serviceAccountCount(surroundings.blueprint.profile),
    make: (index, id, createdMs) => serviceAccountPayload(staff(surroundings), index, id, createdMs, { id: surroundings.table('administrator').idAt(0), name: surroundings.nameOf('administrator', 0) }),
    fromMs: surroundings.blueprint.nowMs - 400 * 86_400_000,
  }),
  alert: ({ blueprint, organization, table, nameOf }) => {
    const alerts: readonly AlertDescription[] = alertDescriptions(blueprint, table('user'))
    const seed = blueprint.seedFor('alerts')
    return {
      size: alerts.length,
      make: (index, id, createdMs) => {
        // The worst are the latest.
        const alert = alerts[Math.max(0, alerts.length - 1 - index)]!
        const [kind, at] = alert.about
        return alertPayload(alert, index, id, createdMs, { organization, seed, nowMs: blueprint.nowMs, sourceId: table(kind).idAt(at), sourceName: nameOf(kind, at) })
      },
      fromMs: blueprint.nowMs - alertSpanMs,
    }
  },
}

const staff = ({ blueprint, organization, provider, table }: KindSurroundings): StaffSettings => ({
  organization,
  profile: blueprint.profile,
  seed: blueprint.seedFor('staff'),
  nowMs: blueprint.nowMs,
  personOf: blueprint.personOf,
  roleIdAt: (index) => table('role').idAt(index),
  provider,
})
