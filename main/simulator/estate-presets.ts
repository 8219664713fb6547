// The estates that come with the simulator: a believable demo, a small one for tests, a large one for measurements.

import { mix } from './mixing.ts'
import { calm, federated, growing, neglected, type Profile, type Problems, usualGroups, type VendorRegion } from './profile.ts'
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
  separator: Profile['separator'] = '.',
): Profile => ({ name, displayName: name, domain: `${domain}.example`, region: 'us', area, trade, users, userGroups: usualGroups(users), problems, cultures, separator })

// All in one region: the app reaches the whole demo estate through one base address.
const demo = (): Profile[] => [
  profile('Northlight Dental Group', 'northlightdental', 'america', 'health', 146, { ...calm, withoutMfa: 0.21 }, ['american', 'hispanic', 'vietnamese']),
  profile('Alpenrand Maschinenbau GmbH', 'alpenrand', 'europe', 'manufacturing', 212, federated, ['german', 'turkish', 'polish', 'czech']),
  profile('Saffron Route Logistics', 'saffronroute', 'india', 'logistics', 184, growing, ['northIndian', 'southIndian', 'arabic']),
  profile('Maple & Rye Bakeries', 'mapleandrye', 'america', 'food', 64, neglected, ['english', 'african', 'hispanic'], '_'),
  profile('Institut Clairval', 'clairval', 'europe', 'research', 97, { ...calm, pending: 0.09 }, ['french', 'portuguese', 'chinese']),
  profile('Kestrel Aerospace Components', 'kestrelaero', 'america', 'manufacturing', 388, { ...neglected, locked: 0.02, withoutMfa: 0.41 }, ['american', 'english', 'japanese', 'irish']),
  profile('Noor Learning', 'noorlearning', 'india', 'education', 58, growing, ['arabic', 'hebrew', 'southIndian'], '-'),
  profile('Fjordvik Shipping', 'fjordvik', 'europe', 'shipping', 121, { ...calm, suspended: 0.16, neverExpires: 0.2 }, ['nordic', 'slavic', 'greek']),
]

const small = (): Profile[] => [
  profile('Bluefin Robotics Supply', 'bluefinsupply', 'america', 'software', 18, { ...neglected, suspended: 0.15, staged: 0.1 }, ['american', 'hispanic', 'arabic']),
  profile('Tamarack Legal', 'tamaracklegal', 'america', 'education', 12, calm, ['english', 'nordic'], '_'),
]

const largeOrganizations = 200
const largeUsers = 100_000

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

const large = (): Profile[] =>
  largeSizes().map((users, rank) => {
    const region = (['us', 'us', 'eu', 'us', 'in'] as const)[rank % 5]!
    const [word, trade] = secondWords[Math.floor(rank / firstWords.length)]!
    const name = `${firstWords[rank % firstWords.length]} ${word}`
    const problems = [calm, neglected, growing, federated][mix(9, rank) % 4]!
    const made = profile(name, name.toLowerCase().replace(/[^a-z]/g, ''), areaOf[region], trade, users, problems, largeCultures[region])
    // The service has organizations that nobody named.
    return { ...made, region, displayName: rank % 40 === 39 ? null : name }
  })

export const presets: { readonly [Name in PresetName]: () => Profile[] } = { demo, small, large }
