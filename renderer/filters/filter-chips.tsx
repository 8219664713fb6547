// The filters that are on, each removable, and one button for all.

import { X } from 'lucide-react'
import type { ListFilter } from '../stores/place.ts'
import { pictureText } from '../ui/visible-text.ts'
import { chipText, type FilterNames } from './list-filter.ts'

interface FilterChipsProps {
  readonly filters: readonly ListFilter[]
  readonly names: FilterNames
  readonly onChange: (filters: readonly ListFilter[]) => void
}

export function FilterChips({ filters, names, onChange }: FilterChipsProps) {
  if (filters.length === 0) return null
  return (
    <div className="filter-chips" role="group" aria-label="Filters">
      {filters.map((filter) => {
        const text = pictureText(chipText(filter, names))
        return (
          <button key={JSON.stringify(filter)} type="button" className="chip" aria-label={`Remove the filter ${text}`} onClick={() => onChange(filters.filter((each) => each !== filter))}>
            <bdi className="truncate">{text}</bdi>
            <X size={12} strokeWidth={1.75} aria-hidden />
          </button>
        )
      })}
      <button type="button" className="button quiet" onClick={() => onChange([])}>
        Clear
      </button>
    </div>
  )
}
