// What people get who were just added: groups, directories and managers who came with them, each an action of its own, in one plan.

import { actionOf } from '../../../shared/resources/index.ts'
import type { JobId, OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import { type RawObject, valueAt } from '../../../shared/base/raw-object.ts'
import { knownAction } from '../actions/parts.ts'
import { checkedParameters, type PlanTarget } from '../actions/planner.ts'
import type { Store } from '../store/store.ts'
import { sameKey } from './directory.ts'

/** How a sort of directory is bound: the action and the name of its parameter. */
const bindings: Readonly<Record<string, readonly [action: string, parameter: string]>> = {
  g_suite: ['user.bindGoogle', 'google'],
  office_365: ['user.bindMicrosoft', 'microsoft'],
  active_directory: ['user.bindActiveDirectory', 'activeDirectory'],
  ldap_server: ['user.bindLdapServer', 'ldapServer'],
}

interface Wanted {
  readonly job: JobId
  readonly organization: OrganizationId
  readonly groups: readonly ResourceId[]
  readonly directories: readonly ResourceId[]
  readonly managers?: boolean | undefined
}

type JobStore = { readonly ledger: Pick<Store['ledger'], 'jobWork'> }

interface Added {
  readonly id: ResourceId
  readonly email: string
  readonly username: string
  /** Address or username of a manager who was new in the same table. */
  readonly managerAddress: string | null
}

async function addedBy(store: JobStore, job: JobId, organization: OrganizationId): Promise<Added[]> {
  const work = await store.ledger.jobWork(job, ['confirmed'])
  return work.flatMap(({ work: { action, parameters }, shown, object }) => {
    if (shown.organization !== organization || object === null || actionOf(action).kind !== 'user' || actionOf(action).target !== 'new') return []
    const text = (name: string): string => (typeof parameters[name] === 'string' ? parameters[name] : '')
    return [{ id: object as ResourceId, email: text('email'), username: text('username'), managerAddress: text('managerAddress') || null }]
  })
}

/** Who of the added has a manager among the added. */
function managersIn(added: readonly Added[]): { readonly id: ResourceId; readonly manager: ResourceId | null }[] {
  const found = new Map(added.flatMap(({ id, email, username }) => [[sameKey(username), id], [sameKey(email), id]] as const))
  return added.flatMap(({ id, managerAddress }) => (managerAddress === null ? [] : [{ id, manager: found.get(sameKey(managerAddress)) ?? null }]))
}

export async function managersToSet(store: JobStore, job: JobId, organization: OrganizationId): Promise<{ people: number; lost: number }> {
  const all = managersIn(await addedBy(store, job, organization))
  const people = all.filter(({ manager }) => manager !== null).length
  return { people, lost: all.length - people }
}

export async function assignmentTargets(store: Pick<Store, 'currentObjects'> & JobStore, { job, organization, groups, directories, managers = false }: Wanted): Promise<PlanTarget[]> {
  const added = await addedBy(store, job, organization)
  const sorts = await store.currentObjects(organization, 'directory', directories)
  const managerOf = new Map(managers ? managersIn(added).map(({ id, manager }) => [id, manager] as const) : [])
  const [addToGroup, setManager] = [knownAction('user.addToGroup'), knownAction('user.setManager')]
  return added.flatMap(({ id, email }): PlanTarget[] => {
    const manager = managerOf.get(id)
    return [
      ...(manager ? [{ organization, id, action: setManager, parameters: checkedParameters(setManager, { manager }) }] : []),
      ...groups.map((group): PlanTarget => ({ organization, id, action: addToGroup, parameters: checkedParameters(addToGroup, { group }) })),
      ...directories.flatMap((directory, index): PlanTarget[] => {
        const raw = sorts[index] ? (JSON.parse(sorts[index]) as RawObject) : null
        const [name, parameter] = bindings[String(raw?.type)] ?? []
        if (name === undefined || parameter === undefined) return []
        const action = knownAction(name)
        const remark = domainRemark(raw, email)
        return [{ organization, id, action, parameters: checkedParameters(action, { [parameter]: directory }), ...(remark !== null && { remark }) }]
      }),
    ]
  })
}

/** An account in a directory needs an address of one of its domains. */
function domainRemark(raw: RawObject | null, address: string): string | null {
  const domain = raw ? valueAt(raw, 'defaultDomain.domain') : undefined
  if (typeof domain !== 'string' || domain === '' || address.toLowerCase().endsWith(`@${domain.toLowerCase()}`)) return null
  return `${address} is not of ${domain}, the usual domain of this directory`
}
