// What a person does on each screen, by roles and names only: a test that passes here is one that a screen reader could follow.

import type { Locator, Page } from 'playwright-core'

export const firstRun = (page: Page) => ({
  addByKey: () => page.getByRole('button', { name: 'Add an organization by API key' }).click(),
  exploreDemo: () => page.getByRole('button', { name: 'Explore the demo estate' }).click(),
})

export function connectDialog(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Add organizations' })
  return {
    dialog,
    alert: dialog.getByRole('alert'),
    async check(key: string, region: 'United States' | 'Europe' | 'India' = 'United States') {
      await dialog.getByLabel('API key', { exact: true }).fill(key)
      await dialog.getByText(region, { exact: true }).click()
      await dialog.getByRole('button', { name: 'Check key' }).click()
    },
    async add() {
      await dialog.getByRole('button', { name: 'Add and sync' }).click()
      await dialog.waitFor({ state: 'detached' })
    },
    cancel: () => dialog.getByRole('button', { name: 'Cancel' }).click(),
  }
}

export function navigation(page: Page) {
  const bar = page.getByRole('navigation')
  return { go: (name: string) => bar.getByRole('link', { name, exact: true }).or(bar.getByRole('button', { name, exact: true })).first().click() }
}

export function organizationHeader(page: Page, name: string) {
  const group = page.getByRole('group', { name: `Organization ${name}` })
  return {
    group,
    sync: () => group.getByRole('button', { name: `Sync ${name}` }).click(),
    /** Resolves when the header says how old the data is. */
    synced: () => group.getByText(/^synced/i).waitFor({ timeout: 180_000 }),
  }
}

export function list(page: Page, title: string) {
  const region = page.getByRole('region', { name: title, exact: true })
  const grid = region.getByRole('grid', { name: title, exact: true })
  return {
    region,
    grid,
    search: (text: string) => region.getByRole('search').getByRole('textbox').fill(text),
    row: (text: string | RegExp): Locator => grid.getByRole('row').filter({ hasText: text }),
    total: async (): Promise<number> => Number((await region.locator('.list-count').innerText()).replace(/\D.*$/, '')),
    detail: page.getByRole('complementary', { name: /^Detail of/ }),
  }
}

/** The overview of all organizations. */
export const estate = (page: Page) => ({
  /** How many organizations the numbers are of, and which are missing. */
  note: page.locator('.estate-note'),
})

/** What the operator says about an organization. */
export function organizationDialog(page: Page) {
  const root = page.getByRole('dialog', { name: 'Organization', exact: true })
  return {
    root,
    alias: root.getByLabel('Alias'),
    async addTag(tag: string) {
      await root.getByLabel('Tags', { exact: true }).fill(tag)
      await page.keyboard.press('Enter')
      await root.getByRole('button', { name: `Take off the tag ${tag}` }).waitFor()
    },
    async save() {
      await root.getByRole('button', { name: 'Save' }).click()
      await root.waitFor({ state: 'detached' })
    },
  }
}
