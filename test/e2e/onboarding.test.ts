// People brought in through the real window: one by its form, several from a file with a bad cell put right on the way.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { axeViolations } from '../support/complaints.ts'
import { launchApp, type RunningApp, withProfile } from '../support/electron-app.ts'
import { jobTray, review, setSafety } from '../support/page-objects/changes.ts'
import { connectDialog, firstRun, list, navigation, organizationHeader } from '../support/page-objects/screens.ts'

const patienceMs = 60_000
/** Each of them walks through several screens in both themes. */
const testMs = 420_000
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
        await page.getByRole('menuitem', { name: 'New user…' }).click()
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
      const next = page.getByRole('dialog', { name: 'Add 1 user' })
      await next.getByText('1 of 1 done').waitFor({ timeout: patienceMs })
      const added = truth.users.indexes().map((index) => truth.users.at(index)).filter(({ username }) => username === 'nora.lindqvist')
      expect(added).toMatchObject([{ email: 'nora.lindqvist@example.com', firstname: 'Nora', department: 'Finance', state: 'STAGED' }])
      expect(writes(simulator).map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /api/systemusers'])
      await next.getByRole('button', { name: 'Not now' }).click()
      await jobTray(page).job('Add 1 user').getByText('1 done').waitFor({ timeout: patienceMs })
      // The copy has the new person at once, without another sync.
      await users.search('nora.lindqvist')
      await users.row('Lindqvist').waitFor({ timeout: patienceMs })
      expect(app.complaints).toEqual([])
      await app.quit()
    })
  } finally {
    await simulator.stop()
  }
}, testMs)

test('3.3, 3.4, 3.5, 3.8, 3.9: five people come from a file, one cell is put right on the way, and they get a group in the same flow', async () => {
  const simulator = await startSimulator({ estate: 'small' })
  const truth = simulator.estate.organizations[0]!
  const there = truth.users.at(truth.users.indexes()[0]!)
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
      await users.row(/./).nth(3).waitFor({ timeout: patienceMs })

      const path = join(profile, 'new people.csv')
      const rows = ['E-Mail;Vorname;Nachname;Abteilung', 'ines@example.com;Inés;Ñandú;Finance', 'omar@example.com;عمر;حداد;Finance', 'not an address;Bea;Berg;Sales', 'cy@example.com;Cy;Cole;Sales', 'dee@example.com;Dee;Dahl;Sales', `${String(there.email)};;;Onboarding`]
      await writeFile(path, Buffer.from(`\uFEFF${rows.join('\r\n')}\r\n`, 'utf16le'))
      // The system's dialog cannot be driven; what it answers can.
      await app.electron.evaluate(({ dialog }, filePath) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
      }, path)
      await users.region.getByRole('button', { name: 'New' }).click()
      await judge(app, 'menu of new')
      await page.getByRole('menuitem', { name: 'Import from a file…' }).click()
      const dialog = page.getByRole('dialog', { name: 'Import users' })
      await dialog.getByRole('button', { name: 'Choose a file' }).waitFor()
      await judge(app, 'source of an import')
      await dialog.getByRole('button', { name: 'Choose a file' }).click()
      await dialog.getByLabel('Field of column 4, Abteilung').waitFor({ timeout: patienceMs })
      expect(await dialog.getByLabel('Field of column 4, Abteilung').inputValue()).toBe('department')
      await judge(app, 'columns of an import')
      await dialog.getByRole('button', { name: 'Look at the rows' }).click()

      // One cell is no address: nothing can be planned before it is right.
      const broken = dialog.getByLabel('E-Mail of line 4')
      await broken.waitFor({ timeout: patienceMs })
      expect(await dialog.getByRole('button', { name: 'Show the plan' }).getAttribute('aria-disabled')).toBe('true')
      await judge(app, 'fixer of an import')
      await broken.fill('bea@example.com')
      await broken.press('Enter')
      await dialog.getByText('Every row is right or skipped.').waitFor({ timeout: patienceMs })
      await dialog.getByRole('button', { name: /All$/ }).click()
      await dialog.getByText('عمر').waitFor({ timeout: patienceMs })
      await dialog.getByLabel('New people begin').selectOption('STAGED')
      await judge(app, 'rows of an import')
      expect(writes(simulator)).toEqual([])
      await dialog.getByRole('button', { name: 'Show the plan' }).click()

      const plan = review(page)
      await plan.dialog.getByText('Onboarding').waitFor({ timeout: patienceMs })
      await judge(app, 'plan of an import')
      expect(writes(simulator)).toEqual([])
      await plan.run('Import 6 users').click({ timeout: patienceMs })
      const next = page.getByRole('dialog', { name: 'Import 6 users from new people.csv' })
      await next.getByText('6 of 6 done').waitFor({ timeout: patienceMs })
      await next.getByText('5 people were added.').waitFor({ timeout: patienceMs })
      const found = truth.users.indexes().map((index) => truth.users.at(index))
      expect(found.filter(({ email }) => ['ines@example.com', 'omar@example.com', 'bea@example.com', 'cy@example.com', 'dee@example.com'].includes(String(email))).map(({ username, firstname, state }) => [username, firstname, state]).sort()).toEqual([
        ['bea', 'Bea', 'STAGED'], ['cy', 'Cy', 'STAGED'], ['dee', 'Dee', 'STAGED'], ['ines', 'Inés', 'STAGED'], ['omar', 'عمر', 'STAGED'],
      ])
      expect(found.find(({ email }) => email === there.email)?.department).toBe('Onboarding')

      // In the same flow: a group for the five.
      const [ines] = truth.users.indexes().filter((index) => truth.users.at(index).username === 'ines')
      const mine = truth.memberships.groupsOf(ines!)
      const group = truth.userGroups.indexes().find((index) => !mine.includes(index) && truth.userGroups.at(index).membershipMethod !== 'DYNAMIC_AUTOMATED')!
      await next.getByRole('group', { name: /User groups/ }).getByText(String(truth.userGroups.at(group).name), { exact: true }).click()
      await judge(app, 'what new people get')
      await next.getByRole('button', { name: 'Show the plan' }).click()
      await plan.run('Make 5 changes').click({ timeout: patienceMs })
      await jobTray(page).job('Give 5 new users groups and directories').getByText('5 done').waitFor({ timeout: patienceMs })
      expect(truth.memberships.membersOf(group)).toContain(ines)
      expect(app.complaints).toEqual([])
      await app.quit()
    })
  } finally {
    await simulator.stop()
  }
}, testMs)

test('3.2, 3.3, 3.4: the people of a connected directory are shown, chosen one by one and planned', async () => {
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
      await users.region.getByRole('button', { name: 'New' }).click()
      await page.getByRole('menuitem', { name: 'Import from Google Workspace…' }).click()
      const dialog = page.getByRole('dialog', { name: 'Import users from a directory' })
      await dialog.getByRole('radio', { name: 'Google Workspace' }).waitFor({ timeout: patienceMs })
      await judge(app, 'directories to import from')
      await dialog.getByRole('button', { name: 'Show its people' }).click()
      const rows = dialog.getByRole('region', { name: 'Rows of the table' }).getByRole('row')
      await rows.filter({ hasText: 'is here already' }).first().waitFor({ timeout: patienceMs })
      expect(await dialog.getByRole('button', { name: 'Show the plan' }).getAttribute('aria-disabled')).toBe('true')
      const starter = rows.filter({ hasText: 'Skipped' }).filter({ hasNotText: 'is here already' }).first()
      await starter.getByRole('checkbox').click()
      await dialog.getByRole('button', { name: '1 New' }).waitFor({ timeout: patienceMs })
      await judge(app, 'people of a directory')
      await dialog.getByRole('button', { name: 'Show the plan' }).click()
      await review(page).dialog.getByText(/is read-only/).first().waitFor({ timeout: patienceMs })
      expect(writes(simulator)).toEqual([])
      expect(app.complaints).toEqual([])
      await app.quit()
    })
  } finally {
    await simulator.stop()
  }
}, testMs)
