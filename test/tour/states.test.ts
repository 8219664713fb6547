// What is not plain: events with their gaps, filters and details, lists that are read, refused, left out, incomplete or empty, and all of
// it without the service. Over a small estate whose service misbehaves where it is asked to.

import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { FaultRule } from '../../main/simulator/faults.ts'
import { startSimulator } from '../../main/simulator/server.ts'
import { launchApp, withProfile } from '../support/electron-app.ts'
import { connectDialog, firstRun, list, navigation, organizationHeader } from '../support/page-objects/screens.ts'
import { type Picture, pictures } from './pictures.ts'

const faults: readonly FaultRule[] = [
  { match: { path: '/api/v2/usergroups' }, fault: { type: 'forbidden' } },
  { match: { path: '/api/v2/policies' }, fault: { type: 'status', status: 402 } },
  { match: { path: '/api/v2/iplists' }, fault: { type: 'status', status: 503 } },
]

test('every state of lists and events can be shown', async () => {
  const simulator = await startSimulator({
    estate: 'small',
    latencyMs: { mean: 150, spread: 50 },
    // Events go on for whoever looks today.
    clock: (estateNowMs) => Math.max(estateNowMs, Date.now()),
  })
  const [organization, second] = simulator.estate.organizations
  try {
    await withProfile(async (profile) => {
      const app = await launchApp({ profile, simulatorUrl: simulator.url })
      const picture = pictures(app, 's')
      await firstRun(app.page).addByKey()
      // The check of a key reads some lists too; they go wrong once it is over.
      await addByDialog(app.page, organization!, () => simulator.faults.add(...faults))
      await navigation(app.page).go('Alerts')
      await picture('list-first-reading')
      await readToItsEnd(app.page, organization!.name)
      await walkLists(app.page, picture)
      simulator.faults.add({ match: { path: '/api/systems' }, fault: { type: 'status', status: 503 } })
      await organizationHeader(app.page, organization!.name).sync()
      await navigation(app.page).go('Devices')
      await list(app.page, 'Devices').region.getByText(/the last reading failed/).waitFor({ timeout: 120_000 })
      await picture('list-not-renewed')
      await readToItsEnd(app.page, organization!.name)
      await walkEvents(app.page, picture)
      simulator.faults.clear()
      await app.page.getByRole('button', { name: 'Add an organization' }).click()
      await addByDialog(app.page, second!)
      await readToItsEnd(app.page, second!.name)
      await navigation(app.page).go('Events')
      await picture('events-not-in-plan')
      expect(app.complaints).toEqual([])
      await app.quit()

      await simulator.goOffline()
      const again = await launchApp({ profile, simulatorUrl: simulator.url })
      await walkOffline(again.page, pictures(again, 's', 40), organization!.name)
      expect(again.complaints).toEqual([])
      await again.quit()
    })
  } finally {
    await simulator.stop()
  }
})

/** A sync that could not read everything ends without the word "synced". */
const readToItsEnd = (page: Page, name: string) => organizationHeader(page, name).group.getByRole('button', { name: `Sync ${name}` }).waitFor({ timeout: 240_000 })

async function addByDialog(page: Page, { apiKey, id }: { readonly apiKey: string; readonly id: string }, checked = () => {}): Promise<void> {
  const connect = connectDialog(page)
  await connect.check(apiKey)
  await connect.dialog.getByText(id).waitFor()
  checked()
  await connect.add()
}

async function walkLists(page: Page, picture: Picture): Promise<void> {
  for (const [title, name] of [['User groups', 'list-refused'], ['Policies', 'list-not-in-plan'], ['IP lists', 'list-failed']] as const) {
    await navigation(page).go(title)
    await page.getByRole('region', { name: title, exact: true }).waitFor()
    await picture(name)
  }
  await navigation(page).go('Users')
  const users = list(page, 'Users')
  await users.row(/./).nth(2).waitFor()
  await users.region.getByRole('button', { name: 'Filter by' }).click()
  await page.getByRole('dialog').getByText('Password pending').waitFor()
  await page.getByRole('dialog').locator('.facet-count').nth(7).waitFor({ state: 'attached' })
  await page.getByRole('dialog').locator('summary').first().click()
  await picture('filter-with-counts')
  await page.keyboard.press('Escape')
}

async function walkEvents(page: Page, picture: Picture): Promise<void> {
  await navigation(page).go('Events')
  const time = page.getByRole('combobox', { name: 'Time' })
  await time.selectOption('7d')
  const events = page.getByRole('table', { name: 'Events' }).locator('[data-event]')
  await events.nth(3).waitFor({ timeout: 120_000 })
  await picture('events')
  await events.nth(2).click()
  const detail = page.getByRole('complementary', { name: 'Event' })
  await detail.getByRole('heading', { name: 'As recorded' }).waitFor()
  await picture('event')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Type' }).click()
  await page.getByRole('dialog', { name: 'Type' }).locator('.facet-count').first().waitFor()
  await picture('events-types')
  await page.keyboard.press('Escape')
  await page.getByRole('switch', { name: /Live/ }).click()
  await picture('events-live')
  await page.getByRole('switch', { name: /Live/ }).click()
  await time.selectOption('90d')
  await page.getByText(/Not read:/).first().waitFor()
  await picture('events-gaps')
  await page.getByRole('textbox', { name: 'Search events' }).fill('zzzz')
  await page.getByText('No events match').waitFor()
  await picture('events-nothing-matches')
  await page.getByRole('textbox', { name: 'Search events' }).fill('')
}

async function walkOffline(page: Page, picture: Picture, name: string): Promise<void> {
  await page.getByRole('tab', { name }).click()
  await organizationHeader(page, name).sync()
  await page.getByText(/^Offline since/).waitFor({ timeout: 120_000 })
  await navigation(page).go('Users')
  const users = list(page, 'Users')
  await users.row(/./).nth(2).click()
  await page.keyboard.press('Enter')
  await users.detail.getByRole('tab', { name: 'Push devices' }).click()
  await picture('offline-live-detail')
  await navigation(page).go('Events')
  await page.getByRole('combobox', { name: 'Time' }).selectOption('7d')
  await page.getByRole('table', { name: 'Events' }).locator('[data-event]').first().waitFor()
  await picture('offline-events')
  await page.getByRole('combobox', { name: 'Time' }).selectOption('90d')
  await picture('offline-events-gaps')
}
