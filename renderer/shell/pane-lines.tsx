// The line between two panes: dragged with the pointer, moved with the arrow keys.

import { useLayoutEffect, useState } from 'react'
import { shareMin, sizePane } from '../stores/panes-beside.ts'
import type { Pane } from '../stores/panes.ts'
import { Splitter } from '../ui/splitter.tsx'

/** `left` and `right` stand beside the line. */
export function PaneLine({ left, right }: { left: Pane; right: Pane }) {
  const both = useWidthOfTwo(left.id, right.id)
  const part = right.share / (left.share + right.share)
  return (
    <Splitter
      label="Width of the panes"
      controls={`organization-panel-${right.id}`}
      value={Math.round(part * both)}
      min={Math.round(shareMin * both)}
      max={Math.round((1 - shareMin) * both)}
      onChange={(width) => sizePane(left.id, 1 - width / both)}
    />
  )
}

function useWidthOfTwo(left: number, right: number): number {
  const [width, setWidth] = useState(1_000)
  useLayoutEffect(() => {
    const panes = [left, right].flatMap((id) => document.getElementById(`organization-panel-${id}`) ?? [])
    const measure = () => setWidth(Math.max(1, panes.reduce((sum, pane) => sum + pane.offsetWidth, 0)))
    const observer = new ResizeObserver(measure)
    for (const pane of panes) observer.observe(pane)
    return () => observer.disconnect()
  }, [left, right])
  return width
}
