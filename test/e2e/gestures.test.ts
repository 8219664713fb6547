// Random gestures over five organizations in the real window: whatever is pressed, no pane, dialog, message, row, window or file ever
// shows a name of another organization or of its people. The name of the test says the seed; `npm run gate -- gestures --n 2000 --seed S`
// does more of it.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { createRandom, type Random } from '../../shared/base/random.ts'
import { addOrganizations } from '../support/add-organizations.ts'
import { launchApp, type RunningApp, withProfile } from '../support/electron-app.ts'

const gestures = Number(process.env['ORGDECK_GESTURES'] ?? 150)
const seed = Number(process.env['ORGDECK_SEED'] ?? 1)

/** Names that occur in nothing else: what is found of them in a pane belongs to that organization. */
const names = ['Amberfield', 'Brackenridge', 'Cindermoor', 'Dunlinbay', 'Elmswick']

const presses = ['g h', 'g u', 'g g', 'g d', 'g s', 'g i', 'g o', 'Control+\\', 'Control+Shift+|', 'Control+Shift+L', 'Control+F6', 'Alt+ArrowLeft', 'Alt+ArrowRight', 'Control+Tab', 'Control+2', 'Control+3', 'Control+4', 'Control+5', 'Control+6', 'Control+w', 'Control+Shift+T', 'Control+Shift+ArrowLeft', 'Control+Shift+ArrowRight', 'r', 'Escape', '[', 'f', 'v', 'c', '.', '?', 'Control+j', 'Shift+Enter']
// A window of its own is a gesture of its own: it is watched and closed again.
const targets = ['[role=tab][id^=organization-tab]', '.pane .navigation-item', '.pane .grid-layer [role=row]', '.pane .tile', '.pane .related-line', '.pane td .link, .pane dd .link', '.pane .detail [role=tab]', '.pane .organization-link', '.pane .chip', '.pane-tools .icon-button:not([aria-label^=Move])', '.compare-shows .chip']
const fragments = ['', 'a', 'example', 'an', 'or']

interface Shown {
  readonly where: 'pane' | 'row' | 'dialog' | 'toast'
  /** Whose pane it is; null for what may be of any organization, but of one only. */
  readonly owner: string | null
  readonly text: string
}

/** What a window shows and says, with tooltips, labels and what stands in its fields; the palette and the queue are of all organizations. */
const shownIn = (page: Page): Promise<Shown[]> =>
  page.evaluate(() => {
    const textOf = (part: HTMLElement) => [part.innerText, ...[...part.querySelectorAll('[title], [aria-label], input')].flatMap((each) => [each.getAttribute('title') ?? '', each.getAttribute('aria-label') ?? '', each instanceof HTMLInputElement ? each.value : ''])].join('\n')
    const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)]
    const panes = all('.pane').map((pane) => ({ where: 'pane' as const, owner: pane.querySelector('.pane-header')?.getAttribute('aria-label')?.replace(/^Organization /, '') ?? null, text: textOf(pane) }))
    const rows = all('.pane .grid-layer [role=row], .overview-table tbody tr, .attention-line').map((row) => ({ where: 'row' as const, owner: null, text: textOf(row) }))
    const dialogs = all('[role=dialog], [role=alertdialog]').filter((dialog) => !/^(Search or run a command|Syncs|Jobs|Open organizations)$/.test(dialog.getAttribute('aria-label') ?? dialog.querySelector('h1, h2')?.textContent ?? ''))
    return [...panes, ...rows, ...dialogs.map((dialog) => ({ where: 'dialog' as const, owner: null, text: textOf(dialog) })), ...all('.toast').map((toast) => ({ where: 'toast' as const, owner: null, text: textOf(toast) }))]
  })

/** What is named where it does not belong. `domains` are those of the people, by the name of their organization. */
function foreignIn(shown: readonly Shown[], domains: ReadonlyMap<string, string>): string[] {
  return shown.flatMap(({ where, owner, text }) => {
    const named = [...domains].filter(([name, domain]) => text.includes(name) || text.includes(domain)).map(([name]) => name)
    if (owner !== null && domains.has(owner)) return named.filter((name) => name !== owner).map((name) => `${name} in a ${where} of ${owner}`)
    return where === 'pane' || named.length < 2 ? [] : [`${named.join(' and ')} in one ${where}: ${text.slice(0, 200)}`]
  })
}

const centreOf = (page: Page, selector: string, pick: number): Promise<{ x: number; y: number } | null> =>
  page.evaluate(
    ([wanted, share]) => {
      const seen = [...document.querySelectorAll<HTMLElement>(wanted)].map((each) => each.getBoundingClientRect()).filter(({ width, height, x, y }) => width > 0 && height > 0 && x >= 0 && y >= 0 && x + width / 2 < innerWidth && y + height / 2 < innerHeight)
      const box = seen[Math.floor(share * seen.length)]
      return box ? { x: box.x + Math.min(box.width / 2, 60), y: box.y + box.height / 2 } : null
    },
    [selector, pick] as const,
  )

/** Somebody is looked for over all organizations and opened here, beside, or in a tab behind. */
async function findSomebody(page: Page, random: Random): Promise<string | null> {
  const text = `@${random.pick(['a', 'e', 'ma', 'jo', 'an', 'li'])}`
  const opened = random.pick(['Enter', 'Shift+Enter', 'Control+Enter'])
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Search or run a command' })
  await palette.waitFor()
  await page.keyboard.type(text)
  const hit = palette.locator('.palette-hit').first()
  if (await hit.waitFor({ timeout: 10_000 }).then(() => true, () => false)) {
    for (let down = random.integer(0, 4); down > 0; down--) await page.keyboard.press('ArrowDown')
    await page.keyboard.press(opened)
  }
  // What was found may be gone again before the key came; then nothing is opened, and one leaves.
  for (let times = 0; times < 20 && !(await palette.waitFor({ state: 'detached', timeout: 3_000 }).then(() => true, () => false)); times++) await page.keyboard.press('Escape')
  await palette.waitFor({ state: 'detached' })
  return `find ${text} and ${opened}`
}

/** A press that may find nothing to press any more: the tooltip of what the pointer rests on, or a menu, lies over it. */
async function pressed(page: Page, button: ReturnType<Page['locator']>): Promise<boolean> {
  await page.keyboard.press('Escape')
  await page.mouse.move(700, 4)
  if (!(await button.isVisible()) || (await button.isDisabled()) || (await button.getAttribute('aria-disabled')) === 'true') return false
  return button.click({ timeout: 15_000 }).then(() => true, () => false)
}

/** The list in front is written to a file: what the page names beside it is what is in it. */
async function exportList(app: RunningApp, profile: string, domains: ReadonlyMap<string, string>, found: string[]): Promise<string | null> {
  const { page } = app
  const button = page.locator('.pane .list-toolbar').getByRole('button', { name: 'Export', exact: true }).first()
  const owner = (await shownIn(page)).find(({ where, owner: of, text }) => where === 'pane' && of !== null && domains.has(of) && text.includes('Export'))?.owner ?? null
  const path = join(profile, 'gesture.csv')
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
  if (!(await pressed(page, button))) return null
  const dialog = page.getByRole('dialog', { name: /^Export/ }).first()
  if (!(await dialog.waitFor({ timeout: 5_000 }).then(() => true, () => false))) return null
  found.push(...foreignIn(await shownIn(page), domains))
  const start = dialog.getByRole('button', { name: 'Choose a file and export' })
  if (!(await start.isVisible())) return null
  const head = await dialog.innerText()
  await start.click()
  await dialog.waitFor({ state: 'detached' })
  const written = await readFile(path, 'utf8')
  const inFile = [...domains].filter(([, domain]) => written.includes(domain)).map(([name]) => name)
  const named = [...domains.keys()].filter((name) => head.includes(name))
  if (named.length === 1 && inFile.some((name) => name !== named[0])) found.push(`${inFile.join(' and ')} in a file of ${named[0]}`)
  return `export of ${named.join(', ') || 'all'}${owner === null ? '' : ` while ${owner} shows`}`
}

/** The pane in front moves to a window of its own, which is looked at and closed. */
async function tearOff({ electron, page }: RunningApp, domains: ReadonlyMap<string, string>, found: string[]): Promise<string | null> {
  const button = page.locator('.pane-tools').getByRole('button', { name: 'Move to a window of its own' }).first()
  const opening = electron.waitForEvent('window', { timeout: 60_000 }).catch(() => null)
  if (!(await pressed(page, button))) return null
  const torn = await opening
  if (!torn) throw new Error('a pane was to move to a window of its own, and there is none')
  torn.setDefaultTimeout(90_000)
  await torn.locator('.pane .pane-header').first().waitFor()
  const owner = (await shownIn(torn)).find(({ where }) => where === 'pane')?.owner ?? ''
  for (const keys of ['g', 'u']) await torn.keyboard.press(keys)
  await torn.getByRole('heading', { name: 'Users', level: 1 }).waitFor()
  const shown = await shownIn(torn)
  found.push(...foreignIn(shown, domains))
  const title = await electron.evaluate(({ BrowserWindow }, own) => BrowserWindow.getAllWindows().map((window) => window.getTitle()).find((each) => each.startsWith(own)), owner)
  if (domains.has(owner) && title === undefined) found.push(`no window is called after ${owner}, which has one of its own`)
  await torn.close()
  return `tear ${owner} off`
}

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
    const kinds = new Set<string>()
    const look = async () => {
      const shown = await shownIn(page)
      crowds.add(shown.filter(({ where }) => where === 'pane').length)
      for (const { owner, text } of shown) {
        if (owner === null || !domains.has(owner)) continue
        if (text.includes(domains.get(owner)!)) told.add(owner)
      }
      const cut = await page.evaluate(() => [...document.querySelectorAll('.pane')].filter((pane) => (pane.querySelector('.pane-tools')?.getBoundingClientRect().right ?? 0) > pane.getBoundingClientRect().right + 1).length)
      if (cut > 0) foreign.push(`the buttons of ${cut} panes lie under the pane beside after: ${done.slice(-5).join(', then ')}`)
      foreign.push(...foreignIn(shown, domains).map((what) => `${what} after: ${done.slice(-5).join(', then ')}`))
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
    await expectToSeeWhatIsPlanted(page, domains)
    while (done.length < gestures) {
      const large = random.integer(0, 99)
      const what = large < 4 ? await findSomebody(page, random) : large < 6 ? await exportList(app, profile, domains, foreign) : large < 8 ? await tearOff(app, domains, foreign) : await gesture(page, random)
      if (what === null) continue
      kinds.add(what.split(' ')[0]!)
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
    if (gestures >= 400) expect([...kinds]).toEqual(expect.arrayContaining(['find', 'export', 'tear', 'press', 'search', 'click', 'Shift']))
    expect(app.complaints).toEqual([])
    await app.quit()
  }).finally(() => simulator.stop())
}, 480_000 + gestures * 2_000)

/** The control: a foreign name that stands in a pane, a row, a dialog or a message for a moment is found. */
async function expectToSeeWhatIsPlanted(page: Page, domains: ReadonlyMap<string, string>): Promise<void> {
  const owner = names.at(-1)!
  const [other, third] = names
  const plant = (selector: string, html: readonly (readonly [className: string, role: string, text: string])[]) =>
    page.evaluate(
      ([where, parts]) => {
        for (const [className, role, text] of parts) {
          const element = document.createElement('div')
          element.className = `${className} planted`
          if (role !== '') element.setAttribute('role', role)
          element.textContent = text
          document.querySelector(where)!.append(element)
        }
      },
      [selector, html] as const,
    )
  expect(foreignIn(await shownIn(page), domains)).toEqual([])
  await plant('.pane', [['note', '', `somebody@${domains.get(other!)!}`]])
  await plant('body', [['dialog', 'dialog', `${owner} and ${other!}`], ['toast', '', `${other!}: written for ${domains.get(third!)!}`]])
  const found = foreignIn(await shownIn(page), domains)
  expect(found.map((text) => text.replace(/:.*/s, ''))).toEqual([`${other} in a pane of ${owner}`, expect.stringMatching(/ in one dialog$/), expect.stringMatching(/ in one toast$/)])
  await page.evaluate(() => {
    for (const each of document.querySelectorAll('.planted')) each.remove()
  })
}
