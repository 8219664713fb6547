// Columns that count what was never read: their noughts say nothing, so they are shown as dashes and not filtered by.

import { useMemo } from 'react'
import type { OrganizationId } from '../../shared/base/ids.ts'
import type { Filter } from '../../shared/filter/filter.ts'
import type { GridColumn } from '../../shared/resources/derive/grid-columns.ts'
import { useCall } from './use-call.ts'

type Counted = Pick<GridColumn, 'path' | 'countOf'>

const noPaths: ReadonlySet<string> = new Set()

/** Paths of the columns that count relations of which the organization has nothing read; none in a list over several. */
export function useUnreadCounts(organization: OrganizationId | null, columns: readonly Counted[]): ReadonlySet<string> {
  const kinds = useCall('snapshot.summary', { scope: organization ? { type: 'one', organization } : { type: 'all' } }, { isOff: organization === null }).data?.organizations[0]?.kinds
  return useMemo(() => {
    if (!kinds) return noPaths
    const isUnread = (edge: string) => kinds.every(({ kind, total, coverage }) => kind !== edge || (total === 0 && coverage.oldestAt === null))
    return new Set(columns.flatMap(({ path, countOf }) => (countOf !== undefined && isUnread(countOf) ? [path] : [])))
  }, [columns, kinds])
}

/** Whether a filter asks one of the fields. */
export function asksFor(filter: Filter, fields: ReadonlySet<string>): boolean {
  if ('all' in filter) return filter.all.some((each) => asksFor(each, fields))
  if ('any' in filter) return filter.any.some((each) => asksFor(each, fields))
  return 'not' in filter ? asksFor(filter.not, fields) : fields.has(filter.field)
}
