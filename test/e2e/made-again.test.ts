// Somebody is deleted by mistake: the job offers to make them again, and the plan lists all that has to be put back, and what is lost.

import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { judgeBothThemes } from '../support/both-themes.ts'
import { launchApp, withProfile } from '../support/electron-app.ts'
import { jobTray, review, runPlan, setSafety } from '../support/page-objects/changes.ts'
import { moreActions } from '../support/page-objects/more-actions.ts'
import { connectDialog, firstRun, navigation, organizationHeader } from '../support/page-objects/screens.ts'

const patienceMs = 60_000

test('4.3, 14.3, c6: a deleted user can be made again, with a list of every binding they had and of what does not come back', { timeout: 420_000 }, async () => {
  const simulator = await startSimulator({ estate: 'small' })
  const truth = simulator.estate.organizations[0]!
  const { users } = truth
  const [gone, report] = users.indexes().filter((index) => users.at(index).displayname !== '') as [number, number]
  const idOf = (index: number): string => users.idAt(index)
  truth.updateUser(idOf(gone), { state: 'SUSPENDED', suspended: true, sudo: true, totp_enabled: true, department: 'Research' })
  truth.updateUser(idOf(report), { manager: idOf(gone) })
  const group = truth.userGroups.indexes().find((index) => truth.userGroups.at(index).name === 'VPN Users')!
  truth.addMember(truth.userGroups.idAt(group), idOf(gone))
  const devices = truth.tableOf('device')
  truth.bind('user', idOf(gone), 'system', devices.idAt(0), { sudo: { enabled: true, withoutPassword: false } })
  const { username, displayname, email } = users.at(gone)
  try {
    await withProfile(async (profile) => {
      const app = await launchApp({ profile, simulatorUrl: simulator.url })
      const { page } = app
      const judge = (where: string) => judgeBothThemes(app, where)
      await firstRun(page).addByKey()
      const connect = connectDialog(page)
      await connect.check(truth.apiKey)
      await connect.add()
      await organizationHeader(page, truth.name).synced()
      await navigation(page).go('Settings')
      await setSafety(page, 'Guarded')
      await navigation(page).go('Users')
      const menu = moreActions(page, 'Users')
      await menu.select([String(email)])
      await menu.entry('Delete…')
      await judge('menu-before-the-click')
      await menu.choose('Delete…')
      await menu.showPlan()
      const plan = review(page)
      await menu.typePhrase(`DELETE 1 ${truth.name.toUpperCase()}`)
      await runPlan(page, 'Delete 1 user', '1 done')
      const { tray } = jobTray(page)
      expect(users.indexes().some((index) => users.at(index).username === username)).toBe(false)

      await tray.getByRole('button', { name: 'Make 1 again…' }).click({ timeout: patienceMs })
      await plan.rows.getByText(/does not come back: the id [0-9a-f]{24}.*TOTP/).waitFor({ timeout: patienceMs })
      const told = await plan.rows.innerText()
      for (const text of [/User groups: .*VPN Users/, /Devices: .*\(administrator\)/, /Reported to them: /, /Research/]) expect(told).toMatch(text)
      await judge('made-again')
      await plan.run('Make again 1 user').click({ timeout: patienceMs })
      await tray.getByRole('article', { name: /^Make again/ }).getByText('1 done').waitFor({ timeout: patienceMs })
      const made = users.indexes().find((index) => users.at(index).username === username)!
      expect(users.at(made)).toMatchObject({ displayname, email, department: 'Research', sudo: true, state: 'STAGED' })
      expect(app.complaints).toEqual([])
      await app.quit()
    })
  } finally {
    await simulator.stop()
  }
})
