// What a person does to change something: choose an action, read its plan, confirm it, watch its job, take it back.

import type { Page } from 'playwright-core'
import { list } from './screens.ts'

const patienceMs = 60_000

export function actionsOf(page: Page, title: string) {
  const { region } = list(page, title)
  const menu = page.getByRole('menu', { name: /^Actions for/ })
  return {
    button: region.getByRole('button', { name: 'More actions' }),
    menu,
    async open() {
      await region.getByRole('button', { name: 'More actions' }).click()
      await menu.waitFor()
    },
    item: (name: string) => menu.getByRole('menuitem', { name: new RegExp(`^${name}`) }),
    async choose(name: string) {
      await menu.getByRole('menuitem', { name: new RegExp(`^${name}`) }).click()
    },
  }
}

/** The plan on screen, whatever its title. */
export function review(page: Page) {
  const dialog = page.getByRole('dialog').filter({ hasText: 'Dry run' })
  return {
    dialog,
    rows: dialog.getByRole('region', { name: 'Rows of the plan' }),
    count: (title: string) => dialog.getByRole('group', { name: 'Rows shown' }).getByRole('button', { name: title }),
    effects: dialog.getByRole('list', { name: 'What follows' }),
    field: (label: string | RegExp) => dialog.getByLabel(label),
    run: (name: string) => dialog.getByRole('button', { name, exact: true }),
  }
}

export function jobTray(page: Page) {
  const tray = page.getByRole('region', { name: 'Jobs', exact: true })
  return {
    tray,
    job: (title: string) => tray.getByRole('article', { name: title, exact: true }).first(),
    async close() {
      await tray.getByRole('button', { name: 'Close the jobs' }).click()
      await tray.waitFor({ state: 'detached' })
    },
  }
}

/** Presses the plan's button and waits until the newest job says how it ended. Until the plan is gone, the newest is the one before. */
export async function runPlan(page: Page, button: string | RegExp, end: string | RegExp): Promise<void> {
  const { dialog } = review(page)
  await dialog.getByRole('button', { name: button, exact: true }).click({ timeout: patienceMs })
  await dialog.waitFor({ state: 'detached', timeout: patienceMs })
  await jobTray(page).tray.getByRole('article').first().getByText(end).waitFor({ timeout: patienceMs })
}

/** Sets how an organization is guarded, in its settings. */
export async function setSafety(page: Page, level: 'Read-only' | 'Guarded' | 'Expert'): Promise<void> {
  await page.getByRole('radio', { name: new RegExp(`^${level}`) }).check()
  await page.getByRole('button', { name: /^Save/ }).first().click()
  await page.getByRole('group', { name: /^Organization/ }).getByText(level, { exact: true }).waitFor()
}
