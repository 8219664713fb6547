// The table of the matrix: settings down, organizations across, only the columns that show. One tab stop; arrow keys go from cell to cell.

import { type KeyboardEvent, useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { Cell } from '../../../shared/base/cell.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { CellText } from '../../grid/cell-text.ts'
import { Mark } from '../../ui/mark.tsx'
import { pictureText } from '../../ui/visible-text.ts'
import type { Matrix } from './compare.ts'

interface MatrixTableProps {
  readonly matrix: Matrix
  readonly organizations: readonly OrganizationId[]
  readonly byId: ReadonlyMap<OrganizationId, Organization>
  readonly golden: OrganizationId | null
  /** When the values were read of those whose last reading failed. */
  readonly ages: ReadonlyMap<OrganizationId, string>
  readonly titleOf: (key: string) => string
  readonly textOf: (key: string, cell: Cell) => CellText
  readonly onOpen: (organization: OrganizationId, key: string) => void
}

const columnWidth = 104
/** Setting and reference, which stay in view. */
const headWidth = 250 + 120
const overscan = 4

export function MatrixTable({ matrix, organizations, byId, golden, ages, titleOf, textOf, onOpen }: MatrixTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [range, setRange] = useState({ first: 0, last: 24 })
  const [focus, setFocus] = useState({ row: 0, column: 0 })
  const wantsFocus = useRef(false)
  const { lines, order, differences } = matrix
  const look = useCallback(() => {
    const element = scroller.current
    if (!element) return
    const at = Math.floor(element.scrollLeft / columnWidth / overscan) * overscan
    const next = { first: Math.max(0, at - overscan), last: at + Math.ceil((element.clientWidth - headWidth) / columnWidth) + 2 * overscan }
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
  useLayoutEffect(() => {
    if (!wantsFocus.current) return
    const cell = scroller.current?.querySelector<HTMLElement>(`[data-cell="${focus.row} ${focus.column}"]`)
    if (!cell) return
    wantsFocus.current = false
    cell.focus({ preventScroll: true })
  }, [focus, range])

  const first = Math.min(range.first, Math.max(0, order.length - 1))
  const shown = order.slice(first, range.last)
  // The focused cell may be scrolled away or gone; some cell must always be reachable by Tab.
  const stop = { row: Math.min(focus.row, lines.length - 1), column: focus.column >= first && focus.column < first + shown.length ? focus.column : first }

  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, readonly [number, number]>> = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], Home: [0, -order.length], End: [0, order.length], PageDown: [10, 0], PageUp: [-10, 0] }
    const step = steps[event.key]
    const element = scroller.current
    if (!step || !element || !(event.target as HTMLElement).dataset['cell']) return
    event.preventDefault()
    const next = { row: Math.max(0, Math.min(lines.length - 1, stop.row + step[0])), column: Math.max(0, Math.min(order.length - 1, stop.column + step[1])) }
    wantsFocus.current = true
    const left = next.column * columnWidth
    if (left < element.scrollLeft) element.scrollLeft = left
    else if (left + columnWidth > element.scrollLeft + element.clientWidth - headWidth) element.scrollLeft = left + columnWidth - (element.clientWidth - headWidth)
    element.querySelectorAll('tbody tr')[next.row]?.scrollIntoView({ block: 'nearest' })
    setFocus(next)
    look()
  }

  const before = first * columnWidth
  const after = Math.max(0, order.length - first - shown.length) * columnWidth
  return (
    <div ref={scroller} className="matrix-table" onKeyDown={onKeyDown}>
      <table role="grid" aria-label="Settings by organization" aria-colcount={order.length + 2} aria-rowcount={lines.length + 1} style={{ width: headWidth + order.length * columnWidth }}>
        <thead>
          <tr>
            <th scope="col" className="matrix-setting">
              Setting
            </th>
            <th scope="col" className="matrix-reference">
              {golden ? 'Golden' : 'Most have'}
            </th>
            {before > 0 && <td aria-hidden style={{ width: before }} />}
            {shown.map((at, offset) => {
              const organization = byId.get(organizations[at]!)
              const name = pictureText(organization?.name ?? organizations[at]!)
              const age = ages.get(organizations[at]!)
              const differs = differences[at] === 0 ? 'alike' : `${differences[at]} differ`
              return (
                <th key={organizations[at]} scope="col" aria-colindex={first + offset + 3} className={`matrix-organization ${organizations[at] === golden ? 'is-golden' : ''}`} title={`${name}: differs in ${differences[at]} of ${lines.length}${age ? `; the last reading failed, data of ${age}` : ''}`}>
                  <span className="matrix-name">
                    {organization && <Mark {...organization.appearance} />}
                    <bdi className="truncate">{name}</bdi>
                  </span>
                  <span className={`matrix-differs numeric ${age ? 'tone-warn' : ''}`}>{age ? `${differs}, old` : differs}</span>
                </th>
              )
            })}
            {after > 0 && <td aria-hidden style={{ width: after }} />}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, row) => {
            const reference = textOf(line.key, line.reference).text
            return (
              <tr key={line.key} aria-rowindex={row + 2}>
                <th scope="row" className="matrix-setting" title={titleOf(line.key)}>
                  <bdi className="truncate">{titleOf(line.key)}</bdi>
                </th>
                <td className="matrix-reference">
                  <span className="truncate" title={reference}>
                    {reference}
                  </span>
                  <span className="matrix-share numeric">
                    {line.same} of {line.values.length}
                  </span>
                </td>
                {before > 0 && <td aria-hidden />}
                {shown.map((at, offset) => {
                  const id = organizations[at]!
                  const text = textOf(line.key, line.values[at] ?? null).text
                  const isOutlier = line.values[at] !== line.reference
                  const column = first + offset
                  return (
                    <td key={id} role="gridcell" aria-colindex={column + 3} className={isOutlier ? 'is-outlier' : ''}>
                      <button
                        type="button"
                        className="matrix-cell truncate"
                        data-cell={`${row} ${column}`}
                        tabIndex={row === stop.row && column === stop.column ? 0 : -1}
                        title={`${pictureText(byId.get(id)?.name ?? id)}, ${titleOf(line.key)}: ${text}${isOutlier ? `; ${golden ? 'golden' : 'most have'}: ${reference}` : ''}`}
                        onFocus={() => setFocus({ row, column })}
                        onClick={() => onOpen(id, line.key)}
                      >
                        {isOutlier && <span className="matrix-sign" aria-hidden>≠</span>}
                        {text}
                      </button>
                    </td>
                  )
                })}
                {after > 0 && <td aria-hidden />}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
