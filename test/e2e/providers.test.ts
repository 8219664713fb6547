// A provider in the real window: who administers it and whom each of them may enter, online and then offline; and a new organization,
// planned at the provider, made once, found and added with a mark of its own.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { axeViolations } from '../support/complaints.ts'
import { launchApp, type RunningApp, withProfile } from '../support/electron-app.ts'
import { review } from '../support/page-objects/changes.ts'
import { connectDialog, firstRun, navigation } from '../support/page-objects/screens.ts'

const names = ['Ardent Foods', 'Birch Legal', 'Copper Clinic', 'Delta Freight']
const pictures = process.env['ORGDECK_OUT'] ?? null
const patience = { timeout: 60_000 }

/** Both themes must please axe; the pictures are for people. */
async function lookAt({ electron, page }: RunningApp, where: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await electron.evaluate(({ nativeTheme }, source) => void (nativeTheme.themeSource = source), theme)
    await page.locator(`html[data-theme="${theme}"]`).waitFor(patience)
    if (pictures) {
      mkdirSync(pictures, { recursive: true })
      // A picture for people to judge; a busy machine that cannot take one says nothing about the app.
      await page.screenshot({ path: join(pictures, `providers-${where}-${theme}.png`) }).catch(() => undefined)
    }
    expect(await axeViolations(page), `${where}, ${theme}`).toEqual([])
  }
}

test('12.4, 12.7, 12.9: a provider shows who may enter which organization, and a new one is made through it', async () => {
  const simulator = await startSimulator({ estate: { organizations: names.map((name, index) => ({ name, domain: `${name.split(' ')[0]!.toLowerCase()}.example`, users: 6 + index, devices: 2 })) } })
  const provider = simulator.estate.providers[0]!
  const posts = () => simulator.recorder.entries.filter(({ isWrite }) => isWrite).map(({ method, path }) => `${method} ${path}`)
  try {
    await withProfile(async (profile) => {
      const app = await launchApp({ profile, simulatorUrl: simulator.url })
      const { page, complaints } = app
      await firstRun(page).addByKey()
      const connect = connectDialog(page)
      await connect.check(provider.apiKey)
      await connect.dialog.getByRole('button', { name: 'Add 4 and sync' }).click(patience)
      await connect.dialog.waitFor({ state: 'detached', ...patience })

      // The overview names the provider; its administrators are read when somebody looks at them for the first time.
      const line = page.getByRole('list', { name: 'Providers' }).getByRole('listitem')
      await line.getByText('administrators not read yet').waitFor(patience)
      await line.getByRole('button', { name: `Administrators of ${provider.name}` }).click()
      const card = page.getByRole('region', { name: `Provider ${provider.name}` })
      await card.getByText(/^6 administrators/).waitFor(patience)
      const row = (who: string) => card.getByRole('row', { name: new RegExp(`^${who}@provider.example`) })
      expect(await row('owner').innerText()).toMatch(/Administrator With Billing\s+Required\s+Active[\s\S]*All 4/)
      expect(await row('desk').innerText()).toMatch(/Help Desk\s+Not required\s+Active[\s\S]*2 of 4/)
      expect(await row('former').innerText()).toContain('Suspended')
      await row('technician').getByText('3 of 4').click()
      expect(await row('technician').getByRole('listitem').allInnerTexts()).toEqual(['Ardent Foods', 'Birch Legal', 'Copper Clinic'].map((name) => expect.stringContaining(name)))
      await lookAt(app, 'administrators')

      // A provider is read-only until somebody says otherwise: the plan shows, and cannot start.
      await card.getByRole('button', { name: 'New organization…' }).click()
      const asking = page.getByRole('dialog', { name: 'New organization' })
      await asking.getByLabel('Name').fill('Elm Academy')
      await asking.getByLabel(/^Users allowed/).fill('40')
      await asking.getByText(/is read-only here/).waitFor()
      await lookAt(app, 'form')
      await asking.getByRole('button', { name: 'Show the plan' }).click()
      const plan = review(page)
      await plan.dialog.getByRole('button', { name: 'Open its settings' }).click(patience)
      expect(posts()).toEqual([])
      const level = page.getByRole('group', { name: `Level of ${provider.name}` })
      await level.getByRole('radio', { name: /^Guarded/ }).check()
      await level.getByRole('button', { name: 'Save level' }).click()
      await page.getByText(`Level of ${provider.name} saved`).waitFor(patience)

      await card.getByRole('button', { name: 'New organization…' }).click()
      await asking.getByLabel('Name').fill('Elm Academy')
      await asking.getByLabel(/^Users allowed/).fill('40')
      await asking.getByRole('button', { name: 'Show the plan' }).click()
      await plan.dialog.getByText(`Provider ${provider.name}`).waitFor(patience)
      await plan.effects.getByText(/bills the provider/).waitFor()
      await plan.effects.getByText(/Which administrators of the provider may enter it/).waitFor()
      await plan.dialog.getByText(/^Cannot be taken back. An organization/).waitFor()
      await lookAt(app, 'plan')
      await plan.field('Reason').fill('New customer')
      await plan.run('Make 1 organization').click()

      // Made, read again, found with the key that is here already, and offered with a mark.
      const adding = page.getByRole('dialog', { name: 'New organization' })
      await adding.getByText(/was made and is in the provider’s list/).waitFor(patience)
      await adding.getByRole('checkbox', { name: /Elm Academy/ }).waitFor(patience)
      expect(await adding.getByRole('checkbox', { name: /Elm Academy/ }).isChecked()).toBe(true)
      expect(posts()).toEqual([`POST /api/v2/providers/${provider.id}/organizations`])
      await adding.getByLabel('Mark', { exact: true }).fill('EX')
      await adding.getByRole('radio', { name: 'teal' }).check({ force: true })
      await lookAt(app, 'add')
      await adding.getByRole('button', { name: 'Add 1 and sync' }).click()
      await adding.waitFor({ state: 'detached', ...patience })
      await page.getByRole('group', { name: 'Organization Elm Academy' }).waitFor(patience)
      await page.getByRole('group', { name: 'Organization Elm Academy' }).getByText(/^synced/i).waitFor({ timeout: 180_000 })

      // Who may enter the new one is read again, and said from the organization's side too.
      await page.getByRole('tab', { name: /All organizations/ }).click()
      await navigation(page).go('Providers')
      await card.getByRole('button', { name: 'Read again' }).click()
      await row('owner').getByText('All 5').waitFor(patience)
      await row('technician').getByText('3 of 5').waitFor()
      await page.getByRole('tab', { name: /Birch Legal|Elm Academy/ }).first().click()
      await navigation(page).go('Settings')
      const entered = page.getByRole('group', { name: 'Entered from the provider' })
      await entered.getByText(/2 of its 6 administrators may enter this organization/).waitFor(patience)
      await entered.scrollIntoViewIfNeeded()
      await lookAt(app, 'organization')

      // A request that never arrives: nobody can tell, it is not sent again, and nothing is pretended. From the palette this time.
      simulator.faults.add({ match: { method: 'POST', path: `/api/v2/providers/${provider.id}/organizations` }, fault: { type: 'lostRequest' } })
      await page.keyboard.press('Control+k')
      const palette = page.getByRole('dialog', { name: 'Search or run a command' })
      await palette.waitFor(patience)
      await page.keyboard.type('New organization at a provider')
      await palette.getByRole('menuitem').or(palette.getByRole('option')).filter({ hasText: 'New organization at a provider' }).first().click(patience)
      await asking.getByLabel('Name').fill('Fig Farm')
      await asking.getByRole('button', { name: 'Show the plan' }).click()
      await plan.run('Make 1 organization').click(patience)
      await adding.getByText('Nobody can tell whether it was made:').waitFor({ timeout: 120_000 })
      await adding.getByText('The key does not show it yet.').waitFor(patience)
      expect(await adding.innerText()).not.toContain('tries again')
      await lookAt(app, 'unknown')
      await adding.getByRole('button', { name: 'Close' }).last().click()
      expect(posts()).toHaveLength(2)
      simulator.faults.clear()

      // Without the network all of it stays, with its age; a new reading says what is wrong and loses nothing.
      await simulator.goOffline()
      await page.getByRole('tab', { name: /All organizations/ }).click()
      await navigation(page).go('Overview')
      await line.getByText(/6 administrators, 1 without required MFA · read/).waitFor(patience)
      await lookAt(app, 'overview-offline')
      await navigation(page).go('Providers')
      await row('owner').getByText('All 5').waitFor()
      await card.getByRole('button', { name: 'Read again' }).click()
      await card.getByText(/not since: the reading of/).waitFor({ timeout: 120_000 })
      await row('desk').getByText('2 of 5').waitFor()
      await lookAt(app, 'administrators-offline')
      expect(complaints).toEqual([])
      await app.quit()
    })
  } finally {
    await simulator.stop()
  }
}, 480_000)
