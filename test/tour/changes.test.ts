// Changing things, screen by screen: the menu of a mixed selection, its plan, the running job, errors, undo, what has to be typed, the
// ledger, the editor of members, and the page of somebody who leaves.

import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { launchApp, withProfile } from '../support/electron-app.ts'
import { jobTray, review, setSafety } from '../support/page-objects/changes.ts'
import { moreActions } from '../support/page-objects/more-actions.ts'
import { connectDialog, firstRun, list, navigation, organizationHeader } from '../support/page-objects/screens.ts'
import { pictures } from './pictures.ts'

const patienceMs = 60_000
const suspending = { method: 'POST', path: '/api/systemusers/*/state/suspend' } as const

test('every step of a change can be shown', async () => {
  const simulator = await startSimulator({ estate: 'small' })
  const truth = simulator.estate.organizations[0]!
  const users = truth.users.indexes().map((index) => truth.users.at(index))
  try {
    await withProfile(async (profile) => {
      const app = await launchApp({ profile, simulatorUrl: simulator.url })
      const { page } = app
      const picture = pictures(app, 'c')
      await firstRun(page).addByKey()
      await connectDialog(page).check(truth.apiKey)
      await connectDialog(page).add()
      await organizationHeader(page, truth.name).synced()
      await navigation(page).go('Settings')
      await setSafety(page, 'Guarded')
      await navigation(page).go('Users')
      const menu = moreActions(page, 'Users')
      const plan = review(page)
      await menu.select(users.slice(0, 10).map(({ email }) => String(email)))
      await menu.entry('Suspend')
      await picture('menu-of-a-mixed-selection')
      await menu.choose('Suspend')
      await plan.rows.waitFor({ timeout: patienceMs })
      await picture('plan')

      simulator.faults.add({ match: suspending, when: { to: 5 }, fault: { type: 'slow', ms: 6_000 } }, { match: suspending, when: { nth: 6 }, fault: { type: 'status', status: 400 } })
      await plan.dialog.getByRole('button', { name: /^Suspend \d+ users$/ }).click()
      const { tray } = jobTray(page)
      const job = tray.getByRole('article').first()
      await job.getByText(/done/).first().waitFor({ timeout: patienceMs })
      await picture('running-job')
      await job.getByText('Completed with errors').waitFor({ timeout: patienceMs })
      await picture('completed-with-errors')
      await job.getByRole('button', { name: 'Details' }).click()
      await page.getByRole('region', { name: 'Rows of the job' }).getByText('Failed').first().waitFor({ timeout: patienceMs })
      await picture('job-with-errors')
      simulator.faults.clear()
      await page.getByRole('button', { name: /^Revert \d+…$/ }).first().click({ timeout: patienceMs })
      await plan.rows.waitFor({ timeout: patienceMs })
      await picture('plan-of-taking-back')
      await plan.dialog.getByRole('button', { name: /^Take back \d+ users$/ }).click()
      await tray.getByText('Taken back').waitFor({ timeout: patienceMs })
      await picture('taken-back')
      await jobTray(page).close()

      await navigation(page).go('Devices')
      const devices = truth.tableOf('device')
      const erase = moreActions(page, 'Devices')
      await erase.select([2, 5].map((index) => String(devices.at(index).serialNumber)))
      await erase.entry('Erase…')
      await erase.choose('Erase…')
      await erase.showPlan()
      await erase.typeEach([String(devices.at(2).serialNumber)])
      await picture('what-has-to-be-typed')
      await plan.dialog.getByRole('button', { name: 'Cancel' }).click()

      await navigation(page).go('Ledger')
      await page.getByText(/all as they were written/).waitFor({ timeout: patienceMs })
      await picture('ledger')

      await navigation(page).go('User groups')
      const groups = list(page, 'User groups')
      await groups.row('VPN Users').first().getByRole('gridcell').nth(1).dblclick({ timeout: patienceMs })
      await groups.detail.getByRole('tab', { name: /^Members/ }).click({ timeout: patienceMs })
      await groups.detail.getByRole('button', { name: 'Edit members…' }).click()
      const editor = page.getByRole('dialog', { name: 'Members of VPN Users' })
      await editor.getByRole('list', { name: 'Users to add' }).getByRole('button', { name: /^Add/ }).first().click({ timeout: patienceMs })
      await picture('members')
      await editor.getByRole('button', { name: 'Cancel' }).click()

      await navigation(page).go('Users')
      const people = list(page, 'Users')
      await people.row('andres.garcia').first().getByRole('gridcell').nth(1).dblclick({ timeout: patienceMs })
      await people.detail.getByRole('button', { name: 'Change state' }).click({ timeout: patienceMs })
      await page.getByRole('menu', { name: /^Actions for/ }).getByRole('menuitem', { name: 'Offboard…' }).click({ timeout: patienceMs })
      const leaving = page.getByRole('dialog', { name: /^Offboard/ })
      await leaving.getByRole('checkbox', { name: /^Groups/ }).waitFor({ timeout: patienceMs })
      await picture('offboarding')
      await leaving.getByRole('button', { name: 'Show the plan' }).click()
      await plan.rows.waitFor({ timeout: patienceMs })
      await picture('offboarding-plan')
      expect(app.complaints).toEqual([])
      await app.quit()
    })
  } finally {
    await simulator.stop()
  }
})
