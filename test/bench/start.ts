// B14: from spawn to the rows that were on screen when the app was closed, beside a bare window that paints one line of text.
// Both are started by the same driver in turn, so its own cost is on both sides.

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type Page } from 'playwright-core'
import { startSimulator } from '../../main/simulator/server.ts'
import { launchApp } from '../support/electron-app.ts'
import { connectDialog, firstRun, list, navigation, organizationHeader } from '../support/page-objects/screens.ts'
import { median } from '../support/numbers.ts'

export const isDesktop = true

const rounds = 5
const users = 5_000

export default async function start() {
  const folder = await mkdtemp(join(tmpdir(), 'orgdeck-start-'))
  try {
    const bare = await makeBareApp(folder)
    const profile = join(folder, 'profile')
    await mkdir(profile)
    await fillProfile(profile)
    const ours: number[] = []
    const theirs: number[] = []
    for (let round = 0; round < rounds; round++) {
      theirs.push(await timeBare(bare))
      ours.push(await timeOurs(profile))
    }
    const [own, base] = [median(ours), median(theirs)]
    const firstBytes = await firstPageBytes()
    return [
      { id: 'B14', what: `cold start to last-known rows (${users} users)`, value: own, unit: 'ms', ratio: own / base, baseline: base, goal: '≤ 1.5 × bare window', ok: own <= 1.5 * base },
      { id: 'B14', what: 'first page code', value: firstBytes / 1_000, unit: 'kB', goal: '≤ 300 kB', ok: firstBytes <= 300_000 },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function makeBareApp(folder: string): Promise<string> {
  const app = join(folder, 'bare')
  await mkdir(app)
  await writeFile(join(app, 'package.json'), JSON.stringify({ name: 'bare', version: '1.0.0', main: 'main.cjs' }))
  await writeFile(join(app, 'page.html'), '<!doctype html><title>bare</title><p id="text">static text</p>')
  await writeFile(join(app, 'main.cjs'), "const { app, BrowserWindow } = require('electron'); app.enableSandbox(); app.whenReady().then(() => new BrowserWindow({ width: 1440, height: 900 }).loadFile(__dirname + '/page.html'))")
  return app
}

async function timeBare(app: string): Promise<number> {
  const from = performance.now()
  const electron = await _electron.launch({ executablePath: process.env['ELECTRON_UNDER_TEST']!, chromiumSandbox: true, colorScheme: null, args: [app], env: process.env as Record<string, string> })
  const page = await electron.firstWindow()
  await painted(page, '#text', 'static text')
  const took = performance.now() - from
  await electron.close()
  return took
}

async function timeOurs(profile: string): Promise<number> {
  const from = performance.now()
  const { page, quit } = await launchApp({ profile })
  await painted(page, '[role="grid"] [role="rowgroup"]', '@')
  const took = performance.now() - from
  await quit()
  return took
}

/**
 * Ends at the second frame after the text stands in the element. Looked for in every frame by the page itself: the driver's own waiting
 * asks after 20, 50, 100, 100 and then every 500 ms, which a page that shows its text later pays and one that has it at once does not.
 */
async function painted(page: Page, selector: string, text: string): Promise<void> {
  const look = ([where, what]: readonly [string, string]) =>
    new Promise<void>((resolve) => {
      const inFrame = () => {
        const isThere = [...document.querySelectorAll(where)].some((element) => element.textContent?.includes(what))
        requestAnimationFrame(isThere ? () => resolve() : inFrame)
      }
      requestAnimationFrame(inFrame)
    })
  // The empty document that a window begins with takes the question with it when the page comes.
  for (;;) {
    try {
      return await page.evaluate(look, [selector, text] as const)
    } catch (error) {
      if (!/context was destroyed|navigat/i.test(String(error))) throw error
    }
  }
}

async function fillProfile(profile: string): Promise<void> {
  const simulator = await startSimulator({ estate: { organizations: [{ name: 'Start', users, devices: 0, region: 'us' }] } })
  const organization = simulator.estate.organizations[0]!
  const { page, quit } = await launchApp({ profile, simulatorUrl: simulator.url })
  await firstRun(page).addByKey()
  const connect = connectDialog(page)
  await connect.check(organization.apiKey)
  await connect.dialog.getByText(organization.id).waitFor()
  await connect.add()
  await organizationHeader(page, organization.name).group.getByText(/^synced/i).waitFor({ timeout: 180_000 })
  await navigation(page).go('Users')
  await list(page, 'Users').row(/./).first().waitFor()
  await page.waitForTimeout(1_500)
  await quit()
  await simulator.stop()
}

/** What runs before anything shows: the entry, which imports nothing at once; what is asked for beside it runs when it is shown. */
async function firstPageBytes(): Promise<number> {
  const folder = join(process.env['ORGDECK_APP'] ?? process.cwd(), 'out/renderer/assets')
  const html = await readFile(join(folder, '../index.html'), 'utf8')
  const loaded = (await readdir(folder)).filter((name) => name.endsWith('.js') && new RegExp(`<script[^>]*${name}`).test(html))
  const sizes = await Promise.all(loaded.map(async (name) => (await readFile(join(folder, name))).byteLength))
  return sizes.reduce((sum, size) => sum + size, 0)
}
