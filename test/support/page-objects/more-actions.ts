// Driving one entry of a More-actions menu from the selection to the end of its job, by what a person sees.

import type { Locator, Page } from 'playwright-core'
import type { ActionDescription } from '../../../shared/actions/action.ts'
import { actionsOf, jobTray, review, runPlan } from './changes.ts'
import { list } from './screens.ts'

const patienceMs = 60_000

/** What the entry of the menu says about the selection: "2 of 4" or "all", and why the others not. */
export interface EntryText {
  readonly count: string
  readonly why: string
}

/** Each target's own text is typed, not a phrase for all of them. */
export const hasTypedTargets = ({ typedPath }: ActionDescription): boolean => typedPath !== undefined

export type MoreActions = ReturnType<typeof moreActions>

export function moreActions(page: Page, title: string) {
  const { region, grid } = list(page, title)
  const actions = actionsOf(page, title)
  const plan = review(page)
  const asking = page.getByRole('dialog')

  return {
    plan,
    /** Selects exactly the rows with these texts. */
    async select(texts: readonly string[]): Promise<void> {
      const cells = grid.locator('.check-cell')
      await cells.first().waitFor({ timeout: patienceMs })
      const clear = region.getByRole('button', { name: /selected: clear the selection$/ })
      if (await clear.isVisible()) await clear.click()
      for (const text of texts) await grid.getByRole('row').filter({ hasText: text }).first().locator('.check-cell').click()
      await region.getByText(`${texts.length} selected`).waitFor({ timeout: patienceMs })
    },
    /** The entry with its count and reason; the menu stays open. */
    async entry(name: string): Promise<EntryText> {
      await actions.open()
      const item = actions.menu.getByRole('menuitem').filter({ has: page.locator('.actions-title', { hasText: new RegExp(`^${escaped(name)}`) }) }).first()
      await item.waitFor({ timeout: patienceMs })
      const textIn = async (part: Locator): Promise<string> => ((await part.count()) === 0 ? '' : (await part.first().innerText()).trim())
      return { count: await textIn(item.locator('.actions-count')), why: await textIn(item.locator('.actions-why')) }
    },
    choose: (name: string) => actions.menu.getByRole('menuitem').filter({ has: page.locator('.actions-title', { hasText: new RegExp(`^${escaped(name)}`) }) }).first().click(),
    closeMenu: () => page.keyboard.press('Escape'),
    /** The form of what the action has to be told. */
    asking,
    async pickObject(label: string, search: string): Promise<void> {
      await asking.getByLabel(label, { exact: false }).first().fill(search)
      await asking.getByRole('radio', { name: search }).first().check()
    },
    showPlan: () => asking.getByRole('button', { name: 'Show the plan' }).click(),
    async count(title: string): Promise<number> {
      const line = plan.count(title)
      if ((await line.count()) === 0) return 0
      return Number((await line.first().innerText()).replace(/\D.*$/, ''))
    },
    typePhrase: (phrase: string) => plan.field(`Type ${phrase}`).fill(phrase),
    async typeEach(texts: readonly string[]): Promise<void> {
      for (const text of texts) await plan.rows.getByLabel(`Type ${text}`).fill(text)
    },
    /** Presses the plan's button and waits until its job says that so many are done. */
    async run(button: string, done: number): Promise<void> {
      await runPlan(page, button, `${done} done`)
      await jobTray(page).close()
    },
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
