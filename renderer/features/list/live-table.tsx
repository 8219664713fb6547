// The rows of a live detail. Ids of objects that this one is bound to are named; results of commands open their whole output.

import { type ReactNode, useMemo } from 'react'
import type { Cell } from '../../../shared/base/cell.ts'
import type { ResourceId } from '../../../shared/base/ids.ts'
import type { Output } from '../../../shared/contract/client.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { commandOutputPath, type LiveColumn } from '../../../shared/resources/live-details.ts'
import type { LiveDetailData } from '../../bridge/registry-live.ts'
import { useCall } from '../../bridge/use-call.ts'
import { cellText } from '../../grid/cell-text.ts'
import { GlyphIcon } from '../../grid/glyph-icon.tsx'
import { useWay } from '../../stores/pane-context.ts'
import { listOf } from '../../stores/place.ts'
import { useNow } from '../../ui/use-now.ts'
import { Visible } from '../../ui/visible.tsx'
import type { Binding } from './bindings.ts'
import { CommandOutput } from './command-output.tsx'
import { LiveRowDetail } from './live-row-detail.tsx'
import { isLong, liveTable } from './live-rows.ts'
import { TextBlock } from '../../ui/text-block.tsx'

interface LiveTableProps {
  readonly organization: Organization
  readonly kind: Kind
  readonly id: ResourceId
  /** Name of the object. */
  readonly title: string
  readonly detail: LiveDetailData
  readonly ofRows: readonly LiveDetailData[]
  readonly answer: Output<'live.read'>
}

export function LiveTable({ organization, kind, id, title, detail, ofRows, answer }: LiveTableProps) {
  const { columns, rows, idAt } = useMemo(() => liveTable(detail.columns, answer.rowsJson, [id, title]), [detail, answer, id, title])
  const isBelow = ({ at }: (typeof columns)[number]) => rows.some((row) => isLong(row[at] ?? null))
  const short = columns.filter((column) => !isBelow(column))
  const long = columns.filter(isBelow)
  const hasOutput = detail.columns.some(({ path }) => path === commandOutputPath)
  const hasIds = columns.some(({ column }) => column.type === 'id')
  const bound = useCall('snapshot.bindings', { organization: organization.id, kind, id }, { isOff: !hasIds }).data
  const known = useMemo(() => new Map(bound?.bindings.map((binding): [string, Binding] => [binding.id, binding])), [bound])
  if (rows.length === 0) return <p className="muted">JumpCloud has no {detail.title.toLowerCase()} for this object.</p>
  return (
    <>
      <div className="live-scroll" tabIndex={0} role="group" aria-label={detail.title}>
        <table className="plain-table compact">
          <thead>
            <tr>
              {short.map(({ column }) => (
                <th key={column.path} scope="col" className={`type-${column.type}`}>
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          {rows.map((row, index) => (
            <tbody key={index}>
              <tr>
                {short.map(({ column, at }) => (
                  <LiveCell key={column.path} column={column} cell={row[at] ?? null} binding={known.get(String(row[at]))} organization={organization} />
                ))}
              </tr>
              <Below columns={long} row={row} width={short.length}>
                {idAt >= 0 && (hasOutput || ofRows.length > 0) ? <More {...{ organization, kind, id, ofRows, hasOutput }} row={String(row[idAt]) as ResourceId} /> : null}
              </Below>
            </tbody>
          ))}
        </table>
      </div>
      {!answer.isComplete && (
        <p className="muted">
          The first {rows.length.toLocaleString()}
          {answer.total > rows.length && ` of ${answer.total.toLocaleString()}`}.
        </p>
      )}
    </>
  )
}

interface MoreProps extends Pick<LiveTableProps, 'organization' | 'kind' | 'id' | 'ofRows'> {
  readonly hasOutput: boolean
  readonly row: ResourceId
}

/** What can be read of one row alone. */
function More({ organization, kind, id, ofRows, hasOutput, row }: MoreProps) {
  return (
    <>
      {hasOutput && <CommandOutput organization={organization} result={row} />}
      {ofRows.map((more) => (
        <LiveRowDetail key={more.name} {...{ organization, kind, id, row, detail: more }} />
      ))}
    </>
  )
}

interface BelowProps {
  readonly columns: readonly { readonly column: LiveColumn; readonly at: number }[]
  readonly row: readonly Cell[]
  readonly width: number
  readonly children: ReactNode
}

/** Texts of many lines have no place in a cell: they follow their row over its whole width. */
function Below({ columns, row, width, children }: BelowProps) {
  const texts = columns.filter(({ at }) => (row[at] ?? '') !== '')
  if (texts.length === 0 && !children) return null
  return (
    <tr className="live-below">
      <td colSpan={Math.max(1, width)}>
        {texts.map(({ column, at }) => (
          <div key={column.path}>
            <p className="muted">{column.title}</p>
            <TextBlock label={column.title} text={String(row[at])} />
          </div>
        ))}
        {children}
      </td>
    </tr>
  )
}

function LiveCell({ column, cell, binding, organization }: { column: LiveColumn; cell: Cell; binding: Binding | undefined; organization: Organization }) {
  const now = useNow(60_000)
  const { go } = useWay()
  if (binding) {
    return (
      <td>
        <button type="button" className="link" onClick={(event) => go(listOf(organization.id, binding.kind, { open: { id: binding.id, tab: 'details' } }), event)}>
          <Visible text={binding.title} />
        </button>
      </td>
    )
  }
  const choices = choicesOf(column, cell)
  const { text, title, glyph, tone, isEmpty } = cellText({ type: column.type, choices: choices.choices }, choices.cell, now)
  return (
    <td title={title} className={`type-${column.type} ${isEmpty ? 'muted' : tone ? `tone-${tone}` : ''}`}>
      <span className="state">
        {glyph && <GlyphIcon glyph={glyph} />}
        <bdi>{text}</bdi>
      </span>
    </td>
  )
}

/** Choices of a boolean are named by the words true and false, its cells are 1 and 0. */
const choicesOf = ({ type, choices = [] }: LiveColumn, cell: Cell) => ({ choices, cell: type === 'boolean' && cell !== null && choices.length > 0 ? (cell ? 'true' : 'false') : cell })
