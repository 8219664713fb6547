// Editing a command, a group and an IP list in the real window: the form made from the description, the plan from what to what, sent,
// verified, taken back, and kept as a draft without a connection.

import { expect, test } from 'vitest'
import { detailed } from '../../main/simulator/kind-details.ts'
import { startSimulator } from '../../main/simulator/server.ts'
import { judgeBothThemes } from '../support/both-themes.ts'
import { launchApp, withProfile } from '../support/electron-app.ts'
import { jobTray, review, runPlan, setSafety } from '../support/page-objects/changes.ts'
import { moreActions } from '../support/page-objects/more-actions.ts'
import { connectDialog, firstRun, list, navigation, organizationHeader } from '../support/page-objects/screens.ts'

const patienceMs = 60_000

test('5.1, 7.8, 9.7, 14.2: a command’s script, a group’s name and an IP list are edited by a plan, and all of it comes back', { timeout: 420_000 }, async () => {
  const simulator = await startSimulator({ estate: 'small' })
  const truth = simulator.estate.organizations[0]!
  // Whole, as the service shows one object: what an edit must not lose is also what the list does not tell.
  const at = (kind: string) => {
    const table = truth.tableOf(kind)
    const index = table.indexes()[0]!
    return { id: table.idAt(index), index, now: () => ({ ...detailed(truth, kind, index, table.at(index)) }) as Record<string, unknown> }
  }
  const [command, group, ipList] = [at('command'), at('userGroup'), at('ipList')]
  const script = ['#!/bin/sh', 'set -e', ...Array.from({ length: 12 }, (_, line) => `echo step ${line + 1}`), 'exit 0'].join('\n')
  truth.tableOf('command').update(command.index, { command: script, description: 'Twelve steps' })
  truth.tableOf('ipList').update(ipList.index, { ips: ['192.0.2.1', '198.51.100.0/24'] })
  const first = { command: command.now(), group: group.now(), ipList: ipList.now() }
  try {
    await withProfile(async (profile) => {
      const app = await launchApp({ profile, simulatorUrl: simulator.url })
      const { page } = app
      await firstRun(page).addByKey()
      await connectDialog(page).check(truth.apiKey)
      await connectDialog(page).add()
      const header = organizationHeader(page, truth.name)
      await header.synced()
      await navigation(page).go('Settings')
      await setSafety(page, 'Guarded')
      const form = page.getByRole('dialog').filter({ hasText: 'Only what you change is sent' })
      const plan = review(page)
      const { tray, close } = jobTray(page)
      const judge = (where: string) => judgeBothThemes(app, where)
      const openDetail = async (title: string, name: string) => {
        await navigation(page).go(title)
        const { row, detail } = list(page, title)
        await row(name).first().getByRole('gridcell').nth(1).dblclick({ timeout: patienceMs })
        await detail.getByRole('button', { name: 'Edit', exact: true }).waitFor({ timeout: patienceMs })
        return detail
      }
      // Within its seconds Undo asks nothing; later it is a plan like any other.
      const takeBack = async (object: typeof command, was: Record<string, unknown>) => {
        await tray.getByRole('article').first().getByRole('button', { name: /^(Undo|Revert 1…)$/ }).first().click()
        const back = plan.dialog.getByRole('button', { name: /^Take back 1 / })
        await expect.poll(async () => {
          if (await back.isVisible()) await back.click()
          return object.now()
        }, { timeout: patienceMs }).toEqual(was)
        await close()
      }
      const run = (button: string) => runPlan(page, button, '1 done')

      // A command, from its detail: the script with one other line.
      const commandDetail = await openDetail('Commands', String(first.command['name']))
      await commandDetail.getByRole('button', { name: 'Edit', exact: true }).click()
      await form.getByLabel(/^Script/).waitFor({ timeout: patienceMs })
      expect(await form.getByLabel(/^Script/).inputValue()).toBe(script)
      expect(await form.getByRole('button', { name: 'Review changes' }).getAttribute('aria-disabled')).toBe('true')
      await form.getByLabel(/^Script/).fill(script.replace('echo step 6', '\techo step six'))
      await form.getByLabel('Description').fill('A dozen steps')
      // The list does not tell it: the field stands empty, and the plan asks the service.
      await form.getByLabel(/^Time limit/).fill('901')
      await judge('edit a command')
      await form.getByRole('button', { name: 'Review 3 changes' }).click()
      await plan.rows.getByText('Script').first().waitFor({ timeout: patienceMs })
      const said = await plan.rows.innerText()
      for (const text of ['echo step 6', 'echo step six', 'Description: Twelve steps', 'A dozen steps', '6 lines as before', `Time limit in seconds: ${String(first.command['timeout'])}`, '901']) expect(said).toContain(text)
      expect(said).not.toContain('echo step 9')
      expect(simulator.recorder.entries.filter(({ isWrite }) => isWrite)).toEqual([])
      await judge('plan of a command')
      await plan.dialog.getByRole('button', { name: 'Back' }).click()
      expect(await form.getByLabel('Description').inputValue()).toBe('A dozen steps')
      await form.getByRole('button', { name: 'Review 3 changes' }).click()
      await run('Change 1 command')
      expect(command.now()).toEqual({ ...first.command, command: script.replace('echo step 6', '\techo step six'), description: 'A dozen steps', timeout: '901' })
      await takeBack(command, first.command)

      // A group, from the menu of its selection, where it is offered for exactly one.
      await navigation(page).go('User groups')
      const menu = moreActions(page, 'User groups')
      const table = truth.tableOf('userGroup')
      const names = table.indexes().slice(0, 2).map((index) => String(table.at(index)['name']))
      await menu.select(names)
      await page.getByRole('region', { name: 'User groups', exact: true }).getByRole('button', { name: 'More actions' }).click()
      await page.getByRole('menu', { name: /^Actions for/ }).getByRole('menuitem', { name: /^Delete/ }).waitFor({ timeout: patienceMs })
      expect(await page.getByRole('menu', { name: /^Actions for/ }).getByRole('menuitem', { name: /^Edit…/ }).count()).toBe(0)
      await menu.closeMenu()
      await menu.select([names[0]!])
      await menu.entry('Edit…')
      await menu.choose('Edit…')
      await form.getByLabel(/^Name/).fill('')
      await judge('edit a group without a name')
      expect(await form.getByRole('button', { name: 'Review 1 change' }).getAttribute('aria-disabled')).toBe('true')
      await form.getByLabel(/^Name/).fill('Renamed group')
      await form.getByRole('button', { name: 'Review 1 change' }).click()
      await plan.rows.getByText('Renamed group').first().waitFor({ timeout: patienceMs })
      expect(await plan.rows.innerText()).toContain(`Name: ${names[0]}`)
      await judge('plan of a group')
      await run('Change 1 user group')
      expect(group.now()).toEqual({ ...first.group, name: 'Renamed group' })
      await takeBack(group, first.group)

      // An IP list: a line that is no address is named, and nothing goes on before it is put right.
      const ipDetail = await openDetail('IP lists', String(first.ipList['name']))
      await ipDetail.getByRole('button', { name: 'Edit', exact: true }).click()
      await form.getByLabel('Addresses').fill('192.0.2.1\n198.51.100.0/240\n2001:db8::/32')
      await form.getByText('Line 2 (“198.51.100.0/240”) is not what belongs here.').waitFor({ timeout: patienceMs })
      await judge('edit an IP list with a bad line')
      expect(await form.getByRole('button', { name: 'Review 1 change' }).getAttribute('aria-disabled')).toBe('true')
      await form.getByLabel('Addresses').fill('192.0.2.1\n198.51.100.0/24\n2001:db8::/32')
      await form.getByRole('button', { name: 'Review 1 change' }).click()
      await run('Change 1 IP list')
      expect(ipList.now()).toEqual({ ...first.ipList, ips: ['192.0.2.1', '198.51.100.0/24', '2001:db8::/32'] })
      await takeBack(ipList, first.ipList)

      // The same addresses are asked for where a list is made.
      await page.getByRole('region', { name: 'IP lists', exact: true }).getByRole('button', { name: 'New', exact: true }).click()
      const making = page.getByRole('dialog', { name: /^Make / })
      await making.getByLabel('Name').fill('Branches')
      await making.getByLabel('Addresses').fill('192.0.2.77\nnowhere')
      await making.getByRole('button', { name: 'Show the plan' }).click()
      await making.getByRole('alert').getByText(/Addresses/).waitFor({ timeout: patienceMs })
      await judge('new IP list with a bad line')
      expect(await making.getByLabel('Name').inputValue()).toBe('Branches')
      await making.getByLabel('Addresses').fill('192.0.2.77')
      await making.getByRole('button', { name: 'Show the plan' }).click()
      await run('Make 1 IP list')
      const made = truth.tableOf('ipList').indexes().map((index) => truth.tableOf('ipList').at(index)).find(({ name }) => name === 'Branches')
      expect(made).toMatchObject({ ips: ['192.0.2.77'] })
      await close()

      // Without a connection it waits as a draft.
      await simulator.goOffline()
      await header.sync()
      await page.getByText(/^Offline since/).waitFor({ timeout: patienceMs })
      const offlineDetail = await openDetail('Commands', String(first.command['name']))
      await offlineDetail.getByRole('button', { name: 'Edit', exact: true }).click()
      await form.getByLabel(/^Script/).fill(`${script}\n# later`)
      await form.getByRole('button', { name: 'Review 1 change' }).click()
      await plan.dialog.getByRole('button', { name: 'Keep as drafts' }).click({ timeout: patienceMs })
      await page.getByRole('contentinfo').getByRole('button', { name: /^Jobs/ }).click()
      await tray.getByRole('button', { name: '1 draft' }).click({ timeout: patienceMs })
      await page.getByRole('dialog', { name: 'Drafts' }).getByText('Script').first().waitFor({ timeout: patienceMs })
      // Lines are lines, and only those that differ: a script in one piece says nothing.
      const draft = await page.getByRole('dialog', { name: 'Drafts' }).innerText()
      expect(draft).toContain('lines as before')
      expect(draft).not.toContain('U+000A')
      await judge('draft of a command')
      expect(command.now()).toEqual(first.command)
      expect(app.complaints).toEqual([])
      await app.quit()
    })
  } finally {
    await simulator.stop()
  }
})
