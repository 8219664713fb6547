// The DOM of one grid row: built once, written directly as it is recycled. React would rebuild what only changes its text.

import type { OrganizationId } from '../../shared/base/ids.ts'
import type { GridColumn } from '../../shared/resources/derive/grid-columns.ts'
import { ownerColumn } from './columns.ts'
import { cellText, type CellText } from './cell-text.ts'
import { type Glyph, glyphs } from './glyphs.ts'
import { pictureText } from '../ui/visible-text.ts'
import type { Row } from './page-source.ts'

const svgNamespace = 'http://www.w3.org/2000/svg'

/** An organization as a cell shows it. */
export interface Owner {
  readonly name: string
  readonly colour: string
  readonly monogram: string
}

export type Owners = ReadonlyMap<OrganizationId, Owner>

export interface RowPaint {
  readonly index: number
  readonly row: Row | undefined
  readonly isSelected: boolean
  readonly isOpen: boolean
  /** Position of each column's value in `row.cells`; −1 while it is not read yet. */
  readonly cellAt: readonly number[]
  readonly now: number
  /** Set where rows belong to several organizations. */
  readonly owners: Owners | null
}

export interface RowElement {
  readonly element: HTMLElement
  paint(paint: RowPaint): void
}

/** A new row for these columns; the first cell is the check box. */
export function createRow(columns: readonly GridColumn[]): RowElement {
  const element = make('div', 'grid-row', { role: 'row', tabindex: '-1' })
  const check = make('div', 'check', { role: 'checkbox', tabindex: '-1', 'data-column': '0' })
  const checkCell = make('div', 'cell check-cell', { role: 'gridcell', 'aria-colindex': '1' })
  checkCell.append(check)
  element.append(checkCell)
  const cells = columns.map((column, at) => createCell(column, at))
  for (const cell of cells) element.append(cell.element)

  return {
    element,
    paint: ({ index, row, isSelected, isOpen, cellAt, now, owners }) => {
      set(element, 'aria-rowindex', String(index + 2))
      element.dataset['index'] = String(index)
      set(element, 'aria-selected', String(isSelected))
      element.classList.toggle('is-waiting', row === undefined)
      element.classList.toggle('is-open', isOpen)
      set(check, 'aria-checked', String(isSelected))
      const texts = columns.map((column, at): CellText => {
        if (!row) return { text: '' }
        return column.path === ownerColumn.path ? ownerText(row, owners) : cellText(column, row.cells[cellAt[at] ?? -1] ?? null, now)
      })
      set(check, 'aria-label', row ? `Select ${texts.find((text) => text.isEmpty !== true && !text.mark)?.text ?? row.id}` : 'Row is being read')
      texts.forEach((text, at) => cells[at]?.write(text))
    },
  }
}

function ownerText({ organization }: Row, owners: Owners | null): CellText {
  const owner = owners?.get(organization)
  return owner ? { text: pictureText(owner.name), title: owner.name, mark: owner } : { text: organization }
}

function createCell(column: GridColumn, at: number): { element: HTMLElement; write: (text: CellText) => void } {
  const element = make('div', `cell type-${column.type}`, { role: 'gridcell', tabindex: '-1', 'aria-colindex': String(at + 2), 'data-column': String(at + 1) })
  const text = document.createElement('bdi')
  const node = document.createTextNode('')
  text.append(node)
  element.append(text)
  let icon: ReturnType<typeof createIcon> | undefined
  let mark: HTMLElement | undefined
  let written: CellText | undefined
  return {
    element,
    write: (next) => {
      if (written && written.text === next.text && written.glyph === next.glyph && written.tone === next.tone && written.title === next.title && written.mark === next.mark) return
      written = next
      node.data = next.text
      if (next.glyph && !icon) {
        icon = createIcon()
        element.prepend(icon.element)
      }
      icon?.show(next.glyph)
      if (next.mark && !mark) {
        mark = make('span', 'mark', { 'aria-hidden': 'true' })
        element.prepend(mark)
        element.classList.add('has-mark')
      }
      if (mark) {
        mark.textContent = next.mark?.monogram ?? ''
        set(mark, 'data-colour', next.mark?.colour)
      }
      element.classList.toggle('is-empty', next.isEmpty === true)
      set(element, 'data-tone', next.tone)
      set(element, 'title', next.title)
    },
  }
}

function createIcon(): { element: SVGElement; show: (glyph: Glyph | undefined) => void } {
  const element = document.createElementNS(svgNamespace, 'svg')
  const path = document.createElementNS(svgNamespace, 'path')
  element.setAttribute('viewBox', '0 0 12 12')
  element.setAttribute('aria-hidden', 'true')
  element.append(path)
  let shown: Glyph | undefined
  return {
    element,
    show: (glyph) => {
      if (glyph === shown) return
      shown = glyph
      element.setAttribute('class', glyph ? `glyph${glyphs[glyph].isSolid ? ' is-solid' : ''}` : 'glyph is-none')
      if (glyph) path.setAttribute('d', glyphs[glyph].d)
    },
  }
}

function make(tag: string, className: string, attributes: Readonly<Record<string, string>>): HTMLElement {
  const element = document.createElement(tag)
  element.className = className
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  return element
}

function set(element: HTMLElement, name: string, value: string | undefined): void {
  if (value === undefined) element.removeAttribute(name)
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value)
}
