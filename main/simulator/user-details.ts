// The nested lists of a system user: addresses, telephone numbers, SSH keys.

import { dayMs, instantFromMs } from '../../shared/base/instant.ts'
import type { Random } from '../../shared/base/random.ts'
import type { RawObject } from '../../shared/resources/derive/row-projection.ts'
import type { Place } from './workplaces.ts'

/** Ids of nested objects belong to their owner and differ in the last characters. */
const nestedId = (id: string, random: Random): string => id.slice(0, 14) + random.hex(10)

export function addresses(random: Random, place: Place, id: string): RawObject[] {
  if (random.chance(0.45)) return []
  const list = [address('work', random, place, id)]
  if (random.chance(0.1)) list.push(address('home', random, place, id))
  return list
}

const address = (type: string, random: Random, place: Place, id: string): RawObject => ({
  id: nestedId(id, random),
  type,
  poBox: '',
  extendedAddress: type === 'work' && random.chance(0.3) ? `Floor ${random.integer(1, 12)}` : '',
  streetAddress: `${random.integer(1, 240)} ${place.street}`,
  locality: place.locality,
  region: place.region,
  postalCode: place.postalCode,
  country: place.country,
})

export function phoneNumbers(random: Random, place: Place, id: string): RawObject[] {
  const types = ['work', ...(random.chance(0.45) ? ['mobile'] : []), ...(random.chance(0.1) ? ['home'] : [])]
  // The middle block 555 01xx is reserved for fiction.
  return random.chance(0.25) ? [] : types.map((type) => ({ id: nestedId(id, random), type, number: `${place.dialling} 555 01${String(random.integer(0, 99)).padStart(2, '0')}` }))
}

export function sshKeys(random: Random, username: string, createdMs: number): RawObject[] {
  if (random.chance(0.6)) return []
  const body = `AAAAC3NzaC1lZDI1NTE5AAAAI${random.hex(43)}`
  return [{ _id: random.hex(24), name: `${username}-laptop`, public_key: `ssh-ed25519 ${body} ${username}`, create_date: instantFromMs(createdMs + 3 * dayMs) }]
}
