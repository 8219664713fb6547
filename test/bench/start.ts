// B14: from spawn to the rows that were on screen when the app was closed, beside a bare window that paints one line of text.
// Both are started in turn and looked at in the same way (`start/painted.cjs`): the second frame after the text stands in the document.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startSimulator } from '../../main/simulator/server.ts'
import { launchApp } from '../support/electron-app.ts'
import { connectDialog, firstRun, list, navigation, organizationHeader } from '../support/page-objects/screens.ts'
import { median } from '../support/numbers.ts'

export const isDesktop = true

const rounds = 5
const appFolder = process.env['ORGDECK_APP'] ?? process.cwd()
const starter = fileURLToPath(new URL('start', import.meta.url))
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
      theirs.push(await timeStart(bare, ['#text', 'static text']))
      ours.push(await timeStart(appFolder, ['[role="grid"] [role="rowgroup"]', '@'], { ORGDECK_PROFILE: profile }))
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

/** The program as a person starts it: no driver looks on, whose own contexts would run the preload script once more in every document. */
async function timeStart(app: string, [selector, text]: readonly [string, string], more: Record<string, string> = {}): Promise<number> {
  const from = performance.now()
  const child = spawn(process.env['ELECTRON_UNDER_TEST']!, [starter], {
    timeout: 30_000,
    env: { ...(process.env as Record<string, string>), ...more, ORGDECK_BENCH_APP: app, ORGDECK_BENCH_PAINTED: JSON.stringify([selector, text]) },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = once(child, 'exit')
  let took: number | null = null
  for await (const piece of child.stdout.setEncoding('utf8')) if (took === null && (piece as string).includes('painted')) took = performance.now() - from
  await ended
  if (took === null) throw new Error(`${app} ended before it showed ${text}`)
  return took
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
  const folder = join(appFolder, 'out/renderer/assets')
  const html = await readFile(join(folder, '../index.html'), 'utf8')
  const loaded = (await readdir(folder)).filter((name) => name.endsWith('.js') && new RegExp(`<script[^>]*${name}`).test(html))
  const sizes = await Promise.all(loaded.map(async (name) => (await readFile(join(folder, name))).byteLength))
  return sizes.reduce((sum, size) => sum + size, 0)
}
