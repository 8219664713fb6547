// Changing things, screen by screen: the menu of a mixed selection, its plan, the running job, errors, undo, what has to be typed, the
// ledger and one that was tampered with, the forms of one person, the editor of members, and the page of somebody who leaves.

import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { storeFolder } from '../../main/engine/store/store-files.ts'
import { launchApp } from '../support/electron-app.ts'
import { jobTray, review } from '../support/page-objects/changes.ts'
import { moreActions } from '../support/page-objects/more-actions.ts'
import { list, navigation } from '../support/page-objects/screens.ts'
import { guarded } from './guarded.ts'
import { pictures } from './pictures.ts'

const patienceMs = 60_000
const suspending = { method: 'POST', path: '/api/systemusers/*/state/suspend' } as const

test('every step of a change can be shown', () =>
  guarded(async ({ app, page, profile, simulator, truth }) => {
    const users = truth.users.indexes().map((index) => truth.users.at(index))
    const picture = pictures(app, 'c')
    await picture('safety-level')
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
    const { tray, close } = jobTray(page)
    const job = tray.getByRole('article').first()
    await job.getByText(/done/).first().waitFor({ timeout: patienceMs })
    await picture('running-job')
    await job.getByText('Completed with errors').waitFor({ timeout: patienceMs })
    await picture('completed-with-errors')
    await job.getByRole('button', { name: 'Details' }).click()
    await page.getByRole('region', { name: 'Rows of the job' }).getByText('Failed').first().waitFor({ timeout: patienceMs })
    await picture('job-with-errors')
    simulator.faults.clear()
    await page.getByRole('button', { name: 'Retry 1' }).first().click()
    await plan.rows.waitFor({ timeout: patienceMs })
    await picture('plan-of-a-retry')
    await plan.dialog.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: /^Revert \d+…$/ }).first().click({ timeout: patienceMs })
    await plan.rows.waitFor({ timeout: patienceMs })
    await picture('plan-of-taking-back')
    await plan.dialog.getByRole('button', { name: /^Take back \d+ users$/ }).click()
    await tray.getByText('Taken back').first().waitFor({ timeout: patienceMs })
    await picture('taken-back')
    // The page behind it is called the same.
    await tray.getByRole('button', { name: 'Close the jobs' }).click()

    await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Dismiss' }).last().click()
    // Whoever is active is refused: only suspended ones are deleted, and only when it is typed.
    await page.getByRole('tab', { name: truth.name }).click()
    await menu.select(users.slice(0, 6).map(({ email }) => String(email)))
    await menu.entry('Delete…')
    await menu.choose('Delete…')
    await menu.asking.getByRole('button', { name: 'Show the plan' }).waitFor()
    await picture('what-a-deletion-is-told')
    await menu.showPlan()
    await plan.rows.waitFor({ timeout: patienceMs })
    await picture('plan-with-refused-rows')
    await plan.dialog.getByLabel(/^Type DELETE/).fill('DELETE')
    await page.setViewportSize({ width: 1_100, height: 720 })
    await picture('plan-with-refused-rows-narrow', ['light'])
    await page.setViewportSize({ width: 1_440, height: 900 })
    await plan.dialog.getByRole('button', { name: 'Cancel' }).click()

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

    await navigation(page).go('Users')
    await menu.select([String(users[1]!.email)])
    await menu.entry('Schedule…')
    await menu.choose('Schedule…')
    await menu.asking.getByRole('button', { name: 'Show the plan' }).waitFor()
    await picture('scheduled-change')
    await menu.asking.getByRole('button', { name: 'Cancel' }).click()

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
    await people.detail.getByRole('button', { name: 'Edit', exact: true }).click({ timeout: patienceMs })
    const form = page.getByRole('dialog', { name: /^Edit/ })
    await form.getByLabel('Department').fill('Night shift')
    await picture('edit')
    await form.getByRole('button', { name: 'Add a custom attribute' }).click()
    await form.getByRole('textbox', { name: 'Name' }).last().fill('shirtSize')
    await form.getByRole('textbox', { name: 'Value' }).last().fill('M')
    await picture('edit-lists')
    await form.getByRole('button', { name: 'Review 2 changes' }).click()
    await plan.rows.waitFor({ timeout: patienceMs })
    await picture('plan-of-an-edit')
    await plan.dialog.getByRole('button', { name: 'Change 1 user' }).click()
    await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).first().waitFor({ timeout: patienceMs })
    await close()
    await picture('undo-message')
    await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Dismiss' }).last().click()

    await people.detail.getByRole('button', { name: 'Change state' }).click({ timeout: patienceMs })
    await page.getByRole('menu', { name: /^Actions for/ }).getByRole('menuitem', { name: 'Offboard…' }).click({ timeout: patienceMs })
    const leaving = page.getByRole('dialog', { name: /^Offboard/ })
    await leaving.getByRole('checkbox', { name: /^Groups/ }).waitFor({ timeout: patienceMs })
    await picture('offboarding')
    await leaving.getByRole('button', { name: 'Show the plan' }).click()
    await plan.rows.waitFor({ timeout: patienceMs })
    await picture('offboarding-plan')
    await plan.dialog.getByRole('button', { name: 'Cancel' }).click()
    // What closes still takes a click that is meant for what is below it.
    await plan.dialog.waitFor({ state: 'detached' })

    await page.getByRole('tab', { name: 'All organizations' }).click()
    await page.locator('[role=tab][aria-selected=true]', { hasText: 'All organizations' }).waitFor()
    await navigation(page).go('Ledger')
    await page.getByText(/all as they were written/).waitFor({ timeout: patienceMs })
    await picture('ledger')
    expect(app.complaints).toEqual([])

    // Somebody puts an older ledger in place of the one that was written to since.
    const ledger = storeFolder(join(profile, 'data')).ledger
    await app.quit()
    await copyFile(ledger, `${ledger}.older`)
    const meanwhile = await launchApp({ profile, simulatorUrl: simulator.url })
    await meanwhile.page.getByRole('tab', { name: truth.name }).click({ timeout: patienceMs })
    await navigation(meanwhile.page).go('Users')
    const later = moreActions(meanwhile.page, 'Users')
    await later.select([String(users[0]!.email)])
    await later.entry('Suspend')
    await later.choose('Suspend')
    await later.run('Suspend 1 user', 1)
    await meanwhile.quit()
    await copyFile(`${ledger}.older`, ledger)
    const after = await launchApp({ profile, simulatorUrl: simulator.url })
    await after.page.getByRole('tab', { name: 'All organizations' }).click({ timeout: patienceMs })
    await navigation(after.page).go('Ledger')
    await after.page.getByText(/tampered with/).first().waitFor({ timeout: patienceMs })
    await pictures(after, 'c', 40)('tampered-ledger')
    await after.quit()
  }))
