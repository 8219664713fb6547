// Many organizations at once: the overview says what needs attention and how complete it is, a tag narrows everything, lists and settings
// stand beside one another, and every object says whose it is.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { axeViolations } from '../support/complaints.ts'
import { launchApp, type RunningApp, withProfile } from '../support/electron-app.ts'
import { connectDialog, estate, firstRun, list, navigation } from '../support/page-objects/screens.ts'

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
    // The line says so when the users of every organization are there; what is left of the syncs is not looked at here.
    await note.filter({ hasText: /All 8 organizations/ }).waitFor(patience)
    const organizations = (await callOf(page, 'organization.list', {})) as { id: string; name: string }[]
    for (const { id } of organizations) await callOf(page, 'sync.stop', { organization: id })
    await expect.poll(() => table.getByText(/^syncing:/).count(), patience).toBe(0)
    expect(await looked(app, 'overview')).toEqual([])

    // The number and the list behind it agree.
    const [first, second] = organizations
    const withoutMfa = await cell(first!.name, 'Without MFA').innerText()
    await cell(first!.name, 'Without MFA').click()
    const users = list(page, 'Users')
    await users.row(/./).first().waitFor(patience)
    expect(await users.total()).toBe(Number(withoutMfa.replace(/\D/g, '')))
    await page.getByRole('tab', { name: /All organizations/ }).click()
    await row(first!.name).waitFor(patience)

    // A tag becomes a scope, of the numbers and of the lists.
    for (const { id } of [first!, second!]) await callOf(page, 'organization.update', { organization: id, tags: ['Oslo'] })
    await page.getByLabel('Organizations covered').selectOption({ label: 'Tag Oslo (2)' })
    await expect.poll(() => table.getByRole('row').count(), patience).toBe(4)
    await navigation(page).go('Users')
    await page.getByText(/^Users: (All )?2 /).or(page.getByText(/^Users: All 2 organizations/)).first().waitFor(patience)
    await users.row(first!.name).first().waitFor(patience)
    await page.getByLabel('Organizations covered').selectOption({ label: 'All organizations (8)' })
    await page.getByText(/^Users: All 8 organizations/).waitFor(patience)
    const everybody = await users.total()
    await users.search('ma')
    await expect.poll(() => users.total(), patience).toBeLessThan(everybody)
    await users.row(/./).nth(1).click()
    await users.detail.getByRole('button', { name: 'Open in its tab' }).waitFor(patience)
    expect(await looked(app, 'users-of-all')).toEqual([])
    await users.detail.getByRole('button', { name: 'Open in its tab' }).click()
    await page.getByRole('group', { name: /^Organization / }).waitFor(patience)
    await users.detail.waitFor(patience)

    await page.getByRole('tab', { name: /All organizations/ }).click()
    await navigation(page).go('Compare settings')
    const matrix = page.getByRole('grid', { name: 'Settings by organization' })
    await matrix.getByRole('row').nth(5).waitFor(patience)
    expect(await looked(app, 'matrix')).toEqual([])
    await matrix.getByRole('gridcell').first().getByRole('button').click()
    await page.getByRole('region', { name: 'Security settings' }).waitFor(patience)
    expect(app.complaints).toEqual([])
    await app.quit()
  })
})

test('a person is found by a fragment of the name while offline, with whose she is, and opened', { timeout: 480_000 }, async () => {
  const simulator = await startSimulator({ estate: { organizations: ['Alpha Works', 'Beta Works'].map((name) => ({ name, users: 25, devices: 3, region: 'us' as const })) } })
  try {
    await withProfile(async (profile) => {
      const app = await launchApp({ profile, simulatorUrl: simulator.url })
      const { page } = app
      for (const [index, organization] of simulator.estate.organizations.entries()) {
        if (index === 0) await firstRun(page).addByKey()
        else await page.getByRole('button', { name: 'Add an organization', exact: true }).first().click()
        const connect = connectDialog(page)
        await connect.check(organization.apiKey)
        await connect.dialog.getByText(organization.id).waitFor(patience)
        await connect.add()
        await page.getByRole('tab', { name: /All organizations/ }).click()
      }
      await page.getByText(/^Users: All 2 organizations/).waitFor(patience)
      const owner = simulator.estate.organizations[1]!
      const person = owner.users.at(owner.users.indexes()[4]!) as { username: string; email: string }
      await simulator.goOffline()
      const asked = simulator.recorder.entries.length
      await page.keyboard.press('Control+k')
      const palette = page.getByRole('dialog', { name: 'Search or run a command' })
      await palette.waitFor(patience)
      await page.keyboard.type(`@${person.username.slice(1)}`)
      const hit = palette.getByRole('menuitem').or(palette.getByRole('option')).filter({ hasText: owner.name }).first()
      await hit.waitFor(patience)
      expect(await looked(app, 'search-offline')).toEqual([])
      await page.keyboard.press('Enter')
      await page.getByRole('group', { name: `Organization ${owner.name}` }).waitFor(patience)
      await list(page, 'Users').detail.getByText(person.email).first().waitFor(patience)
      expect(simulator.recorder.entries.length).toBe(asked)
      await app.quit()
    })
  } finally {
    await simulator.stop()
  }
})
