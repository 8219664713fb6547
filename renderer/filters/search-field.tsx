// The search of a list. Every key asks at once: the store answers faster than a pause would be, and old answers are dropped.

import { Search, X } from 'lucide-react'
import type { Ref } from 'react'
import { limits } from '../../shared/base/limits.ts'
import { useLandmark } from '../stores/pane-context.ts'
import { iconProps } from '../ui/icons.ts'

interface SearchFieldProps {
  readonly label: string
  readonly placeholder: string
  /** Which columns are searched. */
  readonly hint: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** Down or Enter: on to the results. */
  readonly onLeave: () => void
  readonly keys: string | undefined
  readonly ref: Ref<HTMLInputElement>
}

export const SearchField = ({ label, placeholder, hint, value, onChange, onLeave, keys, ref }: SearchFieldProps) => (
  <div className="search-field" role="search" aria-label={useLandmark(label)}>
    <Search {...iconProps} size={14} />
    <input
      ref={ref}
      type="text"
      inputMode="search"
      aria-label={label}
      placeholder={placeholder}
      title={hint}
      className="input"
      spellCheck={false}
      autoComplete="off"
      maxLength={limits.searchTextCharactersMax}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown' || event.key === 'Enter') {
          event.preventDefault()
          onLeave()
        } else if (event.key === 'Escape' && value !== '') {
          event.preventDefault()
          onChange('')
        }
      }}
    />
    {value === '' ? (
      keys && <span className="key">{keys}</span>
    ) : (
      <button type="button" className="icon-button" aria-label="Clear the search" onClick={() => onChange('')}>
        <X {...iconProps} size={14} />
      </button>
    )}
  </div>
)
