// Answers that outlive the program: kept at its end, given once at the next start, never older than the copies.

import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFirstView, type FirstView } from '../../../../main/engine-host/first-view.ts'
import { declarations } from '../../../../shared/contract/index.ts'

const acme = 'a'.repeat(24)
const globex = 'b'.repeat(24)
const organizations = [{ id: acme }, { id: globex }]
const usersOf = (organization: string) => ({ scope: { type: 'one', organization }, kind: 'user', start: 0, size: 100 })
const options = { deadlineMs: 1_000 }

/** Turned around, so that a plain text in the file would be seen. */
const turned = (text: string) => Buffer.from(text, 'utf8').reverse().toString('base64')
const vault = { seal: async (text: string) => turned(text), unseal: async (sealed: string) => Buffer.from(sealed, 'base64').reverse().toString('utf8') }

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'orgdeck-first-view-'))))
afterEach(() => rm(folder, { recursive: true, force: true }))

function start(more: Partial<Parameters<typeof createFirstView>[0]> = {}) {
  const warnings: string[] = []
  const view = createFirstView({ profileFolder: folder, declarations, vault, version: '1', log: { warn: (text) => void warnings.push(text) }, ...more })
  let isEngineNeeded = false
  void view.engineNeeded.then(() => (isEngineNeeded = true))
  return { view, warnings, isEngineNeeded: async () => (await new Promise((resolve) => setImmediate(resolve)), isEngineNeeded) }
}

/** An engine that answers each question with its text and a count, and a window that asks through the view. */
function engine(view: FirstView) {
  const asked: string[] = []
  const ask = view.through(async (name, input) => {
    asked.push(name)
    return name === 'organization.list' ? organizations : `${name} ${JSON.stringify(input)} ${asked.length}`
  })
  return { asked, ask: (name: string, input: unknown) => ask(name, input, options) }
}

/** A session in which the list of organizations and the users of one were looked at. */
async function oneSession(work: (asked: ReturnType<typeof engine>, view: FirstView) => Promise<void> = async () => undefined) {
  const { view } = start()
  await view.open()
  view.end()
  const window = engine(view)
  await window.ask('organization.list', {})
  await window.ask('snapshot.page', usersOf(acme))
  await work(window, view)
  await view.keep()
}

test('without a record the engine is needed at once, and is asked', async () => {
  const { view, isEngineNeeded } = start()
  expect(await isEngineNeeded()).toBe(true)
  expect(await view.open()).toBe(false)
  const { ask, asked } = engine(view)
  await ask('organization.list', {})
  expect(asked).toEqual(['organization.list'])
})

test('what was shown at the end is answered at the next start without the engine, once, from a file only its owner may read', async () => {
  await oneSession()
  expect((await stat(join(folder, 'first-view'))).mode & 0o777).toBe(0o600)
  expect(await readFile(join(folder, 'first-view'), 'utf8')).not.toContain('organization.list')
  const { view, isEngineNeeded } = start()
  expect(await isEngineNeeded()).toBe(false)
  expect(await view.open()).toBe(true)
  expect(await readdir(folder)).toEqual([])
  const { ask, asked } = engine(view)
  expect(await ask('organization.list', {})).toEqual(organizations)
  expect(await ask('snapshot.page', usersOf(acme))).toContain('snapshot.page')
  expect(asked).toEqual([])
  expect(view.end()).toBe(true)
  await ask('snapshot.page', usersOf(acme))
  expect(asked).toEqual(['snapshot.page'])
})

test('a question waits for the record to be opened, and one that it does not know starts the engine', async () => {
  await oneSession()
  const { view, isEngineNeeded } = start()
  const { ask, asked } = engine(view)
  const early = ask('snapshot.page', usersOf(acme))
  await view.open()
  await early
  expect(asked).toEqual([])
  expect(await isEngineNeeded()).toBe(false)
  await ask('snapshot.page', usersOf(globex))
  expect(asked).toEqual(['snapshot.page'])
  expect(await isEngineNeeded()).toBe(true)
})

test('an answer that a change touches is not kept, whether it was there or on its way', async () => {
  let release!: (value: string) => void
  await oneSession(async ({ ask }, view) => {
    await ask('snapshot.page', usersOf(globex))
    const slow = view.through(() => new Promise((resolve) => (release = resolve as typeof release)))('snapshot.page', { ...usersOf(globex), start: 100 }, options)
    await new Promise((resolve) => setImmediate(resolve))
    view.forget({ organizations: [globex], kinds: ['user'] })
    release('old')
    await slow
  })
  const { view } = start()
  await view.open()
  const { ask, asked } = engine(view)
  await ask('snapshot.page', usersOf(acme))
  expect(asked).toEqual([])
  await ask('snapshot.page', usersOf(globex))
  await ask('snapshot.page', { ...usersOf(globex), start: 100 })
  expect(asked).toHaveLength(2)
})

test('what is not made of the copies is never kept: tasks, and readings of the service', async () => {
  const live = Object.entries(declarations).filter(([, each]) => each.type === 'task' || (each.type === 'query' && (each.sensitive === true || each.reads({} as never).length === 0)))
  expect(live.length).toBeGreaterThan(20)
  await oneSession(async ({ ask }) => {
    for (const [name] of live) await ask(name, {})
  })
  const kept = JSON.parse(await vault.unseal(await readFile(join(folder, 'first-view'), 'utf8'))) as { answers: { name: string }[] }
  expect(kept.answers.map(({ name }) => name).sort()).toEqual(['organization.list', 'snapshot.page'])
})

test('of an organization that is gone nothing is kept, and without the list of them nothing at all', async () => {
  await oneSession(async ({ ask }) => void (await ask('snapshot.page', usersOf('c'.repeat(24)))))
  const kept = JSON.parse(await vault.unseal(await readFile(join(folder, 'first-view'), 'utf8'))) as { answers: unknown[] }
  expect(kept.answers).toHaveLength(2)
  await rm(join(folder, 'first-view'))
  await oneSession(async (_, view) => view.forget({ organizations: [], kinds: ['organizationList'] }))
  expect(await readdir(folder)).toEqual([])
})

test('a record of another version, or one that does not open, is not used and does not stay', async () => {
  await oneSession()
  expect(await start({ version: '2' }).view.open()).toBe(false)
  expect(await readdir(folder)).toEqual([])
  await oneSession()
  const locked = start({ vault: { ...vault, unseal: async () => Promise.reject(new Error('sealed with another key')) } })
  expect(await locked.view.open()).toBe(false)
  expect(locked.warnings).toEqual(['first view not used'])
  expect(await locked.isEngineNeeded()).toBe(true)
  expect(await readdir(folder)).toEqual([])
})

test('when the copies stay closed the record stays, and the engine starts', async () => {
  await oneSession()
  const { view, isEngineNeeded } = start()
  view.end()
  expect(await isEngineNeeded()).toBe(true)
  expect(await view.open()).toBe(false)
  expect(await readdir(folder)).toEqual(['first-view'])
})

test('copies that are given up take the record and what was remembered with them', async () => {
  await oneSession()
  await oneSession(async (_, view) => view.discard())
  expect(await readdir(folder)).toEqual([])
})
