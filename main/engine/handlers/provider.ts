// Providers: listing what is known of them, reading it again, and what may be changed at them. What was read is kept beside the
// connections, encrypted like everything else: it belongs to no organization.

import { AppError, errorToPlain, isAppError } from '../../../shared/base/app-error.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import { type KnownProvider, ProviderReadingSchema } from '../../../shared/contract/provider.ts'
import type { Connection } from '../../../shared/contract/connection.ts'
import { providersOf, saveLevel } from '../actions/holders.ts'
import type { EngineSession } from '../session.ts'
import type { Store } from '../store/store.ts'
import type { EngineHandlers } from './handlers.ts'

type ProviderHandlers = Pick<EngineHandlers, 'provider.list' | 'provider.read' | 'provider.update'>

type Kept = Pick<KnownProvider, 'reading' | 'problem'>

const nameOf = (provider: OrganizationId): string => `provider:${provider}`

export function providerHandlers(session: EngineSession): ProviderHandlers {
  const kept = async (provider: OrganizationId): Promise<Kept> => {
    const { reading = null, problem = null } = JSON.parse((await session.open().store.value(nameOf(provider))) ?? '{}') as Partial<Kept>
    // Text of another version that no longer fits counts as not read.
    const parsed = ProviderReadingSchema.nullable().safeParse(reading)
    return { reading: parsed.success ? parsed.data : null, problem }
  }
  const list = async (): Promise<KnownProvider[]> => {
    const connections = await session.open().store.connections()
    return Promise.all(
      (await providersOf(session.open().store)).map(async ({ id, name, safety }) => ({ id, name, safety, connections: connections.filter(({ provider }) => provider?.id === id).map((connection) => connection.id), ...(await kept(id)) })),
    )
  }
  const find = async (provider: OrganizationId): Promise<KnownProvider> => {
    const found = (await list()).find(({ id }) => id === provider)
    if (!found) throw new AppError('connection.unknown')
    return found
  }

  return {
    'provider.list': list,

    'provider.read': async ({ provider }, { signal }) => {
      const { store, api, clock } = session.open()
      const { name, reading: before } = await find(provider)
      const context = await session.providerContextOf(provider)
      const save = (value: Kept) => store.saveValue(nameOf(provider), JSON.stringify(value))
      try {
        const answers = await api.provider(context, provider, { signal, isForeground: true })
        // What a key that was taken away brings is kept for nobody.
        if (!session.isCurrent(context)) throw new AppError('connection.unknown')
        await save({ reading: { readAt: instantFromMs(clock.now()), ...answers }, problem: null })
      } catch (error) {
        if (!isAppError(error) || error.code === 'call.cancelled' || error.code === 'connection.unknown') throw error
        const named = error.with({ organization: name })
        await save({ reading: before, problem: { ...errorToPlain(named), at: instantFromMs(clock.now()) } })
        session.announce(['provider'])
        throw named
      }
      session.announce(['provider'])
      return find(provider)
    },

    'provider.update': async ({ provider, safety }) => {
      const { store, actions } = session.open()
      const before = await find(provider)
      if (before.safety !== safety) await actions.noteLevels([{ organization: before, from: before.safety, to: safety }])
      await saveLevel(store, provider, safety)
      session.announce(['provider', 'plan'])
      return find(provider)
    },
  }
}

/** With the last key of a provider goes what was read of it, and what was allowed at it. */
export async function forgetProvider(store: Store, provider: Connection['provider']): Promise<void> {
  if (!provider || (await store.connections()).some((connection) => connection.provider?.id === provider.id)) return
  await store.saveValue(nameOf(provider.id), '{}')
  await saveLevel(store, provider.id, 'readOnly')
}
