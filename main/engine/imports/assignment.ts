// What people get who were just added: groups and directories, each an action of its own, in one plan.

import { actionOf } from '../../../shared/resources/index.ts'
import type { JobId, OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import { type RawObject, valueAt } from '../../../shared/base/raw-object.ts'
import { knownAction } from '../actions/parts.ts'
import { checkedParameters, type PlanTarget } from '../actions/planner.ts'
import type { Store } from '../store/store.ts'

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
}

export async function assignmentTargets(store: Pick<Store, 'currentObjects'> & { readonly ledger: Pick<Store['ledger'], 'job' | 'jobWork'> }, { job, organization, groups, directories }: Wanted): Promise<PlanTarget[]> {
  const added = (await store.ledger.jobWork(job, ['confirmed'])).filter(({ work, shown, object }) => shown.organization === organization && object !== null && actionOf(work.action).kind === 'user' && actionOf(work.action).target === 'new')
  const sorts = await store.currentObjects(organization, 'directory', directories)
  return added.flatMap(({ object, work }): PlanTarget[] => {
    const id = object as ResourceId
    const address = typeof work.parameters.email === 'string' ? work.parameters.email : ''
    const addToGroup = knownAction('user.addToGroup')
    return [
      ...groups.map((group): PlanTarget => ({ organization, id, action: addToGroup, parameters: checkedParameters(addToGroup, { group }) })),
      ...directories.flatMap((directory, index): PlanTarget[] => {
        const raw = sorts[index] ? (JSON.parse(sorts[index]) as RawObject) : null
        const [name, parameter] = bindings[String(raw?.type)] ?? []
        if (name === undefined || parameter === undefined) return []
        const action = knownAction(name)
        const remark = domainRemark(raw, address)
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
