// Enrolment factor by factor, of those who must use MFA or of everyone: enrolled, on the way, missing, excluded. Each number opens the
// users behind it.

import { useMemo, useState } from 'react'
import type { Organization } from '../../../shared/contract/organization.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { kindColumns } from '../../bridge/registry-columns.ts'
import { useCall } from '../../bridge/use-call.ts'
import { toFilter } from '../../filters/list-filter.ts'
import type { Held } from '../../stores/pane-context.ts'
import type { ListFilter } from '../../stores/place.ts'
import { ErrorView } from '../../ui/error-view.tsx'
import { Bar } from './bar.tsx'
import { factorCounts, factorParts, factors, halvesOf, type Population, populations, shareText } from './mfa-numbers.ts'
import { useCount } from './use-count.ts'

interface FactorTableProps {
  readonly organization: Organization
  readonly onOpen: (filters: readonly ListFilter[], held: Held) => void
}

const names = Object.keys(populations) as Population[]

export function FactorTable({ organization, onOpen }: FactorTableProps) {
  const [population, setPopulation] = useState<Population>('required')
  const { total: whole } = useCount(organization.id, 'user', populations[population].filters)
  const halves = useMemo(() => halvesOf(population), [population])
  const asked = useFacets(organization, halves.asked)
  const excluded = useFacets(organization, halves.excluded)
  const error = asked.error ?? excluded.error
  if (error) return <ErrorView error={errorWords(error, { organization: organization.name })} />
  const isCounted = whole !== undefined && asked.data !== undefined && excluded.data !== undefined
  const rows = factors.map(({ field, title }) => {
    const statuses = kindColumns('user').columns.find(({ path }) => path === field)?.choices ?? []
    return { field, title, parts: factorCounts(field, population, { asked: asked.data?.[field] ?? [], excluded: excluded.data?.[field] ?? [] }, statuses) }
  })
  return (
    <section role="group" aria-label="Factors">
      <header className="home-section">
        <h2>Factors</h2>
        <select className="input" aria-label="Counted among" value={population} onChange={(event) => setPopulation(event.target.value as Population)}>
          {names.map((name) => (
            <option key={name} value={name}>
              {populations[name].title}
            </option>
          ))}
        </select>
        <span role="status" className="muted numeric">
          {whole !== undefined && `${whole.toLocaleString()} ${whole === 1 ? 'user' : 'users'}`}
        </span>
      </header>
      <table className="plain-table card">
        <thead>
          <tr>
            <th scope="col">Factor</th>
            {factorParts.map((part) => (
              <th key={part.key} scope="col" className="type-count">
                {part.title}
              </th>
            ))}
            <th scope="col">Share enrolled</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ field, title, parts }) => {
            const enrolled = parts[0]?.count ?? 0
            return (
              <tr key={field}>
                <th scope="row">{title}</th>
                {parts.map((part) => (
                  <td key={part.key} className="type-count numeric">
                    {isCounted ? (
                      <button type="button" className={`link tone-plain ${part.count === 0 ? 'is-zero' : ''}`} aria-label={`${title}, ${part.title.toLowerCase()}: ${part.count.toLocaleString()}`} onClick={(event) => onOpen(part.filters, event)}>
                        {part.count.toLocaleString()}
                      </button>
                    ) : (
                      '–'
                    )}
                  </td>
                ))}
                <td>
                  <span className="share-cell">
                    <Bar share={isCounted && whole > 0 ? enrolled / whole : 0} tone="info" />
                    <span className="numeric muted">{isCounted ? shareText(enrolled, whole) : ''}</span>
                  </span>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function useFacets({ id }: Organization, filters: readonly ListFilter[]) {
  const filter = useMemo(() => toFilter(filters, { named: [], columns: kindColumns('user').columns }), [filters])
  return useCall('snapshot.facets', { scope: { type: 'one', organization: id }, kind: 'user', fields: factors.map(({ field }) => field), ...(filter ? { filter } : {}) }, { keepPrevious: true })
}
