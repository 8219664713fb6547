// What the made-up organizations say in one place they say in every other, in the estate of the demo and in the large one.

import { describe, expect, test } from 'vitest'
import { createEstate } from '../../../../main/simulator/estate.ts'
import type { EstateOrganization } from '../../../../main/simulator/estate-organization.ts'
import { effectivePolicies } from '../../../../main/simulator/policies/effective-policies.ts'
import { statsOf } from '../../../../main/simulator/policies/policy-results.ts'
import { type Asking, started } from './ask.ts'

/** The largest, some of the middle and the smallest, of every region; all of a small estate. */
const sampleOf = (organizations: readonly EstateOrganization[]): EstateOrganization[] => (organizations.length <= 10 ? [...organizations] : [0, 7, 40, 90, 150, organizations.length - 1].map((at) => organizations[at]!))

/** Some of many, from the first to the last. */
const some = <T>(all: readonly T[], count: number): T[] => all.filter((_, at) => at % Math.max(1, Math.floor(all.length / count)) === 0)

describe.each(['demo', 'large'] as const)('the %s estate', (name) => {
  const estate = createEstate(name)
  const sample = sampleOf(estate.organizations)
  const cases = sample.map((organization) => [organization.name, organization] as const)

  test('is looked at in every region that it has', () => {
    expect(new Set(sample.map(({ region }) => region))).toEqual(new Set(estate.organizations.map(({ region }) => region)))
  })

  test.each(cases)('%s: groups hold the people and devices that say so, from both ends', (_, organization) => {
    for (const [kind, memberKind, memberships] of [['userGroup', 'user', organization.memberships], ['deviceGroup', 'device', organization.deviceMemberships]] as const) {
      const groups = organization.tableOf(kind)
      const members = organization.tableOf(memberKind)
      // Rows are made when they are looked at, so each is looked at once.
      const rows = kind === 'userGroup' ? members.indexes().map((member) => ({ member, raw: members.at(member) })) : []
      for (const group of groups.indexes()) {
        const held = memberships.membersOf(group)
        expect(held.every((member) => members.has(member))).toBe(true)
        for (const member of some(held, 20)) expect(memberships.groupsOf(member)).toContain(group)
        const { memberQuery } = groups.at(group) as { memberQuery?: { filters: { field: string; value: string }[] } | null }
        const rule = memberQuery?.filters[0]
        if (kind !== 'userGroup' || !rule) continue
        const wanted = new Set(rows.filter(({ raw }) => raw[rule.field] === rule.value).map(({ member }) => member))
        expect([groups.at(group).name, held.length, held.every((member) => wanted.has(member))]).toEqual([groups.at(group).name, wanted.size, true])
      }
    }
  })

  test.each(cases)('%s: a device counts the policies that reach it, and belongs to whom it is bound', (_, organization) => {
    const { blueprint, graph, users } = organization
    const devices = organization.tableOf('device')
    let bound = 0
    for (const index of some(devices.indexes(), 40)) {
      const raw = devices.at(index) as { policyStats: object; primarySystemUser: { id: string | null } }
      expect(raw.policyStats).toEqual(statsOf(effectivePolicies(organization, blueprint.fleet.at(index)).map(({ outcome }) => outcome)))
      const { id } = raw.primarySystemUser
      if (id === null) continue
      bound++
      expect(graph.edges('system', index, 'user').some((edge) => edge.index === users.indexOf(id))).toBe(true)
    }
    expect(bound > 0 || devices.count < 4).toBe(true)
  })

  test.each(cases)('%s: what refers to other objects refers to real ones', (_, organization) => {
    const rows = (kind: string) => organization.tableOf(kind).indexes().map((index) => organization.tableOf(kind).at(index))
    const exists = (kind: string, id: unknown) => organization.tableOf(kind).indexOf(String(id)) !== null
    const kinds: Readonly<Record<string, string>> = { USER: 'user', ADMIN: 'administrator', DEVICE: 'device', COMMAND: 'command', POLICY: 'policy', APPLICATION: 'application' }
    for (const raw of rows('alert')) expect([raw.sourceType, exists(kinds[String(raw.sourceType).replace('ALERT_SOURCE_TYPE_', '')]!, raw.sourceId)]).toEqual([raw.sourceType, true])
    for (const raw of rows('administrator')) expect(exists('role', raw.role)).toBe(true)
    for (const raw of some(rows('user'), 200)) {
      if (raw.externally_managed === true) expect(exists('directory', (raw.delegatedAuthority as { id: string }).id)).toBe(true)
      if (typeof raw.manager === 'string' && raw.manager !== '') expect([raw.username, exists('user', raw.manager)]).toEqual([raw.username, true])
      // The states of one person do not contradict each other.
      expect([raw.username, raw.suspended]).toEqual([raw.username, raw.state === 'SUSPENDED'])
      if (raw.state === 'STAGED') expect([raw.username, raw.activated]).toEqual([raw.username, false])
    }
    for (const { device, command } of some(organization.commandRuns, 50)) expect(organization.tableOf('device').has(device) && organization.tableOf('command').has(command)).toBe(true)
  })

  test('events tell of people, devices and lockouts that are there', async () => {
    const { simulator } = await started({ estate: name })
    const [organization] = sampleOf(simulator.estate.organizations).filter(({ profile }) => profile.story.hasEventLog)
    const events = await eventsOf(simulator, organization!)
    expect(events.length).toBeGreaterThan(20)
    const strangers = events.filter(({ initiated_by: by }) => by?.type === 'user' && by.id !== undefined && organization!.users.indexOf(by.id) === null)
    expect(strangers).toEqual([])
    const devices = events.flatMap(({ resource }) => (resource?.type === 'system' && resource.id !== undefined ? [resource.id] : []))
    expect(devices.filter((id) => organization!.tableOf('device').indexOf(id) === null)).toEqual([])
    const locked = events.filter(({ event_type: type }) => type === 'user_lockout').map(({ resource }) => organization!.users.at(organization!.users.indexOf(resource!.id!)!))
    expect(locked.filter((raw) => raw.account_locked !== true)).toEqual([])
  })
})

interface Event {
  readonly event_type: string
  readonly initiated_by?: { readonly type: string; readonly id?: string }
  readonly resource?: { readonly type: string; readonly id?: string }
}

async function eventsOf(simulator: Asking['simulator'], { region, apiKey }: EstateOrganization): Promise<Event[]> {
  const body = { service: ['all'], start_time: new Date(simulator.estate.nowMs - 2 * 86_400_000).toISOString(), limit: 5_000 }
  const reply = await fetch(`${simulator.url}/${region}/api/insights/directory/v1/events`, { method: 'POST', headers: { 'x-api-key': apiKey }, body: JSON.stringify(body) })
  return (await reply.json()) as Event[]
}
