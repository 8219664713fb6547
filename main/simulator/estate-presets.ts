// The estates that come with the simulator: a believable demo, a small one for tests, a large one for measurements.

import { mix } from './mixing.ts'
import { calm, type DirectoryPlan, federated, growing, neglected, plainStory, type Profile, type Problems, type Story, usualDevices, usualGroups, type VendorRegion } from './profile.ts'
import type { CultureName } from './cultures.ts'
import type { Area, Trade } from './workplaces.ts'

export type PresetName = 'demo' | 'small' | 'large'

const profile = (
  name: string,
  domain: string,
  area: Area,
  trade: Trade,
  users: number,
  problems: Problems,
  cultures: readonly CultureName[],
  story: Partial<Story> = {},
  separator: Profile['separator'] = '.',
): Profile => ({
  name,
  displayName: name,
  domain: `${domain}.example`,
  region: 'us',
  area,
  trade,
  users,
  userGroups: usualGroups(users),
  devices: usualDevices(users),
  problems,
  story: { ...plainStory, ...story },
  cultures,
  separator,
})

const direct = (made: Profile): Profile => ({ ...made, isDirect: true })

// All in one region: the app reaches the whole demo estate through one base address. Six are a provider's, two look after themselves.
const demo = (): Profile[] => [
  // A well kept practice that is about to be surprised by two certificates.
  profile('Northlight Dental Group', 'northlightdental', 'america', 'health', 146, { ...calm, withoutMfa: 0.21 }, ['american', 'hispanic', 'vietnamese'], {
    directories: [{ type: 'office_365' }, { type: 'ldap_server' }],
    appleCertificateDays: 12,
    ssoCertificateDays: 9,
  }),
  // Everything comes from the Active Directory in the cellar.
  profile('Alpenrand Maschinenbau GmbH', 'alpenrand', 'europe', 'manufacturing', 212, federated, ['german', 'turkish', 'polish', 'czech'], {
    directories: [{ type: 'active_directory' }, { type: 'office_365' }, { type: 'ldap_server' }],
    ssoCertificateDays: 45,
  }),
  // Hires faster than it sets people up, and nobody noticed that the directory is cut off.
  profile('Saffron Route Logistics', 'saffronroute', 'india', 'logistics', 184, growing, ['northIndian', 'southIndian', 'arabic'], {
    directories: [{ type: 'g_suite', isBroken: true }, { type: 'ldap_server' }],
    appleCertificateDays: null,
    trials: { workflows: 11 },
  }),
  // The smallest plan, the oldest devices, an expired push certificate.
  profile('Maple & Rye Bakeries', 'mapleandrye', 'america', 'food', 64, neglected, ['english', 'african', 'hispanic'], { appleCertificateDays: -17, ssoCertificateDays: -30, hasEventLog: false }, '_'),
  // Laboratories: Linux, LDAP, certificates in the wireless network.
  direct(
    profile('Institut Clairval', 'clairval', 'europe', 'research', 97, { ...calm, pending: 0.09 }, ['french', 'portuguese', 'chinese'], {
      directories: [{ type: 'g_suite' }, { type: 'ldap_server' }, { type: 'workday' }],
    }),
  ),
  // Under attack: lockouts and failed sign-ins, MFA on paper only.
  direct(
    profile('Kestrel Aerospace Components', 'kestrelaero', 'america', 'manufacturing', 388, { ...neglected, locked: 0.02, withoutMfa: 0.41 }, ['american', 'english', 'japanese', 'irish'], {
      directories: [{ type: 'active_directory' }, { type: 'office_365' }, { type: 'ldap_server' }],
      ssoCertificateDays: 21,
      isAttacked: true,
    }),
  ),
  profile('Noor Learning', 'noorlearning', 'india', 'education', 58, growing, ['arabic', 'hebrew', 'southIndian'], { trials: { passwordManagement: 24 } }, '-'),
  // Crews come and go, their devices stay bound, and Microsoft 365 was never connected again.
  profile('Fjordvik Shipping', 'fjordvik', 'europe', 'shipping', 121, { ...calm, suspended: 0.16, neverExpires: 0.2, silent: 0.24 }, ['nordic', 'slavic', 'greek'], {
    directories: [{ type: 'office_365', isBroken: true }, { type: 'ldap_server' }],
    ssoCertificateDays: 3,
  }),
]

const small = (): Profile[] => [
  profile('Bluefin Robotics Supply', 'bluefinsupply', 'america', 'software', 18, { ...neglected, suspended: 0.15, staged: 0.1 }, ['american', 'hispanic', 'arabic'], {
    directories: [{ type: 'g_suite' }, { type: 'office_365', isBroken: true }, { type: 'ldap_server' }],
    appleCertificateDays: 20,
  }),
  profile('Tamarack Legal', 'tamaracklegal', 'america', 'education', 12, calm, ['english', 'nordic'], { hasEventLog: false }, '_'),
]

const largeOrganizations = 200
const largeUsers = 100_000
const largeDevices = 80_000

const firstWords = ['Cedar', 'Harbour', 'Summit', 'Juniper', 'Granite', 'Willow', 'Beacon', 'Orchard', 'Sterling', 'Meridian', 'Cobalt', 'Prairie', 'Lantern', 'Copper', 'Falcon', 'Ivory', 'Maple', 'Quarry', 'Raven', 'Solstice']
const secondWords: readonly (readonly [string, Trade])[] = [
  ['Health', 'health'],
  ['Manufacturing', 'manufacturing'],
  ['Freight', 'logistics'],
  ['Foods', 'food'],
  ['Laboratories', 'research'],
  ['Software', 'software'],
  ['Marine', 'shipping'],
  ['Academy', 'education'],
  ['Clinics', 'health'],
  ['Tooling', 'manufacturing'],
]
const areaOf: Readonly<Record<VendorRegion, Area>> = { us: 'america', eu: 'europe', in: 'india' }
const largeCultures: Readonly<Record<VendorRegion, readonly CultureName[]>> = {
  us: ['american', 'english', 'hispanic', 'chinese', 'vietnamese'],
  eu: ['german', 'french', 'italian', 'polish', 'nordic'],
  in: ['northIndian', 'southIndian', 'arabic'],
}

/** Few large and many small organizations, as a provider has them; the sizes add up exactly. */
function largeSizes(): number[] {
  const weights = Array.from({ length: largeOrganizations }, (_, rank) => (rank + 1) ** -0.8)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const sizes = weights.map((weight) => Math.floor((weight / sum) * largeUsers))
  sizes[0]! += largeUsers - sizes.reduce((total, size) => total + size, 0)
  return sizes
}

/** Four devices for five people; the largest organization takes what rounding left. */
function largeDeviceCounts(sizes: readonly number[]): number[] {
  const counts = sizes.map((users) => Math.floor((users * largeDevices) / largeUsers))
  counts[0]! += largeDevices - counts.reduce((total, count) => total + count, 0)
  return counts
}

const large = (): Profile[] => {
  const sizes = largeSizes()
  const devices = largeDeviceCounts(sizes)
  return sizes.map((users, rank) => {
    const region = (['us', 'us', 'eu', 'us', 'in'] as const)[rank % 5]!
    const [word, trade] = secondWords[Math.floor(rank / firstWords.length)]!
    const name = `${firstWords[rank % firstWords.length]} ${word}`
    const problems = [calm, neglected, growing, federated][mix(9, rank) % 4]!
    const made = profile(name, name.toLowerCase().replace(/[^a-z]/g, ''), areaOf[region], trade, users, problems, largeCultures[region], largeStory(rank, problems))
    // The service has organizations that nobody named.
    return { ...made, region, devices: devices[rank]!, displayName: rank % 40 === 39 ? null : name }
  })
}

/** Every third has Microsoft 365, one connection in eleven is broken, one organization in nine has no event log. */
function largeStory(rank: number, problems: Problems): Partial<Story> {
  const isBroken = rank % 11 === 4
  const own: DirectoryPlan[] = problems.external > 0 ? [{ type: 'active_directory' }, { type: 'office_365', isBroken }] : [{ type: rank % 3 === 1 ? 'office_365' : 'g_suite', isBroken }]
  return {
    directories: rank % 4 === 3 ? own : [...own, { type: 'ldap_server' }],
    appleCertificateDays: rank % 7 === 6 ? null : (mix(11, rank) % 380) - 20,
    ssoCertificateDays: (mix(12, rank) % 300) - 15,
    hasEventLog: rank % 9 !== 8,
    isAttacked: rank % 29 === 7,
    trials: rank % 13 === 5 ? { workflows: rank % 30 } : {},
  }
}

export const presets: { readonly [Name in PresetName]: () => Profile[] } = { demo, small, large }
