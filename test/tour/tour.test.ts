// A walk through every screen of the demo estate in the real window, in both themes: the pictures are for people to judge.

import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { kinds, resourceOf } from '../../shared/resources/index.ts'
import { launchApp, withProfile } from '../support/electron-app.ts'
import { connectDialog, firstRun, list, navigation } from '../support/page-objects/screens.ts'

const folder = process.env['ORGDECK_OUT'] ?? join(tmpdir(), 'orgdeck-tour')

test('every screen can be shown in both themes', async () => {
  mkdirSync(folder, { recursive: true })
  await withProfile(async (profile) => {
    const { page, electron, complaints, quit } = await launchApp({ profile })
    let number = 0
    const picture = async (name: string) => {
      await page.waitForTimeout(400)
      number++
      for (const theme of ['light', 'dark'] as const) {
        await electron.evaluate(({ nativeTheme }, source) => (nativeTheme.themeSource = source), theme)
        await page.waitForTimeout(150)
        await page.screenshot({ path: join(folder, `${String(number).padStart(2, '0')}-${name}-${theme}.png`) })
      }
    }
    await walk(page, picture)
    await walkKinds(page, picture)
    expect(complaints).toEqual([])
    await quit()
  })
})

async function walk(page: Page, picture: (name: string) => Promise<void>): Promise<void> {
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

/** The pages of security, and each list with one detail and its tabs. A list of an organization that lacks the kind says why. */
async function walkKinds(page: Page, picture: (name: string) => Promise<void>): Promise<void> {
  // The settings of the program belong to no organization; its tab leads back.
  await page.getByRole('tablist').first().getByRole('tab').nth(1).click()
  await navigation(page).go('Home')
  await page.getByRole('heading', { name: 'Sync' }).scrollIntoViewIfNeeded()
  await picture('home-sync')
  for (const name of ['MFA', 'Security settings']) {
    await navigation(page).go(name)
    await picture(name.toLowerCase().replace(' ', '-'))
  }
  for (const { kind, isHidden, words } of kinds.map((kind) => resourceOf(kind))) {
    if (isHidden) continue
    await navigation(page).go(words.title)
    const { grid, detail, row } = list(page, words.title)
    await page.waitForTimeout(500)
    await picture(`list-${kind}`)
    if ((await grid.count()) === 0) continue
    await row(/./).nth(1).click()
    await page.keyboard.press('Enter')
    await detail.waitFor()
    const tabs = detail.getByRole('tab')
    for (let at = 0; at < (await tabs.count()) - 1; at++) {
      await tabs.nth(at).click()
      await page.waitForTimeout(400)
      await picture(`detail-${kind}-${((await tabs.nth(at).textContent()) ?? '').toLowerCase().replace(/[^a-z]+/g, '-')}`)
    }
    await page.keyboard.press('Escape')
  }
}
