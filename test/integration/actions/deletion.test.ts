// Whoever is deleted can be made again like they were: the plan lists every binding that existed, by the service's own word, and says what
// does not come back. Who reported to them is shown right at once.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NodeType } from '../../../main/simulator/graph/nodes.ts'
import { createRandom } from '../../../shared/base/random.ts'
import { titleOf } from '../../../shared/resources/derive/row-projection.ts'
import { resourceOf } from '../../../shared/resources/index.ts'
import { type ActionWorld, startActionWorld, withoutPatience } from '../../support/action-world.ts'

const people = 80
const deleted = 40

/** What a person can be bound to: the sort in the graph, and the heading of its list. */
const sorts: readonly (readonly [type: NodeType, kind: string, title: string])[] = [
  ['user_group', 'userGroup', 'User groups'],
  ['application', 'application', 'SSO applications'],
  ['ldap_server', 'ldapServer', 'LDAP servers'],
  ['radius_server', 'radiusServer', 'RADIUS servers'],
  ['g_suite', 'directory', 'Directories'],
  ['office_365', 'directory', 'Directories'],
  ['active_directory', 'directory', 'Directories'],
  ['policy', 'policy', 'Policies'],
  ['system', 'device', 'Devices'],
]

let world: ActionWorld
beforeAll(async () => {
  world = await startActionWorld({ estate: { organizations: [{ name: 'Contoso', users: people, devices: 60, region: 'us' }] }, parts: withoutPatience() })
}, 240_000)
afterAll(() => world.close())

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
const nameOf = (kind: string, index: number): string => titleOf(resourceOf(kind), world.truth.table(resourceOf(kind)).at(index))
const sudoNote = (attributes: unknown): string => {
  const { sudo } = (attributes ?? {}) as { sudo?: { enabled?: boolean; withoutPassword?: boolean } }
  return sudo?.enabled !== true ? '' : sudo.withoutPassword === true ? ' (administrator, never asked for a password)' : ' (administrator)'
}

/** Every list that the service would give for this person, in the words of the plan. */
function truthOf(id: string): Map<string, string[]> {
  const { truth } = world
  const index = truth.users.indexOf(id)!
  const lists = new Map<string, string[]>()
  for (const [type, kind, title] of sorts) {
    const names = truth.graph.edges('user', index, type).map((edge) => `${nameOf(kind, edge.index)}${type === 'system' ? sudoNote(edge.attributes) : ''}`)
    if (names.length > 0) lists.set(title, [...(lists.get(title) ?? []), ...names])
  }
  const reports = truth.users.indexes().filter((each) => truth.users.at(each).manager === id).map((each) => nameOf('user', each))
  if (reports.length > 0) lists.set('Reported to them', reports)
  const devices = truth.tableOf('device')
  const primary = devices.indexes().filter((each) => (devices.at(each).primarySystemUser as { id?: string } | undefined)?.id === id).map((each) => nameOf('device', each))
  if (primary.length > 0) lists.set('Primary user of', primary)
  for (const names of lists.values()) names.sort(byText)
  return lists
}

test('of many people bound at random, the plan that makes each again lists every binding that existed, and what does not come back (c6, 4.3)', async () => {
  const { truth, organization } = world
  const random = createRandom(11)
  const ids = world.userIds(people)
  const chosen = ids.slice(0, deleted)
  for (const id of ids) {
    truth.updateUser(id, {
      manager: random.chance(0.6) ? random.pick(ids.filter((each) => each !== id)) : '',
      sudo: random.chance(0.3),
      totp_enabled: random.chance(0.4),
      department: random.pick(['Research', 'Sales, EMEA', '']),
      attributes: random.chance(0.3) ? [{ name: 'shift', value: 'late' }] : [],
    })
    for (const [type, kind] of sorts) {
      const table = truth.table(resourceOf(kind))
      const fitting = kind === 'directory' ? table.indexes().filter((index) => table.at(index).type === type) : table.indexes()
      for (const index of fitting) {
        if (!random.chance(fitting.length > 20 ? 0.08 : 0.3)) continue
        if (type === 'user_group') truth.addMember(truth.userGroups.idAt(index), id)
        else truth.bind('user', id, type, table.idAt(index), type === 'system' && random.chance(0.5) ? { sudo: { enabled: true, withoutPassword: random.chance(0.5) } } : null)
      }
    }
  }
  expect((await world.engine.sync(organization)).phase).toBe('complete')
  const before = new Map(chosen.map((id) => [id, { lists: truthOf(id), object: world.served('user', id)! }]))
  const managers = new Map(ids.map((id) => [id, nameOf('user', truth.users.indexOf(id)!)]))
  // The sample must hold every sort, or it proves little.
  const held = new Set([...before.values()].flatMap(({ lists }) => [...lists.keys()]))
  for (const [, , title] of sorts) expect(held).toContain(title)
  expect(held).toContain('Reported to them')

  const job = await world.run(await world.plan('user.delete', chosen, { isActiveToo: true, reports: 'clear' }))
  expect(job).toMatchObject({ phase: 'complete', counts: { confirmed: deleted }, undo: { rows: 0, again: deleted } })
  const again = await world.engine.call('action.planUndo', { job: job.id })
  expect(again).toMatchObject({ button: `Make again ${deleted} users`, counts: { total: deleted, change: deleted, refused: 0 } })
  const rows = await world.rows(again)
  const remarks = new Map(rows.map(({ remark, changes }) => [chosen.find((id) => remark!.includes(id))!, { lines: remark!.split('\n'), changes }]))
  expect(new Set(remarks.keys())).toEqual(new Set(chosen))
  for (const [id, { lists, object }] of before) {
    const { lines, changes } = remarks.get(id)!
    for (const [title, names] of lists) expect(lines).toContain(`${title}: ${names.join(', ')}`)
    // And nothing that was not there.
    const known = new Set([...sorts.map(([, , title]) => title), 'Reported to them', 'Primary user of'])
    expect(lines.filter((line) => known.has(line.split(': ')[0]!)).map((line) => line.split(': ')[0])).toHaveLength(lists.size)
    const [lost] = lines
    expect(lost).toContain(`the id ${id}`)
    if (object.activated !== false) expect(lost).toContain('the password')
    expect(lost!.includes('TOTP')).toBe(object.totp_enabled === true || (object.mfaEnrollment as { totpStatus?: string }).totpStatus === 'ENROLLED')
    if (object.manager) {
      const name = managers.get(String(object.manager))!
      expect(lines).toContain(chosen.includes(String(object.manager)) ? `Manager: ${name}, who is no longer there` : `Manager: ${name}`)
    }
    // What can be said of somebody new is said as it was.
    const said = new Map(changes.map(({ path, to }) => [path, to]))
    for (const path of ['email', 'firstname', 'lastname', 'department']) if (object[path]) expect(said.get(path), path).toBe(object[path])
    expect(said.get('sudo')).toBe(object.sudo === true ? 'yes' : undefined)
  }

  // Nothing of it was sent by planning; sent, everybody is there again with what their fields held, and without access.
  const made = await world.run(again)
  expect(made).toMatchObject({ phase: 'complete', counts: { confirmed: deleted } })
  for (const { object } of before.values()) {
    const index = truth.users.indexes().find((each) => truth.users.at(each).username === object.username)!
    expect(truth.users.at(index)).toMatchObject({ email: object.email, firstname: object.firstname, lastname: object.lastname, sudo: object.sudo, state: 'STAGED' })
  }
}, 400_000)

test.each([
  ['have no manager any more', { reports: 'clear' }, undefined],
  ['get another manager', { reports: 'reassign' }, 'successor'],
] as const)('people whose manager is deleted %s, and the lists say so at once (2.15)', async (_, given, to) => {
  const { truth, organization } = world
  const [boss, successor, ...reports] = world.userIds(5) as [string, string, ...string[]]
  for (const id of reports) truth.updateUser(id, { manager: boss })
  expect((await world.engine.sync(organization)).phase).toBe('complete')
  const managedBy = async (manager: string) => (await world.engine.call('snapshot.page', { scope: { type: 'one', organization }, kind: 'user', filter: { field: 'manager', is: 'equals', value: manager }, columns: [], sort: [], start: 0, size: 100 })).total
  const already = await managedBy(successor)
  const atBoss = await managedBy(boss)
  expect(atBoss).toBeGreaterThanOrEqual(reports.length)
  const job = await world.run(await world.plan('user.delete', [boss], { isActiveToo: true, ...given, ...(to ? { manager: successor } : {}) }))
  expect(job.phase).toBe('complete')
  expect(await managedBy(boss)).toBe(0)
  expect(await managedBy(successor)).toBe(already + (to ? atBoss : 0))
  for (const id of reports) expect((JSON.parse((await world.copied('user', id)).raw) as { manager?: string }).manager ?? '').toBe(to ? successor : '')
}, 120_000)
