// What is kept about organizations beside their copies: the operator's words for them and the rights by which they are reached.

import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSqlcipher } from '../../../main/engine/store/driver-sqlcipher.ts'
import type { OpenDatabase, SqlSession } from '../../../main/engine/store/driver.ts'
import { AppError } from '../../../shared/base/app-error.ts'
import type { ConnectionId, OrganizationId } from '../../../shared/base/ids.ts'
import { type EngineInProcess, startEngine } from '../../support/engine-in-process.ts'
import { connection, connectionId, openTempStore, organization, organizationId, publish, type TempStore, users } from '../../support/temp-store.ts'

describe('in the store', () => {
  const [inside, outside] = [organizationId(1), organizationId(2)]
  const ownKey = 'con_bbbbbbbbbbbbbbbb' as ConnectionId
  let temp: TempStore

  beforeEach(async () => {
    temp = await openTempStore()
  })
  afterEach(() => temp.remove())

  test('an organization that two connections reach is one, and says by which rights, the one in use first', async () => {
    await temp.store.saveConnection(connection([inside, outside], { type: 'provider' }))
    await temp.store.saveConnection(connection([inside], { id: ownKey }))
    await temp.store.saveOrganization(organization(1, { connection: ownKey }))
    await temp.store.saveOrganization(organization(2))
    const rights = async () => Object.fromEntries((await temp.store.organizations()).map(({ id, rights }) => [id, rights]))
    const provider = { connection: connectionId, type: 'provider' }
    expect(await rights()).toEqual({ [inside]: [{ connection: ownKey, type: 'apiKey' }, provider], [outside]: [provider] })
    await temp.store.removeConnection(ownKey)
    expect(await rights()).toEqual({ [inside]: [provider], [outside]: [provider] })
  })

  test('a lost projection finds every organization of a connection again, and no file names another one than its own', async () => {
    await temp.store.saveConnection(connection([inside, outside], { type: 'provider' }))
    for (const number of [1, 2]) {
      await temp.store.saveOrganization(organization(number, { tags: ['Gold'], isFavourite: true }))
      await publish(temp.store, organizationId(number), { user: users(0, 3) })
    }
    await temp.store.close()
    await rm(join(temp.folder, 'current.db'), { force: true })
    await rm(join(temp.folder, 'current.db-wal'), { force: true })
    await rm(join(temp.folder, 'current.db-shm'), { force: true })
    await temp.reopen()
    expect((await temp.store.connections()).map(({ id, type, organizations }) => ({ id, type, organizations: [...organizations].sort() }))).toEqual([{ id: connectionId, type: 'provider', organizations: [inside, outside] }])
    expect((await temp.store.organizations()).map(({ tags, isFavourite, rights }) => ({ tags, isFavourite, rights: rights.length }))).toEqual([
      { tags: ['Gold'], isFavourite: true, rights: 1 },
      { tags: ['Gold'], isFavourite: true, rights: 1 },
    ])
  })

  describe('many added at once', () => {
    // Not in the order of their ids: what was chosen first is shown first.
    const numbers = Array.from({ length: 60 }, (_, at) => (at * 7) % 60)
    const records = numbers.map((number) => organization(number, { connection: ownKey }))
    const opening = connection(records.map(({ id }) => id), { id: ownKey, type: 'provider' })
    const here = async () => ({ organizations: (await temp.store.organizations()).map(({ id }) => id), connections: (await temp.store.connections()).map(({ id }) => id) })

    test('come in one change, in their order, and wait for no file of theirs', async () => {
      const changes: string[][] = []
      temp.store.onChange(({ kinds }) => void changes.push([...kinds]))
      await temp.store.addOrganizations(opening, records)
      expect(changes).toEqual([[expect.any(String), 'organizationList']])
      const added = { organizations: records.map(({ id }) => id), connections: [ownKey] }
      expect(await here()).toEqual(added)
      await temp.reopen()
      expect(await here()).toEqual(added)
      expect(await readdir(join(temp.folder, 'history'))).toEqual([])
      // Their files come with their first sync, and then bring them back.
      for (const number of [7, 14]) await publish(temp.store, organizationId(number), { user: users(0, 2) })
      await temp.store.close()
      for (const end of ['', '-wal', '-shm']) await rm(join(temp.folder, `current.db${end}`), { force: true })
      await temp.reopen()
      expect(await here()).toEqual({ organizations: [organizationId(7), organizationId(14)], connections: [ownKey] })
    })

    test.each([1, 2, 30, 60])('leave nothing behind when the end comes at write %i', async (last) => {
      let writes = -1
      const openDatabase: OpenDatabase = async (options) => {
        const opened = await openSqlcipher(options)
        const dying = (session: SqlSession): SqlSession => ({
          ...session,
          run: async (sql, parameters) => {
            if (writes >= 0 && ++writes > last) throw new AppError('store.busy')
            return session.run(sql, parameters)
          },
        })
        return { ...opened, transaction: (mode, work) => opened.transaction(mode, (session) => work(dying(session))) }
      }
      await temp.reopen({ openDatabase })
      writes = 0
      await expect(temp.store.addOrganizations(opening, records)).rejects.toMatchObject({ code: 'store.busy' })
      writes = -1
      await temp.reopen({})
      expect(await here()).toEqual({ organizations: [], connections: [] })
      await temp.store.addOrganizations(opening, records)
      expect((await here()).organizations).toEqual(records.map(({ id }) => id))
    })

    test('one that was here before keeps what was read of it', async () => {
      await temp.store.saveConnection(connection([inside]))
      await temp.store.saveOrganization(organization(1))
      await publish(temp.store, inside, { user: users(0, 3) })
      await temp.store.removeConnection(connectionId)
      await temp.store.addOrganizations(connection([outside, inside], { id: ownKey }), [organization(2, { connection: ownKey }), organization(1, { connection: ownKey, safety: 'guarded' })])
      expect((await temp.store.organizations()).map(({ id, safety, syncedAt }) => [id, safety, syncedAt !== null])).toEqual([[inside, 'guarded', true], [outside, 'readOnly', false]])
    })
  })

  test('a record of an earlier version is read with what came later empty', async () => {
    const { alias: _alias, tags: _tags, isFavourite: _isFavourite, ...earlier } = organization(1)
    await temp.store.saveOrganization(earlier as never)
    expect((await temp.store.organizations())[0]).toMatchObject({ alias: null, tags: [], isFavourite: false, rights: [] })
  })
})

describe('through the engine', () => {
  let folder: string
  let engine: EngineInProcess
  let id: OrganizationId

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'orgdeck-engine-'))
    engine = await startEngine({ folder })
    id = await engine.addOrganization({ id: organizationId(1), name: 'Acme', key: 'k' })
  })
  afterEach(async () => {
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('tags, alias and favourite are set one by one and leave the rest as it is', async () => {
    await engine.call('organization.update', { organization: id, tags: ['Gold', 'gold', ' Oslo '], isFavourite: true })
    await engine.call('organization.update', { organization: id, alias: 'The bakery' })
    expect((await engine.call('organization.list', {}))[0]).toMatchObject({ name: 'Acme', tags: ['Gold', 'Oslo'], isFavourite: true, alias: 'The bakery', safety: 'readOnly', rights: [{ type: 'apiKey' }] })
    await engine.call('organization.update', { organization: id, tags: [], alias: null })
    expect((await engine.call('organization.list', {}))[0]).toMatchObject({ tags: [], alias: null, isFavourite: true })
  })
})
