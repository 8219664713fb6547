// An estate: organizations with everything in them and the keys that reach them, made from a seed. The same seed gives the same estate.

import { createRandom, hashText, type Random } from '../../shared/base/random.ts'
import { dayMs } from '../../shared/base/instant.ts'
import type { ResourceDescription } from '../../shared/resources/define.ts'
import type { RawObject } from '../../shared/resources/derive/row-projection.ts'
import { resources } from '../../shared/resources/index.ts'
import { type ApiKey, keyText, secretText, type ServiceAccount } from './api-keys.ts'
import { churnOrganization } from './churn.ts'
import { EstateOrganization } from './estate-organization.ts'
import { type PresetName, presets } from './estate-presets.ts'
import { mix } from './mixing.ts'
import { objectId } from './object-ids.ts'
import { providerAdministratorSelf } from './staff/provider-administrators.ts'
import { noQuirks, type Quirks } from './quirks.ts'
import { calm, plainStory, type Profile, regions, usualDevices, usualGroups, type VendorRegion } from './profile.ts'

export interface EstateOptions {
  readonly seed?: number
  /** The estate's present in ms; a constant unless given, so that an estate is the same on every day. */
  readonly nowMs?: number
  readonly organizations: readonly Partial<Profile>[]
  readonly registry?: readonly ResourceDescription[]
  /** Readings of a list of edges that still answer its state of before a change. */
  readonly lagReads?: number
  /** Share of membership rows beside which stands a row of a deleted object: counted, never sent. */
  readonly ghostShare?: number
  readonly quirks?: Partial<Quirks>
}

export interface EstateProvider {
  readonly id: string
  readonly name: string
  readonly region: VendorRegion
  /** Key of an administrator of the provider: reaches all its organizations and must name one. */
  readonly apiKey: string
  /** Key of one who may enter all organizations but the last. */
  readonly technicianKey: string
  readonly clientId: string
  readonly clientSecret: string
  /** Those it began with. */
  readonly firstOrganizations: readonly string[]
  /** Grows as organizations are made. */
  readonly organizations: readonly string[]
  /** The vendor lets it make no organizations. */
  readonly isCreationDisallowed: boolean
}

const estateNowMs = Date.UTC(2026, 10, 21, 12)

/** An estate by preset name or by its organizations. */
export function createEstate(from: PresetName | EstateOptions, options: Omit<EstateOptions, 'organizations'> = {}): Estate {
  return new Estate(typeof from === 'string' ? { ...options, organizations: presets[from]() } : { ...options, ...from })
}

export class Estate {
  readonly nowMs: number
  /** The moment it is in the estate: its present, which a server lets go on from the moment it starts. */
  clock: () => number
  /** What is odd about its answers; may be changed while it is read. */
  quirks: Quirks
  readonly registry: readonly ResourceDescription[]
  readonly organizations: EstateOrganization[]
  readonly providers: readonly EstateProvider[]
  /** How long a token of a service account is good for. */
  tokenSeconds = 3_600
  readonly #keys = new Map<string, ApiKey>()
  /** Those of providers; those of organizations are found in their tables. */
  readonly #accounts = new Map<string, ServiceAccount>()
  readonly #revoked = new Set<string>()
  readonly #tokens = new Map<string, { readonly key: ApiKey; readonly endsMs: number }>()
  readonly #byId: Map<string, EstateOrganization>
  readonly #organizationOf: (profile: Profile, index: number, createdMs?: number) => EstateOrganization

  constructor(options: EstateOptions) {
    const seed = options.seed ?? 1
    const random = createRandom(seed).fork('estate')
    this.nowMs = options.nowMs ?? estateNowMs
    this.clock = () => this.nowMs
    this.quirks = { ...noQuirks, lagReads: options.lagReads ?? 0, ...options.quirks }
    this.registry = options.registry ?? resources
    const profiles = options.organizations.map(completeProfile)
    const providers = regions.map((region) => createProvider(region, seed, this.nowMs))
    this.#organizationOf = (profile, index, createdMs) => {
      const keys = random.fork(`keys ${index} ${profile.name}`)
      // The name is part of it, so that the first organizations of two estates are not the same one.
      const ownSeed = mix(seed ^ hashText(profile.name), index)
      return new EstateOrganization({
        profile,
        seed: ownSeed,
        nowMs: this.nowMs,
        clock: () => this.clock(),
        createdMs: createdMs ?? this.nowMs - (9 * 365 - (mix(ownSeed, 1_000) % 2_000)) * dayMs,
        registry: this.registry,
        provider: profile.isDirect ? null : providers.find((provider) => provider.region === profile.region)!.id,
        apiKey: keyText(keys),
        apiKeyWithoutGroups: keyText(keys),
        clientSecret: secretText(keys),
        readOnlyKey: keyText(keys),
        quirks: () => this.quirks,
        ghostShare: options.ghostShare ?? 0,
      })
    }
    this.organizations = profiles.map((profile, index) => this.#organizationOf(profile, index))
    this.#byId = new Map(this.organizations.map((organization) => [organization.id, organization]))
    this.providers = providers
      .map((provider) => {
        const organizations = this.organizations.filter((organization) => organization.provider === provider.id).map(({ id }) => id)
        return { ...provider, firstOrganizations: [...organizations], organizations }
      })
      .filter((provider) => provider.organizations.length > 0)
    this.#addKeys()
  }

  organization(id: string): EstateOrganization | null {
    return this.#byId.get(id) ?? null
  }

  key(text: string): ApiKey | null {
    return this.#keys.get(text) ?? null
  }

  /** A new and empty organization of a provider; whoever reaches all of its organizations reaches this one too. */
  createOrganization(provider: EstateProvider, name: string, seats: number | null): EstateOrganization {
    const profile = completeProfile({ name, displayName: name, domain: `organization${this.organizations.length + 1}.example`, region: provider.region, users: 0, userGroups: 0, devices: 0, isNew: true }, this.organizations.length)
    const made = this.#organizationOf(profile, this.organizations.length, this.clock())
    made.seats = seats
    this.organizations.push(made)
    this.#byId.set(made.id, made)
    ;(provider.organizations as string[]).push(made.id)
    this.#addKeysOf(made)
    made.happened('organization_create', { id: made.id, type: 'organization', displayName: name })
    return made
  }

  /** What a request proves to be: by key, or by the token of a service account that is still good. */
  proof(headers: Readonly<Record<string, string | string[] | undefined>>): ApiKey | null {
    const bearer = /^bearer (.+)$/i.exec(String(headers['authorization'] ?? ''))?.[1]
    if (bearer === undefined) return this.key(String(headers['x-api-key'] ?? ''))
    const token = this.#tokens.get(bearer)
    return token && token.endsMs > this.clock() ? token.key : null
  }

  serviceAccount(clientId: string): ServiceAccount | null {
    if (this.#revoked.has(clientId)) return null
    const ofProvider = this.#accounts.get(clientId)
    if (ofProvider) return ofProvider
    for (const { id } of this.organizations) {
      const account = this.serviceAccountOf(id)
      if (account.clientId === clientId) return account
    }
    return null
  }

  /** The first service account of an organization; it may have run out. */
  serviceAccountOf(id: string): ServiceAccount {
    const organization = this.#required(id)
    const { name, clientSecret } = organization
    const row = organization.tableOf('serviceAccount').at(0) as { readonly authConfigList: readonly { readonly clientSecretConfig: { readonly clientId: string; readonly expiresAt: string } }[] }
    const { clientId, expiresAt } = row.authConfigList[0]!.clientSecretConfig
    return { clientId, clientSecret, endsMs: Date.parse(expiresAt), access: { organizations: [organization.id], provider: null, deniedKinds: [], label: `${name}: service account` } }
  }

  /** A new token of the account; null when the account has run out. */
  grantToken({ clientId, endsMs, access }: ServiceAccount): string | null {
    if (endsMs <= this.clock()) return null
    const text = `jcat_${hashText(`${clientId} ${this.#tokens.size}`).toString(36)}${clientId}`
    this.#tokens.set(text, { key: { ...access, text, owner: null }, endsMs: Math.min(endsMs, this.clock() + this.tokenSeconds * 1_000) })
    return text
  }

  /** Ends a service account and every token of it, as deleting it does. */
  revokeServiceAccount(clientId: string): void {
    const label = this.serviceAccount(clientId)?.access.label
    this.#revoked.add(clientId)
    for (const [text, { key }] of this.#tokens) if (key.label === label) this.#tokens.delete(text)
  }

  /** Ends a key, as an administrator does by making a new one. */
  revokeKey(text: string): void {
    this.#keys.delete(text)
  }

  insertUser(organization: string, fields: RawObject = {}): string {
    return this.#required(organization).insertUser(fields)
  }

  updateUser(organization: string, user: string, fields: RawObject): boolean {
    return this.#required(organization).updateUser(user, fields)
  }

  deleteUser(organization: string, user: string): boolean {
    return this.#required(organization).deleteUser(user)
  }

  /** Random changes in all organizations: `rate` is the number to expect in each. */
  churn(rate: number, random: Random): void {
    for (const organization of this.organizations) churnOrganization(organization, rate, random)
  }

  #required(id: string): EstateOrganization {
    const found = this.organization(id)
    if (!found) throw new Error(`no organization ${id} in this estate`)
    return found
  }

  #addKeysOf(organization: EstateOrganization): void {
    const { id, name, apiKey, apiKeyWithoutGroups, readOnlyKey } = organization
    const key = { organizations: [id], provider: null }
    const owner = (index: number) => () => organization.tableOf('administrator').at(index)
    this.#keys.set(apiKey, { ...key, text: apiKey, label: `${name}: administrator`, deniedKinds: [], owner: owner(0) })
    this.#keys.set(apiKeyWithoutGroups, { ...key, text: apiKeyWithoutGroups, label: `${name}: without groups`, deniedKinds: ['userGroup', 'membership'], owner: owner(1) })
    this.#keys.set(readOnlyKey, { ...key, text: readOnlyKey, label: `${name}: read only`, deniedKinds: [], isReadOnly: true, owner: owner(1) })
  }

  #addKeys(): void {
    for (const organization of this.organizations) this.#addKeysOf(organization)
    for (const provider of this.providers) {
      const { id, name, apiKey, technicianKey, organizations, clientId, clientSecret } = provider
      const access = { provider: id, deniedKinds: [] }
      const owner = (who: string) => () => providerAdministratorSelf(provider, who, this.nowMs)
      this.#keys.set(apiKey, { ...access, text: apiKey, label: `${name}: administrator`, organizations, mayBill: true, owner: owner('owner') })
      this.#keys.set(technicianKey, { ...access, text: technicianKey, label: `${name}: technician`, organizations: organizations.slice(0, -1), owner: owner('technician') })
      this.#accounts.set(clientId, { clientId, clientSecret, endsMs: this.nowMs + 200 * dayMs, access: { ...access, label: `${name}: service account`, organizations } })
    }
  }
}

function createProvider(region: VendorRegion, seed: number, nowMs: number): Omit<EstateProvider, 'organizations' | 'firstOrganizations'> {
  const random = createRandom(seed).fork(`provider ${region}`)
  const name = { us: 'Harbourline Managed IT', eu: 'Nordlicht Systemhaus', in: 'Monsoon Managed Services' }[region]
  return { id: objectId(Math.floor(nowMs / 1_000) - 300_000_000, random.hex(10), random.integer(1, 9_999)), name, region, isCreationDisallowed: region === 'in', apiKey: keyText(random), technicianKey: keyText(random), clientId: random.hex(24), clientSecret: secretText(random) }
}

function completeProfile(given: Partial<Profile>, index: number): Profile {
  const name = given.name ?? `Organization ${index + 1}`
  const users = given.users ?? 20
  return {
    name,
    displayName: name,
    domain: `organization${index + 1}.example`,
    region: 'us',
    area: 'america',
    trade: 'software',
    cultures: ['american', 'german', 'hispanic'],
    users,
    userGroups: usualGroups(users),
    devices: usualDevices(users),
    separator: '.',
    problems: calm,
    story: plainStory,
    ...given,
  }
}
