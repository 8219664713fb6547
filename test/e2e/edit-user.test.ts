// Editing somebody in the real window: texts, telephone numbers, addresses and attributes, seen in the plan part by part, sent, verified,
// taken back, and kept as a draft without a connection.

import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { judgeBothThemes } from '../support/both-themes.ts'
import { launchApp, withProfile } from '../support/electron-app.ts'
import { jobTray, review, runPlan, setSafety } from '../support/page-objects/changes.ts'
import { moreActions } from '../support/page-objects/more-actions.ts'
import { connectDialog, firstRun, list, navigation, organizationHeader } from '../support/page-objects/screens.ts'

const patienceMs = 60_000

test('2.14, 14.2: somebody is edited part by part, the plan says each from what to what, and all of it comes back', { timeout: 420_000 }, async () => {
  const simulator = await startSimulator({ estate: 'small' })
  const truth = simulator.estate.organizations[0]!
  const { users } = truth
  const index = users.indexes()[2]!
  const id = users.idAt(index)
  truth.updateUser(id, {
    department: 'Sales',
    phoneNumbers: [{ id: 'a'.repeat(24), type: 'work', number: '+1 555 0100' }, { id: 'b'.repeat(24), type: 'mobile', number: '+1 555 0101' }],
    addresses: [{ id: 'c'.repeat(24), type: 'work', poBox: '', extendedAddress: '', streetAddress: '12 Elm Street', locality: 'Springfield', region: '', postalCode: '', country: 'US' }],
    attributes: [{ name: 'badge', value: '1A' }, { name: 'size', value: 'M' }],
  })
  const bare = (entries: unknown) => (entries as Record<string, unknown>[]).map(({ id: _id, ...rest }) => Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== '')))
  const stand = () => {
    const { department, phoneNumbers, addresses, attributes } = users.at(index)
    return { department, phoneNumbers: bare(phoneNumbers), addresses: bare(addresses), attributes }
  }
  const first = stand()
  try {
    await withProfile(async (profile) => {
      const app = await launchApp({ profile, simulatorUrl: simulator.url })
      const { page } = app
      await firstRun(page).addByKey()
      await connectDialog(page).check(truth.apiKey)
      await connectDialog(page).add()
      const header = organizationHeader(page, truth.name)
      await header.synced()
      await navigation(page).go('Settings')
      await setSafety(page, 'Guarded')
      await navigation(page).go('Users')
      const people = list(page, 'Users')
      await people.row(String(users.at(index).username)).first().getByRole('gridcell').nth(1).dblclick({ timeout: patienceMs })
      await people.detail.getByRole('group', { name: 'Phone numbers' }).getByText('+1 555 0101').waitFor({ timeout: patienceMs })
      await people.detail.getByRole('group', { name: 'Addresses' }).getByText('12 Elm Street, Springfield, US').waitFor()
      await people.detail.getByRole('group', { name: 'Custom attributes' }).scrollIntoViewIfNeeded()
      if (process.env['ORGDECK_OUT']) await page.screenshot({ path: `${process.env['ORGDECK_OUT']}/detail-of-a-person.png` })
      await people.detail.getByRole('button', { name: 'Edit', exact: true }).click({ timeout: patienceMs })

      const form = page.getByRole('dialog').filter({ hasText: 'Only what you change is sent' })
      await form.getByLabel('Department').waitFor({ timeout: patienceMs })
      const judge = (where: string) => judgeBothThemes(app, where)
      await judge('edit form')
      expect(await form.getByRole('button', { name: 'Review changes' }).getAttribute('aria-disabled')).toBe('true')
      await form.getByLabel('Department').fill('Support')
      await form.getByRole('textbox', { name: 'Number' }).nth(1).fill('+1 555 0199')
      await form.getByRole('button', { name: 'Add an address' }).click()
      const home = form.getByRole('group', { name: 'Address 2' })
      await home.getByLabel('Type').selectOption('home')
      await home.getByLabel('Street and number').fill('3 Oak Lane')
      await home.getByLabel('City').fill('Shelbyville')
      // One attribute gets another name, one goes.
      await form.getByRole('group', { name: 'Custom attribute 2' }).getByRole('textbox', { name: 'Name' }).fill('shirtSize')
      await form.getByRole('button', { name: 'Take out custom attribute 1' }).click()
      await judge('edit form with changes')
      await form.getByRole('button', { name: 'Review 6 changes' }).click()

      const plan = review(page)
      await plan.rows.getByText('Department').first().waitFor({ timeout: patienceMs })
      const said = await plan.rows.innerText()
      for (const line of ['Department: Sales', 'Support', 'Phone (mobile): +1 555 0101', '+1 555 0199', '3 Oak Lane, Shelbyville', 'Attribute badge: 1A', 'Attribute size: M', 'Attribute shirtSize: –']) expect(said).toContain(line)
      // The other parts of the same lists are as they were, and nobody is told that they change.
      for (const same of ['Phone (work)', 'Address (work)']) expect(said).not.toContain(same)
      await judge('plan of an edit')
      // Going back finds what was typed.
      await plan.dialog.getByRole('button', { name: 'Back' }).click()
      expect(await form.getByLabel('Department').inputValue()).toBe('Support')
      await form.getByRole('button', { name: 'Review 6 changes' }).click()
      expect(simulator.recorder.entries.filter(({ isWrite }) => isWrite)).toEqual([])
      await runPlan(page, 'Change 1 user', '1 done')
      const { tray, close } = jobTray(page)
      expect(stand()).toEqual({
        department: 'Support',
        phoneNumbers: [{ type: 'work', number: '+1 555 0100' }, { type: 'mobile', number: '+1 555 0199' }],
        addresses: [...first.addresses, { type: 'home', streetAddress: '3 Oak Lane', locality: 'Shelbyville' }],
        attributes: [{ name: 'shirtSize', value: 'M' }],
      })
      // Within its seconds Undo asks nothing; later it is a plan like any other.
      await tray.getByRole('button', { name: /^(Undo|Revert 1…)$/ }).first().click()
      const back = plan.dialog.getByRole('button', { name: 'Take back 1 user' })
      await back.or(tray.getByText('Taken back').first()).first().waitFor({ timeout: patienceMs })
      if (await back.isVisible()) await back.click()
      await tray.getByText('Taken back').first().waitFor({ timeout: patienceMs })
      expect(stand()).toEqual(first)
      // Nothing offers to undo it a second time.
      await page.getByRole('region', { name: 'Messages' }).getByText(/Take back: Edit 1 user/).waitFor({ timeout: patienceMs })
      expect(await page.getByRole('region', { name: 'Messages' }).getByText(/Supply Edit 1 user/).count()).toBe(0)
      await close()

      // Several at once: what is filled in, all of them get.
      const menu = moreActions(page, 'Users')
      const three = users.indexes().slice(4, 7)
      await menu.select(three.map((each) => String(users.at(each).email)))
      expect(await menu.entry('Edit…')).toMatchObject({ count: 'all' })
      await menu.choose('Edit…')
      const many = page.getByRole('dialog', { name: 'Edit 3 users' })
      expect(await many.getByLabel('Username').count()).toBe(0)
      await many.getByLabel('Cost center').fill('CC-77')
      await judge('edit form of three')
      await many.getByRole('button', { name: 'Review 1 change' }).click()
      await menu.run('Change 3 users', 3)
      expect(three.map((each) => users.at(each).costCenter)).toEqual(['CC-77', 'CC-77', 'CC-77'])

      // Without a connection it waits as a draft.
      await simulator.goOffline()
      await header.sync()
      await page.getByText(/^Offline since/).waitFor({ timeout: patienceMs })
      await people.detail.getByRole('button', { name: 'Edit', exact: true }).click({ timeout: patienceMs })
      await form.getByRole('group', { name: 'Custom attribute 1' }).getByRole('textbox', { name: 'Value' }).fill('9Z')
      await form.getByRole('button', { name: 'Review 1 change' }).click()
      await plan.dialog.getByRole('button', { name: 'Keep as drafts' }).click({ timeout: patienceMs })
      await page.getByRole('contentinfo').getByRole('button', { name: /^Jobs/ }).click()
      await tray.getByRole('button', { name: '1 draft' }).click({ timeout: patienceMs })
      await page.getByRole('dialog', { name: 'Drafts' }).getByText('Attribute badge').waitFor({ timeout: patienceMs })
      await judge('draft of an edit')
      expect(stand()).toEqual(first)
      expect(app.complaints).toEqual([])
      await app.quit()
    })
  } finally {
    await simulator.stop()
  }
})
