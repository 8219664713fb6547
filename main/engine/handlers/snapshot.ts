// Reading operations: the organization must be one of this computer's, everything else is the reader's.

import { AppError } from '../../../shared/base/app-error.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { namedOrganizations } from '../../../shared/scope/members.ts'
import type { Scope } from '../../../shared/scope/scope.ts'
import type { EngineSession } from '../session.ts'
import type { EngineHandlers } from './handlers.ts'

type SnapshotHandlers = Pick<EngineHandlers, Extract<keyof EngineHandlers, `snapshot.${string}`>>

export function snapshotHandlers(session: EngineSession): SnapshotHandlers {
  const known = async (organizations: readonly OrganizationId[]) => {
    const { store } = session.open()
    const [only, ...others] = organizations
    if (only === undefined) return
    const present = others.length === 0 ? [await store.organization(only)] : await store.organizations()
    if (organizations.some((id) => !present.some((organization) => organization?.id === id))) throw new AppError('organization.unknown')
  }
  const within = async (scope: Scope) => {
    await known(namedOrganizations(scope))
    return session.open().store
  }
  const inOne = async (organization: OrganizationId) => {
    await known([organization])
    return session.open().store
  }
  return {
    'snapshot.page': async (input) => (await within(input.scope)).page(input),
    'snapshot.count': async (input, { signal }) => (await within(input.scope)).count(input, signal),
    'snapshot.ids': async (input) => (await within(input.scope)).ids(input),
    'snapshot.facets': async (input) => (await within(input.scope)).facets(input),
    'snapshot.summary': async (input) => (await within(input.scope)).summary(input),
    'snapshot.overview': async (input) => (await within(input.scope)).overview(input),
    'snapshot.matrix': async (input) => (await within(input.scope)).matrix(input),
    'snapshot.search': async (input) => (await within(input.scope)).search(input),
    'snapshot.object': async (input) => (await inOne(input.organization)).object(input),
    'snapshot.related': async (input) => (await inOne(input.organization)).related(input),
    'snapshot.shares': async (input) => (await inOne(input.organization)).shares(input),
    'snapshot.bindings': async (input) => (await inOne(input.organization)).bindings(input),
  }
}
