// Every entry of both More-actions menus in the real window: what it says of a mixed selection, its plan, its confirmation, its job, and
// what the service is like afterwards. The cases are held against the declared actions: one without a case fails.

import { expect, test } from 'vitest'
import type { EstateOrganization } from '../../main/simulator/estate-organization.ts'
import { type Simulator, startSimulator } from '../../main/simulator/server.ts'
import { hasTypedTargets, type MoreActions, moreActions } from '../support/page-objects/more-actions.ts'
import { jobTray, review, setSafety } from '../support/page-objects/changes.ts'
import { connectDialog, firstRun, list, navigation, organizationHeader } from '../support/page-objects/screens.ts'
import { launchApp, type RunningApp, withProfile } from '../support/electron-app.ts'
import { actions, type Kind, resourceOf } from '../../shared/resources/index.ts'

const patienceMs = 60_000

type Raw = Readonly<Record<string, unknown>>

interface World {
  readonly app: RunningApp
  readonly simulator: Simulator
  readonly truth: EstateOrganization
}

type Fill = (parts: { menu: MoreActions; world: World }) => Promise<void>

interface Case {
  /** Whether it would change this one, by what the service serves. */
  readonly fits: (raw: Raw, world: World) => boolean
  /** What is said of those that it leaves out. */
  readonly why?: RegExp
  /** The menu cannot know before it is told more, or before the service is asked. */
  readonly isKnownLater?: boolean
  readonly fill?: Fill
  /** Whether the service has it so. Without it the requests are the proof. */
  readonly isDone?: (raw: Raw | null, world: World) => boolean
  /** Requests that carry it out: one for each that fits. */
  readonly request: RegExp
}

const at = (raw: Raw, path: string): unknown => path.split('.').reduce<unknown>((value, name) => (value as Raw | null | undefined)?.[name], raw)
const isActive = (raw: Raw): boolean => raw.state === 'ACTIVATED'
const isIn = (group: string) => (raw: Raw, { truth }: World) => truth.memberships.groupsOf(truth.users.indexOf(String(raw._id))!).some((index) => truth.userGroups.at(index).name === group)
const isDeviceIn = (group: string) => (raw: Raw, { truth }: World) => truth.deviceMemberships.groupsOf(truth.tableOf('device').indexOf(String(raw._id))!).some((index) => truth.tableOf('deviceGroup').at(index).name === group)
const not =
  (of: (raw: Raw, world: World) => boolean) =>
  (raw: Raw, world: World): boolean =>
    !of(raw, world)
const pickGroup = (group: string): Fill => ({ menu }) => menu.pickObject('Group', group)
const givePin: Fill = ({ menu }) => menu.asking.getByLabel('PIN for Macs').fill('246810')
const exceptUntilNextMonth: Fill = async ({ menu }) => {
  await menu.asking.getByLabel('Reason').fill('New telephone on its way')
  await menu.asking.getByLabel('Until').fill(new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 16))
}
const offers = (name: string) => (raw: Raw) => (raw.osFamily === 'darwin' && at(raw, 'mdm.internal.deviceId') !== undefined) || (raw.builtInCommands as { name: string }[]).some((entry) => entry.name === name)
const power = (name: string, fill?: Fill): Case => ({ fits: offers(name), why: /does not offer this/, ...(fill ? { fill, isKnownLater: true } : {}), request: new RegExp(`^POST .*/(builtin|devices/[^/]+)/${name}$`) })

/** In the order in which they are done: what destroys comes last. */
const userCases: Readonly<Record<string, Case>> = {
  'user.resendEmail': { fits: isActive, why: /get no mail/, request: /^POST .*\/reactivate$/ },
  'user.forcePasswordChange': { fits: (raw) => raw.activated === true && raw.password_expired !== true, why: /no password yet|expired already/, isDone: (raw) => raw?.password_expired === true, request: /^POST .*\/expire$/ },
  'user.unlock': { fits: (raw) => raw.account_locked === true, why: /Not locked/, isDone: (raw) => raw?.account_locked === false, request: /^POST .*\/unlock$/ },
  'user.requireMfa': { fits: (raw) => raw.enable_user_portal_multifactor !== true, why: /required already/, isDone: (raw) => raw?.enable_user_portal_multifactor === true, request: /^POST .*\/mfa\/enforce$/ },
  'user.removeMfaRequirement': { fits: (raw) => raw.enable_user_portal_multifactor === true, why: /not required/, fill: exceptUntilNextMonth, isDone: (raw) => raw?.enable_user_portal_multifactor === false, request: /^POST .*\/mfa\/enforce$/ },
  'user.resetTotp': { fits: (raw) => raw.totp_enabled === true, why: /No TOTP/, isDone: (raw) => raw?.totp_enabled === false, request: /^POST .*\/resetmfa$/ },
  'user.addToGroup': { fits: not(isIn('VPN Users')), why: /Already a member/, isKnownLater: true, fill: pickGroup('VPN Users'), isDone: (raw, world) => isIn('VPN Users')(raw!, world), request: /^POST .*\/members$/ },
  'user.removeFromGroup': { fits: isIn('VPN Users'), why: /Not a member/, isKnownLater: true, fill: pickGroup('VPN Users'), isDone: (raw, world) => !isIn('VPN Users')(raw!, world), request: /^POST .*\/members$/ },
  'user.setManager': {
    fits: (raw, { truth }) => raw.manager !== truth.users.idAt(2) && raw._id !== truth.users.idAt(2),
    why: /Nobody is their own manager/,
    isKnownLater: true,
    fill: ({ menu, world: { truth } }) => menu.pickObject('Manager', String(truth.users.at(2).displayname)),
    isDone: (raw, { truth }) => raw?.manager === truth.users.idAt(2),
    request: /^PUT .*\/systemusers\/[^/]+$/,
  },
  'user.suspend': { fits: isActive, why: /Already suspended|Staged users/, isDone: (raw) => raw?.state === 'SUSPENDED', request: /\/state\/suspend$/ },
  'user.unsuspend': { fits: (raw) => raw.state === 'SUSPENDED', why: /Not suspended|Staged users/, isDone: (raw) => raw?.state === 'ACTIVATED', request: /^PUT .*\/systemusers\/[^/]+$/ },
  'user.activate': { fits: (raw) => raw.state === 'STAGED', why: /Not staged|not staged/, isDone: (raw) => raw?.state === 'ACTIVATED', request: /\/state\/activate$/ },
  'user.schedule': { fits: () => true, isKnownLater: true, fill: ({ menu }) => menu.asking.getByLabel('When').fill('2032-03-01T09:00'), request: /^POST .*\/bulk\/userstates$/ },
  'user.unschedule': { fits: (raw, { truth }) => truth.later.scheduled().some(({ systemUserId }) => systemUserId === raw._id), why: /Nothing is scheduled/, isKnownLater: true, request: /^DELETE .*\/bulk\/userstates\// },
  'user.delete': { fits: (raw) => !isActive(raw), why: /Active users are suspended first/, isDone: (raw) => raw === null, request: /^DELETE .*\/systemusers\/[^/]+$/ },
}

const deviceCases: Readonly<Record<string, Case>> = {
  'device.enableMfa': { fits: (raw) => raw.allowMultiFactorAuthentication !== true, why: /on already/, isDone: (raw) => raw?.allowMultiFactorAuthentication === true, request: /^PUT / },
  'device.disableMfa': { fits: (raw) => raw.allowMultiFactorAuthentication === true, why: /off already/, isDone: (raw) => raw?.allowMultiFactorAuthentication === false, request: /^PUT / },
  'device.disableSystemInsights': { fits: (raw) => at(raw, 'systemInsights.state') === 'enabled', why: /off already/, isDone: (raw) => at(raw!, 'systemInsights.state') === 'deferred', request: /^PUT / },
  'device.enableSystemInsights': { fits: (raw) => at(raw, 'systemInsights.state') !== 'enabled', why: /on already/, isDone: (raw) => at(raw!, 'systemInsights.state') === 'enabled', request: /^PUT / },
  'device.setTags': { fits: (raw) => String(raw.tags) !== 'lab', why: /these tags already/, isKnownLater: true, fill: ({ menu }) => menu.asking.getByLabel('Tags').fill('lab'), isDone: (raw) => String(raw?.tags) === 'lab', request: /^PUT / },
  'device.runCommand': { fits: (raw) => raw.osFamily === 'linux', why: /another operating system/, isKnownLater: true, fill: ({ menu }) => menu.pickObject('Command', 'Linux – Patch and report'), request: /^POST .*\/runCommand$/ },
  'device.lock': power('lock', givePin),
  'device.restart': power('restart'),
  'device.shutdown': power('shutdown'),
  'device.addToGroup': { fits: not(isDeviceIn('Shared Devices')), why: /Already a member/, isKnownLater: true, fill: pickGroup('Shared Devices'), isDone: (raw, world) => isDeviceIn('Shared Devices')(raw!, world), request: /^POST .*\/members$/ },
  'device.removeFromGroup': { fits: isDeviceIn('Shared Devices'), why: /Not a member/, isKnownLater: true, fill: pickGroup('Shared Devices'), isDone: (raw, world) => !isDeviceIn('Shared Devices')(raw!, world), request: /^POST .*\/members$/ },
  'device.erase': power('erase', givePin),
  'device.delete': { fits: () => true, isDone: (raw) => raw === null, request: /^DELETE .*\/systems\/[^/]+$/ },
}

/** What the other lists of the portal offer for a selection. */
const otherCases: Readonly<Partial<Record<Kind, Readonly<Record<string, Case>>>>> = {
  policy: { 'policy.delete': { fits: () => true, isDone: (raw) => raw === null, request: /^DELETE .*\/policies\/[^/]+$/ } },
  command: { 'command.delete': { fits: () => true, isDone: (raw) => raw === null, request: /^DELETE .*\/commands\/[^/]+$/ } },
}

/** What a menu of a list offers: bulk actions that a plain form can ask for. */
const declared = (kind: string) => actions.filter((action) => action.kind === kind && action.menu.place === 'moreActions' && Object.values(action.fields).every(({ form }) => form.type !== 'data'))

async function withList(title: string, prepare: (truth: EstateOrganization) => void, work: (world: World) => Promise<void>): Promise<void> {
  const simulator = await startSimulator({ estate: 'small' })
  const truth = simulator.estate.organizations[0]!
  prepare(truth)
  try {
    await withProfile(async (profile) => {
      const app = await launchApp({ profile, simulatorUrl: simulator.url })
      const { page } = app
      await firstRun(page).addByKey()
      const connect = connectDialog(page)
      await connect.check(truth.apiKey)
      await connect.add()
      await organizationHeader(page, truth.name).synced()
      await navigation(page).go(title)
      await list(page, title).row(/./).nth(3).waitFor({ timeout: patienceMs })
      await work({ app, simulator, truth })
      expect(app.complaints).toEqual([])
      await app.quit()
    })
  } finally {
    await simulator.stop()
  }
}

/** The organization is read-only until somebody says otherwise; the plan leads there. */
async function guard({ app: { page } }: World, title: string, entry: string, text: string): Promise<void> {
  const menu = moreActions(page, title)
  await menu.select([text])
  await menu.entry(entry)
  await menu.choose(entry)
  await review(page).dialog.getByRole('button', { name: 'Open its settings' }).click({ timeout: patienceMs })
  await setSafety(page, 'Guarded')
  await navigation(page).go(title)
}

/** Two that fit and two that do not, where there are such; in the order of the service. */
function mixture({ fits }: Case, rows: readonly Raw[], world: World): { chosen: Raw[]; fitting: Raw[] } {
  const fitting = rows.filter((raw) => fits(raw, world)).slice(0, 2)
  const others = rows.filter((raw) => !fits(raw, world)).slice(0, 2)
  return { chosen: rows.filter((raw) => fitting.includes(raw) || others.includes(raw)), fitting }
}

async function proveEach(kind: Kind, title: string, cases: Readonly<Record<string, Case>>, nameOf: (raw: Raw) => string, world: World): Promise<void> {
  const { truth, simulator, app } = world
  const menu = moreActions(app.page, title)
  const table = truth.table(resourceOf(kind))
  const served = (id: string): Raw | null => {
    const index = table.indexOf(id)
    return index === null ? null : table.at(index)
  }
  for (const [id, each] of Object.entries(cases)) {
    const action = declared(kind).find((candidate) => candidate.id === id)!
    const { chosen, fitting } = mixture(each, table.indexes().map((index) => table.at(index)), world)
    expect(fitting.length, `${id} has somebody to act on`).toBeGreaterThan(0)
    await menu.select(chosen.map(nameOf))

    const said = await menu.entry(action.words.menu)
    const isMixed = fitting.length < chosen.length
    expect(said.count, `${id} in the menu`).toBe(isMixed && !each.isKnownLater ? `${fitting.length} of ${chosen.length}` : 'all')
    if (isMixed && !each.isKnownLater) expect(said.why, `${id} says why the others not`).toMatch(each.why!)
    await menu.choose(action.words.menu)
    if (Object.keys(action.fields).length > 0) {
      await each.fill?.({ menu, world })
      await menu.showPlan()
    }

    const { plan } = menu
    await plan.rows.waitFor({ timeout: patienceMs })
    expect(await menu.count('Will change'), `${id}: rows that will change`).toBe(fitting.length)
    expect((await menu.count('Already so')) + (await menu.count('Left out')), `${id}: rows that will not`).toBe(chosen.length - fitting.length)
    if (isMixed) await plan.rows.getByText(each.why!).first().waitFor({ timeout: patienceMs })
    const before = simulator.recorder.entries.length
    const targets = `${fitting.length} ${fitting.length === 1 ? resourceOf(kind).words.one : resourceOf(kind).words.many}`
    const button = `${action.words.verb} ${targets}`
    if (action.class === 'D') {
      expect(await plan.run(button).getAttribute('aria-disabled'), `${id} waits for what is typed`).toBe('true')
      if (hasTypedTargets(action)) await menu.typeEach(fitting.map((raw) => String(raw.serialNumber)))
      else await menu.typePhrase(`${action.words.phrase} ${fitting.length} ${truth.name.toUpperCase()}`)
    }
    expect(writesSince(simulator, before), `${id} sends nothing before it is confirmed`).toEqual([])
    await menu.run(button, fitting.length)

    const sent = writesSince(simulator, before)
    expect(sent.filter((text) => each.request.test(text)).length, `${id} sent ${sent.join(', ')}`).toBe(fitting.length)
    expect(sent.length, `${id} sent nothing else than ${sent.join(', ')}`).toBe(fitting.length)
    for (const raw of fitting) if (each.isDone) expect(each.isDone(served(String(raw._id ?? raw.id)), world), `${id} of ${nameOf(raw)}`).toBe(true)
  }
}

const writesSince = ({ recorder }: Simulator, start: number): string[] => recorder.entries.slice(start).filter(({ isWrite }) => isWrite).map(({ method, path }) => `${method} ${path}`)

test('every bulk action of users and devices, policies and commands has a case here', () => {
  expect(Object.keys(userCases).sort()).toEqual(declared('user').map(({ id }) => id).sort())
  expect(Object.keys(deviceCases).sort()).toEqual(declared('device').map(({ id }) => id).sort())
  for (const [kind, cases] of Object.entries(otherCases)) expect(Object.keys(cases).sort()).toEqual(declared(kind).map(({ id }) => id).sort())
})

test('2.6, 2.7, 2.8, 2.9, 2.10, 2.11, 4.2, 4.3, 14.1: each action on users says what it can do to a mixed selection, does that and nothing else', { timeout: 420_000 }, async () => {
  await withList(
    'Users',
    (truth) => {
      for (const index of [3, 4]) truth.updateUser(truth.users.idAt(index), { state: 'STAGED', suspended: false, activated: false })
    },
    async (world) => {
      await guard(world, 'Users', 'Suspend', String(world.truth.users.at(0).email))
      await proveEach('user', 'Users', userCases, (raw) => String(raw.email), world)
    },
  )
})

test('7.3, 7.4, 7.5, 7.6, 7.7, 7.11, 8.3, 14.1: each action on devices says what it can do to a mixed selection, does that and nothing else', { timeout: 420_000 }, async () => {
  await withList(
    'Devices',
    (truth) => {
      const devices = truth.tableOf('device')
      truth.updateObject('device', devices.indexes()[1]!, { builtInCommands: [], systemInsights: { state: 'disabled' } }, { type: 'system_update', resource: {} })
      truth.updateObject('device', devices.indexes()[2]!, { tags: ['lab'] }, { type: 'system_update', resource: {} })
    },
    async (world) => {
      await guard(world, 'Devices', 'Enable MFA', String(world.truth.tableOf('device').at(0).serialNumber))
      await proveEach('device', 'Devices', deviceCases, (raw) => String(raw.serialNumber), world)
    },
  )
})

test('8.1, 8.2, 14.1: policies and commands are deleted from their lists after a typed phrase', { timeout: 420_000 }, async () => {
  await withList('Policies', () => undefined, async (world) => {
    const { truth, app } = world
    const nameOf = (raw: Raw): string => String(raw.name)
    const policies = truth.table(resourceOf('policy'))
    await guard(world, 'Policies', 'Delete', nameOf(policies.at(policies.indexes()[0]!)))
    await proveEach('policy', 'Policies', otherCases.policy!, nameOf, world)
    await navigation(app.page).go('Commands')
    await proveEach('command', 'Commands', otherCases.command!, nameOf, world)
  })
})

test('14.5, b8: a job is held and goes on; what the service refused is tried again alone', async () => {
  await withList(
    'Users',
    () => undefined,
    async (world) => {
      const { app, simulator, truth } = world
      const { page } = app
      const active = truth.users.indexes().map((index) => truth.users.at(index)).filter(isActive).slice(0, 8)
      await guard(world, 'Users', 'Suspend', String(active[0]!.email))
      // Four are on their way at once: the others wait, and one of them is refused.
      simulator.faults.add({ match: { method: 'POST', path: '/api/systemusers/*/state/suspend' }, when: { to: 4 }, fault: { type: 'slow', ms: 4_000 } }, { match: { method: 'POST', path: '/api/systemusers/*/state/suspend' }, when: { nth: 6 }, fault: { type: 'status', status: 400 } })
      const menu = moreActions(page, 'Users')
      await menu.select(active.map(({ email }) => String(email)))
      await menu.entry('Suspend')
      await menu.choose('Suspend')
      await menu.plan.run('Suspend 8 users').click({ timeout: patienceMs })
      const job = jobTray(page).job('Suspend 8 users')
      await job.getByRole('button', { name: 'Pause' }).click({ timeout: patienceMs })
      await job.getByRole('button', { name: 'Continue' }).waitFor({ timeout: patienceMs })
      await job.getByText('4 done, 4 waiting').waitFor({ timeout: patienceMs })
      expect(active.filter(({ _id }) => truth.users.at(truth.users.indexOf(String(_id))!).state === 'SUSPENDED')).toHaveLength(4)
      await job.getByRole('button', { name: 'Continue' }).click()
      await job.getByText('7 done, 1 failed').waitFor({ timeout: patienceMs })
      await job.getByText('Completed with errors').waitFor()

      await job.getByRole('button', { name: 'Retry 1' }).click()
      const before = simulator.recorder.entries.length
      await menu.plan.run('Suspend 1 user').click({ timeout: patienceMs })
      await jobTray(page).job('Once more: Suspend 8 users').getByText('1 done').waitFor({ timeout: patienceMs })
      expect(writesSince(simulator, before)).toHaveLength(1)
      expect(active.filter(({ _id }) => truth.users.at(truth.users.indexOf(String(_id))!).state === 'SUSPENDED')).toHaveLength(8)
    },
  )
})
