// The table of the overview: heads that sort, only the rows that show, and a foot that says from how many organizations each sum is.

import { ArrowDown, ArrowUp, ChevronDown, ChevronRight } from 'lucide-react'
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { overviewColumns } from '../../bridge/registry-overview.ts'
import type { EstateScope } from '../../stores/place.ts'
import { iconProps } from '../../ui/icons.ts'
import { pictureText } from '../../ui/visible-text.ts'
import { Visible } from '../../ui/visible.tsx'
import { OrganizationRow } from './organization-row.tsx'
import { counted, linesByTag, type OverviewLine, type OverviewRow, plainLines, type RowSort } from './rows.ts'
import { SumCells } from './sum-cells.tsx'

interface OverviewTableProps {
  readonly rows: readonly OverviewRow[]
  /** Groups by tag that are folded; null while the rows are not grouped. */
  readonly closedGroups: ReadonlySet<string> | null
  readonly onToggle: (group: string) => void
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

export function OverviewTable({ rows, closedGroups, onToggle, scope, sort, onSort, trendOf, onTrend }: OverviewTableProps) {
  const lines = useMemo(() => (closedGroups ? linesByTag(rows, closedGroups) : plainLines(rows)), [rows, closedGroups])
  const { attach, first, last } = useWindow(lines.length)
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
      <table aria-rowcount={lines.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {head('name', 'Organization', 'Sort by name, favourites first', 'organization-head')}
            {head('synced', 'Synced', 'Sort by age', 'synced-head')}
            {head('drift', 'Drift', 'Sort by what changed since you last looked', 'type-count')}
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
          {lines.slice(first, last).map((line, offset) =>
            line.type === 'group' ? (
              <GroupRow key={line.key} group={line} index={first + offset + 2} onToggle={() => onToggle(line.key)} />
            ) : (
              <OrganizationRow key={line.key} row={line.row} index={first + offset + 2} trendOf={trendOf} />
            ),
          )}
          {last < lines.length && <tr aria-hidden style={{ height: (lines.length - last) * rowHeight }} />}
        </tbody>
        {together.length > 1 && (
          <tfoot>
            <tr>
              <th scope="row">
                Together, {together.length.toLocaleString()}
                {together.length < rows.length && ' without demo'}
              </th>
              <td />
              <td />
              <SumCells rows={together} scope={scope} of="All organizations together" />
              <td />
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}

function GroupRow({ group: { title, tag, rows, isOpen }, index, onToggle }: { group: Extract<OverviewLine, { type: 'group' }>; index: number; onToggle: () => void }) {
  const of = counted(rows)
  const Chevron = isOpen ? ChevronDown : ChevronRight
  const scope: EstateScope = tag === null ? { type: 'several', organizations: rows.map(({ organization }) => organization.id) } : { type: 'tag', tag }
  return (
    <tr aria-rowindex={index} className="group-row">
      <th scope="rowgroup">
        <button type="button" className="group-toggle" aria-expanded={isOpen} onClick={onToggle}>
          <Chevron {...iconProps} size={14} />
          <Visible text={title} className="truncate" />
          <span className="muted numeric">{rows.length.toLocaleString()}</span>
        </button>
      </th>
      <td />
      <td />
      <SumCells rows={of} scope={scope} of={pictureText(title)} />
      <td />
    </tr>
  )
}
