import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openMarker } from '../../../../main/engine-host/vault-marker.ts'

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'orgdeck-marker-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const root = { name: 'root-key', slot: 'a' } as const
const path = () => join(folder, 'keychain.json')

test('nothing is written before something is expected, and a fresh profile has a name of its own', () => {
  expect(openMarker(folder).profile).not.toBe(openMarker(folder).profile)
  expect(() => statSync(path())).toThrow('ENOENT')
})

test('what was claimed is there after a restart, readable by its owner only', () => {
  const marker = openMarker(folder)
  marker.expect(root)
  expect(openMarker(folder).leftovers()).toEqual([root])
  marker.claim(root, 'f00')
  const again = openMarker(folder)
  expect(again.profile).toBe(marker.profile)
  expect(again.item('root-key')).toEqual({ slot: 'a', fingerprint: 'f00' })
  expect(again.slots()).toEqual({ 'root-key': 'a' })
  expect(again.leftovers()).toEqual([])
  for (const file of [path(), `${path()}.copy`]) expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('a replacement leaves the old place to be deleted; settling ends that', () => {
  const marker = openMarker(folder)
  marker.claim({ name: 'con_x', slot: 'a' })
  marker.expect({ name: 'con_x', slot: 'b' })
  expect(openMarker(folder).item('con_x')).toEqual({ slot: 'a' })
  marker.claim({ name: 'con_x', slot: 'b' })
  expect(openMarker(folder).item('con_x')).toEqual({ slot: 'b' })
  expect(openMarker(folder).leftovers()).toEqual([{ name: 'con_x', slot: 'a' }])
  marker.settle({ name: 'con_x', slot: 'a' })
  expect(openMarker(folder).leftovers()).toEqual([])
})

test('a released item is no longer claimed and is to be deleted', () => {
  const marker = openMarker(folder)
  marker.claim({ name: 'con_x', slot: 'b' })
  marker.claim(root, 'f00')
  marker.release('con_x')
  marker.release('con_never')
  expect(openMarker(folder).item('con_x')).toBeNull()
  expect(openMarker(folder).leftovers()).toEqual([{ name: 'con_x', slot: 'b' }])
  marker.releaseAll()
  expect(openMarker(folder).slots()).toEqual({})
  expect(openMarker(folder).leftovers()).toEqual([{ name: 'con_x', slot: 'b' }, root])
})

test.each(['', '{', '{"version":2}', 'null', '\u0000\u0000'])('a damaged file %j is read from its copy', (damage) => {
  const marker = openMarker(folder)
  marker.claim(root, 'f00')
  writeFileSync(path(), damage)
  const again = openMarker(folder)
  expect(again.isReadable).toBe(true)
  expect(again.item('root-key')).toEqual({ slot: 'a', fingerprint: 'f00' })
})

test('a missing file is read from its copy', () => {
  openMarker(folder).claim(root, 'f00')
  rmSync(path())
  expect(openMarker(folder).item('root-key')).toEqual({ slot: 'a', fingerprint: 'f00' })
})

test('a marker that is damaged twice claims nothing, allows nothing, and is not written over', () => {
  openMarker(folder).claim(root, 'f00')
  for (const file of [path(), `${path()}.copy`]) writeFileSync(file, '{"half')
  const again = openMarker(folder)
  expect(again.isReadable).toBe(false)
  expect(() => again.claim(root, 'f11')).toThrow(expect.objectContaining({ code: 'keychain.missing-item' }))
  expect(readFileSync(path(), 'utf8')).toBe('{"half')
})

test('starting over gives a new profile and leaves nothing behind', () => {
  const marker = openMarker(folder)
  marker.claim(root, 'f00')
  const { profile } = marker
  marker.reset()
  expect(marker.profile).not.toBe(profile)
  expect(marker.slots()).toEqual({})
  expect(() => statSync(path())).toThrow('ENOENT')
  expect(() => statSync(`${path()}.copy`)).toThrow('ENOENT')
})

test('a folder that cannot be written is said to be so, and the earlier state stands', () => {
  const marker = openMarker(folder)
  marker.claim(root, 'f00')
  // A folder in the place of the draft: also root, whom modes do not stop, cannot write through it.
  mkdirSync(`${path()}.new`)
  expect(() => marker.claim({ name: 'con_x', slot: 'a' })).toThrow(expect.objectContaining({ code: 'store.read-only' }))
  expect(marker.item('con_x')).toBeNull()
  expect(openMarker(folder).item('root-key')).toEqual({ slot: 'a', fingerprint: 'f00' })
})
