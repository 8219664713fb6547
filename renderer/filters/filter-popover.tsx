// "Filter by": named filters and values with their counts, and comparisons of any other field. Choices act at once.

import { type RefObject, useMemo } from 'react'
import type { ListQuestion } from '../../shared/contract/snapshot.ts'
import { useCall } from '../bridge/use-call.ts'
import type { KindColumns } from '../bridge/registry-columns.ts'
import type { ListFilter } from '../stores/place.ts'
import { pictureText } from '../ui/visible-text.ts'
import { Popover } from '../ui/popover.tsx'
import { ComparisonEditor } from './comparison-editor.tsx'
import { type FilterNames, toFilter, valuesOf, valueWord, withValues } from './list-filter.ts'
import { NamedChoice } from './named-choice.tsx'

interface FilterPopoverProps {
  readonly trigger: RefObject<HTMLElement | null>
  readonly question: ListQuestion
  readonly filters: readonly ListFilter[]
  readonly names: FilterNames
  readonly columns: KindColumns
  readonly onChange: (filters: readonly ListFilter[]) => void
  readonly onClose: () => void
}

/** Facets asked for at once; the contract allows twenty. */
const facetFieldsMax = 20

export function FilterPopover({ trigger, question, filters, names, columns, onChange, onClose }: FilterPopoverProps) {
  const chosen = columns.facetFields.filter((field) => valuesOf(filters, field).length > 0)
  const others = columns.facetFields.filter((field) => !chosen.includes(field)).slice(0, facetFieldsMax)
  const field = (path: string) => <Facet key={path} path={path} isOpen={chosen.includes(path)} {...{ question, filters, names, onChange, others }} />
  return (
    <Popover label="Filter by" trigger={trigger} onClose={onClose} className="filter-popover">
      {names.named.length > 0 && (
        <fieldset>
          <legend>Views</legend>
          <div className="facet-values">
            {names.named.map(({ id, title }) => (
              <NamedChoice key={id} {...{ id, title, question, filters, names, onChange }} />
            ))}
          </div>
        </fieldset>
      )}
      {columns.facetFields.map(field)}
      <ComparisonEditor columns={columns} onAdd={(filter) => onChange([...filters, filter])} />
    </Popover>
  )
}

interface FacetProps extends Pick<FilterPopoverProps, 'question' | 'filters' | 'names' | 'onChange'> {
  readonly path: string
  readonly isOpen: boolean
  readonly others: readonly string[]
}

/** The values of one field with how many rows each would leave: counted without the field's own choice. */
function Facet({ path, isOpen, question, filters, names, onChange, others }: FacetProps) {
  const column = names.columns.find((each) => each.path === path)
  const own = valuesOf(filters, path)
  const asked = useMemo(() => {
    const filter = toFilter(isOpen ? filters.filter((each) => each.type !== 'values' || each.field !== path) : filters, names)
    const { scope, kind, search } = question
    return { scope, kind, ...(search ? { search } : {}), ...(filter ? { filter } : {}), fields: isOpen ? [path] : [...others] }
  }, [filters, isOpen, names, others, path, question])
  const { data } = useCall('snapshot.facets', asked, { keepPrevious: true })
  const groups = useMemo(() => grouped(data?.[path] ?? [], (value) => valueWord(column, value)), [data, path, column])
  if (groups.length === 0 && own.length === 0) return null
  return (
    <details open={isOpen || undefined} className="facet">
      <summary>
        {column?.title ?? path}
        {own.length > 0 && <span className="badge tone-info">{groups.filter(({ values }) => values.some((value) => own.includes(value))).length || own.length}</span>}
      </summary>
      <div className="facet-values">
        {groups.map(({ word, values, count }) => (
          <label key={word} className="choice">
            <input
              type="checkbox"
              checked={values.some((value) => own.includes(value))}
              onChange={(event) => onChange(withValues(filters, path, event.target.checked ? [...own, ...values] : own.filter((value) => !values.includes(value))))}
            />
            <bdi className="truncate">{pictureText(word)}</bdi>
            <span className="facet-count numeric">{count.toLocaleString()}</span>
          </label>
        ))}
      </div>
    </details>
  )
}

type Value = string | number | null

/** Values that read alike are one choice ("By hand" is two values of the service). Most frequent first. */
function grouped(values: readonly { value: Value; count: number }[], wordOf: (value: Value) => string): { word: string; values: Value[]; count: number }[] {
  const byWord = new Map<string, { word: string; values: Value[]; count: number }>()
  for (const { value, count } of values) {
    const word = wordOf(value)
    const group = byWord.get(word) ?? { word, values: [], count: 0 }
    byWord.set(word, { word, values: [...group.values, value], count: group.count + count })
  }
  return [...byWord.values()].sort((left, right) => right.count - left.count)
}
