// The marker: a small file of the profile that says which secrets must exist, so that a keychain that shows nothing is noticed.
//
// Invariants:
// - Every account this profile may have in the keychain is named here: as current (`items`) or as one to be deleted (`leftovers`).
// - A change is on disk before the keychain is touched for it and again before anybody relies on it.
// - A marker that cannot be understood is never replaced by an empty one.

import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../shared/base/app-error.ts'
import { localIdFrom } from '../../shared/base/ids.ts'
import type { ItemName, Place, Slot } from '../vault/protocol.ts'

const SlotSchema = z.enum(['a', 'b'])
const PlaceSchema = z.strictObject({ name: z.string().min(1).max(64), slot: SlotSchema })

const MarkerSchema = z.strictObject({
  version: z.literal(1),
  profile: z.string().regex(/^profile_[a-z0-9]{16}$/),
  items: z.record(z.string().min(1).max(64), z.strictObject({ slot: SlotSchema, fingerprint: z.string().optional() })),
  leftovers: z.array(PlaceSchema),
})
type MarkerContent = z.infer<typeof MarkerSchema>

export interface Marker {
  readonly profile: string
  /** False when the file exists and cannot be understood: then nothing may be created. */
  readonly isReadable: boolean
  item(name: ItemName): { readonly slot: Slot; readonly fingerprint?: string | undefined } | null
  slots(): Record<ItemName, Slot>
  leftovers(): readonly Place[]
  /** Announces that a secret may soon be at this place. */
  expect(place: Place): void
  /** The secret at this place is now the item; the place of an earlier one becomes a leftover. */
  claim(place: Place, fingerprint?: string): void
  /** The item no longer exists; its place becomes a leftover. */
  release(name: ItemName): void
  /** No item exists any more; all their places become leftovers. */
  releaseAll(): void
  /** The place is proved to be empty. */
  settle(place: Place): void
  /** Starts over with a new profile and no items. */
  reset(): void
}

const isAt = (place: Place) => (other: Place) => other.name === place.name && other.slot === place.slot
const isNotAt = (place: Place) => (other: Place) => !isAt(place)(other)

export function openMarker(folder: string): Marker {
  const path = join(folder, 'keychain.json')
  // The copy is written after the file itself, so at any moment one of the two is whole.
  const paths = [path, `${path}.copy`]
  let isReadable = true
  let content = empty()

  const contents = paths.map(read)
  const whole = contents.find((candidate): candidate is MarkerContent => candidate !== null && candidate !== damaged)
  if (whole) content = whole
  else isReadable = contents.every((candidate) => candidate === null)

  const save = (next: MarkerContent) => {
    if (!isReadable) throw new AppError('keychain.missing-item')
    const text = JSON.stringify(next, null, 1)
    for (const target of paths) replaceFile(target, text)
    content = next
  }
  const without = (name: ItemName) => Object.fromEntries(Object.entries(content.items).filter(([other]) => other !== name))

  return {
    get profile() {
      return content.profile
    },
    get isReadable() {
      return isReadable
    },
    item: (name) => content.items[name] ?? null,
    slots: () => Object.fromEntries(Object.entries(content.items).map(([name, { slot }]) => [name, slot])),
    leftovers: () => content.leftovers,
    expect: (place) => save({ ...content, leftovers: [...content.leftovers.filter(isNotAt(place)), place] }),
    claim: (place, fingerprint) => {
      const earlier = content.items[place.name]
      const replaced = earlier && earlier.slot !== place.slot ? [{ name: place.name, slot: earlier.slot }] : []
      save({
        ...content,
        items: { ...content.items, [place.name]: fingerprint === undefined ? { slot: place.slot } : { slot: place.slot, fingerprint } },
        leftovers: [...content.leftovers.filter(isNotAt(place)), ...replaced],
      })
    },
    release: (name) => {
      const item = content.items[name]
      if (item) save({ ...content, items: without(name), leftovers: [...content.leftovers, { name, slot: item.slot }] })
    },
    releaseAll: () => {
      const places = Object.entries(content.items).map(([name, { slot }]) => ({ name, slot }))
      save({ ...content, items: {}, leftovers: [...content.leftovers, ...places] })
    },
    settle: (place) => {
      if (content.leftovers.some(isAt(place))) save({ ...content, leftovers: content.leftovers.filter(isNotAt(place)) })
    },
    reset: () => {
      for (const target of paths) rmSync(target, { force: true })
      isReadable = true
      content = empty()
    },
  }
}

const empty = (): MarkerContent => ({ version: 1, profile: localIdFrom('profile', randomBytes(16)), items: {}, leftovers: [] })

const damaged = Symbol('damaged')

/** Null when there is no such file. */
function read(path: string): MarkerContent | typeof damaged | null {
  try {
    return MarkerSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : damaged
  }
}

/** Synchronous on purpose: it is one small file, and what follows relies on it being on disk. */
function replaceFile(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const file = openSync(`${path}.new`, 'w', 0o600)
    try {
      writeSync(file, text)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(`${path}.new`, path)
  } catch (error) {
    throw new AppError((error as NodeJS.ErrnoException).code === 'ENOSPC' ? 'store.full' : 'store.read-only')
  }
}
