// The device groups of an organization: what each is called, how it looks on the wire and which devices it takes in.

import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { dayMs } from '../../../shared/base/instant.ts'
import { fraction, randomAt } from '../mixing.ts'
import type { Profile } from '../profile.ts'
import { places } from '../workplaces.ts'
import type { DeviceFacts } from './fleet.ts'

/** What a group is for; policies, commands and software are bound by it. */
export type GroupRole = 'all' | 'windows' | 'darwin' | 'linux' | 'server' | 'shared' | 'site' | 'pilot' | 'other'

export interface DeviceGroupDescription {
  readonly name: string
  readonly description: string
  readonly role: GroupRole
  /** Chosen by hand unless the group is dynamic or everybody's. */
  readonly query: RawObject | null
  readonly isHandmade: boolean
  readonly holds: (facts: DeviceFacts, seed: number, nowMs: number) => boolean
}

type Holds = DeviceGroupDescription['holds']

const dynamic = (name: string, description: string, role: GroupRole, field: string, value: string, holds: Holds): DeviceGroupDescription => ({
  name,
  description,
  role,
  query: { queryType: 'FilterQuery', filters: [{ field, operator: 'eq', value }] },
  isHandmade: false,
  holds,
})

const byHand = (name: string, description: string, share: number, role: GroupRole = 'other', among: Holds = () => true): DeviceGroupDescription => ({
  name,
  description,
  role,
  query: null,
  isHandmade: true,
  holds: (facts, seed, nowMs) => fraction(seed, facts.index) < share && among(facts, seed, nowMs),
})

const desk = (family: string): Holds => ({ use, release }) => use !== 'server' && release.family === family

/** As many groups as a fleet of this size has, the ones that policies lean on first. */
export function deviceGroupDescriptions(profile: Profile): DeviceGroupDescription[] {
  const usual: DeviceGroupDescription[] = [
    { name: 'All Devices', description: '', role: 'all', query: null, isHandmade: false, holds: () => true },
    dynamic('Windows Workstations', 'Every Windows PC on a desk', 'windows', 'os', 'Windows', desk('windows')),
    dynamic('Macs', 'Every Mac', 'darwin', 'os', 'Mac OS X', desk('darwin')),
    dynamic('Linux Workstations', 'Ubuntu, Fedora and Debian on desks', 'linux', 'osFamily', 'linux', desk('linux')),
    { ...byHand('Servers', 'Machines in the rack and in the cloud', 1, 'server', ({ use }) => use === 'server') },
    byHand('Shared Devices', 'Front desks, kiosks and meeting rooms', 1, 'shared', ({ use }) => use === 'shared'),
    byHand('Pilot – Early Updates', 'Gets everything a week before the others', 0.06, 'pilot', ({ use }) => use === 'personal'),
    byHand('Encryption Exceptions', 'Agreed with the auditors until March', 0.5, 'other', ({ isEncrypted, use }) => !isEncrypted && use !== 'server'),
    byHand('Windows 7 (retired)', '', 0),
    ...places[profile.area].map(({ locality }) => dynamic(`Devices ${locality}`, `Machines in ${locality}`, 'site', 'attributes.site', locality, ({ place }) => place.locality === locality)),
    byHand('Loaners', 'Handed out at the help desk', 0.02),
    dynamic('Silent for 90 days', 'Candidates for deletion', 'other', 'lastContact', '90d', ({ lastContactMs }, _, nowMs) => nowMs - lastContactMs > 90 * dayMs),
    byHand('Executive Laptops', 'Handle with care', 0.03, 'other', ({ hardware, use }) => use === 'personal' && hardware.isLaptop),
    byHand('zz_migration_old', 'Can this go?', 0),
    byHand('Remote Assist Allowed', '', 0.3),
    byHand('Video Walls', '', 0.01, 'other', ({ use }) => use === 'shared'),
  ]
  const count = Math.max(8, Math.round(4 + 0.8 * Math.sqrt(profile.devices)))
  const rings = Array.from({ length: Math.max(0, count - usual.length) }, (_, at) => byHand(`Update Ring ${at + 1}`, at % 3 === 0 ? '' : 'Waits two days longer than the ring before', 0.08))
  return [...usual.slice(0, count), ...rings]
}

export const newDeviceGroup = (index: number): DeviceGroupDescription => byHand(`New device group ${index + 1}`, '', 0)

export function deviceGroupPayload(group: DeviceGroupDescription, index: number, id: string, organization: string, seed: number): RawObject {
  const random = randomAt(seed, index)
  return {
    attributes: group.role === 'server' ? { posixGroups: [{ id: 7_100, name: 'operators' }] } : null,
    description: group.description,
    email: '',
    id,
    memberQuery: group.query,
    memberQueryErrorFlags: [],
    memberQueryExemptions: [],
    memberSuggestionsNotify: false,
    membershipMethod: group.query ? (random.chance(0.3) ? 'DYNAMIC_REVIEW_REQUIRED' : 'DYNAMIC_AUTOMATED') : random.chance(0.5) ? 'STATIC' : 'NOTSET',
    name: group.name,
    organizationObjectId: organization,
    type: 'system_group',
  }
}
