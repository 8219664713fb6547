// Many organizations at once: the overview says what needs attention and how complete it is, a tag narrows everything, lists and settings
// stand beside one another, and every object says whose it is.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeViolations } from '../support/complaints.ts'
import { launchApp, type RunningApp, withProfile } from '../support/electron-app.ts'
import { estate, firstRun, list, navigation } from '../support/page-objects/screens.ts'

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

const callOf = (page: Page, name: string, input: unknown) =>
  page.evaluate(async ({ name: operation, input: given }) => {
    const { bridge } = globalThis as unknown as { bridge: { call(request: unknown): Promise<{ ok: boolean; value: unknown }> } }
    return (await bridge.call({ name: operation, callId: `test-${Math.random()}`, input: given })).value
  }, { name, input })

test('eight organizations: overview, a tag, lists over all of them, an object with its owner, settings side by side', { timeout: 480_000 }, async () => {
  await withProfile(async (profile) => {
    const app = await launchApp({ profile })
    const { page } = app
    await firstRun(page).exploreDemo()
    const { table, note, row, cell } = estate(page)
    await expect.poll(() => table.getByRole('row').count(), patience).toBe(10)
    // Every organization has been read when the line says so.
    await note.filter({ hasText: /All 8 organizations/ }).waitFor(patience)
    await expect.poll(() => page.getByText(/^syncing:/).count(), patience).toBe(0)
    expect(await looked(app, 'overview')).toEqual([])

    // The number and the list behind it agree.
    const organizations = (await callOf(page, 'organization.list', {})) as { id: string; name: string }[]
    const [first, second] = organizations
    const withoutMfa = await cell(first!.name, 'Without MFA').innerText()
    await cell(first!.name, 'Without MFA').click()
    const users = list(page, 'Users')
    await users.row(/./).first().waitFor(patience)
    expect(await users.total()).toBe(Number(withoutMfa.replace(/\D/g, '')))
    await page.getByRole('tab', { name: /All organizations/ }).click()
    await row(first!.name).waitFor()

    // A tag becomes a scope, of the numbers and of the lists.
    for (const { id } of [first!, second!]) await callOf(page, 'organization.update', { organization: id, tags: ['Oslo'] })
    await page.getByLabel('Organizations covered').selectOption({ label: 'Tag Oslo (2)' })
    await expect.poll(() => table.getByRole('row').count(), patience).toBe(4)
    await note.filter({ hasText: /All 2 organizations/ }).waitFor(patience)
    await navigation(page).go('Users')
    await users.row(second!.name).or(users.row(first!.name)).first().waitFor(patience)
    await page.getByLabel('Organizations covered').selectOption({ label: 'All organizations (8)' })
    await page.getByText(/^Users: All 8 organizations/).waitFor(patience)
    const everybody = await users.total()
    await users.search('maria')
    await expect.poll(() => users.total(), patience).toBeLessThan(everybody)
    await users.row(/maria/i).nth(1).click()
    await users.detail.getByRole('button', { name: 'Open in its tab' }).waitFor(patience)
    expect(await looked(app, 'users-of-all')).toEqual([])
    await users.detail.getByRole('button', { name: 'Open in its tab' }).click()
    await page.getByRole('group', { name: /^Organization / }).waitFor(patience)
    await users.detail.waitFor(patience)
    await page.getByRole('tab', { name: /All organizations/ }).click()
    await navigation(page).go('Administrators')
    await list(page, 'Administrators').row(/./).nth(1).waitFor(patience)
    expect(await looked(app, 'administrators-of-all')).toEqual([])

    await navigation(page).go('Compare settings')
    const matrix = page.getByRole('grid', { name: 'Settings by organization' })
    await matrix.getByRole('row').nth(5).waitFor(patience)
    expect(await looked(app, 'matrix')).toEqual([])
    await page.getByLabel('What to compare').selectOption({ label: 'Policies' })
    await matrix.getByText('none').first().waitFor(patience)
    expect(await looked(app, 'matrix-policies')).toEqual([])
    await page.getByLabel('What to compare').selectOption({ label: 'Settings' })
    await page.getByText('Digit needed').waitFor(patience)
    await matrix.getByRole('gridcell').first().getByRole('button').click()
    await page.getByRole('region', { name: 'Security settings' }).waitFor(patience)
    expect(app.complaints).toEqual([])
    await app.quit()
  })
})
