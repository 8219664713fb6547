// Who is in a group and what is bound to what, changed where it is read: the editor of members with a pasted list, and the tabs of a detail.

import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import type { EstateOrganization } from '../../main/simulator/estate-organization.ts'
import { indexesReachedFrom } from '../../main/simulator/graph/effective.ts'
import { type Simulator, startSimulator } from '../../main/simulator/server.ts'
import { axeViolations } from '../support/complaints.ts'
import { launchApp, type RunningApp, withProfile } from '../support/electron-app.ts'
import { jobTray, review, runPlan, setSafety } from '../support/page-objects/changes.ts'
import { connectDialog, firstRun, list, navigation, organizationHeader } from '../support/page-objects/screens.ts'

const patienceMs = 60_000

interface World {
  readonly app: RunningApp
  readonly simulator: Simulator
  readonly truth: EstateOrganization
}

async function withOrganization(prepare: (truth: EstateOrganization) => void, work: (world: World) => Promise<void>): Promise<void> {
  const simulator = await startSimulator({ estate: 'small' })
  const truth = simulator.estate.organizations[0]!
  prepare(truth)
  try {
    await withProfile(async (profile) => {
      const app = await launchApp({ profile, simulatorUrl: simulator.url })
      const { page } = app
      await firstRun(page).addByKey()
      const connect = connectDialog(page)
      await connect.check(truth.apiKey)
      await connect.add()
      await organizationHeader(page, truth.name).synced()
      await navigation(page).go('Settings')
      await setSafety(page, 'Guarded')
      await work({ app, simulator, truth })
      expect(app.complaints).toEqual([])
      await app.quit()
    })
  } finally {
    await simulator.stop()
  }
}

async function judge({ electron, page }: RunningApp, where: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await electron.evaluate(({ nativeTheme }, source) => void (nativeTheme.themeSource = source), theme)
    await page.waitForTimeout(150)
    expect(await axeViolations(page), `${where}, ${theme}`).toEqual([])
  }
}

/** Opens one object of a list and a part of its detail. */
async function openTab({ app: { page } }: World, title: string, name: string, tab: RegExp) {
  await navigation(page).go(title)
  const { grid, detail } = list(page, title)
  await grid.getByRole('row').filter({ has: page.getByRole('gridcell', { name, exact: true }) }).first().getByRole('gridcell', { name, exact: true }).first().dblclick({ timeout: patienceMs })
  await detail.getByRole('tab', { name: tab }).click({ timeout: patienceMs })
  return detail
}

const writes = ({ simulator }: World) => simulator.recorder.entries.filter(({ isWrite }) => isWrite).map(({ method, path }) => `${method} ${path}`)

const membersOf = ({ truth }: World, group: string): string[] => {
  const index = truth.userGroups.indexes().find((each) => truth.userGroups.at(each).name === group)!
  return truth.users.indexes().filter((user) => truth.memberships.groupsOf(user).includes(index)).map((user) => String(truth.users.at(user).email))
}

const devicesIn = ({ truth }: World, group: string): string[] => {
  const groups = truth.tableOf('deviceGroup')
  const devices = truth.tableOf('device')
  const index = groups.indexes().find((each) => groups.at(each).name === group)!
  return devices.indexes().filter((device) => truth.deviceMemberships.groupsOf(device).includes(index)).map((device) => String(devices.at(device).serialNumber))
}

async function run({ app: { page } }: World, button: string, done: number): Promise<void> {
  await runPlan(page, button, `${done} done`)
  await jobTray(page).close()
}

test('5.1, 5.2, 5.4: members of a group are found, pasted and taken out, and go through one plan', { timeout: 420_000 }, async () => {
  await withOrganization(
    (truth) => {
      // Two of one name, so that a pasted line fits both.
      for (const index of [7, 8]) truth.updateUser(truth.users.idAt(index), { displayname: 'Same Name', firstname: 'Same', lastname: 'Name' })
    },
    async (world) => {
      const { app, truth } = world
      const { page } = app
      const email = (index: number): string => String(truth.users.at(index).email)
      const before = membersOf(world, 'VPN Users')
      const leaver = truth.users.indexes().find((index) => before.includes(email(index)) && index !== 7 && index !== 8 && truth.users.at(index).displayname !== '')!
      const joiners = truth.users.indexes().filter((index) => !before.includes(email(index)) && index !== 7 && index !== 8)
      const detail = await openTab(world, 'User groups', 'VPN Users', /^Members/)
      await detail.getByRole('button', { name: 'Edit members…' }).click()
      const editor = page.getByRole('dialog', { name: 'Members of VPN Users' })
      const members = editor.getByRole('list', { name: 'Members' })
      await members.getByRole('listitem').first().waitFor({ timeout: patienceMs })

      const find = editor.getByRole('searchbox', { name: 'Search users' })
      await find.fill(email(joiners[0]!))
      await editor.getByRole('list', { name: 'Users to add' }).getByRole('listitem').nth(1).waitFor({ state: 'detached', timeout: patienceMs })
      await find.press('Enter')
      await members.getByText('new', { exact: true }).waitFor()
      await editor.getByRole('searchbox', { name: 'Search the members' }).fill(String(truth.users.at(leaver).displayname))
      await members.getByRole('button', { name: /^Take out/ }).first().click()
      await members.getByText('leaves', { exact: true }).waitFor()

      await editor.getByRole('tab', { name: 'Paste a list' }).click()
      await editor.getByLabel('List of names, addresses or ids').fill(`${email(joiners[1]!)}\n"${String(truth.users.at(joiners[2]!).username).toUpperCase()}";Sales\nsame name\nnobody@example.com\n`)
      await editor.getByRole('button', { name: 'Match' }).click()
      await editor.getByText(/^2 found, 0 of them members · 1 not found · 1 that fit several$/).waitFor({ timeout: patienceMs })
      await editor.getByRole('region', { name: 'Not found' }).getByText('nobody@example.com').waitFor()
      await editor.getByRole('group', { name: /same name/ }).getByRole('radio').first().check()
      await judge(app, 'editor of members')
      if (process.env['ORGDECK_OUT']) await page.screenshot({ path: `${process.env['ORGDECK_OUT']}/members-dark.png` })
      await editor.getByRole('button', { name: 'Add 3' }).click()
      await editor.getByText('4 in, 1 out').waitFor()
      expect(writes(world)).toEqual([])

      await editor.getByRole('button', { name: 'Review 5 changes' }).click()
      const plan = review(page)
      await plan.dialog.getByRole('heading', { name: 'Change the members of VPN Users' }).waitFor({ timeout: patienceMs })
      await plan.dialog.getByRole('button', { name: 'Back' }).click()
      await editor.getByText('4 in, 1 out').waitFor()
      await editor.press('Control+s')
      await run(world, 'Make 5 changes', 5)
      const after = membersOf(world, 'VPN Users')
      expect(after).toHaveLength(before.length + 3)
      expect(after).not.toContain(email(leaver))
      expect(after).toEqual(expect.arrayContaining(joiners.slice(0, 3).map(email)))
      await detail.getByRole('tab', { name: `Members ${after.length}` }).waitFor({ timeout: patienceMs })

      // Devices by their serial numbers.
      const held = devicesIn(world, 'Shared Devices')
      const devices = truth.tableOf('device')
      const serials = devices.indexes().map((index) => String(devices.at(index).serialNumber)).filter((serial) => !held.includes(serial)).slice(0, 2)
      const group = await openTab(world, 'Device groups', 'Shared Devices', /^Members/)
      await group.getByRole('button', { name: 'Edit members…' }).click()
      const second = page.getByRole('dialog', { name: 'Members of Shared Devices' })
      await second.getByRole('tab', { name: 'Paste a list' }).click({ timeout: patienceMs })
      await second.getByLabel('List of names, addresses or ids').fill(serials.join('\n'))
      await second.getByRole('button', { name: 'Match' }).click()
      await second.getByRole('button', { name: 'Add 2' }).click({ timeout: patienceMs })
      await second.getByRole('button', { name: 'Review 2 changes' }).click()
      await run(world, 'Make 2 changes', 2)
      await expect.poll(() => devicesIn(world, 'Shared Devices'), { timeout: patienceMs }).toEqual(expect.arrayContaining([...held, ...serials]))
    },
  )
})

test('2.13, 3.5, 6.1, 6.2, 6.3, 6.4: what people and groups may use is bound from both sides, and unbound where it is listed', { timeout: 420_000 }, async () => {
  await withOrganization(
    () => undefined,
    async (world) => {
      const { app, truth } = world
      const { page } = app
      /** Binds what the open detail shows to something, through its tab. */
      const bind = async (detail: Locator, { entry, label, other, button }: { entry: string; label: string; other: string; button: string }) => {
        await detail.getByRole('button', { name: 'Bind', exact: true }).click()
        await page.getByRole('menu', { name: /^Actions for/ }).getByRole('menuitem', { name: entry }).click({ timeout: patienceMs })
        const asking = page.getByRole('dialog')
        await asking.getByLabel(label, { exact: false }).first().fill(other)
        await asking.getByRole('radio', { name: other }).first().check({ timeout: patienceMs })
        await asking.getByRole('button', { name: 'Show the plan' }).click()
        await run(world, button, 1)
      }
      const objects = (kind: string) => truth.tableOf(kind).indexes().map((index) => ({ index, raw: truth.tableOf(kind).at(index) }))
      const directory = objects('directory').find(({ raw }) => raw.type === 'g_suite')!
      const ldap = objects('ldapServer')[0]!
      const radius = objects('radiusServer')[0]!
      const application = objects('application')[0]!
      const hasNone = (user: number, type: 'g_suite' | 'ldap_server') => truth.graph.edges('user', user, type).length === 0
      const person = truth.users.indexes().find((index) => hasNone(index, 'g_suite') && hasNone(index, 'ldap_server'))!

      const detail = await openTab(world, 'Users', String(truth.users.at(person).email), /^Bound to/)
      await bind(detail, { entry: 'Bind Google Workspace…', label: 'Google Workspace', other: String(directory.raw.name), button: 'Bind 1 user' })
      await expect.poll(() => truth.graph.edges('user', person, 'g_suite'), { timeout: patienceMs }).toHaveLength(1)
      await bind(detail, { entry: 'Bind LDAP server…', label: 'LDAP server', other: String(ldap.raw.name), button: 'Bind 1 user' })
      await expect.poll(() => truth.graph.edges('user', person, 'ldap_server'), { timeout: patienceMs }).toHaveLength(1)
      await detail.getByRole('group', { name: 'LDAP', exact: true }).getByText(/directly/).first().waitFor({ timeout: patienceMs })
      const reached = [...indexesReachedFrom(truth.graph, 'user', person, 'application')].filter((index) => truth.tableOf('application').at(index).active !== false)
      await detail.getByText(new RegExp(`In the user portal: ${reached.length === 0 ? 'no' : reached.length} SSO application`)).waitFor({ timeout: patienceMs })
      await judge(app, 'what a person is bound to')
      for (const group of ['LDAP', 'Directories']) {
        await detail.getByRole('group', { name: group, exact: true }).getByRole('button', { name: /^Unbind/ }).first().click()
        await run(world, 'Unbind 1 user', 1)
      }
      await expect.poll(() => hasNone(person, 'ldap_server') && hasNone(person, 'g_suite'), { timeout: patienceMs }).toBe(true)

      // A group from its own side, and the same from the side of what it gets.
      const groups = await openTab(world, 'User groups', 'Payroll Editors', /^Bound to/)
      const group = truth.userGroups.indexes().find((index) => truth.userGroups.at(index).name === 'Payroll Editors')!
      await bind(groups, { entry: 'Bind RADIUS server…', label: 'RADIUS server', other: String(radius.raw.name), button: 'Bind 1 user group' })
      await expect.poll(() => truth.graph.edges('user_group', group, 'radius_server'), { timeout: patienceMs }).toHaveLength(1)
      const applications = await openTab(world, 'SSO applications', String(application.raw.displayLabel ?? application.raw.name), /^Bound to/)
      const before = truth.graph.edges('application', application.index, 'user_group').length
      await bind(applications, { entry: 'Bind user group…', label: 'User group', other: 'Interns 2019', button: 'Bind 1 SSO application' })
      await expect.poll(() => truth.graph.edges('application', application.index, 'user_group'), { timeout: patienceMs }).toHaveLength(before + 1)
    },
  )
})
