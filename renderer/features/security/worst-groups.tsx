// The groups with the largest share of people without MFA, counted from the copy on this computer. Each opens the group.

import { useMemo } from 'react'
import type { Organization } from '../../../shared/contract/organization.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { coverageText } from '../../bridge/freshness.ts'
import { kindColumns } from '../../bridge/registry-columns.ts'
import { useCall } from '../../bridge/use-call.ts'
import { toFilter } from '../../filters/list-filter.ts'
import { useWay } from '../../stores/pane-context.ts'
import { listOf } from '../../stores/place.ts'
import { ErrorView } from '../../ui/error-view.tsx'
import { useNow } from '../../ui/use-now.ts'
import { Visible } from '../../ui/visible.tsx'
import { Bar } from './bar.tsx'
import { everyone, mfaNumbers, shareText } from './mfa-numbers.ts'

/** One person without MFA is not a bad group. */
const membersMin = 3
const groupsMax = 6

export function WorstGroups({ organization }: { organization: Organization }) {
  const { go } = useWay()
  const now = useNow(60_000)
  const question = useMemo(() => {
    const { columns } = kindColumns('user')
    const names = { named: [], columns }
    const statuses = columns.find(({ path }) => path === 'mfaEnrollment.overallStatus')?.choices ?? []
    const enrolled = mfaNumbers(statuses).find(({ key }) => key === 'enrolled')!
    const among = toFilter(everyone, names)!
    return { organization: organization.id, edge: 'membership', kind: 'userGroup', target: 'user', among, filter: { not: toFilter(enrolled.filters, names)! }, membersMin, size: groupsMax } as const
  }, [organization.id])
  const { data, error } = useCall('snapshot.shares', question, { keepPrevious: true })
  return (
    <section className="card posture" aria-labelledby="mfa-groups">
      <h2 id="mfa-groups">Worst groups</h2>
      <p className="muted">Largest share without a factor first; groups of {membersMin} and more.</p>
      {error && <ErrorView error={errorWords(error, { organization: organization.name })} />}
      {data && data.rows.length === 0 && <p>{data.coverage.isComplete ? 'Everybody in every group has a factor.' : 'No group was counted.'} {coverageText(data.coverage, now)}.</p>}
      {data && data.rows.length > 0 && (
        <ul className="posture-lines">
          {data.rows.map(({ id, title, matching, total }) => (
            <li key={id}>
              <button type="button" className="posture-line" onClick={(event) => go(listOf(organization.id, 'userGroup', { open: { id, tab: 'membership' } }), event)}>
                <span className="posture-title">
                  <Visible className="truncate" text={title} />
                  <span className="muted">
                    of {total.toLocaleString()} people
                  </span>
                </span>
                <span className="posture-value numeric tone-bad">{matching.toLocaleString()}</span>
                <span className="posture-share numeric muted">{shareText(matching, total)}</span>
                <Bar share={matching / total} tone="bad" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {data && data.rows.length > 0 && !data.coverage.isComplete && <p className="tone-warn">{coverageText(data.coverage, now)}.</p>}
    </section>
  )
}
