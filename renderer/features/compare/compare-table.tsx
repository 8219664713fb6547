// The rows of a comparison: what each side has, and below it the fields that differ with both values.

import { EqualApproximately } from 'lucide-react'
import type { Cell } from '../../../shared/base/cell.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { kindData } from '../../bridge/registry.ts'
import { kindColumns } from '../../bridge/registry-columns.ts'
import { cellText } from '../../grid/cell-text.ts'
import { useWay } from '../../stores/pane-context.ts'
import { type CompareView, listOf } from '../../stores/place.ts'
import { outlineOf } from '../../ui/outline.ts'
import { TextBlock } from '../../ui/text-block.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Visible } from '../../ui/visible.tsx'
import { type Compared, type ComparedRow, matchNotes, rowsAtOnce, rowWord, type SideNames } from './compare-words.ts'

interface CompareTableProps {
  readonly data: Compared
  readonly kind: Kind
  readonly left: OrganizationId
  readonly right: OrganizationId
  readonly names: SideNames
  readonly view: CompareView
  readonly now: number
  readonly start: number
  readonly onStart: (start: number) => void
  readonly onClear: () => void
}

export function CompareTable({ data, kind, left, right, names, view, now, start, onStart, onClear }: CompareTableProps) {
  const { words } = kindData(kind)
  const unread = [data.coverage.left.oldestAt === null ? names.left : null, data.coverage.right.oldestAt === null ? names.right : null].filter((name) => name !== null)
  const keyTitle = kindColumns(kind).columns.find(({ path }) => path === data.matchBy)?.title.toLowerCase() ?? 'key'
  const notes = matchNotes(data, names, keyTitle)
  if (unread.length > 0) {
    return (
      <EmptyState icon={<EqualApproximately size={24} strokeWidth={1.5} aria-hidden />} title="There is nothing to compare yet">
        {unread.join(' and ')}: no {words.many} were read. What is missing there cannot be told from what is not known; sync first.
      </EmptyState>
    )
  }
  if (data.total === 0) {
    const isAlike = view.search === '' && view.show === 'differences'
    return (
      <EmptyState
        icon={<EqualApproximately size={24} strokeWidth={1.5} aria-hidden />}
        title={isAlike ? 'No difference' : 'No rows match'}
        {...(isAlike
          ? {}
          : {
              action: (
                <button type="button" className="button primary" onClick={onClear}>
                  Show all differences
                </button>
              ),
            })}
      >
        {isAlike ? `${data.counts.same.toLocaleString()} ${words.many} on both sides are alike in the ${data.fieldsCompared} fields that are compared.` : null}
      </EmptyState>
    )
  }
  const last = Math.min(start + rowsAtOnce, data.total)
  return (
    <>
      <div className="compare-scroll" tabIndex={0} role="group" aria-label="Differences">
        <table className="plain-table compare-table">
          <thead>
            <tr>
              <th scope="col">
                <Visible text={names.left} />
              </th>
              <th scope="col">
                <Visible text={names.right} />
              </th>
              <th scope="col">What differs</th>
            </tr>
          </thead>
          {data.rows.map((row) => (
            <RowLines key={`${row.left?.id ?? ''} ${row.right?.id ?? ''}`} {...{ row, kind, left, right, now }} />
          ))}
        </table>
      </div>
      <footer className="compare-foot">
        <span role="status" className="numeric">
          {(start + 1).toLocaleString()}–{last.toLocaleString()} of {data.total.toLocaleString()} {data.total === 1 ? words.one : words.many}; {data.fieldsCompared} fields compared
        </span>
        {notes.length > 0 && <span className="tone-warn">{notes.join('. ')}.</span>}
        <span className="pane-space" />
        <button type="button" className="button" disabled={start === 0} onClick={() => onStart(Math.max(0, start - rowsAtOnce))}>
          Previous
        </button>
        <button type="button" className="button" disabled={last >= data.total} onClick={() => onStart(start + rowsAtOnce)}>
          Next
        </button>
      </footer>
    </>
  )
}

interface RowLinesProps {
  readonly row: ComparedRow
  readonly kind: Kind
  readonly left: OrganizationId
  readonly right: OrganizationId
  readonly now: number
}

function RowLines({ row, kind, left, right, now }: RowLinesProps) {
  const { glyph, text } = rowWord(row)
  return (
    <tbody>
      <tr className="compare-row">
        <SideCell side={row.left} organization={left} kind={kind} />
        <SideCell side={row.right} organization={right} kind={kind} />
        <td>
          <span aria-hidden className="compare-glyph">
            {glyph}
          </span>
          {text}
        </td>
      </tr>
      {row.changes.map(({ path, left: before, right: after }) => (
        <tr key={path} className="compare-change">
          <Value kind={kind} path={path} cell={before} now={now} />
          <Value kind={kind} path={path} cell={after} now={now} />
          <th scope="row">{kindColumns(kind).columns.find((column) => column.path === path)?.title ?? path}</th>
        </tr>
      ))}
      {row.changesTotal > row.changes.length && (
        <tr className="compare-change">
          <td colSpan={3}>and {row.changesTotal - row.changes.length} more fields</td>
        </tr>
      )}
    </tbody>
  )
}

function SideCell({ side, organization, kind }: { side: ComparedRow['left']; organization: OrganizationId; kind: Kind }) {
  const { go } = useWay()
  if (!side) return <td className="muted">–</td>
  // The record of the organization is no list: its home leads to its settings.
  if (kind === 'organization') {
    return (
      <td>
        <Visible text={side.title} />
      </td>
    )
  }
  return (
    <td>
      <button type="button" className="link" onClick={(event) => go(listOf(organization, kind, { open: { id: side.id, tab: 'details' } }), event)}>
        <Visible text={side.title} />
      </button>
    </td>
  )
}

function Value({ kind, path, cell, now }: { kind: Kind; path: string; cell: Cell; now: number }) {
  const column = kindColumns(kind).columns.find((each) => each.path === path)
  // Nested values stand in lines, so that the two sides can be read against each other.
  const outline = typeof cell === 'string' ? outlineOf(cell, column?.choices) : null
  if (outline !== null) {
    return (
      <td>
        <TextBlock label={column?.title ?? path} text={outline} />
      </td>
    )
  }
  const { text, title, isEmpty } = cellText(column ?? { type: 'text', choices: [] }, cell, now)
  return (
    <td title={title} className={isEmpty ? 'muted' : ''}>
      <Visible text={text} className="truncate" />
    </td>
  )
}
