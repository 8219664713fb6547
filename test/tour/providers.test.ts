// The provider of the demo estate: who administers it and how far each reaches, a new organization made through it, and organizations
// below it beside one that has no provider. What was made is demo data too, and is gone when the estate starts anew.

import { expect, test } from 'vitest'
import { launchApp, withProfile } from '../support/electron-app.ts'
import { review } from '../support/page-objects/changes.ts'
import { firstRun, navigation } from '../support/page-objects/screens.ts'
import { pictures } from './pictures.ts'

const patience = { timeout: 120_000 }
const provider = 'Harbourline Managed IT'

test('a provider can be shown with everything that belongs to it', async () => {
  await withProfile(async (profile) => {
    const app = await launchApp({ profile })
    const { page } = app
    const picture = pictures(app, 'p')
    const tab = (name: RegExp) => page.getByRole('tab', { name })
    await firstRun(page).exploreDemo()
    const line = page.getByRole('list', { name: 'Providers' }).getByRole('listitem')
    await line.getByText('administrators not read yet').waitFor(patience)
    await page.getByRole('table').getByText('Kestrel Aerospace Components').waitFor(patience)
    await picture('overview-provider-not-read')
    await line.getByRole('button', { name: `Administrators of ${provider}` }).click()
    const card = page.getByRole('region', { name: `Provider ${provider}` })
    await card.getByText(/^6 administrators/).waitFor(patience)
    await picture('providers')
    await card.getByRole('row', { name: /^technician/ }).getByText('5 of 6').click()
    await picture('providers-who-enters')
    await page.getByRole('group', { name: `Level of ${provider}` }).scrollIntoViewIfNeeded()
    await picture('providers-level')

    await card.getByRole('button', { name: 'New organization…' }).click()
    const dialog = page.getByRole('dialog', { name: 'New organization' })
    await dialog.getByLabel('Name').fill('Elm Academy')
    await dialog.getByLabel(/^Users allowed/).fill('40')
    await picture('new-organization')
    await dialog.getByRole('button', { name: 'Show the plan' }).click()
    const plan = review(page)
    await plan.effects.getByText(/bills the provider/).waitFor(patience)
    await picture('new-organization-plan')
    await plan.run('Make 1 organization').click()
    await dialog.getByRole('checkbox', { name: /Elm Academy/ }).waitFor(patience)
    await picture('new-organization-made')
    await dialog.getByRole('button', { name: 'Add 1 and sync' }).click()
    await dialog.waitFor({ state: 'detached', ...patience })
    await page.getByText('Demo data. Nothing leaves this computer.').waitFor(patience)
    await page.getByRole('group', { name: 'Organization Elm Academy' }).getByText(/^synced/i).waitFor({ timeout: 240_000 })
    // As the plan said: it begins empty.
    for (const title of ['Policies', 'SSO applications', 'Devices']) expect(await page.getByRole('main').getByRole('button', { name: new RegExp(`^${title}\\s*0`) }).or(page.getByRole('main').getByRole('link', { name: new RegExp(`^${title}\\s*0`) })).count(), title).toBe(1)
    await picture('new-organization-home')

    await tab(/All organizations/).click()
    await navigation(page).go('Overview')
    await line.getByText(/6 administrators/).waitFor(patience)
    await picture('overview-provider-read')
    for (const [name, sentence] of [['Northlight Dental Group', /administrators may enter this organization/], ['Institut Clairval', /^Organization ID/]] as const) {
      await tab(/All organizations/).click()
      await navigation(page).go('Overview')
      await page.getByRole('table').getByRole('button', { name }).or(page.getByRole('table').getByRole('link', { name })).first().click()
      await navigation(page).go('Settings')
      await page.getByText(sentence).first().waitFor(patience)
      await page.getByText(sentence).first().scrollIntoViewIfNeeded()
      await picture(`settings-${name.split(' ')[0]!.toLowerCase()}`)
    }
    expect(await page.getByRole('group', { name: 'Entered from the provider' }).count()).toBe(0)
    expect(app.complaints).toEqual([])
    await app.quit()

    const again = await launchApp({ profile })
    await again.page.getByRole('tab', { name: /All organizations/ }).click(patience)
    await navigation(again.page).go('Overview')
    await again.page.getByRole('table').getByText('Fjordvik Shipping').waitFor(patience)
    await again.page.getByRole('table').getByText('Elm Academy').waitFor({ state: 'detached', ...patience })
    expect(again.complaints).toEqual([])
    await again.quit()
  })
}, 600_000)
