// How many rows a list shows under filters: the same question as the list itself, so that the number and the list agree.

import { useMemo } from 'react'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import type { Coverage } from '../../../shared/scope/coverage.ts'
import { kindColumns } from '../../bridge/registry-columns.ts'
import { kindLists } from '../../bridge/registry-lists.ts'
import { useCall } from '../../bridge/use-call.ts'
import { toFilter } from '../../filters/list-filter.ts'
import type { ListFilter } from '../../stores/place.ts'

export interface Counted {
  /** Undefined while it is counted, and for what was never read. */
  readonly total: number | undefined
  readonly coverage: Coverage | undefined
}

export function useCount(organization: OrganizationId, kind: Kind, filters: readonly ListFilter[]): Counted {
  const filter = useMemo(() => toFilter(filters, { named: kindLists(kind).filters, columns: kindColumns(kind).columns }), [kind, filters])
  const { data } = useCall('snapshot.page', { scope: { type: 'one', organization }, kind, sort: [], columns: [], start: 0, size: 1, ...(filter ? { filter } : {}) }, { keepPrevious: true })
  const isRead = data !== undefined && (data.coverage.oldestAt !== null || data.total > 0)
  return { total: isRead ? data.total : undefined, coverage: data?.coverage }
}
