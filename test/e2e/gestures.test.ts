// Random gestures over five organizations in the real window: whatever is pressed, no pane ever shows a name of another organization
// or of its people. The name of the test says the seed; `npm run gate -- gestures --n 2000 --seed S` does more of it.

import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { createRandom, type Random } from '../../shared/base/random.ts'
import { addOrganizations } from '../support/add-organizations.ts'
import { launchApp, withProfile } from '../support/electron-app.ts'

const gestures = Number(process.env['ORGDECK_GESTURES'] ?? 150)
const seed = Number(process.env['ORGDECK_SEED'] ?? 1)

/** Names that occur in nothing else: what is found of them in a pane belongs to that organization. */
const names = ['Amberfield', 'Brackenridge', 'Cindermoor', 'Dunlinbay', 'Elmswick']

const presses = ['g h', 'g u', 'g g', 'g d', 'g s', 'g i', 'g o', 'Control+\\', 'Control+Shift+|', 'Control+Shift+L', 'Control+F6', 'Alt+ArrowLeft', 'Alt+ArrowRight', 'Control+Tab', 'Control+2', 'Control+3', 'Control+4', 'Control+5', 'Control+6', 'Control+w', 'Control+Shift+T', 'Control+Shift+ArrowLeft', 'Control+Shift+ArrowRight', 'r', 'Escape', '[']
// A window of its own would leave the one that is watched.
const targets = ['[role=tab][id^=organization-tab]', '.pane .navigation-item', '.pane .grid-layer [role=row]', '.pane .tile', '.pane .related-line', '.pane td .link, .pane dd .link', '.pane .detail [role=tab]', '.pane .organization-link', '.pane .chip', '.pane-tools .icon-button:not([aria-label^=Move])', '.compare-shows .chip']
const fragments = ['', 'a', 'example', 'an', 'or']

interface Shown {
  readonly owner: string | null
  readonly text: string
}

/** What each pane shows and says, with tooltips, labels and what stands in its fields. */
const panesOf = (page: Page): Promise<Shown[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.pane')].map((pane) => ({
      owner: pane.querySelector('.pane-header')?.getAttribute('aria-label')?.replace(/^Organization /, '') ?? null,
      text: [pane.innerText, ...[...pane.querySelectorAll('[title], [aria-label], input')].flatMap((each) => [each.getAttribute('title') ?? '', each.getAttribute('aria-label') ?? '', each instanceof HTMLInputElement ? each.value : ''])].join('\n'),
    })),
  )

const centreOf = (page: Page, selector: string, pick: number): Promise<{ x: number; y: number } | null> =>
  page.evaluate(
    ([wanted, share]) => {
      const seen = [...document.querySelectorAll<HTMLElement>(wanted)].map((each) => each.getBoundingClientRect()).filter(({ width, height, x, y }) => width > 0 && height > 0 && x >= 0 && y >= 0 && x + width / 2 < innerWidth && y + height / 2 < innerHeight)
      const box = seen[Math.floor(share * seen.length)]
      return box ? { x: box.x + Math.min(box.width / 2, 60), y: box.y + box.height / 2 } : null
    },
    [selector, pick] as const,
  )

/** One gesture in words, or null when there was nothing to do it to. */
async function gesture(page: Page, random: Random): Promise<string | null> {
  const share = random.integer(0, 9_999) / 10_000
  if (random.chance(0.45)) {
    const selector = random.pick(targets)
    const centre = await centreOf(page, selector, share)
    if (!centre) return null
    const isBeside = random.chance(0.2) && !selector.includes('row')
    if (isBeside) await page.keyboard.down('Shift')
    await page.mouse.click(centre.x, centre.y)
    if (isBeside) await page.keyboard.up('Shift')
    return `${isBeside ? 'Shift ' : ''}click ${selector} at ${share}`
  }
  if (random.chance(0.15)) {
    const centre = await centreOf(page, '.pane [role=search] input', share)
    if (!centre) return null
    const fragment = random.pick(fragments)
    await page.mouse.click(centre.x, centre.y)
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    if (fragment !== '') await page.keyboard.type(fragment)
    return `search ${fragment}`
  }
  const keys = random.pick(presses)
  for (const press of keys.split(' ')) await page.keyboard.press(press)
  return `press ${keys}`
}

test(`${gestures} random gestures (seed ${seed}) show nobody another organization's names`, async () => {
  const simulator = await startSimulator({ estate: { seed: 5, organizations: names.map((name) => ({ name, users: 12, devices: 4, region: 'us' as const })) } })
  await withProfile(async (profile) => {
    const app = await launchApp({ profile, simulatorUrl: simulator.url })
    const { page } = app
    page.setDefaultTimeout(90_000)
    await page.getByRole('button', { name: 'Explore the demo estate' }).waitFor({ timeout: 90_000 })
    await addOrganizations(page, simulator.estate.organizations)

    const random = createRandom(seed)
    const domains = new Map(simulator.estate.organizations.map(({ name, users }) => [name, String((users.at(users.indexes()[0]!) as { email: string }).email.split('@')[1])]))
    expect(new Set(domains.values()).size).toBe(names.length)
    const told = new Set<string>()
    const crowds = new Set<number>()
    const done: string[] = []
    const foreign: string[] = []
    const look = async () => {
      const shown = await panesOf(page)
      crowds.add(shown.length)
      for (const { owner, text } of shown) {
        if (owner === null || !domains.has(owner)) continue
        if (text.includes(domains.get(owner)!)) told.add(owner)
        for (const name of names) {
          if (name !== owner && (text.includes(name) || text.includes(domains.get(name)!))) foreign.push(`${name} in a pane of ${owner} after: ${done.slice(-5).join(', then ')}`)
        }
      }
    }
    // Every organization has shown its people once: what is not recognised now could not be recognised in a wrong place.
    for (const name of names) {
      await page.getByRole('tab', { name: /All organizations/ }).click()
      await page.getByRole('table').getByRole('row').filter({ hasText: name }).getByRole('button').first().click()
      await page.getByRole('group', { name: `Organization ${name}` }).waitFor()
      await page.keyboard.press('g')
      await page.keyboard.press('u')
      await page.getByRole('grid', { name: 'Users' }).getByRole('row').filter({ hasText: domains.get(name)! }).first().waitFor()
      await look()
    }
    expect([...told].sort()).toEqual([...names].sort())
    while (done.length < gestures) {
      const what = await gesture(page, random)
      if (what === null) continue
      done.push(what)
      await look()
      // What comes late comes into a pane that may show something else by now.
      await page.waitForTimeout(random.integer(0, 40))
      if (random.chance(0.3)) await look()
      const dialog = page.getByRole('dialog').first()
      if (await dialog.isVisible()) await page.keyboard.press('Escape')
      expect(foreign).toEqual([])
    }
    // A run that never had more than one pane would have shown nothing.
    expect(Math.max(...crowds)).toBe(4)
    expect(app.complaints).toEqual([])
    await app.quit()
  }).finally(() => simulator.stop())
}, 480_000 + gestures * 2_000)
