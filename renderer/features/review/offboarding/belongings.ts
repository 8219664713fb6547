// What somebody has who leaves: groups, devices, directories, other access, and the people who report to them. Read from the copy.

import type { Cell } from '../../../../shared/base/cell.ts'
import type { OrganizationId, ResourceId } from '../../../../shared/base/ids.ts'
import { limits } from '../../../../shared/base/limits.ts'
import type { Client } from '../../../../shared/contract/client.ts'

export interface Thing {
  readonly id: ResourceId
  readonly title: string
}

/** One thing and whose it is; `action` takes it away. */
export interface Held extends Thing {
  readonly owner: ResourceId
  readonly action: string
  readonly parameter: string
}

export interface Belongings {
  readonly groups: readonly Held[]
  readonly devices: readonly Held[]
  readonly directories: readonly Held[]
  /** LDAP, RADIUS and applications. */
  readonly access: readonly Held[]
  readonly reports: readonly Thing[]
  /** Oldest reading that this was taken from; null where something was never read. */
  readonly oldestAt: string | null
  readonly isComplete: boolean
}

const unbinds: Readonly<Record<string, { readonly action: string; readonly parameter: string; readonly part: 'devices' | 'access' }>> = {
  device: { action: 'user.unbindDevice', parameter: 'device', part: 'devices' },
  application: { action: 'user.unbindApplication', parameter: 'application', part: 'access' },
  ldapServer: { action: 'user.unbindLdapServer', parameter: 'ldapServer', part: 'access' },
  radiusServer: { action: 'user.unbindRadiusServer', parameter: 'radiusServer', part: 'access' },
}

/** Sorts of directories, by the name of the service. */
const directories: Readonly<Record<string, { readonly action: string; readonly parameter: string }>> = {
  g_suite: { action: 'user.unbindGoogle', parameter: 'google' },
  office_365: { action: 'user.unbindMicrosoft', parameter: 'microsoft' },
  active_directory: { action: 'user.unbindActiveDirectory', parameter: 'activeDirectory' },
}

export async function belongingsOf(client: Client, organization: OrganizationId, ids: readonly ResourceId[], signal: AbortSignal): Promise<Belongings> {
  const scope = { type: 'one', organization } as const
  const groups: Held[] = []
  const found = { devices: [] as Held[], access: [] as Held[], directories: [] as Held[] }
  const reports: Thing[] = []
  const ages: (string | null)[] = []
  let isComplete = true
  const noted = (coverage: { readonly oldestAt: string | null; readonly isComplete: boolean }): void => {
    ages.push(coverage.oldestAt)
    isComplete &&= coverage.isComplete
  }
  const sorts = await client.call('snapshot.page', { scope, kind: 'directory', sort: [], columns: ['type'], start: 0, size: limits.pageRowsMax }, { signal })
  const typeOf = new Map((JSON.parse(sorts.rowsJson) as [OrganizationId, ResourceId, Cell][]).map(([, id, type]) => [id, String(type)]))
  for (const owner of ids) {
    const own = await client.call('snapshot.related', { organization, kind: 'user', id: owner, edge: 'membership', target: 'userGroup', start: 0, size: limits.pageRowsMax }, { signal })
    noted(own.coverage)
    groups.push(...own.rows.map((group) => ({ ...group, owner, action: 'user.removeFromGroup', parameter: 'group' })))
    const { bindings, coverage } = await client.call('snapshot.bindings', { organization, kind: 'user', id: owner }, { signal })
    noted(coverage)
    for (const { kind, id, title, paths } of bindings) {
      // What comes through a group goes with the group.
      if (!paths.some((path) => path.length === 0)) continue
      const unbind = unbinds[kind]
      if (unbind) found[unbind.part].push({ id, title, owner, action: unbind.action, parameter: unbind.parameter })
      const directory = kind === 'directory' ? directories[typeOf.get(id) ?? ''] : undefined
      if (directory) found.directories.push({ id, title, owner, ...directory })
    }
    const people = await client.call('snapshot.page', { scope, kind: 'user', filter: { field: 'manager', is: 'equals', value: owner }, sort: [], columns: ['displayname', 'username'], start: 0, size: limits.pageRowsMax }, { signal })
    noted(people.coverage)
    // Whoever leaves too has no use for a new manager.
    reports.push(...(JSON.parse(people.rowsJson) as [OrganizationId, ResourceId, ...Cell[]][]).filter(([, id]) => !ids.includes(id)).map(([, id, ...cells]) => ({ id, title: cells.find((cell) => cell !== null && cell !== '')?.toString() ?? id })))
  }
  const [oldest = null] = ages.some((at) => at === null) ? [null] : [...ages].sort()
  return { groups, ...found, reports, oldestAt: oldest, isComplete }
}
