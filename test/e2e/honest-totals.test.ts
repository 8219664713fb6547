// Five organizations of many fail and three are held back: every page over all of them, and every file, says of how many its numbers are
// and names the eight. `npm run gate -- honest-totals --n 200` does it at the size of a large provider.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Fault } from '../../main/simulator/faults.ts'
import { startSimulator } from '../../main/simulator/server.ts'
import { launchApp, type RunningApp, withProfile } from '../support/electron-app.ts'
import { connectDialog, estate, firstRun, navigation } from '../support/page-objects/screens.ts'

const count = Number(process.env['ORGDECK_ORGANIZATIONS'] ?? 24)
/** A busy machine may take its time. */
const soon = { timeout: 120_000 }
/** Filling an estate is some eighty requests for each organization. */
const filled = { timeout: 120_000 + count * 15_000, interval: 1_000 }

const words = ['Cedar', 'Harbour', 'Summit', 'Juniper', 'Granite', 'Willow', 'Beacon', 'Orchard', 'Sterling', 'Meridian', 'Cobalt', 'Prairie', 'Lantern', 'Copper', 'Falcon', 'Ivory', 'Maple', 'Quarry', 'Raven', 'Solstice']
const trades = ['Health', 'Foods', 'Freight', 'Software', 'Marine', 'Academy', 'Clinics', 'Tooling', 'Legal', 'Energy']
const nameOf = (at: number) => `${words[at % words.length]} ${trades[Math.floor(at / words.length) % trades.length]}`

/** Failures that end at once, each in its own way; the last three wait for an hour. */
const faults: readonly Fault[] = [
  { type: 'unauthorized' },
  { type: 'forbidden' },
  { type: 'loginPage' },
  { type: 'empty', status: 200 },
  { type: 'body', body: { message: 'Internal error', code: 13 } },
  ...[1, 2, 3].map((): Fault => ({ type: 'rateLimited', retryAfter: { seconds: 3_600 } })),
]

interface Asking {
  readonly bridge: { call(request: object): Promise<{ ok: boolean; value?: unknown }> }
}
const ask = <Value>(page: Page, name: string, input: object): Promise<Value> =>
  page.evaluate(async ([operation, given]) => (await (globalThis as unknown as Asking).bridge.call({ name: operation, input: given, callId: `test-${Math.random()}` })).value, [name, input] as const) as Promise<Value>

/** What a page says of the organizations it covers, whether the names stand on the line or behind a click. */
async function honest(page: Page, where: string, share: string, names: readonly string[]): Promise<void> {
  const note = estate(page).note
  await expect.poll(() => note.first().textContent(), { ...soon, message: `${where} says ${share}` }).toContain(share)
  for (const name of names) await expect.poll(() => note.first().textContent(), { ...soon, message: `${where} names ${name}` }).toContain(name)
}

async function exported({ electron, page }: RunningApp, path: string, format: string): Promise<string> {
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: /^Export/ })
  await dialog.getByText(format, { exact: true }).click()
  await honest(page, `the dialog of an export as ${format}`, `${count - 8} of ${count} organizations`, [])
  await dialog.getByRole('button', { name: 'Choose a file and export' }).click()
  await dialog.waitFor({ state: 'detached', ...soon })
  return readFile(`${path}.about.json`, 'utf8')
}

test(`with eight of ${count} organizations in trouble, every page and file over all of them says ${count - 8} of ${count} and names them`, { timeout: filled.timeout + 900_000 }, async () => {
  const simulator = await startSimulator({ estate: { organizations: Array.from({ length: count }, (_, at) => ({ name: nameOf(at), domain: `organization${at}.example`, users: 4, devices: 1, userGroups: 2, region: 'us' as const })) } })
  try {
    await withProfile(async (profile) => {
      const app = await launchApp({ profile, simulatorUrl: simulator.url })
      const { page } = app
      page.setDefaultTimeout(soon.timeout)
      await firstRun(page).addByKey()
      const connect = connectDialog(page)
      await connect.check(simulator.estate.providers[0]!.apiKey)
      await connect.dialog.getByText(`${count} of ${count} chosen`).waitFor(soon)
      await connect.dialog.getByRole('button', { name: `Add ${count} and sync` }).click()
      await connect.dialog.waitFor({ state: 'detached', timeout: filled.timeout })
      const unread = async () => (await ask<{ syncedAt: string | null }[]>(page, 'organization.list', {})).filter(({ syncedAt }) => syncedAt === null).length
      await expect.poll(unread, filled).toBe(0)
      await estate(page).note.filter({ hasText: `All ${count} organizations, oldest` }).waitFor(soon)

      const bad = faults.map((fault, at) => {
        const organization = simulator.estate.organizations[Math.floor((at * count) / faults.length)]!
        simulator.faults.add({ match: { organization: organization.id }, fault })
        return organization
      })
      for (const { id } of bad) await ask(page, 'sync.start', { organization: id })
      const share = `${count - 8} of ${count} organizations`
      const names = bad.map(({ name }) => name)
      await honest(page, 'the overview', share, names)

      // Every list of the menu, as it stands there: a new kind is looked at without anybody thinking of it.
      const bar = page.getByRole('navigation').first()
      const lists = [...new Set((await bar.locator('.navigation-group .navigation-item').allInnerTexts()).map((text) => text.trim()))]
      expect(lists.length).toBeGreaterThan(15)
      for (const title of lists) {
        await bar.getByRole('button', { name: title, exact: true }).first().click()
        await page.getByRole('heading', { name: title, level: 1 }).waitFor(soon)
        await honest(page, `the list of ${title}`, share, names)
      }

      await navigation(page).go('Compare settings')
      const compared = page.getByRole('combobox', { name: 'What to compare' })
      for (const { value, text } of await compared.locator('option').evaluateAll((options) => options.map((option) => ({ value: (option as HTMLOptionElement).value, text: option.textContent ?? '' })))) {
        await compared.selectOption(value)
        await honest(page, `${text} side by side`, share, names)
        if (value !== 'organization') continue
        // Each of the eight carries its own age, too, where its column stands; the golden one stands first.
        const golden = page.getByRole('combobox', { name: 'Compare with', exact: true })
        await golden.selectOption(bad[0]!.id)
        const head = page.getByRole('grid', { name: 'Settings by organization' }).getByRole('columnheader').filter({ hasText: names[0]! }).first()
        await expect.poll(() => head.getAttribute('title'), soon).toMatch(/the last reading failed, data of /)
        await golden.selectOption('')
      }

      await page.keyboard.press('Control+k')
      const palette = page.getByRole('dialog', { name: 'Search or run a command' })
      await palette.waitFor(soon)
      await page.keyboard.type('@a')
      const searched = palette.getByRole('status').filter({ hasText: share })
      await searched.waitFor(soon)
      for (const name of names) expect(await searched.textContent()).toContain(name)
      // The first one empties the field.
      for (let times = 0; times < 2; times++) await page.keyboard.press('Escape')
      await palette.waitFor({ state: 'detached', ...soon })

      await navigation(page).go('Users')
      await page.getByRole('heading', { name: 'Users', level: 1 }).waitFor(soon)
      for (const format of ['CSV', 'XLSX', 'JSON']) {
        const about = JSON.parse(await exported(app, join(profile, `people.${format.toLowerCase()}`), format)) as { rowsAreOf: string; missing: string[]; fromOlderReading: string[] }
        expect(about.rowsAreOf).toBe(share)
        expect([...about.missing, ...about.fromOlderReading].sort()).toEqual([...names].sort())
      }

      // Beside another one, the side that failed says so too.
      await page.getByRole('tab', { name: /All organizations/ }).click()
      await page.keyboard.press('Control+k')
      await palette.waitFor(soon)
      await page.keyboard.type(`:${names[0]}`)
      await palette.getByRole('menuitem').or(palette.getByRole('option')).filter({ hasText: names[0]! }).first().click()
      await page.getByRole('group', { name: `Organization ${names[0]}` }).waitFor(soon)
      await page.keyboard.press('Control+k')
      await palette.waitFor(soon)
      await page.keyboard.type('>Compare this organization')
      await palette.getByRole('menuitem').or(palette.getByRole('option')).filter({ hasText: 'Compare this organization' }).first().click()
      await page.locator('.compare-side').filter({ has: page.locator('option:checked', { hasText: names[0]! }) }).getByText(/the last reading failed \(key refused\)/).waitFor(soon)
      expect(app.complaints).toEqual([])
      await app.quit()
    })
  } finally {
    await simulator.stop()
  }
})
