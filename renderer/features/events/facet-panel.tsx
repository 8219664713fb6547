// The values of one filter with how many events each has: counted without the filter's own choice.

import { type RefObject, useMemo } from 'react'
import { useCall } from '../../bridge/use-call.ts'
import { Popover } from '../../ui/popover.tsx'
import { Visible } from '../../ui/visible.tsx'
import { serviceTitle, typeTitle } from './event-words.ts'
import type { FacetProps } from './facet-button.tsx'

/** As many as one question takes. */
const chosenMax = 40

export function FacetPanel({ name, label, question, chosen, trigger, onChange, onClose }: FacetProps & { readonly trigger: RefObject<HTMLElement | null>; readonly onClose: () => void }) {
  const asked = useMemo(() => ({ ...question, [name]: [] }), [question, name])
  const { data } = useCall('insights.facets', asked, { keepPrevious: true })
  const found = data?.[name] ?? []
  // What is chosen stays in sight, also where it no longer occurs.
  const values = [...found, ...chosen.filter((value) => found.every((each) => each.value !== value)).map((value) => ({ value, count: 0 }))]
  return (
    <Popover label={label} trigger={trigger} onClose={onClose} className="filter-popover">
      <fieldset className="event-facet">
        <legend>{label}</legend>
        {data && values.length === 0 && <p className="muted">Nothing in this time.</p>}
        <div className="facet-values">
          {values.map(({ value, count }) => {
            const isChosen = chosen.includes(value)
            return (
              <label key={value} className="choice">
                <input type="checkbox" checked={isChosen} disabled={!isChosen && chosen.length >= chosenMax} onChange={() => onChange(isChosen ? chosen.filter((each) => each !== value) : [...chosen, value])} />
                <Visible className="truncate" text={name === 'services' ? serviceTitle(value) : typeTitle(value)} />
                <span className="facet-count numeric">{count.toLocaleString()}</span>
              </label>
            )
          })}
        </div>
      </fieldset>
      {chosen.length > 0 && (
        <button type="button" className="button" onClick={() => onChange([])}>
          Show all
        </button>
      )}
    </Popover>
  )
}
