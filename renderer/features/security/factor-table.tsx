// Enrolment factor by factor. Each number opens the users behind it.

import { useMemo } from 'react'
import type { Organization } from '../../../shared/contract/organization.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { kindColumns } from '../../bridge/registry-columns.ts'
import { useCall } from '../../bridge/use-call.ts'
import { toFilter } from '../../filters/list-filter.ts'
import type { ListFilter } from '../../stores/place.ts'
import { ErrorView } from '../../ui/error-view.tsx'
import { Bar } from './bar.tsx'
import { everyone, factorCounts, factors, shareText } from './mfa-numbers.ts'

interface FactorTableProps {
  readonly organization: Organization
  readonly whole: number | undefined
  readonly onOpen: (filters: readonly ListFilter[]) => void
}

export function FactorTable({ organization, whole, onOpen }: FactorTableProps) {
  const filter = useMemo(() => toFilter(everyone, { named: [], columns: kindColumns('user').columns }), [])
  const { data, error } = useCall('snapshot.facets', {
    scope: { type: 'one', organization: organization.id },
    kind: 'user',
    fields: factors.map(({ field }) => field),
    ...(filter ? { filter } : {}),
  })
  if (error) return <ErrorView error={errorWords(error, { organization: organization.name })} />
  const rows = factors.map(({ field, title }) => ({ field, title, parts: factorCounts(field, data?.[field] ?? []) }))
  return (
    <section aria-label="Factors">
      <header className="home-section">
        <h2>Factors</h2>
      </header>
      <table className="plain-table card">
        <thead>
          <tr>
            <th scope="col">Factor</th>
            {rows[0]?.parts.map((part) => (
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
                    {whole === undefined || data === undefined ? (
                      '–'
                    ) : (
                      <button type="button" className={`link tone-plain ${part.count === 0 ? 'is-zero' : ''}`} aria-label={`${title}, ${part.title.toLowerCase()}: ${part.count.toLocaleString()}`} onClick={() => onOpen(part.filters)}>
                        {part.count.toLocaleString()}
                      </button>
                    )}
                  </td>
                ))}
                <td>
                  <span className="share-cell">
                    <Bar share={whole ? enrolled / whole : 0} tone="info" />
                    <span className="numeric muted">{whole === undefined ? '' : shareText(enrolled, whole)}</span>
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
