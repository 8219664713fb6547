// What changes are held by: the organizations of this computer, and the providers above them. A plan, a job and a line of the ledger name
// the id of their holder where an organization's stands.

import type { ActionDescription } from '../../../shared/actions/action.ts'
import { AppError } from '../../../shared/base/app-error.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { type Organization, SafetySchema } from '../../../shared/contract/organization.ts'
import type { Store } from '../store/store.ts'

export interface Holder extends Pick<Organization, 'id' | 'name' | 'safety'> {
  readonly isProvider: boolean
}

type Known = Pick<Store, 'organizations' | 'connections' | 'value'>

/** Where the level of a provider is kept: with the provider, because several keys may reach it. */
const levelName = (provider: OrganizationId): string => `providerLevel:${provider}`

/** Each provider once, however many keys reach it. */
export async function providersOf(store: Pick<Known, 'connections' | 'value'>): Promise<Holder[]> {
  const known = new Map((await store.connections()).flatMap(({ provider }) => (provider ? [[provider.id, provider] as const] : [])))
  return Promise.all([...known.values()].map(async (provider) => ({ ...provider, safety: levelFrom(await store.value(levelName(provider.id))), isProvider: true })))
}

/** Whatever is no level allows nothing. */
const levelFrom = (text: string | null): Organization['safety'] => SafetySchema.safeParse(text).data ?? 'readOnly'

export const saveLevel = (store: Pick<Store, 'saveValue'>, provider: OrganizationId, safety: Organization['safety']): Promise<void> => store.saveValue(levelName(provider), safety)

export async function holdersOf({ store }: { readonly store: Known }): Promise<Holder[]> {
  const organizations = (await store.organizations()).map(({ id, name, safety }) => ({ id, name, safety, isProvider: false }))
  return [...organizations, ...(await providersOf(store))]
}

export const holderNames = async (parts: Parameters<typeof holdersOf>[0]): Promise<Map<OrganizationId, string>> => new Map((await holdersOf(parts)).map(({ id, name }) => [id, name]))

/**
 * What is an organization's is not done at a provider, and the other way round: a request that names an organization must have one.
 *
 * @throws AppError `plan.action`
 */
export function checkHolders(holders: readonly Holder[], targets: readonly { readonly organization: OrganizationId; readonly action: ActionDescription }[]): void {
  const providers = new Set(holders.filter(({ isProvider }) => isProvider).map(({ id }) => id))
  if (targets.some(({ organization, action }) => providers.has(organization) !== (action.holder === 'provider'))) throw new AppError('plan.action')
}
