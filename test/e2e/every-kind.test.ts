// Everything an administrator looks at, in the real window: the list of every kind that the registry declares and one object of each with
// every tab, the pages of security and events. Once with the service there in the light theme, and once more in the dark one after a
// restart without it.

import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { kinds, resourceOf } from '../../shared/resources/index.ts'
import { axeViolations } from '../support/complaints.ts'
import { launchApp, type RunningApp, withProfile } from '../support/electron-app.ts'
import { connectDialog, firstRun, list, navigation, organizationHeader } from '../support/page-objects/screens.ts'
import { rawTexts } from '../support/raw-texts.ts'

const listed = kinds.map((kind) => resourceOf(kind)).filter(({ isHidden }) => !isHidden)

type Theme = 'light' | 'dark'

/** Collects what is wrong with each screen, so that one run names everything. */
interface Judge {
  readonly wrong: string[]
  /** `only` narrows what axe looks at to what changed since it last looked at the whole window. */
  screen(where: string, only?: string): Promise<void>
}

async function judgeOf({ page, electron }: RunningApp, theme: Theme): Promise<Judge> {
  await electron.evaluate(({ nativeTheme }, source) => void (nativeTheme.themeSource = source), theme)
  await page.waitForFunction((name) => document.documentElement.dataset['theme'] === name, theme)
  const wrong: string[] = []
  return {
    wrong,
    screen: async (where, only) => {
      for (const text of await rawTexts(page)) wrong.push(`${where}: ${text}`)
      for (const violation of await axeViolations(page, only)) wrong.push(`${where}, ${theme}: ${violation}`)
    },
  }
}

/** Resolves when nothing on screen says that it is still being read. */
const settled = (page: Page) =>
  page.waitForFunction(() => {
    const body = document.querySelector('.detail-body')
    return (body === null || (body.textContent ?? '').trim() !== '') && !/Reading |Waiting for JumpCloud/.test(document.querySelector('.list-page, .settings, .home')?.textContent ?? '')
  })

/** `isThorough`: axe looks at every tab; otherwise at the list with the first one, because the others are made of the same parts. */
async function walkLists(app: RunningApp, judge: Judge, organization: string, isThorough: boolean): Promise<void> {
  const { page } = app
  for (const { kind, words } of listed) {
    await navigation(page).go(words.title)
    const { region, grid, row, detail } = list(page, words.title)
    await region.waitFor()
    await row(/./).nth(1).waitFor({ timeout: 20_000 }).catch(() => undefined)
    if ((await grid.count()) === 0) {
      judge.wrong.push(`${kind}: no rows, but “${(await region.innerText()).replaceAll(/\s+/g, ' ').slice(-200)}”`)
      continue
    }
    await organizationHeader(page, organization).group.getByText(/^synced/).waitFor()
    await row(/./).nth(1).click()
    await page.keyboard.press('Enter')
    await detail.waitFor()
    const tabs = detail.getByRole('tab')
    const titles = await tabs.allInnerTexts()
    for (const [at, title] of titles.entries()) {
      await tabs.nth(at).click()
      await settled(page)
      await detail.getByText(/^Read /).first().waitFor()
      const isJudged = at === 0 || (isThorough && (title !== 'Raw' || kind === 'user'))
      if (!isJudged) judge.wrong.push(...(await rawTexts(page)).map((text) => `${kind}, ${title}: ${text}`))
      else await judge.screen(`${kind}, ${title.replaceAll('\n', ' ')}`, at === 0 ? undefined : '.detail')
    }
    await page.keyboard.press('Escape')
    await detail.waitFor({ state: 'detached' })
  }
}

async function walkPages(app: RunningApp, judge: Judge): Promise<void> {
  const { page } = app
  await navigation(page).go('MFA')
  await page.getByRole('heading', { name: 'Enrolment' }).waitFor()
  await page.getByText(/users who can sign in/).first().waitFor()
  await judge.screen('MFA')
  await navigation(page).go('Security settings')
  await page.getByText(/^Read /).first().waitFor()
  await judge.screen('Security settings')
  await navigation(page).go('Events')
  await page.getByRole('combobox', { name: 'Time' }).selectOption('7d')
  const events = page.getByRole('table', { name: 'Events' })
  await events.locator('[data-event]').first().waitFor()
  await judge.screen('Events')
  await events.locator('[data-event]').first().click()
  await page.getByRole('complementary', { name: 'Event' }).getByRole('heading', { name: 'As recorded' }).waitFor()
  await judge.screen('Event', '.detail')
  await page.keyboard.press('Escape')
}

test('2.1, 7.1, 7.8, 8.1: every list, every detail and every page shows what was read, in words, with and without the service', { timeout: 600_000 }, async () => {
  const simulator = await startSimulator({ estate: 'small' })
  const organization = simulator.estate.organizations[0]!
  try {
    await withProfile(async (profile) => {
      const first = await launchApp({ profile, simulatorUrl: simulator.url })
      await firstRun(first.page).addByKey()
      const connect = connectDialog(first.page)
      await connect.check(organization.apiKey)
      await connect.dialog.getByText(organization.id).waitFor()
      await connect.add()
      await organizationHeader(first.page, organization.name).synced()
      const online = await judgeOf(first, 'light')
      await walkLists(first, online, organization.name, true)
      await walkPages(first, online)
      expect(online.wrong).toEqual([])
      expect(first.complaints).toEqual([])
      await first.quit()

      await simulator.goOffline()
      const second = await launchApp({ profile, simulatorUrl: simulator.url })
      const header = organizationHeader(second.page, organization.name)
      await header.synced()
      await header.sync()
      await second.page.getByText(/^Offline since/).waitFor({ timeout: 60_000 })
      const offline = await judgeOf(second, 'dark')
      await walkLists(second, offline, organization.name, false)
      await walkPages(second, offline)
      expect(offline.wrong).toEqual([])
      expect(second.complaints).toEqual([])
      await second.quit()
    })
  } finally {
    await simulator.stop()
  }
})
