// What the store relies on in its driver, whichever one it is. A new driver is accepted by passing this.

import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OpenDatabase, SqlConnection } from '../../../main/engine/store/driver.ts'
import { openSqlcipher } from '../../../main/engine/store/driver-sqlcipher.ts'
import { limits } from '../../../shared/base/limits.ts'

const drivers: readonly { name: string; open: OpenDatabase }[] = [{ name: 'sqlcipher', open: openSqlcipher }]

describe.each(drivers)('$name', ({ open }) => {
  const key = randomBytes(32)
  let folder: string
  let path: string
  let database: SqlConnection

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'orgdeck-driver-'))
    path = join(folder, 'a.db')
    database = await open({ path, key })
  })
  afterEach(async () => {
    await database.close()
    rmSync(folder, { recursive: true })
  })

  const flip = (offset: number) => {
    const content = readFileSync(path)
    content.writeUInt8(content[offset]! ^ 1, offset)
    writeFileSync(path, content)
  }
  const fill = async () => {
    await database.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)')
    await database.transaction('write', async (session) => {
      for (let id = 0; id < 500; id++) await session.run('INSERT INTO t VALUES (?, ?)', [id, `canary ${id} ${'x'.repeat(200)}`])
    })
  }

  test('encrypts everything, also its log', async () => {
    await fill()
    for (const file of [path, `${path}-wal`]) expect(readFileSync(file).includes('canary')).toBe(false)
    await database.close()
    expect(readFileSync(path).includes('canary')).toBe(false)
    expect(readFileSync(path).subarray(0, 15).toString()).not.toBe('SQLite format 3')
  })

  test('has the settings that the store was measured with', async () => {
    // One of them answers with text.
    const pragma = async (name: string) => Object.values((await database.all(`PRAGMA ${name}`))[0]!).map((value) => (name === 'journal_mode' ? value : Number(value)))[0]
    const wanted = { journal_mode: 'wal', synchronous: 2, secure_delete: 1, temp_store: 2, trusted_schema: 0, cell_size_check: 1, mmap_size: 0, page_size: limits.databasePageBytes, busy_timeout: limits.databaseBusyMs }
    const found = Object.fromEntries(await Promise.all(Object.keys(wanted).map(async (name) => [name, (await pragma(name)) ?? 0] as const)))
    expect(found).toEqual(wanted)
    const options = (await database.all<{ compile_options: string }>('PRAGMA compile_options')).map((row) => row.compile_options)
    expect(options).toEqual(expect.arrayContaining(['ENABLE_FTS5', 'TEMP_STORE=2', 'SECURE_DELETE']))
  })

  test('tells a wrong key from damage, and both from a missing file', async () => {
    await fill()
    await database.close()
    await expect(open({ path, key: randomBytes(32) })).rejects.toMatchObject({ code: 'store.key' })
    await expect(open({ path, key: null })).rejects.toMatchObject({ code: 'store.key' })
    flip(limits.databasePageBytes * 3 + 100)
    const damaged = await open({ path, key })
    await expect(damaged.all('SELECT sum(length(text)) FROM t')).rejects.toMatchObject({ code: 'store.damaged' })
    await damaged.close()
    await expect(open({ path: join(folder, 'none', 'b.db'), key })).rejects.toMatchObject({ code: 'store.read-only' })
    await expect(open({ path: join(folder, 'none.db'), key, isReadOnly: true })).rejects.toMatchObject({ code: 'store.read-only' })
  })

  test('notices every flipped bit: refused, or without effect on what is read', async () => {
    await fill()
    const truth = await database.all('SELECT * FROM t')
    await database.close()
    const sound = join(folder, 'sound.db')
    copyFileSync(path, sound)
    const size = readFileSync(path).length
    let refused = 0
    for (let trial = 0; trial < 60; trial++) {
      copyFileSync(sound, path)
      flip(Math.floor((trial + 0.5) * (size / 60)))
      const read = open({ path, key, isReadOnly: true, isImmutable: true }).then(async (one) => one.all('SELECT * FROM t').finally(() => one.close()))
      await read.then(
        (rows) => expect(rows).toEqual(truth),
        (error) => {
          refused += 1
          expect(['store.damaged', 'store.key']).toContain(error.code)
        },
      )
    }
    expect(refused).toBeGreaterThan(30)
  })

  test('notices a file that is not ours', async () => {
    await database.close()
    const other = await open({ path: join(folder, 'b.db'), key })
    await other.exec('DROP TABLE canary; CREATE TABLE canary (value); INSERT INTO canary VALUES (1)')
    await other.close()
    await expect(open({ path: join(folder, 'b.db'), key })).rejects.toMatchObject({ code: 'store.damaged' })
  })

  test('gives back what it was given', async () => {
    await database.exec('CREATE TABLE v (text TEXT, number INTEGER, blob BLOB)')
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger()), fc.uint8Array(), async (text, number, bytes) => {
        const wellFormed = text.replace(/[\uD800-\uDFFF]/gu, '\uFFFD')
        await database.exec('DELETE FROM v')
        await database.run('INSERT INTO v VALUES (?, ?, ?)', [text, number, Buffer.from(bytes)])
        expect(await database.all('SELECT * FROM v')).toEqual([{ text: wellFormed, number: number === 0 ? 0 : number, blob: Buffer.from(bytes) }])
      }),
      { numRuns: 200 },
    )
    await database.exec('DELETE FROM v')
    await database.run('INSERT INTO v VALUES (?, ?, ?)', ['a\u0000b', true, null])
    await database.run('INSERT INTO v VALUES (?, ?, ?)', ['big', 2n ** 62n, null])
    expect(await database.all(`SELECT text, CAST(number AS TEXT) AS number FROM v ORDER BY text`)).toEqual([
      { text: 'a\u0000b', number: '1' },
      { text: 'big', number: String(2n ** 62n) },
    ])
  })

  test('refuses what a statement does not want', async () => {
    for (const value of [undefined, {}, Number.NaN, new Date(), Symbol('x')]) await expect(database.all('SELECT ?', [value as never])).rejects.toThrow('broken invariant')
    await expect(database.all('SELECT ?', [])).rejects.toThrow('1 parameters')
    await expect(database.run('SELECT 1; DROP TABLE canary')).rejects.toThrow('one statement')
    await expect(database.all('SELECT readfile(?)', ['/etc/passwd'])).rejects.toThrow('no such function')
    await expect(database.all(`SELECT load_extension('x')`)).rejects.toThrow()
  })

  test('runs a transaction alone, whole or not at all', async () => {
    await database.exec('CREATE TABLE n (value INTEGER)')
    await expect(
      database.transaction('write', async (session) => {
        await session.run('INSERT INTO n VALUES (?)', [1])
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    await Promise.all(
      Array.from({ length: 20 }, () =>
        database.transaction('write', async (session) => {
          const rows = await session.all<{ count: number }>('SELECT count(*) AS count FROM n')
          await session.run('INSERT INTO n VALUES (?)', [rows[0]!.count])
        }),
      ),
    )
    expect((await database.all<{ value: number }>('SELECT value FROM n ORDER BY value')).map(({ value }) => value)).toEqual(Array.from({ length: 20 }, (_, index) => index))
  })

  test('lets readers go on with the state they began with', async () => {
    await fill()
    const reader = await open({ path, key })
    await reader.transaction('read', async (session) => {
      expect(await session.all('SELECT count(*) AS count FROM t')).toEqual([{ count: 500 }])
      await database.run('DELETE FROM t WHERE id >= ?', [100])
      expect(await session.all('SELECT count(*) AS count FROM t')).toEqual([{ count: 500 }])
    })
    expect(await reader.all('SELECT count(*) AS count FROM t')).toEqual([{ count: 100 }])
    await reader.close()
  })

  test('tells a second writer that it must wait', async () => {
    const other = await open({ path, key, busyTimeoutMs: 20 })
    await database.transaction('write', async (session) => {
      await session.exec('CREATE TABLE busy (x)')
      await expect(other.transaction('write', async () => undefined)).rejects.toMatchObject({ code: 'store.busy' })
    })
    await other.transaction('write', async (session) => session.exec('DROP TABLE busy'))
    await other.close()
  })

  test('opened for reading writes nothing', async () => {
    await fill()
    await database.close()
    const reader = await open({ path, key, isReadOnly: true, isImmutable: true })
    expect(await reader.all('SELECT count(*) AS count FROM t')).toEqual([{ count: 500 }])
    await expect(reader.run('DELETE FROM t')).rejects.toMatchObject({ code: 'store.read-only' })
    await reader.close()
  })

  test('is closed once and for all', async () => {
    await database.all('SELECT 1')
    await Promise.all([database.close(), database.close()])
    await expect(database.all('SELECT 1')).rejects.toThrow('closed database')
  })
})
