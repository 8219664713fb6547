// The ledger's lines: kept in order, never changed through the database, and shown as tampered with when somebody gets past it.

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSqlcipher } from '../../../../../main/engine/store/driver-sqlcipher.ts'
import { createKeyFiles } from '../../../../../main/engine/store/key-files.ts'
import type { NewLine } from '../../../../../main/engine/store/ledger-chain.ts'
import { migrateLedger } from '../../../../../main/engine/store/ledger-schema.ts'
import { storeFolder } from '../../../../../main/engine/store/store-files.ts'
import { limits } from '../../../../../shared/base/limits.ts'
import { openTempStore, organizationId, type TempStore } from '../../../../support/temp-store.ts'

let temp: TempStore
beforeEach(async () => void (temp = await openTempStore()))
afterEach(() => temp.remove())

const line = (title: string, fields: Partial<NewLine> = {}): NewLine => ({
  at: '2026-11-22T01:00:00.000Z', type: 'row', operator: 'kim', organization: organizationId(1), organizationName: 'Contoso', job: null, plan: null, action: 'user.suspend', title, object: 'x',
  outcome: 'confirmed', changes: [], reason: 'leaves on Friday', ticket: 'T-7', requestId: null, note: null, ...fields,
})

const fill = async (count: number): Promise<void> => {
  for (let number = 1; number <= count; number++) await temp.store.ledger.addLines([line(`Person ${number}`)])
}

/** Past the program, with the right key: what an editor of files would need to get that far. */
async function edit(sql: string): Promise<void> {
  await temp.store.close()
  const folder = storeFolder(temp.folder)
  const connection = await openSqlcipher({ path: folder.ledger, key: await createKeyFiles(folder, temp.rootKey).read('ledger') })
  await connection.exec(`DROP TRIGGER line_kept; DROP TRIGGER line_stays; ${sql}`)
  await connection.close()
  await temp.reopen()
}

test('lines are found newest first, by organization, outcome and words, and survive a restart', async () => {
  await fill(3)
  await temp.store.ledger.addLines([line('Other', { organization: organizationId(2), outcome: 'failed', reason: '100 % "sure"' })])
  await temp.reopen()
  const titles = async (filter: Parameters<typeof temp.store.ledger.lines>[0]) => (await temp.store.ledger.lines(filter, 0, 10)).lines.map(({ title }) => title)
  expect(await titles({})).toEqual(['Other', 'Person 3', 'Person 2', 'Person 1'])
  expect(await titles({ organization: organizationId(2) })).toEqual(['Other'])
  expect(await titles({ outcome: 'failed' })).toEqual(['Other'])
  expect(await titles({ search: '% "SURE' })).toEqual(['Other'])
  expect(await titles({ search: 'person 2' })).toEqual(['Person 2'])
  expect(await temp.store.ledger.check()).toMatchObject({ isIntact: true, lines: 4 })
})

test.each([
  ['a changed word', `UPDATE line SET body = replace(body, 'Person 2', 'Nobody') WHERE number = 2`, { number: 2, how: 'changed' }],
  ['a changed time', `UPDATE line SET at = '2026-01-01T00:00:00.000Z' WHERE number = 3`, { number: 3, how: 'changed' }],
  ['an outcome that is only indexed otherwise', `UPDATE line SET outcome = 'failed' WHERE number = 1`, { number: 1, how: 'changed' }],
  ['a line that is gone', 'DELETE FROM line WHERE number = 2', { number: 2, how: 'missing' }],
  ['two lines in each other’s place', `UPDATE line SET number = -2 WHERE number = 2; UPDATE line SET number = 2 WHERE number = 3; UPDATE line SET number = 3 WHERE number = -2`, { number: 2, how: 'changed' }],
  ['a cut tail', 'DELETE FROM line WHERE number > 3', { number: 4, how: 'cut' }],
  ['a line put in', `INSERT INTO line SELECT 6, at, type, organization, job, outcome, body, mark FROM line WHERE number = 5`, { number: 6, how: 'changed' }],
])('shows %s', async (_what, sql, broken) => {
  await fill(5)
  await edit(sql)
  expect(await temp.store.ledger.check()).toMatchObject({ isIntact: false, broken })
})

test('the database itself refuses to change or take out a line', async () => {
  await fill(limits.ledgerWitnessLines + 1)
  await temp.store.close()
  const folder = storeFolder(temp.folder)
  const connection = await openSqlcipher({ path: folder.ledger, key: await createKeyFiles(folder, temp.rootKey).read('ledger') })
  await expect(connection.run(`UPDATE line SET at = '' WHERE number = 1`)).rejects.toThrow(/never changed/)
  await expect(connection.run('DELETE FROM line WHERE number = 1')).rejects.toThrow(/never taken out/)
  await connection.close()
  await temp.reopen()
})

test('a ledger that is deleted whole is missed', async () => {
  await fill(2)
  await temp.store.close()
  for (const part of ['', '-wal', '-shm']) rmSync(join(temp.folder, `ledger.db${part}`), { force: true })
  await temp.reopen()
  expect(await temp.store.ledger.check()).toMatchObject({ isIntact: false, broken: { number: 1, how: 'cut' } })
})

test('a file of an earlier epoch is brought up step by step, and one of a later program is left alone', async () => {
  const connection = await openSqlcipher({ path: join(temp.folder, 'other.db'), key: null })
  await migrateLedger(connection, ['CREATE TABLE first (x)'])
  await connection.run('INSERT INTO first VALUES (7)')
  await migrateLedger(connection, ['CREATE TABLE first (x)', 'ALTER TABLE first ADD COLUMN y'])
  expect(await connection.all('SELECT x, y FROM first')).toEqual([{ x: 7, y: null }])
  await expect(migrateLedger(connection, ['CREATE TABLE first (x)'])).rejects.toMatchObject({ code: 'store.newer' })
  await connection.close()
})
