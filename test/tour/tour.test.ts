// A walk through every screen of the demo estate in the real window, in both themes: the pictures are for people to judge.

import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { kinds, resourceOf } from '../../shared/resources/index.ts'
import { launchApp, withProfile } from '../support/electron-app.ts'
import { connectDialog, firstRun, list, navigation } from '../support/page-objects/screens.ts'
import { type Picture, pictures } from './pictures.ts'

test('every screen can be shown in both themes', async () => {
  await withProfile(async (profile) => {
    const app = await launchApp({ profile })
    const picture = pictures(app, '')
    await walk(app.page, picture)
    await walkKinds(app.page, picture)
    await walkGoogle(app.page, picture)
    await walkPanes(app.page, picture)
    expect(app.complaints).toEqual([])
    await app.quit()
  })
})

async function walk(page: Page, picture: Picture): Promise<void> {
  await firstRun(page).addByKey()
  const connect = connectDialog(page)
  await connect.check('not a key')
  await connect.dialog.getByText(/Nothing was saved/).waitFor()
  await picture('connect-wrong-key')
  await connect.cancel()
  await picture('first-run')
  await firstRun(page).exploreDemo()
  await page.getByRole('tab', { name: /All organizations/ }).waitFor()
  await page.getByRole('link', { name: /./ }).or(page.getByRole('row')).first().waitFor()
  await page.waitForTimeout(6_000)
  await picture('all-organizations')

  const first = page.getByRole('table').getByRole('row').nth(1).getByRole('button').or(page.getByRole('table').getByRole('row').nth(1).getByRole('link')).first()
  await first.click()
  await picture('home')
  await navigation(page).go('Users')
  const users = list(page, 'Users')
  await users.row(/./).nth(2).waitFor()
  await picture('users')
  await users.row(/./).nth(4).click()
  await page.keyboard.press('Enter')
  await users.detail.waitFor()
  await picture('user-detail')
  await users.detail.getByRole('tab', { name: /Groups/ }).click()
  await picture('user-groups-of-one')
  await users.detail.getByRole('tab', { name: 'Raw' }).click()
  await picture('user-raw')
  await page.keyboard.press('Escape')
  await users.region.getByRole('button', { name: 'Filter by' }).click()
  await picture('users-filter')
  await page.keyboard.press('Escape')
  await users.region.getByRole('button', { name: 'Columns' }).click()
  await picture('users-columns')
  await page.keyboard.press('Escape')
  await users.search('zzzz')
  await picture('users-nothing-matches')
  await users.search('')
  await users.region.getByRole('button', { name: 'Export' }).click()
  await picture('export')
  await page.keyboard.press('Escape')
  await navigation(page).go('User groups')
  await list(page, 'User groups').row(/./).nth(2).waitFor()
  await picture('user-groups')
  await page.getByRole('button', { name: 'Settings', exact: true }).first().click()
  await picture('settings')
  await page.keyboard.press('Control+k')
  await picture('palette')
  await page.keyboard.press('Escape')
}

/** The pages of security, and each list with the tabs of one object. What the organization lacks says so in its list. */
async function walkKinds(page: Page, picture: Picture): Promise<void> {
  // The settings of the program belong to no organization; its tab leads back.
  await page.getByRole('tablist').first().getByRole('tab').nth(1).click()
  await navigation(page).go('Home')
  await picture('home-read')
  await page.getByRole('button', { name: 'Associations' }).click()
  await picture('home-sync')
  await navigation(page).go('MFA')
  await page.getByText(/\d users who can sign in/).waitFor({ timeout: 120_000 })
  await picture('mfa')
  await navigation(page).go('Security settings')
  await page.getByText(/^Read /).first().waitFor()
  await picture('security-settings')
  for (const { kind, isHidden, words } of kinds.map((each) => resourceOf(each))) {
    if (isHidden) continue
    await navigation(page).go(words.title)
    const { grid, detail, row } = list(page, words.title)
    await page.waitForTimeout(500)
    await picture(`list-${kind}`, ['light'])
    if ((await grid.count()) === 0) continue
    await row(/./).nth(1).click()
    await page.keyboard.press('Enter')
    await detail.waitFor()
    const tabs = detail.getByRole('tab')
    for (let at = 0; at < (await tabs.count()) - 1; at++) {
      await tabs.nth(at).click()
      await page.waitForTimeout(400)
      await picture(`detail-${kind}-${((await tabs.nth(at).textContent()) ?? '').toLowerCase().replace(/[^a-z]+/g, '-')}`, [at % 2 === 0 ? 'light' : 'dark'])
    }
    await page.keyboard.press('Escape')
  }
  await recoveryKey(page, picture)
  await page.keyboard.press('Escape')
  // A tab leads to where it was left, which may be the settings.
  await page.getByRole('tab', { name: /All organizations/ }).click()
  await navigation(page).go('Overview')
  await picture('all-organizations-read')
  await page.getByRole('table').getByRole('row').nth(7).getByRole('button').first().click()
  await picture('home-of-a-small-plan')
  await navigation(page).go('Users')
  await list(page, 'Users').row(/./).nth(2).click()
  await page.keyboard.press('v')
  await picture('views')
  await page.keyboard.press('Escape')
}

/** What only an organization with Google has: Android enterprises with single devices, people with the state of their sync. */
async function walkGoogle(page: Page, picture: Picture): Promise<void> {
  await page.getByRole('tab', { name: /All organizations/ }).click()
  await navigation(page).go('Overview')
  await page.getByRole('table').getByRole('button', { name: /Institut Clairval/ }).or(page.getByRole('table').getByRole('link', { name: /Institut Clairval/ })).first().click()
  const any = /./
  const open = async (title: string, row: RegExp, tab: string) => {
    await navigation(page).go(title)
    const { detail, row: rowOf } = list(page, title)
    // Any row but the head of the columns.
    await rowOf(row).nth(row === any ? 1 : 0).click()
    await page.keyboard.press('Enter')
    await detail.waitFor()
    await detail.getByRole('tab', { name: tab, exact: true }).click()
    await detail.getByText(/^Read .+, kept nowhere$/).waitFor()
    return detail
  }
  await navigation(page).go('Android')
  await list(page, 'Android').row(/Institut/).first().waitFor()
  await picture('list-android')
  const android = await open('Android', /Institut/, 'Enrolled devices')
  await android.getByRole('button', { name: 'About the device' }).first().click()
  await android.getByText('Security patches of').waitFor()
  await android.getByRole('button', { name: 'Policy in force' }).first().click()
  await android.getByText(/passwordMinimumLength/).waitFor()
  await picture('android-device')
  await page.keyboard.press('Escape')
  await open('Apple MDM', any, 'Enrolment profiles')
  await picture('apple-enrolment-profiles')
  await page.keyboard.press('Escape')
  // Somebody whom policies reach directly: the members of IT.
  await navigation(page).go('User groups')
  const groups = list(page, 'User groups')
  await groups.row(/^IT\b|Everybody in IT/).first().click()
  await page.keyboard.press('Enter')
  await groups.detail.getByRole('tab', { name: /Members/ }).click()
  await groups.detail.getByRole('tabpanel').getByRole('button').filter({ hasText: /\w/ }).last().click()
  const person = list(page, 'Users').detail
  await person.getByRole('tab', { name: 'Policy results' }).click()
  await person.getByText(/^Read .+, kept nowhere$/).waitFor()
  await picture('user-policy-results')
  await person.getByRole('tab', { name: 'Directory sync' }).click()
  await person.getByText(/^Read .+, kept nowhere$/).waitFor()
  await picture('user-directory-sync')
  await page.keyboard.press('Escape')
  await open('Devices', /Windows/, 'Command results')
  await picture('device-command-results')
  await page.keyboard.press('Escape')
  await open('Commands', /Weekly/, 'Waiting')
  await picture('command-waiting')
  await page.keyboard.press('Escape')
}

async function recoveryKey(page: Page, picture: Picture): Promise<void> {
  await navigation(page).go('Devices')
  const { detail, row } = list(page, 'Devices')
  await row(/./).nth(1).click()
  await page.keyboard.press('Enter')
  await detail.getByRole('tab', { name: 'Details' }).click()
  // Not every encrypted device has left its key with the service.
  for (let at = 2; await detail.locator('button[aria-disabled=true]', { hasText: 'Show the recovery key' }).count(); at++) await row(/./).nth(at).click()
  await detail.getByRole('button', { name: /Show the recovery key/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Recovery key' })
  await dialog.getByRole('textbox').fill((await dialog.locator('.typed-name').innerText()).trim())
  await picture('recovery-key-asked', ['light'])
  await dialog.getByRole('button', { name: 'Show 1 key' }).click()
  await picture('recovery-key-shown', ['dark'])
  await page.keyboard.press('Escape')
}

/** Two organizations side by side, linked, and compared. */
async function walkPanes(page: Page, picture: Picture): Promise<void> {
  const tabs = page.getByRole('tablist').first().getByRole('tab')
  await tabs.nth(1).click()
  await navigation(page).go('Users')
  await tabs.nth(2).click({ modifiers: ['Shift'] })
  const panes = page.locator('.pane')
  await panes.nth(1).waitFor()
  await picture('side-by-side')
  await page.keyboard.press('Control+Shift+L')
  await panes.nth(1).getByRole('button', { name: 'Unlink this pane' }).waitFor()
  await picture('side-by-side-linked')
  await panes.nth(1).getByRole('button', { name: 'Compare with the pane beside' }).click()
  await panes.nth(1).getByRole('heading', { name: 'Compare' }).waitFor()
  await picture('compare-beside')
  await panes.first().getByRole('button', { name: 'Close this pane' }).click()
  await page.getByLabel('What is compared').selectOption({ label: 'Settings' })
  await picture('compare')
}
