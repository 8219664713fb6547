// Lists and settings over several organizations in the real window: tagged, grouped, narrowed to a tag, sorted, opened in the right tab.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { addOrganizations } from '../support/add-organizations.ts'
import { axeViolations } from '../support/complaints.ts'
import { launchApp, type RunningApp, withProfile } from '../support/electron-app.ts'
import { estate, list, navigation, organizationDialog } from '../support/page-objects/screens.ts'

/** A busy machine may take its time. */
const soon = { timeout: 120_000 }
const folder = process.env['ORGDECK_OUT']
const [tagged, alike, other] = ['Ardent Foods', 'Birch Legal', 'Copper Clinic'] as const

/** Both themes must please axe; the pictures are for people. */
async function judge({ electron, page }: RunningApp, where: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await electron.evaluate(({ nativeTheme }, source) => void (nativeTheme.themeSource = source), theme)
    await page.locator(`html[data-theme="${theme}"]`).waitFor()
    if (folder) {
      mkdirSync(folder, { recursive: true })
      await page.screenshot({ path: join(folder, `estate-lists-${where}-${theme}.png`) })
    }
    expect(await axeViolations(page), `${where}, ${theme}`).toEqual([])
  }
}

test('three organizations are tagged, listed by tag, sorted, opened each in its own tab, and compared with a golden one', { timeout: 420_000 }, async () => {
  const simulator = await startSimulator({ estate: { organizations: [tagged, alike, other].map((name, index) => ({ name, users: 3 + index, devices: 1, region: 'us' as const })) } })
  try {
    await withProfile(async (profile) => {
      const app = await launchApp({ profile, simulatorUrl: simulator.url })
      const { page } = app
      page.setDefaultTimeout(90_000)
      await page.getByRole('button', { name: 'Add an organization by API key' }).waitFor(soon)
      await addOrganizations(page, [...simulator.estate.organizations, { name: tagged, apiKey: simulator.estate.providers[0]!.apiKey }])
      const overview = page.getByRole('region', { name: 'Organizations and their counts' })
      const rowOf = (name: string) => overview.getByRole('row').filter({ has: page.getByRole('rowheader', { name: new RegExp(name) }) })

      // Said once in the first organization, chosen in the second.
      await rowOf(tagged).getByRole('button', { name: `More for ${tagged}` }).click()
      await page.getByRole('menuitem', { name: 'Organization…' }).click()
      const dialog = organizationDialog(page)
      await dialog.alias.fill('The kitchen')
      await dialog.addTag('Oslo')
      await dialog.root.getByRole('radio', { name: /Provider key/ }).waitFor(soon)
      await dialog.root.getByText(/Provider key/).click()
      await dialog.root.getByRole('checkbox', { name: /Favourite/ }).check()
      await judge(app, 'organization')
      await dialog.save()
      await rowOf(alike).getByRole('button', { name: new RegExp(alike) }).first().click()
      await page.getByRole('group', { name: `Organization ${alike}` }).getByRole('button', { name: 'Organization…' }).click()
      await dialog.root.getByRole('button', { name: '+ Oslo' }).click()
      await dialog.save()
      await page.getByRole('tab', { name: /All organizations/ }).click()

      await overview.getByRole('button', { name: 'All organizations together, users: 12, from 3 of 3 organizations' }).waitFor(soon)
      await page.getByRole('button', { name: 'Group by tag' }).click()
      await overview.getByRole('button', { name: 'Oslo, users: 7, from 2 of 2 organizations' }).waitFor(soon)
      await judge(app, 'grouped')
      await overview.getByRole('button', { name: 'Without a tag 1', exact: true }).click()
      await rowOf(other).waitFor({ state: 'detached' })

      // Somebody changes a person there and puts another into a group; the next reading says so until it was seen.
      const changed = simulator.estate.organizations[0]!
      changed.users.update(changed.users.indexes()[0]!, { department: 'Bakery' })
      const member = changed.users.indexes()[1]!
      const group = changed.userGroups.indexes().find((index) => !changed.memberships.groupsOf(member).includes(index))!
      changed.addMember(changed.userGroups.idAt(group), changed.users.idAt(member))
      await rowOf(tagged).getByRole('button', { name: `More for ${tagged}` }).click()
      await page.getByRole('menuitem', { name: 'Sync' }).click()
      await rowOf(tagged).getByRole('button', { name: /drift: 2: 1 user changed; 1 membership new/ }).waitFor(soon)
      // It is named where attention is asked for, too, after whatever is wrong.
      const attention = page.getByRole('region', { name: 'Needs attention' })
      const everything = attention.getByRole('button', { name: /^Show all/ })
      if (await everything.isVisible()) await everything.click()
      await attention.getByRole('button', { name: `Show ${tagged}: 2 changed since the first reading: 1 user changed; 1 membership new` }).click(soon)
      const drift = page.getByRole('dialog', { name: 'What changed' })
      await drift.getByText('Bakery').waitFor(soon)
      await drift.getByRole('row', { name: new RegExp(`^Memberships ${String(changed.userGroups.at(group).name)} – ${String(changed.users.at(member).displayname)} New`) }).waitFor(soon)
      await judge(app, 'drift')
      await drift.getByRole('button', { name: 'Mark as seen' }).click()
      await drift.waitFor({ state: 'detached' })
      await rowOf(tagged).getByTitle(/^Nothing changed since you last looked/).waitFor(soon)

      // The sum of a group is the way to its list.
      await overview.getByRole('button', { name: 'Oslo, users: 7, from 2 of 2 organizations' }).click()
      const users = list(page, 'Users')
      await users.grid.waitFor(soon)
      const heads = users.grid.getByRole('columnheader')
      await heads.nth(1).filter({ hasText: 'Organization' }).waitFor(soon)
      await expect.poll(() => users.total(), soon).toBe(7)
      await estate(page).note.filter({ hasText: /All 2 organizations/ }).waitFor(soon)
      await users.region.getByRole('combobox', { name: 'Organizations covered' }).selectOption({ label: 'All organizations (3)' })
      await expect.poll(() => users.total(), soon).toBe(12)
      await users.region.getByRole('combobox', { name: 'Organizations covered' }).selectOption({ label: 'Tag Oslo (2)' })
      await expect.poll(() => users.total(), soon).toBe(7)
      expect(await users.row(other).count()).toBe(0)

      // Sorted over organizations, not within each.
      const emails = simulator.estate.organizations.slice(0, 2).flatMap(({ users: table }) => table.indexes().map((index) => (table.at(index) as { email: string }).email)).sort()
      const head = users.grid.getByRole('columnheader', { name: /^Email/ }).first()
      await head.click()
      await expect.poll(() => head.getAttribute('aria-sort'), soon).toBe('ascending')
      await expect.poll(() => users.grid.getByRole('row').nth(1).innerText(), soon).toContain(emails[0])
      await head.click()
      await expect.poll(() => users.grid.getByRole('row').nth(1).innerText(), soon).toContain(emails.at(-1))
      // Whose it is stands in every row, and nothing of a row falls out of it.
      await expect.poll(() => users.grid.getByRole('row').nth(1).getByRole('gridcell').nth(1).innerText(), soon).toMatch(new RegExp(`${tagged}|${alike}`))
      const fallenOut = () => users.grid.getByRole('row').nth(1).evaluate((row) => [...row.querySelectorAll('.cell > *')].filter((each) => each.getBoundingClientRect().bottom > row.getBoundingClientRect().bottom + 1).map((each) => each.className || each.textContent))
      expect(await fallenOut()).toEqual([])
      await judge(app, 'list')

      // A row says whose it is, and opens in the tab of that organization alone.
      const ofAlike = simulator.estate.organizations[1]!
      const person = ofAlike.users.at(ofAlike.users.indexes()[1]!) as { email: string }
      await users.row(person.email).click()
      await users.row(person.email).dblclick()
      await users.detail.getByText(alike).first().waitFor(soon)
      await judge(app, 'row')
      await users.detail.getByRole('button', { name: 'Open in its tab' }).click()
      await page.getByRole('group', { name: `Organization ${alike}` }).waitFor(soon)
      await list(page, 'Users').detail.getByText(person.email).first().waitFor(soon)
      expect(await page.getByRole('tab', { selected: true, name: new RegExp(alike) }).count()).toBe(1)

      await page.getByRole('tab', { name: /All organizations/ }).click()
      await navigation(page).go('Compare settings')
      const matrix = page.getByRole('grid', { name: 'Settings by organization' })
      await matrix.getByText('Most have').waitFor(soon)
      await page.getByRole('combobox', { name: 'Compare with' }).selectOption({ label: `With ${alike}` })
      await matrix.getByText('Golden').waitFor(soon)
      await matrix.getByRole('columnheader', { name: new RegExp(`${alike}.*alike`) }).waitFor(soon)
      await judge(app, 'matrix')
      expect(app.complaints).toEqual([])
      await app.quit()
    })
  } finally {
    await simulator.stop()
  }
})
