// B11 over a whole estate: what engine and reader and the page hold with 200 organizations and 100,000 users, beside one organization of a
// thousand: after the overview, the list of all users scrolled through, and searches over everything.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSimulator } from '../../main/simulator/server.ts'
import type { BenchContext, BenchRow } from '../support/filled-store.ts'
import { launchApp, type RunningApp } from '../support/electron-app.ts'
import { connectDialog, firstRun, navigation } from '../support/page-objects/screens.ts'

export const isDesktop = true

interface Held {
  readonly engineMb: number
  readonly pageMb: number
  readonly heapMb: number
  readonly elements: number
}

export default async function memory({ say }: BenchContext): Promise<BenchRow[]> {
  say('one organization of 1,000 users …')
  const few = await measure(1, 1_000)
  say('200 organizations of 500 users each; filling them takes a while …')
  const many = await measure(200, 500)
  const row = (what: string, value: number, baseline: number, unit: string, goal: number, slack: number): BenchRow => ({
    id: 'B11', what: `${what}, 200 organizations and 100,000 users against one of 1,000`, value, unit, ratio: value / baseline, baseline, goal: `≤ ${goal} ×, or ${slack} ${unit} more`, ok: value <= goal * baseline || value - baseline <= slack,
  })
  return [
    row('heap of the page', many.heapMb, few.heapMb, 'MB', 1.2, 2),
    row('elements in the page', many.elements, few.elements, 'elements', 1.2, 200),
    row('resident memory of the page', many.pageMb, few.pageMb, 'MB', 1.2, 20),
    row('resident memory of engine and reader', many.engineMb, few.engineMb, 'MB', 1.5, 64),
  ]
}

async function measure(count: number, usersEach: number): Promise<Held> {
  const profile = await mkdtemp(join(tmpdir(), 'orgdeck-memory-'))
  const simulator = await startSimulator({ estate: { organizations: Array.from({ length: count }, (_, at) => ({ name: `Memory ${at}`, domain: `memory${at}.example`, users: usersEach, devices: Math.round(usersEach * 0.8), region: 'us' as const })) } })
  try {
    const filling = await launchApp({ profile, simulatorUrl: simulator.url })
    await firstRun(filling.page).addByKey()
    const connect = connectDialog(filling.page)
    await connect.check(count === 1 ? simulator.estate.organizations[0]!.apiKey : simulator.estate.providers[0]!.apiKey)
    await connect.dialog.getByRole('button', { name: /^Add .*sync/ }).click()
    await connect.dialog.waitFor({ state: 'detached', timeout: 300_000 })
    await untilFilled(filling, count)
    await filling.quit()
    // A fresh start holds what reading needs, and nothing that a first sync left behind.
    const app = await launchApp({ profile })
    const held = await walk(app)
    await app.quit()
    return held
  } finally {
    await simulator.stop()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

const ask = (page: RunningApp['page'], name: string, input: object): Promise<{ value?: unknown }> =>
  page.evaluate(([operation, given]) => (globalThis as unknown as { bridge: { call(request: object): Promise<{ value?: unknown }> } }).bridge.call({ name: operation, input: given, callId: `bench-${Math.random()}` }), [name, input] as const)

async function untilFilled({ page }: RunningApp, count: number): Promise<void> {
  const until = Date.now() + 2_400_000
  for (;;) {
    const { value } = (await ask(page, 'organization.list', {})) as { value?: readonly { syncedAt: string | null }[] }
    if (value?.length === count && value.every(({ syncedAt }) => syncedAt !== null)) return
    if (Date.now() > until) throw new Error('broken measurement: the estate does not fill')
    await page.waitForTimeout(1_000)
  }
}

async function walk(app: RunningApp): Promise<Held> {
  const { page, electron } = app
  const all = page.getByRole('tab', { name: /All organizations/ })
  await all.waitFor({ timeout: 120_000 })
  await all.click()
  for (const text of ['ann', 'smith', 'engineer', '.example', 'qxz']) await ask(page, 'snapshot.search', { text, scope: { type: 'all' }, perKind: 8 })
  await page.waitForTimeout(2_000)
  await navigation(page).go('Users')
  const scroller = page.locator('.grid-scroller')
  await scroller.getByRole('row').nth(5).waitFor({ timeout: 60_000 })
  await scroller.evaluate(async (element) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    for (let step = 0; step <= 200; step++) {
      element.scrollTop = (element.scrollHeight * step) / 200
      await frame()
      await frame()
    }
    element.scrollTop = 0
  })
  await page.waitForTimeout(2_000)
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  await session.send('Performance.enable')
  const { metrics } = await session.send('Performance.getMetrics')
  const elements = await page.evaluate(() => document.querySelectorAll('*').length)
  const processes = await electron.evaluate(({ app: running }) => running.getAppMetrics().map(({ type, serviceName, name, memory }) => ({ type, name: `${serviceName ?? ''} ${name ?? ''}`, mb: memory.workingSetSize / 1_024 })))
  const of = (isIt: (each: { type: string; name: string }) => boolean) => {
    const held = processes.filter(isIt).reduce((sum, { mb }) => sum + mb, 0)
    if (held === 0) throw new Error(`broken measurement: no such process among ${processes.map(({ type, name }) => `${type} ${name}`).join(', ')}`)
    return held
  }
  return {
    engineMb: of(({ name }) => /OrgDeck (engine|reader)/.test(name)),
    pageMb: of(({ type }) => type === 'Tab'),
    heapMb: (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 1_000_000,
    elements,
  }
}
