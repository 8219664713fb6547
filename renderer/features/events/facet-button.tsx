// A filter of the events: its button says how many values are chosen, its panel lists what occurs, most frequent first.

import { ChevronDown } from 'lucide-react'
import { useRef, useState } from 'react'
import { deferred } from '../../ui/deferred.tsx'
import { iconProps } from '../../ui/icons.ts'
import type { EventQuestion } from './event-table.tsx'

const FacetPanel = deferred(async () => (await import('./facet-panel.tsx')).FacetPanel)

export interface FacetProps {
  readonly name: 'services' | 'types'
  readonly label: string
  readonly question: EventQuestion
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

export function FacetButton(props: FacetProps) {
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const { label, chosen } = props
  return (
    <>
      <button ref={button} type="button" className="button" aria-haspopup="dialog" aria-expanded={isOpen} onClick={() => setIsOpen(true)}>
        {label}
        {chosen.length > 0 && (
          <span className="badge tone-info">
            {chosen.length}
            <span className="visually-hidden"> chosen</span>
          </span>
        )}
        <ChevronDown {...iconProps} size={12} />
      </button>
      {isOpen && <FacetPanel {...props} trigger={button} onClose={() => setIsOpen(false)} />}
    </>
  )
}
