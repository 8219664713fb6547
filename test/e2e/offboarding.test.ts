// Somebody leaves: one page of choices, one plan over several actions, one job that goes on after it was held, and a way back.

import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { axeViolations } from '../support/complaints.ts'
import { launchApp, type RunningApp, withProfile } from '../support/electron-app.ts'
import { jobTray, review, setSafety } from '../support/page-objects/changes.ts'
import { connectDialog, firstRun, list, navigation, organizationHeader } from '../support/page-objects/screens.ts'

const patienceMs = 60_000

async function judge({ electron, page }: RunningApp, where: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await electron.evaluate(({ nativeTheme }, source) => void (nativeTheme.themeSource = source), theme)
    await page.waitForTimeout(150)
    expect(await axeViolations(page), `${where}, ${theme}`).toEqual([])
  }
}

test('4.1, 4.2, 4.4, 4.5, 4.6, b3: somebody who leaves is suspended, taken out of everything and replaced as manager by one plan, held, gone on with, and taken back', { timeout: 420_000 }, async () => {
  const simulator = await startSimulator({ estate: 'small' })
  const truth = simulator.estate.organizations[0]!
  const group = (name: string) => truth.userGroups.indexes().find((index) => truth.userGroups.at(index).name === name)!
  const ids = truth.users.indexes()
  const leaver = ids.find((index) => truth.users.at(index).state === 'ACTIVATED' && truth.users.at(index).displayname !== '')!
  const successor = ids.find((index) => index !== leaver && truth.users.at(index).state === 'ACTIVATED' && truth.users.at(index).displayname !== '')!
  const idOf = (index: number): string => truth.users.idAt(index)
  const reports = ids.filter((index) => index !== leaver && index !== successor).slice(0, 2)
  for (const index of ids) truth.updateUser(idOf(index), { manager: reports.includes(index) ? idOf(leaver) : '' })
  // The simulated service puts everybody back into this group with every change, whoever was taken out.
  truth.removeMember(truth.userGroups.idAt(group('All Users')), idOf(leaver))
  for (const name of ['VPN Users', 'Payroll Editors']) truth.addMember(truth.userGroups.idAt(group(name)), idOf(leaver))
  const devices = truth.tableOf('device')
  truth.bind('user', idOf(leaver), 'system', devices.idAt(0))
  const state = () => ({
    state: truth.users.at(leaver).state,
    groups: truth.memberships.groupsOf(leaver).filter((index) => truth.userGroups.at(index).membershipMethod === 'STATIC').map((index) => truth.userGroups.at(index).name).sort(),
    devices: truth.graph.edges('user', leaver, 'system').length,
    directories: truth.graph.edges('user', leaver, 'g_suite').length + truth.graph.edges('user', leaver, 'office_365').length,
    managers: reports.map((index) => truth.users.at(index).manager),
  })
  const before = state()
  try {
    await withProfile(async (profile) => {
      const app = await launchApp({ profile, simulatorUrl: simulator.url })
      const { page } = app
      await firstRun(page).addByKey()
      const connect = connectDialog(page)
      await connect.check(truth.apiKey)
      await connect.add()
      await organizationHeader(page, truth.name).synced()
      await navigation(page).go('Settings')
      await setSafety(page, 'Guarded')
      await navigation(page).go('Users')
      const users = list(page, 'Users')
      const name = String(truth.users.at(leaver).displayname)
      await users.search(String(truth.users.at(leaver).email))
      await users.row(String(truth.users.at(leaver).email)).first().getByRole('gridcell').nth(1).dblclick({ timeout: patienceMs })

      const open = async () => {
        await users.detail.getByRole('button', { name: 'Change state' }).click({ timeout: patienceMs })
        await page.getByRole('menu', { name: /^Actions for/ }).getByRole('menuitem', { name: 'Offboard…' }).click({ timeout: patienceMs })
        return page.getByRole('dialog', { name: `Offboard ${name}` })
      }
      const dialog = await open()
      await dialog.getByRole('checkbox', { name: /^Groups/ }).waitFor({ timeout: patienceMs })
      await dialog.getByText(/Suspended users are still billed/).waitFor()
      await dialog.getByText('VPN Users', { exact: false }).first().waitFor()
      await dialog.getByRole('radio', { name: 'Get another manager' }).check()
      const manager = dialog.getByRole('searchbox')
      await manager.fill(String(truth.users.at(successor).displayname))
      await dialog.getByRole('radio', { name: String(truth.users.at(successor).displayname) }).first().check()
      await dialog.getByRole('checkbox', { name: /^Start from these choices/ }).check()
      await judge(app, 'offboarding')
      if (process.env['ORGDECK_OUT']) await page.screenshot({ path: `${process.env['ORGDECK_OUT']}/offboarding-dark.png` })
      await dialog.getByRole('button', { name: 'Show the plan' }).click()

      const plan = review(page)
      await plan.dialog.getByRole('heading', { name: `Offboard ${name}` }).waitFor({ timeout: patienceMs })
      await plan.rows.getByText(/Suspended/).first().waitFor({ timeout: patienceMs })
      await plan.effects.getByText(/Can be taken back by .*“End suspension”.*“Add to group”/).waitFor()
      await judge(app, 'plan of an offboarding')
      if (process.env['ORGDECK_OUT']) await page.screenshot({ path: `${process.env['ORGDECK_OUT']}/offboarding-plan-dark.png` })
      expect(simulator.recorder.entries.filter(({ isWrite }) => isWrite)).toEqual([])
      const button = plan.dialog.getByRole('button', { name: /^Offboard: make \d+ changes$/ })
      const changes = Number(/\d+/.exec(await button.innerText())![0])
      // One after the other waits long enough for somebody to hold it.
      simulator.faults.add({ match: { method: 'POST' }, when: { to: 4 }, fault: { type: 'slow', ms: 4_000 } })
      await button.click()
      const job = jobTray(page).job(`Offboard ${name}`)
      await job.getByRole('button', { name: 'Pause' }).click({ timeout: patienceMs })
      await job.getByRole('button', { name: 'Continue' }).click({ timeout: patienceMs })
      await job.getByText(/^(Complete|Completed with errors)$/).first().waitFor({ timeout: patienceMs })
      expect(await job.locator('.job-facts').innerText()).toContain(`${changes} done`)
      expect(state()).toEqual({ state: 'SUSPENDED', groups: [], devices: 0, directories: 0, managers: [idOf(successor), idOf(successor)] })

      await job.getByRole('button', { name: /^(Undo|Revert \d+…)$/ }).click()
      const back = plan.dialog.getByRole('button', { name: /^Take back \d+ changes$/ })
      const isBack = await job.getByText('Taken back').waitFor({ timeout: patienceMs / 4 }).then(() => true, () => false)
      if (!isBack) await back.click()
      await job.getByText('Taken back').waitFor({ timeout: patienceMs })
      await jobTray(page).job(`Take back: Offboard ${name}`).getByText(`${changes} done`).waitFor({ timeout: patienceMs })
      expect(state()).toEqual(before)

      // What was chosen is where the next one starts.
      await jobTray(page).close()
      const again = await open()
      await again.getByText(`Chosen as the last time for ${truth.name}.`).waitFor({ timeout: patienceMs })
      expect(await again.getByRole('radio', { name: 'Get another manager' }).isChecked()).toBe(true)
      await again.getByRole('radio', { name: /^Suspend at a time/ }).check()
      await again.getByLabel('When').fill('2032-03-01T09:00')
      for (const taken of [/^Groups/, /^Devices/]) await again.getByRole('checkbox', { name: taken }).uncheck()
      await again.getByRole('radio', { name: 'Keep their manager' }).check()
      await again.getByRole('button', { name: 'Show the plan' }).click()
      await plan.dialog.getByRole('button', { name: /^Offboard: make \d+ changes?$/ }).click({ timeout: patienceMs })
      await jobTray(page).job(`Offboard ${name}`).getByText(/^\d+ done$/).waitFor({ timeout: patienceMs })
      // The job before it has the same name, so that its end says nothing of this one.
      await expect.poll(() => truth.later.scheduled(), { timeout: patienceMs }).toMatchObject([{ systemUserId: idOf(leaver), state: 'SUSPENDED' }])
      expect(state().groups).toEqual(before.groups)
      expect(app.complaints).toEqual([])
      await app.quit()
    })
  } finally {
    await simulator.stop()
  }
})
