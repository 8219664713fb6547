// A list without rows because of what it is asked: says what to take back, search or filters or both.

import { FilterX } from 'lucide-react'
import { EmptyState } from '../../ui/empty-state.tsx'
import { iconProps } from '../../ui/icons.ts'

/** What narrows a list; null when nothing does. */
export type Narrowing = 'search' | 'filters' | 'both' | null

export const narrowingOf = (search: string, filters: readonly unknown[]): Narrowing => {
  if (search.trim() === '') return filters.length > 0 ? 'filters' : null
  return filters.length > 0 ? 'both' : 'search'
}

const words = {
  search: { action: 'Clear the search', advice: 'Try a shorter part of the text.' },
  filters: { action: 'Remove the filters', advice: 'Remove one of the filters above, or all of them.' },
  both: { action: 'Clear search and filters', advice: 'Remove one of the filters above, or all of them with the search.' },
} as const

export function NothingMatches({ title, narrowing, onClear }: { readonly title: string; readonly narrowing: keyof typeof words; readonly onClear: () => void }) {
  const { action, advice } = words[narrowing]
  return (
    <EmptyState
      icon={<FilterX {...iconProps} size={24} strokeWidth={1.5} />}
      title={title}
      action={
        <button type="button" className="button primary" onClick={onClear}>
          {action}
        </button>
      }
    >
      {advice}
    </EmptyState>
  )
}
