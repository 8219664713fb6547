// The table of the overview: heads that sort, only the rows that show, and a foot that says from how many organizations each sum is.

import { ArrowDown, ArrowUp } from 'lucide-react'
import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import { overviewColumns } from '../../bridge/registry-overview.ts'
import { useWay } from '../../stores/pane-context.ts'
import { type EstateScope, estateListOf } from '../../stores/place.ts'
import { OrganizationRow } from './organization-row.tsx'
import { counted, type OverviewRow, type RowSort, sumOf } from './rows.ts'

interface OverviewTableProps {
  readonly rows: readonly OverviewRow[]
  readonly scope: EstateScope
  readonly sort: RowSort
  readonly onSort: (sort: RowSort) => void
  /** Place of the column whose days are drawn. */
  readonly trendOf: number
  readonly onTrend: (column: number) => void
}

const rowHeight = 36
/** Rows drawn beyond the view, and the step in which drawing follows the scroll position. */
const overscan = 8

/** Which rows show: follows the scroll position in steps, so that most scroll events change nothing. */
function useWindow(count: number): { attach: (element: HTMLDivElement | null) => void; first: number; last: number } {
  const [range, setRange] = useState({ first: 0, last: 40 })
  const scroller = useRef<HTMLDivElement | null>(null)
  const look = useCallback(() => {
    const element = scroller.current
    if (!element) return
    const top = Math.floor(element.scrollTop / rowHeight / overscan) * overscan
    const next = { first: Math.max(0, top - overscan), last: top + Math.ceil(element.clientHeight / rowHeight) + 2 * overscan }
    setRange((before) => (before.first === next.first && before.last === next.last ? before : next))
  }, [])
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    look()
    const resizes = new ResizeObserver(look)
    resizes.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      resizes.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [look])
  const attach = useCallback((element: HTMLDivElement | null) => {
    scroller.current = element
  }, [])
  return { attach, first: Math.min(range.first, Math.max(0, count - 1)), last: Math.min(range.last, count) }
}

export function OverviewTable({ rows, scope, sort, onSort, trendOf, onTrend }: OverviewTableProps) {
  const { attach, first, last } = useWindow(rows.length)
  const { go } = useWay()
  const together = counted(rows)
  const sortBy = (by: RowSort['by']) => onSort({ by, descending: sort.by === by ? !sort.descending : by !== 'name' })
  const head = (by: RowSort['by'], title: string, hint: string, className = '') => (
    <th key={by} scope="col" className={className} aria-sort={sort.by === by ? (sort.descending ? 'descending' : 'ascending') : 'none'}>
      <button type="button" className="sort-head" title={hint} onClick={() => sortBy(by)}>
        {title}
        {sort.by === by && (sort.descending ? <ArrowDown size={12} strokeWidth={2} aria-hidden /> : <ArrowUp size={12} strokeWidth={2} aria-hidden />)}
      </button>
    </th>
  )
  return (
    <div ref={attach} className="overview-table" tabIndex={0} role="region" aria-label="Organizations and their counts">
      <table aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {head('name', 'Organization', 'Sort by name, favourites first', 'organization-head')}
            {head('synced', 'Synced', 'Sort by age', 'synced-head')}
            {overviewColumns.map(({ title, words, isShown }, at) => isShown && head(at, title, `Sort by: ${words}`, 'type-count'))}
            <th scope="col" className="trend-head">
              <select className="trend-select" aria-label="Number drawn over 30 days" value={trendOf} onChange={(event) => onTrend(Number(event.target.value))}>
                {overviewColumns.map(({ kind, measure, title, isShown }, at) =>
                  isShown ? (
                    <option key={`${kind} ${measure}`} value={at}>
                      30 days: {title}
                    </option>
                  ) : null,
                )}
              </select>
            </th>
          </tr>
        </thead>
        <tbody>
          {first > 0 && <tr aria-hidden style={{ height: first * rowHeight }} />}
          {rows.slice(first, last).map((row, offset) => (
            <OrganizationRow key={row.organization.id} row={row} index={first + offset + 2} trendOf={trendOf} />
          ))}
          {last < rows.length && <tr aria-hidden style={{ height: (rows.length - last) * rowHeight }} />}
        </tbody>
        {together.length > 1 && (
          <tfoot>
            <tr>
              <th scope="row">
                Together, {together.length.toLocaleString()}
                {together.length < rows.length && ' without demo'}
              </th>
              <td />
              {overviewColumns.map(({ kind, measure, words, isShown }, at) => {
                if (!isShown) return null
                const { value, from } = sumOf(together, at)
                return (
                  <td key={`${kind} ${measure}`} className="type-count numeric">
                    {value === null ? (
                      '–'
                    ) : (
                      <button
                        type="button"
                        className="link tone-plain"
                        aria-label={`All organizations together, ${words}: ${value.toLocaleString()}, from ${from} of ${together.length} organizations`}
                        onClick={(event) => go(estateListOf(scope, kind, measure === null ? {} : { filters: [{ type: 'named', id: measure }] }), event)}
                      >
                        {value.toLocaleString()}
                      </button>
                    )}
                    {value !== null && from < together.length && (
                      <span className="sum-from">
                        {from} of {together.length}
                      </span>
                    )}
                  </td>
                )
              })}
              <td />
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}
