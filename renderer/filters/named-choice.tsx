// One named filter as a check box with how many rows it would leave beside everything else that is chosen.

import { useMemo } from 'react'
import type { ListQuestion } from '../../shared/contract/snapshot.ts'
import { useCall } from '../bridge/use-call.ts'
import type { ListFilter } from '../stores/place.ts'
import { type FilterNames, hasNamed, toFilter, withNamed } from './list-filter.ts'

interface NamedChoiceProps {
  readonly id: string
  readonly title: string
  readonly question: ListQuestion
  readonly filters: readonly ListFilter[]
  readonly names: FilterNames
  readonly onChange: (filters: readonly ListFilter[]) => void
}

export function NamedChoice({ id, title, question, filters, names, onChange }: NamedChoiceProps) {
  const asked = useMemo(() => {
    const filter = toFilter(withNamed(filters, id, true), names)
    const { scope, kind, search } = question
    return { scope, kind, ...(search ? { search } : {}), ...(filter ? { filter } : {}), sort: [], columns: [], start: 0, size: 1 }
  }, [filters, id, names, question])
  const { data } = useCall('snapshot.page', asked, { keepPrevious: true })
  return (
    <label className="choice">
      <input type="checkbox" checked={hasNamed(filters, id)} onChange={(event) => onChange(withNamed(filters, id, event.target.checked))} />
      <span className="truncate">{title}</span>
      {data && <span className="facet-count numeric">{data.total.toLocaleString()}</span>}
    </label>
  )
}
