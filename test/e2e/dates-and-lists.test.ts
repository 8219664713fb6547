// Days from now as a filter, in one organization and over all of them, and a list that fails while the others stay fresh.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { axeViolations } from '../support/complaints.ts'
import { launchApp, type RunningApp, withProfile } from '../support/electron-app.ts'
import { connectDialog, firstRun, list, navigation, organizationHeader } from '../support/page-objects/screens.ts'

const patience = { timeout: 240_000 }
const folder = process.env['ORGDECK_OUT']

/** Looks at the page in both themes: what axe finds, and a picture where one is wanted. */
async function looked({ electron, page }: RunningApp, name: string): Promise<string[]> {
  const found: string[] = []
  for (const theme of ['light', 'dark'] as const) {
    await electron.evaluate(({ nativeTheme }, source) => (nativeTheme.themeSource = source), theme)
    await page.locator(`html[data-theme="${theme}"]`).waitFor()
    found.push(...(await axeViolations(page)).map((violation) => `${name}, ${theme}: ${violation}`))
    if (!folder) continue
    mkdirSync(folder, { recursive: true })
    await page.screenshot({ path: join(folder, `${name}-${theme}.png`) })
  }
  return found
}

async function addDays(page: Page, users: ReturnType<typeof list>, field: string, comparison: string, days: number): Promise<void> {
  await users.region.getByRole('button', { name: 'Filter by' }).click()
  const editor = page.getByRole('dialog', { name: 'Filter by' }).getByRole('form', { name: 'Other fields' })
  await editor.getByLabel('Field').selectOption({ label: field })
  await editor.getByLabel('Comparison').selectOption({ label: comparison })
  await editor.getByLabel('Days').fill(String(days))
}

test('dates are filtered by days from now, and one failing list is named beside the age of the others', { timeout: 480_000 }, async () => {
  const simulator = await startSimulator({ estate: { organizations: ['Alpha Works', 'Beta Works'].map((name) => ({ name, users: 25, devices: 3, region: 'us' as const })) } })
  const [alpha, beta] = simulator.estate.organizations
  simulator.faults.add({ match: { path: '/api/v2/usergroups/*/members', organization: alpha!.id }, fault: { type: 'truncatedJson' } })
  try {
    await withProfile(async (profile) => {
      const app = await launchApp({ profile, simulatorUrl: simulator.url })
      const { page } = app
      await firstRun(page).addByKey()
      const connect = connectDialog(page)
      await connect.check(alpha!.apiKey)
      await connect.dialog.getByText(alpha!.id).waitFor(patience)
      await connect.add()
      const header = organizationHeader(page, alpha!.name)
      await header.synced()
      const note = header.group.getByRole('note', { name: /^\d+ of \d+ lists\. User groups – Users failed since .*, never read\.$/ })
      await note.waitFor(patience)
      expect(await looked(app, 'failing-list')).toEqual([])

      const days = (created: unknown) => (Date.now() - Date.parse(String(created))) / 86_400_000
      const older = (organization: typeof alpha, than: number) => [...organization!.users.indexes()].filter((index) => days((organization!.users.at(index) as { created: string }).created) > than).length
      const middle = [...alpha!.users.indexes()].map((index) => days((alpha!.users.at(index) as { created: string }).created)).sort((one, other) => one - other)[12]!
      const span = Math.max(1, Math.floor(middle))
      await navigation(page).go('Users')
      const users = list(page, 'Users')
      await users.row(/@/).nth(3).waitFor(patience)
      await addDays(page, users, 'Created', 'more than … days ago', span)
      expect(await looked(app, 'days-filter')).toEqual([])
      await page.getByRole('button', { name: 'Add filter' }).click()
      await page.keyboard.press('Escape')
      const chip = `Created more than ${span.toLocaleString('en-US')} ${span === 1 ? 'day' : 'days'} ago`
      await users.region.getByRole('button', { name: `Remove the filter ${chip}` }).waitFor(patience)
      await expect.poll(users.total, patience).toBe(older(alpha, span))
      expect(await looked(app, 'days-chip')).toEqual([])
      await users.region.getByRole('button', { name: /^View:/ }).click()
      await page.getByLabel('Save what is shown now as').fill('Long with us')
      await page.getByRole('button', { name: 'Save the view' }).click()
      await users.region.getByRole('button', { name: 'View: Long with us' }).waitFor(patience)

      // The next sync heals what failed, and nothing is left to say.
      simulator.faults.clear()
      await header.sync()
      await note.waitFor({ state: 'detached', ...patience })
      await header.synced()

      await page.getByRole('button', { name: 'Add an organization', exact: true }).first().click()
      await connect.check(beta!.apiKey)
      await connect.dialog.getByText(beta!.id).waitFor(patience)
      await connect.add()
      await organizationHeader(page, beta!.name).synced()
      await page.getByRole('tab', { name: /All organizations/ }).click()
      await navigation(page).go('Users')
      const everyone = list(page, 'Users')
      await everyone.row(/@/).nth(3).waitFor(patience)
      await everyone.region.getByRole('button', { name: /^View:/ }).click()
      await page.getByRole('button', { name: 'Long with us', exact: true }).click()
      await everyone.region.getByRole('button', { name: `Remove the filter ${chip}` }).waitFor(patience)
      await expect.poll(everyone.total, patience).toBe(older(alpha, span) + older(beta, span))
      expect(await looked(app, 'days-all-organizations')).toEqual([])
      expect(app.complaints).toEqual([])
      await app.quit()
    })
  } finally {
    await simulator.stop()
  }
})
