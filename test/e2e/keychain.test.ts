// Keychains that do not serve: absent, and locked. The operator is told which, nothing is created anew, and what was saved stays.

import { execFileSync } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { axeViolations } from '../support/complaints.ts'
import { launchApp, withProfile } from '../support/electron-app.ts'
import { connectDialog, firstRun, list, navigation, organizationHeader } from '../support/page-objects/screens.ts'

const login = "[objectpath '/org/freedesktop/secrets/collection/login']"
const lock = () =>
  execFileSync('gdbus', ['call', '--session', '--dest', 'org.freedesktop.secrets', '--object-path', '/org/freedesktop/secrets', '--method', 'org.freedesktop.Secret.Service.Lock', login])
/** Paths of everything in the login keychain, and what each is for. */
function savedItems(): { path: string; account: string }[] {
  const paths = execFileSync('gdbus', ['call', '--session', '--dest', 'org.freedesktop.secrets', '--object-path', '/org/freedesktop/secrets/collection/login', '--method', 'org.freedesktop.DBus.Properties.Get', 'org.freedesktop.Secret.Collection', 'Items'], { encoding: 'utf8' })
  return [...paths.matchAll(/'(\/[^']+)'/g)].map(([, path = '']) => ({
    path,
    account: execFileSync('gdbus', ['call', '--session', '--dest', 'org.freedesktop.secrets', '--object-path', path, '--method', 'org.freedesktop.DBus.Properties.Get', 'org.freedesktop.Secret.Item', 'Attributes'], { encoding: 'utf8' }),
  }))
}
const deleteItem = (path: string) => execFileSync('gdbus', ['call', '--session', '--dest', 'org.freedesktop.secrets', '--object-path', path, '--method', 'org.freedesktop.Secret.Item.Delete'])
const unlock = () => execFileSync('gnome-keyring-daemon', ['--replace', '--unlock', '--components=secrets'], { input: 'test', stdio: ['pipe', 'ignore', 'ignore'] })

test('without a keychain the app says so, works for this session, and leaves nothing that could be opened later', async () => {
  const simulator = await startSimulator({ estate: 'small' })
  const organization = simulator.estate.organizations[0]!
  try {
    await withProfile(async (profile) => {
      const first = await launchApp({ profile, simulatorUrl: simulator.url, hasKeychain: false })
      await first.page.getByText('This system offers no keychain.').waitFor()
      await first.page.getByRole('button', { name: 'Use this session only' }).click()
      await firstRun(first.page).addByKey()
      const connect = connectDialog(first.page)
      await connect.check(organization.apiKey)
      await connect.dialog.getByText(organization.id).waitFor()
      expect(await connect.dialog.getByRole('radio', { name: /In the keychain/ }).isDisabled()).toBe(true)
      await connect.add()
      await organizationHeader(first.page, organization.name).synced()
      await first.page.getByText(/kept for this session only/).waitFor()
      expect(first.complaints).toEqual([])
      await first.quit()

      const second = await launchApp({ profile, simulatorUrl: simulator.url, hasKeychain: false })
      await second.page.getByRole('button', { name: 'Use this session only' }).click()
      await second.page.getByRole('button', { name: 'Add an organization by API key' }).waitFor()
      await second.quit()
    })
  } finally {
    await simulator.stop()
  }
})

test('a locked keychain keeps the copies closed and creates nothing; once it is unlocked everything is there', async () => {
  const simulator = await startSimulator({ estate: 'small' })
  const organization = simulator.estate.organizations[0]!
  try {
    await withProfile(async (profile) => {
      const first = await launchApp({ profile, simulatorUrl: simulator.url })
      await firstRun(first.page).addByKey()
      const connect = connectDialog(first.page)
      await connect.check(organization.apiKey)
      await connect.dialog.getByText(organization.id).waitFor()
      await connect.add()
      await organizationHeader(first.page, organization.name).synced()
      await first.quit()

      lock()
      const second = await launchApp({ profile, simulatorUrl: simulator.url })
      await second.page.getByText(/Your system keychain is locked|did not answer/).waitFor({ timeout: 30_000 })
      unlock()
      await second.page.getByRole('button', { name: 'Retry' }).click()
      await organizationHeader(second.page, organization.name).synced()
      await navigation(second.page).go('Users')
      await list(second.page, 'Users').row(/./).first().waitFor()
      await organizationHeader(second.page, organization.name).sync()
      await organizationHeader(second.page, organization.name).synced()
      expect(second.complaints).toEqual([])
      await second.quit()
    })
  } finally {
    unlock()
    await simulator.stop()
  }
})

test('a lost root key is told as such, and starting afresh deletes what nobody can open, after a typed confirmation only', async () => {
  const simulator = await startSimulator({ estate: 'small' })
  const organization = simulator.estate.organizations[0]!
  try {
    await withProfile(async (profile) => {
      const add = async (page: Page) => {
        await firstRun(page).addByKey()
        const connect = connectDialog(page)
        await connect.check(organization.apiKey)
        await connect.dialog.getByText(organization.id).waitFor()
        await connect.add()
        await organizationHeader(page, organization.name).synced()
      }
      // The keychain is shared with every earlier test of the session: only what this profile saved is looked at.
      const foreign = savedItems().map(({ path }) => path)
      const saved = () => savedItems().filter(({ path }) => !foreign.includes(path))
      const first = await launchApp({ profile, simulatorUrl: simulator.url })
      await add(first.page)
      await first.quit()
      const copies = await readdir(join(profile, 'data', 'history'))
      const before = saved()
      const rootKey = before.find(({ account }) => account.includes('root-key'))!
      deleteItem(rootKey.path)

      const second = await launchApp({ profile, simulatorUrl: simulator.url })
      const { page } = second
      await page.getByRole('heading', { name: 'The key of the offline copies is lost' }).waitFor()
      expect(await readdir(join(profile, 'data', 'history'))).toEqual(copies)
      await page.getByRole('button', { name: 'Retry' }).click()
      await page.getByRole('button', { name: 'Start afresh…' }).click()
      const confirm = page.getByRole('button', { name: 'Delete the copies and start afresh' })
      await page.getByLabel(/Type start afresh/).fill('start')
      expect(await confirm.isDisabled()).toBe(true)
      expect(await axeViolations(page)).toEqual([])
      await page.screenshot({ path: join(process.env['ORGDECK_OUT'] ?? profile, 'lost-root-key.png') })
      expect(saved()).toHaveLength(before.length - 1)
      await page.getByLabel(/Type start afresh/).fill('start afresh')
      await confirm.click()
      await page.getByRole('button', { name: 'Add an organization by API key' }).waitFor()
      // Nothing of the earlier profile is left behind, in the keychain or on the disk.
      const rest = saved().map(({ path }) => path)
      expect(before.filter(({ path, account }) => rest.includes(path) && account.includes('orgdeck'))).toEqual([])
      expect(await readdir(join(profile, 'data', 'history'))).toEqual([])
      await add(page)
      expect(second.complaints).toEqual([])
      await second.quit()
    })
  } finally {
    await simulator.stop()
  }
})
