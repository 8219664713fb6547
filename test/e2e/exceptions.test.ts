// An exception from MFA: asked for with a reason and an end, shown in the plan, the ledger and the MFA page, and listed when its day comes.

import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { judgeBothThemes } from '../support/both-themes.ts'
import { launchApp, withProfile } from '../support/electron-app.ts'
import { review, runPlan, setSafety } from '../support/page-objects/changes.ts'
import { moreActions } from '../support/page-objects/more-actions.ts'
import { connectDialog, firstRun, navigation, organizationHeader } from '../support/page-objects/screens.ts'

const patienceMs = 60_000
const dayMs = 86_400_000

test('2.10: an exception from MFA needs a reason and an end; when its day comes it is listed with the way back, and nothing is switched by itself', { timeout: 420_000 }, async () => {
  const simulator = await startSimulator({ estate: 'small' })
  const truth = simulator.estate.organizations[0]!
  const { users } = truth
  for (const index of users.indexes()) truth.updateUser(users.idAt(index), { enable_user_portal_multifactor: true })
  const people = users.indexes().slice(1, 3)
  try {
    await withProfile(async (profile) => {
      const app = await launchApp({ profile, simulatorUrl: simulator.url })
      const { page } = app
      const judge = (where: string) => judgeBothThemes(app, where)
      await firstRun(page).addByKey()
      const connect = connectDialog(page)
      await connect.check(truth.apiKey)
      await connect.add()
      await organizationHeader(page, truth.name).synced()
      await navigation(page).go('Settings')
      await setSafety(page, 'Guarded')
      await navigation(page).go('Users')
      const menu = moreActions(page, 'Users')
      await menu.select(people.map((index) => String(users.at(index).email)))
      await menu.entry('Remove MFA requirement…')
      await menu.choose('Remove MFA requirement…')
      await menu.showPlan()
      // Neither may be left out: the form stays.
      await expect.poll(() => menu.asking.locator(':invalid').count(), { timeout: patienceMs }).toBeGreaterThan(0)
      await menu.asking.getByLabel('Reason').fill('New telephones on their way')
      await menu.asking.getByLabel('Until').fill(new Date(Date.now() + 20 * dayMs).toISOString().slice(0, 16))
      await judge('exception-form')
      await menu.showPlan()
      const plan = review(page)
      await plan.dialog.getByText('New telephones on their way').waitFor({ timeout: patienceMs })
      await judge('exception-plan')
      await menu.run('Remove requirement 2 users', 2)
      expect(people.map((index) => users.at(index).enable_user_portal_multifactor)).toEqual([false, false])

      await navigation(page).go('MFA')
      const exceptions = page.getByRole('region', { name: 'MFA exceptions' })
      await exceptions.getByRole('row').nth(2).waitFor({ timeout: patienceMs })
      expect(await exceptions.getByText('Ended').count()).toBe(0)
      await judge('exceptions-open')

      // Its day comes: by the clock of the window, which decides what has ended.
      await page.clock.setFixedTime(Date.now() + 21 * dayMs)
      await page.getByRole('tab', { name: /All organizations/ }).click()
      const attention = page.getByRole('region', { name: 'Needs attention' })
      const line = attention.getByRole('listitem').filter({ hasText: 'MFA not required for 2 users' })
      await line.waitFor({ timeout: patienceMs })
      await judge('exceptions-attention')
      expect(people.map((index) => users.at(index).enable_user_portal_multifactor)).toEqual([false, false])
      await page.clock.setFixedTime(Date.now())
      await line.getByRole('button', { name: /^Resolve…/ }).click()
      await menu.showPlan()
      await runPlan(page, 'Require MFA 2 users', '2 done')
      await line.waitFor({ state: 'detached', timeout: patienceMs })
      expect(people.map((index) => users.at(index).enable_user_portal_multifactor)).toEqual([true, true])
      expect(app.complaints).toEqual([])
      await app.quit()
    })
  } finally {
    await simulator.stop()
  }
})
