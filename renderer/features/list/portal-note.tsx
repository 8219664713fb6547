// What a person finds in the user portal, worked out from the copy: the applications they reach, without those that are switched off.

import { useMemo } from 'react'
import type { OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import { oneOrganization } from '../../../shared/scope/members.ts'
import { useCall } from '../../bridge/use-call.ts'
import type { Binding } from './bindings.ts'

const switchedOff = { kind: 'application', sort: [], filter: { field: 'active', is: 'equals', value: false }, columns: [], start: 0, size: limits.pageRowsMax } as const

export function PortalNote({ organization, id, bindings }: { organization: OrganizationId; id: ResourceId; bindings: readonly Binding[] }) {
  const person = useCall('snapshot.object', { organization, kind: 'user', id })
  const off = useCall('snapshot.page', { ...switchedOff, scope: oneOrganization(organization), sort: [], columns: [] })
  const offIds = useMemo(() => new Set((JSON.parse(off.data?.rowsJson ?? '[]') as [string, string][]).map(([, each]) => each)), [off.data])
  if (!person.data || !off.data) return null
  return <p className="portal-note">{portalText(bindings, offIds, String(person.data.cells['status'] ?? ''))}</p>
}

const cannotSignIn: Readonly<Record<string, string>> = { suspended: 'Suspended: cannot sign in to the user portal.', staged: 'Staged: cannot sign in to the user portal yet.' }

/** "In the user portal: 3 SSO applications. 1 more is switched off: Zoom." */
export function portalText(bindings: readonly Pick<Binding, 'kind' | 'id' | 'title'>[], offIds: ReadonlySet<string>, status: string): string {
  const applications = bindings.filter(({ kind }) => kind === 'application')
  const off = applications.filter(({ id }) => offIds.has(id)).map(({ title }) => title)
  const on = applications.length - off.length
  const counted = on === 0 ? 'no SSO application' : on === 1 ? '1 SSO application' : `${on.toLocaleString()} SSO applications`
  const said = `In the user portal: ${counted}.`
  const missing = off.length === 0 ? '' : ` ${off.length.toLocaleString()} more ${off.length === 1 ? 'is' : 'are'} switched off: ${off.slice(0, 3).join(', ')}${off.length > 3 ? ' …' : ''}.`
  return `${cannotSignIn[status] ?? ''} ${said}${missing}`.trim()
}
