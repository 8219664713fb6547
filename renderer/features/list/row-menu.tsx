// The actions of a row where they were asked for: under the pointer, or under the row with the focus.

import { useRef } from 'react'
import type { MenuPoint } from '../../grid/grid.tsx'
import { ActionsMenu, isMoreAction } from './actions-button.tsx'
import type { MenuWay } from './actions-menu.tsx'
import type { Targets } from './targets.ts'

interface RowMenuProps {
  readonly at: MenuPoint
  readonly targets: Targets
  readonly ways: readonly MenuWay[]
  readonly onClose: () => void
}

export function RowMenu({ at, targets, ways, onClose }: RowMenuProps) {
  const point = useRef<HTMLSpanElement>(null)
  return (
    <>
      <span ref={point} className="menu-point" style={{ left: at.x, top: at.y }} />
      <ActionsMenu trigger={point} targets={targets} shows={isMoreAction} ways={ways} onClose={onClose} />
    </>
  )
}
