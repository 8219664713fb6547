// Changing people in the real window: chosen, rehearsed, confirmed, verified, taken back; refused where the organization is read-only.

import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { axeViolations } from '../support/complaints.ts'
import { launchApp, type RunningApp, withProfile } from '../support/electron-app.ts'
import { actionsOf, jobTray, review, setSafety } from '../support/page-objects/changes.ts'
import { connectDialog, firstRun, list, navigation, organizationHeader } from '../support/page-objects/screens.ts'

const patienceMs = 60_000

async function judge(app: RunningApp, where: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await app.electron.evaluate(({ nativeTheme }, source) => void (nativeTheme.themeSource = source), theme)
    await app.page.waitForTimeout(150)
    expect(await axeViolations(app.page), `${where}, ${theme}`).toEqual([])
  }
}

async function withUsers(work: (parts: { app: RunningApp; simulator: Awaited<ReturnType<typeof startSimulator>>; again: () => Promise<RunningApp> }) => Promise<void>): Promise<void> {
  const simulator = await startSimulator({ estate: 'small' })
  const organization = simulator.estate.organizations[0]!
  try {
    await withProfile(async (profile) => {
      const launch = () => launchApp({ profile, simulatorUrl: simulator.url })
      const app = await launch()
      await firstRun(app.page).addByKey()
      const connect = connectDialog(app.page)
      await connect.check(organization.apiKey)
      await connect.add()
      await organizationHeader(app.page, organization.name).synced()
      await navigation(app.page).go('Users')
      await list(app.page, 'Users').row(/./).nth(3).waitFor({ timeout: patienceMs })
      await work({ app, simulator, again: launch })
    })
  } finally {
    await simulator.stop()
  }
}

/** Requests that change something; events are read with POST. */
const writes = (simulator: Awaited<ReturnType<typeof startSimulator>>) => simulator.recorder.entries.filter(({ method, path }) => method !== 'GET' && !path.startsWith('/insights/'))

test('2.12, 14.1, 14.2, 14.3, 4.2, b8, c5, c6: three users are suspended from a plan and taken back; read-only refuses; the job is there after a restart', async () => {
  await withUsers(async ({ app, simulator, again }) => {
    const { page } = app
    const users = list(page, 'Users')
    const actions = actionsOf(page, 'Users')
    expect(await actions.button.getAttribute('aria-disabled')).toBe('true')
    await actions.button.hover()
    await page.getByRole('tooltip', { name: 'Select users first' }).or(page.getByText('Select users first')).first().waitFor()

    // Three active people, by their rows.
    await users.search('')
    const chosen: string[] = []
    const rows = await users.row('Active').all()
    for (const row of rows.slice(1, 4)) {
      chosen.push(await row.getByRole('gridcell').nth(1).innerText())
      await row.locator('.check-cell').click()
    }
    await users.region.getByText('3 selected').waitFor()

    // The organization is read-only: the plan can be read and not started.
    await actions.open()
    await actions.menu.locator('..').getByText(/is read-only/).waitFor()
    await judge(app, 'menu of actions')
    await actions.choose('Suspend')
    const plan = review(page)
    await plan.dialog.getByText(/is read-only/).first().waitFor({ timeout: patienceMs })
    expect(await plan.run('Suspend 3 users').getAttribute('aria-disabled')).toBe('true')
    await page.keyboard.press('Control+Enter')
    expect(writes(simulator)).toEqual([])
    await plan.dialog.getByRole('button', { name: 'Open its settings' }).click()
    await setSafety(page, 'Guarded')
    await navigation(page).go('Users')

    await users.region.getByText('3 selected').waitFor()
    await actions.open()
    await actions.choose('Suspend')
    await plan.rows.getByText('Suspended').first().waitFor({ timeout: patienceMs })
    expect(await plan.count('Will change').innerText()).toMatch(/^3/)
    await plan.effects.getByText(/still billed/).waitFor()
    await plan.effects.getByText(/calls? to JumpCloud/).waitFor()
    await judge(app, 'plan')
    await plan.field('Reason').fill('Left the company')
    await plan.field('Ticket').fill('4711')
    expect(writes(simulator)).toEqual([])
    await plan.run('Suspend 3 users').click()

    const { tray, job, close } = jobTray(page)
    await job('Suspend 3 users').getByText('3 done').waitFor({ timeout: patienceMs })
    for (const name of chosen) await users.row(name).getByText('Suspended').waitFor({ timeout: patienceMs })
    expect(writes(simulator)).toHaveLength(3)
    await judge(app, 'tray of jobs')
    await job('Suspend 3 users').getByRole('button', { name: /^(Undo|Revert 3…)$/ }).click()
    // On a slow machine the fifteen seconds of the short way may be over; the long way shows its plan.
    const back = plan.dialog.getByRole('button', { name: /3 users$/ })
    const isBack = (await users.row(chosen[0]!).getByText('Active').waitFor({ timeout: patienceMs / 4 }).then(() => true, () => false))
    if (!isBack) await back.click()
    for (const name of chosen) await users.row(name).getByText('Active').waitFor({ timeout: patienceMs })
    await job('Suspend 3 users').getByText('Taken back').waitFor({ timeout: patienceMs })
    expect(await job('Suspend 3 users').getByRole('button', { name: /Undo|Revert/ }).count()).toBe(0)
    await close()
    await tray.waitFor({ state: 'detached' })
    expect(app.complaints).toEqual([])
    await app.quit()

    const second = await again()
    await second.page.getByRole('contentinfo').getByRole('button', { name: /^Jobs/ }).click()
    await jobTray(second.page).job('Suspend 3 users').getByText('3 done').waitFor({ timeout: patienceMs })
    await jobTray(second.page).job('Suspend 3 users').getByRole('button', { name: 'Details' }).click()
    await second.page.getByRole('region', { name: 'Rows of the job' }).getByText(chosen[0]!).or(second.page.getByRole('region', { name: 'Rows of the job' }).getByText('Done')).first().waitFor()
    await judge(second, 'job')
    await navigation(second.page).go('Ledger')
    await second.page.getByText(/all as they were written/).waitFor({ timeout: patienceMs })
    await second.page.getByText('Left the company').first().waitFor()
    await judge(second, 'ledger')
    expect(second.complaints).toEqual([])
    await second.quit()
  })
})
