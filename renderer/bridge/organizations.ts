// The organizations on this computer, from the one cached list.

import type { OrganizationId } from '../../shared/base/ids.ts'
import type { Organization } from '../../shared/contract/organization.ts'
import type { SyncProgress } from '../../shared/contract/sync.ts'
import { useCall } from './use-call.ts'
import { useLatest } from './use-topic.ts'

export function useOrganizations(): readonly Organization[] | undefined {
  return useCall('organization.list', {}).data
}

export function useOrganization(id: OrganizationId | null): Organization | undefined {
  return useOrganizations()?.find((organization) => organization.id === id)
}

/** The newest sync of one organization in this session, running or ended. */
export function useSync(id: OrganizationId | null): SyncProgress | undefined {
  return useLatest('sync.progressed', (all) => all.find((progress) => progress.organization === id))
}

export const isActive = (progress: SyncProgress | undefined): boolean =>
  progress !== undefined && (progress.phase === 'queued' || progress.phase === 'running' || progress.phase === 'paused')
