// What planner, runner and undo work with: the store, the client, the clock, and who sits at this computer.

import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { Job } from '../../../shared/actions/plan.ts'
import type { ActionDescription } from '../../../shared/actions/action.ts'
import { AppError } from '../../../shared/base/app-error.ts'
import { actions as registry } from '../../../shared/resources/index.ts'
import type { Api } from '../api/api.ts'
import type { OrganizationContext } from '../api/organization-context.ts'
import type { Clock } from '../api/timer.ts'
import type { Store } from '../store/store.ts'

export interface ActionParts {
  readonly store: Pick<Store, 'organizations' | 'connections' | 'value' | 'summary' | 'page' | 'eachSlice' | 'currentObjects' | 'wholeObjects' | 'directBindings' | 'amend' | 'ledger'>
  readonly api: Pick<Api, 'one' | 'part' | 'change' | 'perSecond' | 'organizationsOfKey'>
  readonly clock: Clock
  /** Of an organization, or of a provider where that holds a change. @throws AppError `organization.unknown` */
  readonly contextOf: (organization: OrganizationId) => Promise<OrganizationContext>
  /** False once the organization was removed or its key replaced. */
  readonly isCurrent: (context: OrganizationContext) => boolean
  readonly isOffline: () => boolean
  /** Name of the operating system's user. */
  readonly operator: string
  readonly onProgress: (jobs: readonly Job[]) => void
  /** Names beside the kinds that queries read: `plan`, `job`, `ledger`. */
  readonly onChange: (names: readonly string[], organizations: readonly OrganizationId[]) => void
  /** For waiting between two readings; tests make it short. */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly random?: (bytes: number) => Uint8Array
  /** Told at each step of a row; gates end the process there. */
  readonly onStep?: (step: 'read' | 'kept' | 'answered' | 'verified' | 'settled', position: number) => void
}

/** An action that somebody may choose. @throws AppError `plan.action` also for what only takes another one back */
export function chosenAction(id: string, kind?: string): ActionDescription {
  const action = knownAction(id, kind)
  if (action.isOnlyInverse) throw new AppError('plan.action')
  return action
}

/** The action of a name. @throws AppError `plan.action` */
export function knownAction(id: string, kind?: string): ActionDescription {
  const found = registry.find((action) => action.id === id)
  if (!found || (kind !== undefined && found.kind !== kind)) throw new AppError('plan.action')
  return found
}
