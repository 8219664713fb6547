// Decided on a train: kept as drafts, found again under Jobs, compared with what others did meanwhile, and sent only after a second look.

import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { judgeBothThemes } from '../support/both-themes.ts'
import { launchApp, withProfile } from '../support/electron-app.ts'
import { jobTray, review, runPlan, setSafety } from '../support/page-objects/changes.ts'
import { moreActions } from '../support/page-objects/more-actions.ts'
import { connectDialog, firstRun, navigation, organizationHeader } from '../support/page-objects/screens.ts'

const patienceMs = 60_000

test('14.2, c7: changes made offline wait as drafts; whoever was changed meanwhile is decided three ways; nothing is overwritten by itself', { timeout: 420_000 }, async () => {
  const simulator = await startSimulator({ estate: 'small' })
  const truth = simulator.estate.organizations[0]!
  const { users } = truth
  const [boss, other, ...people] = users.indexes().filter((index) => users.at(index).displayname !== '')
  const chosen = people.slice(0, 4)
  const idOf = (index: number): string => users.idAt(index)
  const nameOf = (index: number): string => String(users.at(index).displayname)
  for (const index of users.indexes()) truth.updateUser(idOf(index), { manager: '' })
  try {
    await withProfile(async (profile) => {
      const app = await launchApp({ profile, simulatorUrl: simulator.url })
      const { page } = app
      await firstRun(page).addByKey()
      const connect = connectDialog(page)
      await connect.check(truth.apiKey)
      await connect.add()
      const header = organizationHeader(page, truth.name)
      await header.synced()
      await navigation(page).go('Settings')
      await setSafety(page, 'Guarded')
      await simulator.goOffline()
      await header.sync()
      await page.getByText(/^Offline since/).waitFor({ timeout: patienceMs })

      await navigation(page).go('Users')
      const menu = moreActions(page, 'Users')
      await menu.select(chosen.map((index) => String(users.at(index).email)))
      await menu.entry('Set manager…')
      await menu.choose('Set manager…')
      await menu.pickObject('Manager', nameOf(boss!))
      await menu.showPlan()
      const plan = review(page)
      await plan.dialog.getByRole('button', { name: 'Keep as drafts' }).click({ timeout: patienceMs })
      await page.getByText(/^4 drafts kept/).first().waitFor({ timeout: patienceMs })

      // Meanwhile: one has another manager, one has this one already.
      truth.updateUser(idOf(chosen[0]!), { manager: idOf(other!) })
      truth.updateUser(idOf(chosen[1]!), { manager: idOf(other!) })
      truth.updateUser(idOf(chosen[2]!), { manager: idOf(boss!) })
      await simulator.goOnline()
      await header.sync()
      await page.getByText(/^Offline since/).waitFor({ state: 'detached', timeout: patienceMs })
      await header.synced()

      await page.getByRole('contentinfo').getByRole('button', { name: /^Jobs/ }).click()
      await jobTray(page).tray.getByRole('button', { name: '4 drafts' }).click()
      const drafts = page.getByRole('dialog', { name: 'Drafts' })
      await drafts.getByRole('region', { name: 'Drafts' }).getByText(nameOf(chosen[0]!)).waitFor()
      const judge = (where: string) => judgeBothThemes(app, where)
      await judge('drafts')
      await drafts.getByRole('button', { name: 'Plan 4 drafts' }).click()
      const conflicts = drafts.getByRole('region', { name: 'Drafts whose object changed' })
      await conflicts.getByRole('row').nth(2).waitFor({ timeout: patienceMs })
      expect(await conflicts.getByRole('radiogroup').count()).toBe(2)
      // Managers are people, not ids.
      await conflicts.getByRole('row').nth(1).getByText(nameOf(other!)).waitFor({ timeout: patienceMs })
      await conflicts.getByRole('row').nth(1).getByText(nameOf(boss!)).waitFor({ timeout: patienceMs })
      expect(await conflicts.innerText()).not.toMatch(/[0-9a-f]{24}/)
      await judge('drafts in conflict')
      await conflicts.getByRole('radiogroup', { name: `Which holds for ${nameOf(chosen[0]!)}` }).getByRole('radio', { name: 'Mine' }).check()
      await conflicts.getByRole('radiogroup', { name: `Which holds for ${nameOf(chosen[1]!)}` }).getByRole('radio', { name: 'Theirs' }).check()
      expect(simulator.recorder.entries.filter(({ isWrite }) => isWrite)).toEqual([])
      await drafts.getByRole('button', { name: 'Show the plan' }).click()

      // Mine and the one that nobody touched; the third has it already.
      expect(await plan.count('Will change').innerText({ timeout: patienceMs })).toMatch(/^2/)
      await runPlan(page, 'Send 2 users', '2 done')
      expect(chosen.map((index) => users.at(index).manager)).toEqual([idOf(boss!), idOf(other!), idOf(boss!), idOf(boss!)])
      expect(simulator.recorder.entries.filter(({ isWrite }) => isWrite)).toHaveLength(2)
      await jobTray(page).tray.getByRole('button', { name: /drafts?$/ }).waitFor({ state: 'detached', timeout: patienceMs })
      expect(app.complaints).toEqual([])
      await app.quit()
    })
  } finally {
    await simulator.stop()
  }
})

test('4.6, c7: an offboarding decided offline waits whole and is compared step by step; what cannot be undone says why it cannot wait', { timeout: 420_000 }, async () => {
  const simulator = await startSimulator({ estate: 'small' })
  const truth = simulator.estate.organizations[0]!
  const { users } = truth
  const [leaver, boss, report] = users.indexes().filter((index) => users.at(index).state === 'ACTIVATED' && users.at(index).displayname !== '') as [number, number, number]
  const idOf = (index: number): string => users.idAt(index)
  const nameOf = (index: number): string => String(users.at(index).displayname)
  for (const index of users.indexes()) truth.updateUser(idOf(index), { manager: index === report ? idOf(leaver) : '' })
  const groupId = (name: string): string => truth.userGroups.idAt(truth.userGroups.indexes().find((index) => truth.userGroups.at(index).name === name)!)
  for (const name of ['VPN Users', 'Payroll Editors']) truth.addMember(groupId(name), idOf(leaver))
  try {
    await withProfile(async (profile) => {
      const app = await launchApp({ profile, simulatorUrl: simulator.url })
      const { page } = app
      const judge = (where: string) => judgeBothThemes(app, where)
      await firstRun(page).addByKey()
      const connect = connectDialog(page)
      await connect.check(truth.apiKey)
      await connect.add()
      const header = organizationHeader(page, truth.name)
      await header.synced()
      await navigation(page).go('Settings')
      await setSafety(page, 'Guarded')
      await simulator.goOffline()
      await header.sync()
      await page.getByText(/^Offline since/).waitFor({ timeout: patienceMs })
      await navigation(page).go('Users')
      const menu = moreActions(page, 'Users')
      const plan = review(page)

      await menu.select([String(users.at(leaver).email)])
      await menu.entry('Force password change')
      await menu.choose('Force password change')
      await plan.dialog.getByText(/this cannot wait as drafts\. “Force password change” cannot be undone/).waitFor({ timeout: patienceMs })
      expect(await plan.dialog.getByRole('button', { name: 'Keep as drafts' }).count()).toBe(0)
      await judge('cannot-wait')
      await plan.dialog.getByRole('button', { name: 'Cancel' }).click()

      await menu.entry('Offboard…')
      await menu.choose('Offboard…')
      const dialog = page.getByRole('dialog', { name: /^Offboard/ })
      await dialog.getByRole('radio', { name: 'Get another manager' }).check({ timeout: patienceMs })
      await dialog.getByRole('searchbox').fill(nameOf(boss))
      await dialog.getByRole('radio', { name: nameOf(boss) }).first().check()
      await dialog.getByRole('button', { name: 'Show the plan' }).click()
      await judge('offboarding-offline')
      await plan.dialog.getByRole('button', { name: 'Keep as drafts' }).click({ timeout: patienceMs })
      await page.getByText(/^\d+ drafts kept/).first().waitFor({ timeout: patienceMs })

      // Meanwhile somebody else took one group away, and gave the report another manager.
      truth.removeMember(groupId('VPN Users'), idOf(leaver))
      truth.updateUser(idOf(report), { manager: idOf(users.indexes().at(-1)!) })
      await simulator.goOnline()
      await header.sync()
      await page.getByText(/^Offline since/).waitFor({ state: 'detached', timeout: patienceMs })
      await header.synced()
      await page.getByRole('contentinfo').getByRole('button', { name: /^Jobs/ }).click()
      await jobTray(page).tray.getByRole('button', { name: /^\d+ drafts$/ }).click()
      const drafts = page.getByRole('dialog', { name: 'Drafts' })
      await drafts.getByText(`Offboard ${nameOf(leaver)}`).first().waitFor({ timeout: patienceMs })
      await judge('drafts-of-an-offboarding')
      await drafts.getByRole('button', { name: /^Plan \d+ drafts$/ }).click()
      const conflicts = drafts.getByRole('region', { name: 'Drafts whose object changed' })
      await conflicts.getByRole('radiogroup', { name: `Which holds for ${nameOf(report)}` }).getByRole('radio', { name: 'Mine' }).check({ timeout: patienceMs })
      await drafts.getByRole('button', { name: 'Show the plan' }).click()
      await plan.count('Already so').waitFor({ timeout: patienceMs })
      expect(simulator.recorder.entries.filter(({ isWrite }) => isWrite)).toEqual([])
      await runPlan(page, /^Send \d+ changes$/, /^Complete$/)
      expect(users.at(leaver).state).toBe('SUSPENDED')
      expect(users.at(report).manager).toBe(idOf(boss))
      expect(truth.memberships.groupsOf(leaver).map((index) => truth.userGroups.at(index).name)).not.toContain('Payroll Editors')
      expect(app.complaints).toEqual([])
      await app.quit()
    })
  } finally {
    await simulator.stop()
  }
})
