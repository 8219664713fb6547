// One more condition: a field, how it is compared, and with what.

import { type FormEvent, useState } from 'react'
import { type Comparison, isRelative } from '../../shared/filter/comparison.ts'
import type { KindColumns } from '../bridge/registry-columns.ts'
import type { ListFilter } from '../stores/place.ts'
import { comparisonWords } from './list-filter.ts'

// `in` is what the value lists are for.
const offered = (comparisons: readonly Comparison[]): Comparison[] => comparisons.filter((comparison) => comparison !== 'in')

export function ComparisonEditor({ columns, onAdd }: { columns: KindColumns; onAdd: (filter: ListFilter) => void }) {
  const fields = columns.filterFields.filter((field) => !columns.facetFields.includes(field.field))
  const [path, setPath] = useState(fields[0]?.field ?? '')
  const [chosen, setChosen] = useState<Comparison | null>(null)
  const [value, setValue] = useState('')
  const field = fields.find((each) => each.field === path)
  if (!field) return null
  const comparisons = offered(field.comparisons)
  const is = chosen && comparisons.includes(chosen) ? chosen : (comparisons[0] ?? 'equals')
  const needsValue = is !== 'isEmpty'
  const isDays = isRelative(is)

  // A date means nothing as a number of days, and the other way round.
  const choose = (next: Comparison) => {
    if (isRelative(next) !== isDays) setValue('')
    setChosen(next)
  }

  const chooseField = (next: string) => {
    if (fields.find((each) => each.field === next)?.type !== field.type) setValue('')
    setPath(next)
  }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (needsValue && value.trim() === '') return
    onAdd({ type: 'compare', field: path, is, value: typedValue(isDays ? 'count' : field.type, needsValue, value) })
    setValue('')
  }

  return (
    <form className="comparison-editor" onSubmit={submit} aria-label="Other fields">
      <h3>Other fields</h3>
      <select className="input" aria-label="Field" value={path} onChange={(event) => chooseField(event.target.value)}>
        {fields.map((each) => (
          <option key={each.field} value={each.field}>
            {each.title}
          </option>
        ))}
      </select>
      <select className="input" aria-label="Comparison" value={is} onChange={(event) => choose(event.target.value as Comparison)}>
        {comparisons.map((each) => (
          <option key={each} value={each}>
            {comparisonWords[each]}
          </option>
        ))}
      </select>
      {isDays && <DaysInput value={value} onChange={setValue} />}
      {needsValue && !isDays && (
        <input
          className="input"
          aria-label="Value"
          type={field.type === 'instant' ? 'date' : field.type === 'count' ? 'number' : 'text'}
          maxLength={512}
          value={value}
          onChange={(event) => setValue(event.target.value)}
        />
      )}
      <button type="submit" className="button">
        Add filter
      </button>
    </form>
  )
}

const daysMax = 36_500

/** Whole days, with the spans that are asked most as suggestions. */
function DaysInput({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <label className="days-input">
      <input className="input" aria-label="Days" type="number" min={1} max={daysMax} step={1} required list="days-asked-most" value={value} onChange={(event) => onChange(event.target.value)} />
      <datalist id="days-asked-most">
        {[7, 14, 30, 90, 365].map((days) => (
          <option key={days} value={days} />
        ))}
      </datalist>
      <span>days</span>
    </label>
  )
}

function typedValue(type: string, needsValue: boolean, value: string): string | number | boolean {
  if (!needsValue) return true
  if (type === 'count') return Number(value)
  // Cells of instants are compared as text, so a date must become one of theirs.
  return type === 'instant' ? new Date(`${value}T00:00:00`).toISOString() : value.trim()
}
