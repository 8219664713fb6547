// The seeded facts of each device, before they take the service's shape: whose it is, what it runs, when it was last heard of.
// Everything else about devices (payload, groups, policy results, insights) is worked out from these, so that it agrees.

import { dayMs, hourMs, minuteMs } from '../../../shared/base/instant.ts'
import { createPermutation, fraction, mix, randomAt } from '../mixing.ts'
import type { Profile } from '../profile.ts'
import { type Place, places } from '../workplaces.ts'
import { type Hardware, hardwareOf } from './hardware.ts'
import { type Release, releaseOf } from './releases.ts'

export type DeviceUse = 'personal' | 'shared' | 'server'

export interface DeviceFacts {
  readonly index: number
  readonly use: DeviceUse
  /** Index of the person whose device it is; null for shared ones, servers and spares. */
  readonly owner: number | null
  readonly release: Release
  readonly hardware: Hardware
  readonly place: Place
  readonly lastContactMs: number
  readonly isActive: boolean
  readonly isEncrypted: boolean
  readonly isKeyHeld: boolean
  readonly agentVersion: string
  /** Numbers that later facts of this device are drawn from. */
  readonly seed: number
}

export interface FleetSettings {
  readonly profile: Profile
  readonly seed: number
  readonly nowMs: number
  /** How a person stands: who has not started has no device, who has left no longer uses it. */
  readonly standingOf: (user: number) => 'here' | 'away' | 'notStarted'
}

/** Newest first; a silent device keeps the version it had. */
const agentVersions = ['1.214.0', '1.213.1', '1.210.0', '1.204.2', '1.187.0']

export class Fleet {
  readonly #settings: FleetSettings
  readonly #personOf: (index: number) => number
  #ownersOf: Map<number, number[]> | null = null

  constructor(settings: FleetSettings) {
    this.#settings = settings
    const { users } = settings.profile
    this.#personOf = users === 0 ? () => 0 : createPermutation(users, settings.seed)
  }

  at(index: number): DeviceFacts {
    const { profile, seed, nowMs } = this.#settings
    const random = randomAt(mix(seed, 1), index)
    const use = this.useOf(index)
    const owner = this.ownerOf(index)
    const isServer = use === 'server'
    const release = releaseOf(profile.trade, isServer, random.next(), random.next())
    const hardware = hardwareOf(release.family, isServer, random)
    const isLeft = owner !== null && this.#settings.standingOf(owner) === 'away'
    const isSilent = isLeft ? random.chance(0.85) : random.chance(isServer ? profile.problems.silent / 4 : profile.problems.silent)
    const silenceMs = isSilent ? Math.floor(31 + random.next() ** 2 * 500) * dayMs : random.chance(0.68) ? random.integer(0, 20) * minuteMs : random.integer(1, 90) * hourMs
    const lastContactMs = nowMs - silenceMs - random.integer(0, 59_999)
    const isEncrypted = !isServer && !random.chance(release.family === 'darwin' ? profile.problems.unencrypted * 0.6 : profile.problems.unencrypted)
    const area = places[profile.area]
    return {
      index,
      use,
      owner,
      release,
      hardware,
      place: area[Math.floor(random.next() ** 2 * area.length)]!,
      lastContactMs,
      isActive: silenceMs < 30 * minuteMs,
      isEncrypted,
      isKeyHeld: isEncrypted && release.family !== 'linux' && random.chance(0.93),
      agentVersion: agentVersions[isSilent ? random.integer(2, 4) : random.chance(0.8) ? 0 : random.integer(1, 2)]!,
      seed: mix(mix(seed, 2), index),
    }
  }

  useOf(index: number): DeviceUse {
    const share = fraction(mix(this.#settings.seed, 3), index)
    return share < 0.04 ? 'server' : share < 0.12 ? 'shared' : 'personal'
  }

  /** Everybody gets a device before anybody gets a second one. */
  ownerOf(index: number): number | null {
    const { profile, standingOf } = this.#settings
    if (profile.users === 0 || this.useOf(index) !== 'personal') return null
    const user = this.#personOf(index)
    return standingOf(user) === 'notStarted' ? null : user
  }

  /** The devices a person had when the estate was made. */
  devicesOf(user: number): readonly number[] {
    return this.#owners().get(user) ?? []
  }

  #owners(): Map<number, number[]> {
    if (this.#ownersOf) return this.#ownersOf
    const owners = new Map<number, number[]>()
    for (let index = 0; index < this.#settings.profile.devices; index++) {
      const owner = this.ownerOf(index)
      if (owner === null) continue
      const own = owners.get(owner)
      if (own) own.push(index)
      else owners.set(owner, [index])
    }
    this.#ownersOf = owners
    return owners
  }
}
