// People from a table, through the whole engine: matched, planned, added and changed, given a group and a directory, and taken back.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ResourceId } from '../../../shared/base/ids.ts'
import { type ActionWorld, startActionWorld } from '../../support/action-world.ts'

async function inWorld(work: (world: ActionWorld) => Promise<void>): Promise<void> {
  const world = await startActionWorld()
  try {
    await work(world)
  } finally {
    await world.close()
  }
}

const served = (world: ActionWorld) => world.truth.users.indexes().map((index) => world.truth.users.at(index))

test('a table becomes one plan of new and changed people; nothing is sent before, and both come back (3.3, 3.9, 14.3)', async () => {
  await inWorld(async (world) => {
    const { engine, organization } = world
    const [there] = served(world)
    const text = ['Email;Username;First name;Department', 'ines@example.com;ines;Inés;Finance', `${String(there!.email).toUpperCase()};;;Onboarding`, 'no address;x;X;Y'].join('\n')
    const view = await engine.call('import.openText', { organization, text })
    expect(view).toMatchObject({ total: 3, counts: { new: 1, changed: 1, bad: 1 }, source: { delimiter: ';' }, copy: { people: 12, isWhole: true } })
    await expect(engine.call('import.plan', { import: view.id })).rejects.toMatchObject({ code: 'import.not-ready' })
    const ready = await engine.call('import.decide', { import: view.id, decision: { type: 'skip', rows: [2] } })
    expect(ready.reason).toBeNull()

    const plan = await engine.call('import.plan', { import: view.id, state: 'STAGED' })
    expect(plan).toMatchObject({ title: 'Import 2 users from a pasted table', button: 'Import 2 users', counts: { change: 2, refused: 0 } })
    expect(world.writes()).toEqual([])
    const job = await world.run(plan)
    expect(job).toMatchObject({ phase: 'complete', counts: { confirmed: 2 } })
    expect(served(world).find(({ username }) => username === 'ines')).toMatchObject({ email: 'ines@example.com', firstname: 'Inés', department: 'Finance', state: 'STAGED', creationSource: 'jumpcloud:bulk' })
    expect(served(world).find(({ email }) => email === there!.email)).toMatchObject({ department: 'Onboarding', username: there!.username })

    // What somebody new gets, in the same flow.
    const { userGroups } = world.truth
    const mine = world.groupsOf(String(served(world).find(({ username }) => username === 'ines')!._id))
    const fixed = userGroups.indexes().filter((index) => userGroups.at(index).membershipMethod !== 'DYNAMIC_AUTOMATED').map((index) => userGroups.idAt(index))
    // The service puts everybody into one of them by itself: the plan says so.
    const groups = [fixed.find((id) => mine.includes(id))!, fixed.find((id) => !mine.includes(id))!] as ResourceId[]
    const assignment = await engine.call('import.planAssignment', { job: job.id, organization, groups, directories: [] })
    expect(assignment).toMatchObject({ title: 'Give 1 new user groups and directories', button: 'Make 1 change', counts: { total: 2, change: 1, noop: 1 } })
    const given = await world.run(assignment)
    expect(await world.jobRows(given)).toMatchObject([{ outcome: 'confirmed', note: null }])
    const added = served(world).find(({ username }) => username === 'ines')!
    expect(world.groupsOf(String(added._id))).toContain(groups[1])

    await world.run(await engine.call('action.planUndo', { job: job.id }))
    expect(served(world).find(({ username }) => username === 'ines')).toBeUndefined()
    expect(served(world).find(({ email }) => email === there!.email)?.department).toBe(there!.department)
  })
})

test('a file is read by the engine, its columns are remembered for the organization, and a removed one is forgotten (3.9)', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'orgdeck-import-'))
  try {
    await inWorld(async ({ engine, organization }) => {
      const path = join(folder, 'people.csv')
      await writeFile(path, Buffer.from('Wer,Post\r\nInés,ines@example.com\r\n', 'latin1'))
      const first = await engine.call('engine.openImport', { organization, path, name: 'people.csv' })
      expect(first.source).toMatchObject({ encoding: 'windows-1252', name: 'people.csv' })
      expect(first.reason).toBe('Say which column is the company email')
      const mapped = await engine.call('import.map', { import: first.id, fields: ['firstname', 'email'] })
      expect(mapped).toMatchObject({ counts: { new: 1 }, reason: null })
      await engine.call('import.plan', { import: first.id })
      const second = await engine.call('engine.openImport', { organization, path, name: 'people.csv' })
      expect(second.columns.map(({ field }) => field)).toEqual(['firstname', 'email'])
      await expect(engine.call('engine.openImport', { organization, path: join(folder, 'gone.csv'), name: 'gone.csv' })).rejects.toMatchObject({ code: 'import.file' })
      await engine.call('engine.removeOrganization', { organization })
      await expect(engine.call('import.view', { import: second.id })).rejects.toMatchObject({ code: 'import.unknown' })
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('telephone numbers, addresses and attributes come in by columns, for new people and for those who are here, and go back (2.14, 3.9)', async () => {
  await inWorld(async (world) => {
    const { engine, organization, truth } = world
    const index = truth.users.indexes()[0]!
    const id = truth.users.idAt(index)
    truth.updateUser(id, { attributes: [{ name: 'badge', value: '1A' }, { name: 'size', value: 'M' }], phoneNumbers: [{ id: 'a'.repeat(24), type: 'work', number: '+1 555 0100' }], addresses: [] })
    await engine.sync(organization)
    const text = ['Email,Mobile,Work phone,Street,Country,attributes.badge,attributes.shirt size', 'ines@example.com,+34 600,,Calle 1,ES,7C,L', `${String(truth.users.at(index).email)},+1 555 0199,,,,2B,`].join('\n')
    const view = await engine.call('import.openText', { organization, text })
    expect(view.counts).toMatchObject({ new: 1, changed: 1 })
    const plan = await engine.call('import.plan', { import: view.id, state: 'STAGED' })
    const said = (await world.rows(plan)).map(({ changes }) => changes.flatMap(({ path, title, from, to }) => (path === null ? [] : [`${title}: ${from ?? '–'} → ${to ?? '–'}`])))
    expect(said[0]).toEqual(expect.arrayContaining(['Phone (mobile): – → +34 600', 'Address (work): – → Calle 1, ES', 'Attribute badge: – → 7C', 'Attribute shirt size: – → L']))
    expect([...said[1]!].sort()).toEqual(['Attribute badge: 1A → 2B', 'Phone (mobile): – → +1 555 0199'])
    const job = await world.run(plan)
    expect(job.counts).toMatchObject({ confirmed: 2 })
    expect(served(world).find(({ username }) => username === 'ines')).toMatchObject({ phoneNumbers: [{ type: 'mobile', number: '+34 600' }], addresses: [{ type: 'work', streetAddress: 'Calle 1', country: 'ES' }], attributes: [{ name: 'badge', value: '7C' }, { name: 'shirt size', value: 'L' }] })
    expect(truth.users.at(index)).toMatchObject({ phoneNumbers: [{ type: 'work', number: '+1 555 0100' }, { type: 'mobile', number: '+1 555 0199' }], attributes: [{ name: 'badge', value: '2B' }, { name: 'size', value: 'M' }] })
    await world.run(await engine.call('action.planUndo', { job: job.id }))
    expect(truth.users.at(index)).toMatchObject({ phoneNumbers: [{ type: 'work', number: '+1 555 0100' }], attributes: [{ name: 'badge', value: '1A' }, { name: 'size', value: 'M' }] })
  })
})

test('a manager who comes in the same table is set by the next step, however deep they stand under each other (3.9, 2.15)', async () => {
  await inWorld(async (world) => {
    const { engine, organization } = world
    const text = ['Email,Manager', 'cy@example.com,bo@example.com', 'bo@example.com,ANN@example.com', 'ann@example.com,'].join('\n')
    const view = await engine.call('import.openText', { organization, text })
    const plan = await engine.call('import.plan', { import: view.id, state: 'STAGED' })
    expect((await world.rows(plan)).map(({ remark }) => remark)).toEqual(['bo@example.com is new too: the next step makes them the manager', 'ANN@example.com is new too: the next step makes them the manager', null])
    const job = await world.run(plan)
    expect(await engine.call('import.managersToSet', { job: job.id, organization })).toEqual({ people: 2, lost: 0 })
    const next = await engine.call('import.planAssignment', { job: job.id, organization, groups: [], directories: [], managers: true })
    expect(next).toMatchObject({ title: 'Set the manager of 2 new users', counts: { change: 2 } })
    await world.run(next)
    const of = (name: string) => served(world).find(({ username }) => username === name)!
    expect([of('cy').manager, of('bo').manager, of('ann').manager]).toEqual([of('bo')._id, of('ann')._id, undefined])
  })
})

test('a password of somebody new is sent once, is in no plan and no copy (3.6)', async () => {
  await inWorld(async (world) => {
    const { engine, organization } = world
    const password = 'Correct-horse-7-battery'
    const add = (extra: object) => engine.call('action.plan', { action: 'user.add', parameters: { username: 'nora', email: 'nora@example.com', ...extra }, selection: { type: 'new', kind: 'user', organization, items: [{}] } })
    const plan = await add({ password })
    expect(plan.consequences.map(({ text }) => text)).toContain('Active users get a welcome mail, and no mail to choose a password.')
    expect(JSON.stringify([plan, await world.rows(plan)])).not.toContain(password)
    const job = await world.run(plan)
    expect(job.counts).toMatchObject({ confirmed: 1 })
    expect(served(world).find(({ username }) => username === 'nora')).toMatchObject({ activated: true })
    // The copy has them without another sync.
    const page = await engine.call('snapshot.page', { scope: { type: 'one', organization }, kind: 'user', filter: { field: 'username', is: 'equals', value: 'nora' }, sort: [], columns: ['email'], start: 0, size: 5 })
    expect(page.total).toBe(1)

    world.simulator.recorder.clear()
    const clash = await add({})
    expect(await world.rows(clash)).toMatchObject([{ verdict: 'refused', why: 'Somebody has this username.' }])
  })
})
