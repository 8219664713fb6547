// The line between two regions: dragged with the pointer, moved with the arrow keys.

import { type KeyboardEvent, type PointerEvent, useRef } from 'react'

interface SplitterProps {
  readonly label: string
  /** Width in px of the region after the line. */
  readonly value: number
  readonly min: number
  readonly max: number
  readonly onChange: (value: number) => void
  readonly controls: string
}

const stepPx = 16

export function Splitter({ label, value, min, max, onChange, controls }: SplitterProps) {
  const drag = useRef<{ x: number; value: number } | null>(null)
  const set = (next: number) => onChange(Math.round(Math.min(max, Math.max(min, next))))
  const sign = () => (document.documentElement.dir === 'rtl' ? -1 : 1)

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { x: event.clientX, value }
  }
  const onPointerMove = (event: PointerEvent) => {
    if (drag.current) set(drag.current.value - (event.clientX - drag.current.x) * sign())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = { ArrowLeft: value + stepPx * sign(), ArrowRight: value - stepPx * sign(), Home: max, End: min }[event.key]
    if (next === undefined) return
    event.preventDefault()
    set(next)
  }

  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-controls={controls}
      tabIndex={0}
      className="splitter"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => (drag.current = null)}
      onPointerCancel={() => (drag.current = null)}
      onKeyDown={onKeyDown}
    />
  )
}
