// Steps through the pages of a long table: which rows show, of how many, and the way to the next.

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { ActionButton } from './action-button.tsx'
import { iconProps } from './icons.ts'

interface PagerProps {
  readonly start: number
  readonly size: number
  readonly total: number
  readonly onStart: (start: number) => void
}

/** Nothing while everything fits on one page. */
export function Pager({ start, size, total, onStart }: PagerProps) {
  if (total <= size && start === 0) return null
  const last = Math.min(total, start + size)
  return (
    <div className="pager" role="group" aria-label="Pages">
      <span className="muted numeric" role="status">
        {(start + 1).toLocaleString()}–{last.toLocaleString()} of {total.toLocaleString()}
      </span>
      <ActionButton className="icon-button" aria-label="Previous page" reason={start === 0 ? 'This is the first page' : null} onClick={() => onStart(Math.max(0, start - size))}>
        <ChevronLeft {...iconProps} />
      </ActionButton>
      <ActionButton className="icon-button" aria-label="Next page" reason={last >= total ? 'This is the last page' : null} onClick={() => onStart(start + size)}>
        <ChevronRight {...iconProps} />
      </ActionButton>
    </div>
  )
}
