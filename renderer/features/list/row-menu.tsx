// The actions of a row where they were asked for: under the pointer, or under the row with the focus.

import { useRef } from 'react'
import type { MenuPoint } from '../../grid/grid.tsx'
import { ActionsMenu, isMoreAction } from './actions-button.tsx'
import type { Targets } from './targets.ts'

export function RowMenu({ at, targets, onClose }: { readonly at: MenuPoint; readonly targets: Targets; readonly onClose: () => void }) {
  const point = useRef<HTMLSpanElement>(null)
  return (
    <>
      <span ref={point} className="menu-point" style={{ left: at.x, top: at.y }} />
      <ActionsMenu trigger={point} targets={targets} shows={isMoreAction} onClose={onClose} />
    </>
  )
}
