// What a person can do wrong or meet in the way: each ends in a sentence on what happened, what stayed safe and what to do.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Fault } from '../../main/simulator/faults.ts'
import { startSimulator, type Simulator } from '../../main/simulator/server.ts'
import { launchApp, type RunningApp, withProfile } from '../support/electron-app.ts'
import { connectDialog, firstRun, list, navigation, organizationHeader } from '../support/page-objects/screens.ts'

let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator({ estate: 'small' })
})

afterAll(() => simulator.stop())

const withApp = (work: (app: RunningApp, profile: string) => Promise<void>) =>
  withProfile(async (profile) => {
    const app = await launchApp({ profile, simulatorUrl: simulator.url })
    try {
      await work(app, profile)
    } finally {
      await app.quit()
    }
  })

async function addFirst({ page }: RunningApp) {
  const organization = simulator.estate.organizations[0]!
  await firstRun(page).addByKey()
  const connect = connectDialog(page)
  await connect.check(organization.apiKey)
  await connect.dialog.getByText(organization.id).waitFor()
  await connect.add()
  await organizationHeader(page, organization.name).synced()
  return organization
}

test('keys that cannot be used say why, and nothing is saved', async () => {
  await withApp(async ({ page, complaints }) => {
    await firstRun(page).addByKey()
    const connect = connectDialog(page)
    const eu = simulator.estate.organizations.find(({ region }) => region !== 'us') ?? simulator.estate.organizations[0]!
    const cases: [string, 'United States' | 'Europe' | 'India', RegExp][] = [
      ['jca_two words in a key', 'United States', /does not look like a JumpCloud API key/],
      ['short', 'United States', /does not look like a JumpCloud API key/],
      ['jca_000000000000000000000000000000000000', 'United States', /JumpCloud refused this key/],
      [eu.apiKey, eu.region === 'us' ? 'India' : 'United States', /JumpCloud refused this key/],
    ]
    for (const [key, region, text] of cases) {
      await connect.check(key, region)
      await connect.dialog.getByText(text).waitFor()
      await connect.dialog.getByText('Nothing was saved.').waitFor()
      expect(await connect.dialog.getByLabel('API key', { exact: true }).inputValue()).toBe('')
    }
    expect(complaints).toEqual([])
  })
})

test('a key of an organization that is already here changes nothing', async () => {
  await withApp(async (app) => {
    const organization = await addFirst(app)
    await app.page.getByRole('button', { name: 'Add an organization' }).click()
    const connect = connectDialog(app.page)
    await connect.check(organization.apiKey)
    await connect.dialog.getByText(/which is already here/).waitFor()
  })
})

describe('a service that misbehaves while it is read', () => {
  const cases: [string, Fault, RegExp][] = [
    ['a revoked key', { type: 'unauthorized' }, /no longer accepts the saved key/],
    ['a page of another kind', { type: 'loginPage' }, /does not understand/],
    ['half an answer', { type: 'truncatedJson' }, /does not understand/],
    ['a wrong shape', { type: 'body', body: { results: 'none' } }, /does not understand/],
    ['a way to another host', { type: 'redirect', location: 'http://127.0.0.1:9/elsewhere' }, /tried to send OrgDeck to another address/],
  ]
  test('shows its sentence, and the people read before stay on screen', async () => {
    await withApp(async (app) => {
      const { page, complaints } = app
      const organization = await addFirst(app)
      await navigation(page).go('Users')
      const users = list(page, 'Users')
      await users.row(/./).first().waitFor()
      const total = await users.total()
      for (const [what, fault, text] of cases) {
        simulator.faults.clear()
        simulator.faults.add({ match: { path: '/api/systemusers' }, fault })
        await organizationHeader(page, organization.name).sync()
        await page.getByText(text).first().waitFor({ timeout: 60_000 }).catch(() => {
          throw new Error(`${what}: ${String(text)} was not shown`)
        })
        expect(await users.total(), what).toBe(total)
        simulator.faults.clear()
        await organizationHeader(page, organization.name).synced()
        await organizationHeader(page, organization.name).sync()
        await page.getByText(text).first().waitFor({ state: 'detached', timeout: 60_000 })
      }
      expect(complaints).toEqual([])
    })
  })
})

test('a list that the key may not read is named on the home page, and the other lists go on', async () => {
  await withApp(async (app) => {
    const { page } = app
    const organization = await addFirst(app)
    simulator.faults.add({ match: { path: '/api/v2/usergroups' }, fault: { type: 'forbidden' } })
    try {
      await navigation(page).go('Home')
      await organizationHeader(page, organization.name).sync()
      await page.getByText(/This key may not read user groups/).first().waitFor({ timeout: 60_000 })
      await navigation(page).go('Users')
      await list(page, 'Users').row(/./).first().waitFor()
    } finally {
      simulator.faults.clear()
    }
  })
})
