// People who come and changes that wait, screen by screen: an import from its source to what new people get, drafts and their conflicts.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { jobTray, review } from '../support/page-objects/changes.ts'
import { moreActions } from '../support/page-objects/more-actions.ts'
import { list, navigation, organizationHeader } from '../support/page-objects/screens.ts'
import { guarded } from './guarded.ts'
import { pictures } from './pictures.ts'

const patienceMs = 60_000

test('every step of an import can be shown', () =>
  guarded(async ({ app, page, profile, truth }) => {
    const picture = pictures(app, 'i')
    const there = truth.users.at(truth.users.indexes()[0]!)
    const path = join(profile, 'new people.csv')
    const rows = [
      'E-Mail;Vorname;Nachname;Abteilung;Manager;Handy;Shirt size;E-Mail',
      'ines@example.com;Inés;Ñandú;Finance;;+34 555 0100;M;',
      'omar@example.com;عمر;حداد;Finance;ines@example.com;;L;',
      'not an address;Bea;Berg;Sales;nobody@example.com;;;',
      'cy@example.com;=CONCAT("C");Cole;Sales;;;;',
      'dee@example.com;Dee;Dahl',
      'ines@example.com;Inés;Ñandú;Finance;;;;',
      `${String(there.email)};;;Onboarding;;+1 555 0199;XL;`,
    ]
    await writeFile(path, `${rows.join('\r\n')}\r\n`)
    await app.electron.evaluate(({ dialog }, filePath) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
    }, path)
    await navigation(page).go('Users')
    const users = list(page, 'Users')
    await users.region.getByRole('button', { name: 'New' }).click()
    await page.getByRole('menuitem', { name: 'Import from a file…' }).waitFor()
    await picture('menu-of-new')
    await page.getByRole('menuitem', { name: 'Import from a file…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Import users' })
    await dialog.getByRole('button', { name: 'Choose a file' }).waitFor()
    await picture('source')
    await dialog.getByRole('button', { name: 'Choose a file' }).click()
    const shirt = dialog.getByLabel('Field of column 7, Shirt size')
    await shirt.waitFor({ timeout: patienceMs })
    await shirt.selectOption('attributes.Shirt size')
    await picture('columns')
    await page.setViewportSize({ width: 1_100, height: 720 })
    await picture('columns-narrow', ['light'])
    await page.setViewportSize({ width: 1_440, height: 900 })
    await dialog.getByRole('button', { name: 'Look at the rows' }).click()
    const broken = dialog.getByLabel('E-Mail of line 4')
    await broken.waitFor({ timeout: patienceMs })
    await picture('fixer')
    await broken.fill('bea@example.com')
    await broken.press('Enter')
    await dialog.getByLabel('Manager of line 4').fill('')
    await dialog.getByLabel('Manager of line 4').press('Enter')
    await dialog.getByLabel('Vorname of line 5').fill('Cy')
    await dialog.getByLabel('Vorname of line 5').press('Enter')
    await dialog.getByRole('button', { name: 'Leave it so' }).first().click()
    await dialog.getByRole('checkbox', { name: 'Take line 7' }).click()
    await dialog.getByText('Every row is right or skipped.').waitFor({ timeout: patienceMs })
    await dialog.getByRole('button', { name: /All$/ }).click()
    await dialog.getByLabel('New people begin').selectOption('STAGED')
    await picture('rows')
    await dialog.getByRole('button', { name: 'Show the plan' }).click()
    const plan = review(page)
    await plan.rows.getByText('Onboarding').waitFor({ timeout: patienceMs })
    await picture('plan')
    await plan.dialog.getByRole('button', { name: /^Import \d users$/ }).click()
    const next = page.getByRole('dialog').filter({ hasText: 'What the new people get next' })
    await next.getByText(/people were added/).waitFor({ timeout: patienceMs })
    await picture('assignment')
    expect(app.complaints).toEqual([])
    await app.quit()
  }))

test('drafts and their conflicts can be shown', () =>
  guarded(async ({ app, page, simulator, truth }) => {
    const picture = pictures(app, 'd')
    const people = truth.users.indexes().slice(0, 4)
    for (const index of people) truth.updateUser(truth.users.idAt(index), { department: 'Sales' })
    const header = organizationHeader(page, truth.name)
    await header.sync()
    await header.synced()
    await simulator.goOffline()
    await header.sync()
    await page.getByText(/^Offline since/).waitFor({ timeout: patienceMs })
    await navigation(page).go('Users')
    const menu = moreActions(page, 'Users')
    await menu.select(people.map((index) => String(truth.users.at(index).email)))
    await menu.entry('Edit…')
    await menu.choose('Edit…')
    await menu.asking.getByLabel('Department').fill('Field service')
    await picture('edit-of-several')
    await menu.asking.getByRole('button', { name: 'Review 1 change' }).click()
    const plan = review(page)
    await plan.dialog.getByRole('button', { name: 'Keep as drafts' }).waitFor({ timeout: patienceMs })
    await picture('plan-offline')
    await plan.dialog.getByRole('button', { name: 'Keep as drafts' }).click()
    truth.updateUser(truth.users.idAt(people[0]!), { department: 'Support' })
    truth.updateUser(truth.users.idAt(people[1]!), { department: 'Finance' })
    await simulator.goOnline()
    await header.sync()
    await page.getByText(/^Offline since/).waitFor({ state: 'detached', timeout: patienceMs })
    await page.getByRole('contentinfo').getByRole('button', { name: /^Jobs/ }).click()
    await jobTray(page).tray.getByRole('button', { name: '4 drafts' }).click()
    const drafts = page.getByRole('dialog', { name: 'Drafts' })
    await drafts.getByRole('button', { name: 'Plan 4 drafts' }).waitFor()
    await picture('drafts')
    await drafts.getByRole('button', { name: 'Plan 4 drafts' }).click()
    await drafts.getByRole('region', { name: 'Drafts whose object changed' }).getByRole('row').nth(2).waitFor({ timeout: patienceMs })
    await picture('conflicts')
    await drafts.getByRole('radio', { name: 'Mine' }).first().check()
    await drafts.getByRole('radio', { name: 'Theirs' }).nth(1).check()
    await drafts.getByRole('button', { name: 'Show the plan' }).click()
    await plan.rows.waitFor({ timeout: patienceMs })
    await picture('plan')
    expect(app.complaints).toEqual([])
    await app.quit()
  }))
