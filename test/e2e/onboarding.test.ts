// People brought in through the real window: one by its form, several from a file with a bad cell put right on the way.

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { axeViolations } from '../support/complaints.ts'
import { launchApp, type RunningApp, withProfile } from '../support/electron-app.ts'
import { jobTray, review, setSafety } from '../support/page-objects/changes.ts'
import { connectDialog, firstRun, list, navigation, organizationHeader } from '../support/page-objects/screens.ts'

const patienceMs = 60_000
const pictures = process.env['ORGDECK_OUT'] ?? null

async function judge(app: RunningApp, where: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await app.electron.evaluate(({ nativeTheme }, source) => void (nativeTheme.themeSource = source), theme)
    await app.page.waitForTimeout(150)
    if (pictures) await app.page.screenshot({ path: join(pictures, `onboarding-${where.replaceAll(' ', '-')}-${theme}.png`) })
    expect(await axeViolations(app.page), `${where}, ${theme}`).toEqual([])
  }
}

/** Requests that change something; events are read with POST. */
const writes = (simulator: Awaited<ReturnType<typeof startSimulator>>) => simulator.recorder.entries.filter(({ method, path }) => method !== 'GET' && !path.startsWith('/insights/'))

test('3.1, 3.6, 3.7, 3.10: somebody is added by the form, after the plan and not before; a taken username is said while it is typed', async () => {
  const simulator = await startSimulator({ estate: 'small' })
  const truth = simulator.estate.organizations[0]!
  try {
    await withProfile(async (profile) => {
      const app = await launchApp({ profile, simulatorUrl: simulator.url })
      const { page } = app
      await firstRun(page).addByKey()
      const connect = connectDialog(page)
      await connect.check(truth.apiKey)
      await connect.add()
      await organizationHeader(page, truth.name).synced()
      await navigation(page).go('Users')
      const users = list(page, 'Users')
      await users.row(/./).nth(3).waitFor({ timeout: patienceMs })

      // The organization is read-only: the form opens, its plan can be read, and says why it cannot be started.
      const form = page.getByRole('dialog', { name: 'Add 1 user' })
      const fill = async () => {
        await users.region.getByRole('button', { name: 'New' }).click()
        await form.getByLabel('First name').fill('Nora')
        await form.getByLabel('Last name').fill('Lindqvist')
        await form.getByLabel('Username').fill('nora.lindqvist')
        await form.getByLabel('Company email').fill('nora.lindqvist@example.com')
        await form.getByLabel('Department').fill('Finance')
        await form.getByLabel(/^Staged/).check()
      }
      await fill()
      const taken = String(truth.users.at(truth.users.indexes()[0]!).username)
      await form.getByLabel('Username').fill(taken.toUpperCase())
      await form.getByText(/has this username already/).waitFor({ timeout: patienceMs })
      await form.getByText(/Data of/).first().waitFor()
      await judge(app, 'taken username')
      await form.getByLabel('Username').fill('nora.lindqvist')
      await form.getByText('Nobody here has it.').nth(1).waitFor({ timeout: patienceMs })
      await form.getByRole('button', { name: 'Show the plan' }).click()
      const plan = review(page)
      await plan.dialog.getByText(/is read-only/).first().waitFor({ timeout: patienceMs })
      expect(await plan.run('Add 1 user').getAttribute('aria-disabled')).toBe('true')
      await judge(app, 'plan of a new user')
      await plan.dialog.getByRole('button', { name: 'Back' }).click()
      expect(await form.getByLabel('Department').inputValue()).toBe('Finance')
      await form.getByRole('button', { name: 'Show the plan' }).click()
      await plan.dialog.getByRole('button', { name: 'Open its settings' }).click()
      await setSafety(page, 'Guarded')

      await navigation(page).go('Users')
      await fill()
      await form.getByRole('button', { name: 'Show the plan' }).click()
      await plan.run('Add 1 user').click({ timeout: patienceMs })
      await jobTray(page).job('Add 1 user').getByText('1 done').waitFor({ timeout: patienceMs })
      const added = truth.users.indexes().map((index) => truth.users.at(index)).filter(({ username }) => username === 'nora.lindqvist')
      expect(added).toMatchObject([{ email: 'nora.lindqvist@example.com', firstname: 'Nora', department: 'Finance', state: 'STAGED' }])
      expect(writes(simulator).map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /api/systemusers'])
      // The copy has the new person at once, without another sync.
      await users.search('nora.lindqvist')
      await users.row('Lindqvist').waitFor({ timeout: patienceMs })
      expect(app.complaints).toEqual([])
      await app.quit()
    })
  } finally {
    await simulator.stop()
  }
})
