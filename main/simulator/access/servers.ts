// LDAP and RADIUS servers. The shared secret of a RADIUS server is sent in clear, as the service does.

import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { randomAt } from '../mixing.ts'
import type { Profile } from '../profile.ts'
import { places } from '../workplaces.ts'

export function ldapServerPayload(index: number, id: string, seed: number): RawObject {
  const random = randomAt(seed, index)
  return { id, name: index === 0 ? 'jumpcloud-ldap' : `ldap-${index + 1}`, userLockoutAction: random.pick(['disable', 'remove']), userPasswordExpirationAction: random.pick(['disable', 'remove']) }
}

export function sambaDomainPayload(index: number, id: string, { domain }: Profile, seed: number): RawObject {
  const random = randomAt(seed, index)
  return { id, name: domain.split('.')[0]!.toUpperCase().slice(0, 15), sid: `S-1-5-21-${random.integer(100_000_000, 999_999_999)}-${random.integer(100_000_000, 999_999_999)}-${random.integer(100_000_000, 999_999_999)}` }
}

export interface RadiusDescription {
  readonly name: string
  readonly mfa: 'DISABLED' | 'ENABLED' | 'REQUIRED' | 'ALWAYS'
  /** Names of user groups that get in, where they exist. */
  readonly groups: readonly string[]
  readonly hasCertificates: boolean
}

/** The wireless network of every site, then VPN and guests. */
export function radiusDescriptions({ area, users, problems }: Profile): readonly RadiusDescription[] {
  const sites = places[area].map(({ locality }): RadiusDescription => ({ name: `Wi-Fi ${locality}`, mfa: 'DISABLED', groups: ['All Users'], hasCertificates: problems.withoutMfa < 0.25 }))
  const vpn: RadiusDescription = { name: 'VPN gateway', mfa: problems.withoutMfa > 0.4 ? 'ENABLED' : 'REQUIRED', groups: ['VPN Users', 'IT', 'Remote Desktop'], hasCertificates: false }
  const guests: RadiusDescription = { name: 'Guest Wi-Fi', mfa: 'DISABLED', groups: ['Wi-Fi Guests', 'Contractors'], hasCertificates: false }
  return users < 40 ? [sites[0]!] : users < 120 ? [sites[0]!, vpn] : [...sites.slice(0, users < 300 ? 2 : 4), vpn, guests]
}

export const newRadiusServer = (index: number): RadiusDescription => ({ name: `New RADIUS server ${index + 1}`, mfa: 'ENABLED', groups: [], hasCertificates: false })

export function radiusServerPayload({ name, mfa, hasCertificates }: RadiusDescription, index: number, id: string, organization: string, seed: number): RawObject {
  const random = randomAt(seed, index)
  return {
    _id: id,
    authIdp: 'JUMPCLOUD',
    caCert: '',
    caSource: hasCertificates ? 'JUMPCLOUD_MANAGED' : 'NONE',
    deviceCertEnabled: hasCertificates && random.chance(0.4),
    id,
    mfa,
    name,
    networkSourceIp: `198.51.100.${10 + index}`,
    organization,
    radsecEnabled: random.chance(0.2),
    requireRadsec: false,
    requireTlsAuth: false,
    sharedSecret: random.hex(31).replace(/[0-4]/g, (digit) => 'KmPxW'.charAt(Number(digit))),
    tagNames: [],
    tags: [],
    userCertEnabled: hasCertificates,
    userLockoutAction: 'REMOVE',
    userPasswordEnabled: true,
    userPasswordExpirationAction: random.pick(['MAINTAIN', 'REMOVE']),
  }
}
