// One organization in the overview: its numbers, each a way into its list, and how old they are.

import { CircleAlert } from 'lucide-react'
import type { Organization } from '../../../shared/contract/organization.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { exactTime, freshness, syncText } from '../../bridge/freshness.ts'
import { isActive, useSync } from '../../bridge/organizations.ts'
import { useWay } from '../../stores/pane-context.ts'
import { homeOf, listOf } from '../../stores/place.ts'
import { iconProps } from '../../ui/icons.ts'
import { Mark } from '../../ui/mark.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { useNow } from '../../ui/use-now.ts'
import { Visible } from '../../ui/visible.tsx'
import { countColumns, countOf, type Summary } from './counts.ts'

export function OrganizationRow({ organization, summary }: { organization: Organization; summary: Summary | undefined }) {
  const { id, name, appearance, isDemo, syncedAt, problem } = organization
  const sync = useSync(id)
  const now = useNow(sync?.waitingUntil ? 1_000 : undefined)
  const age = freshness(syncedAt, now)
  const { go } = useWay()
  return (
    <tr>
      <th scope="row">
        <button type="button" className="organization-link" title={name} onClick={(event) => go(homeOf(id), event)}>
          <Mark {...appearance} />
          <Visible className="truncate" text={name} />
          {isDemo && <span className="badge">DEMO</span>}
        </button>
      </th>
      {countColumns.map(({ key, title, kind, measure, tone }) => {
        const count = countOf(summary, kind, measure)
        return (
          <td key={key} className="type-count numeric">
            {count === undefined ? (
              <span className="muted">–</span>
            ) : (
              <button
                type="button"
                className={`link ${count > 0 && (tone === 'warn' || tone === 'bad') ? `tone-${tone}` : 'tone-plain'}`}
                aria-label={`${name}, ${title}: ${count.toLocaleString()}`}
                onClick={(event) => go(listOf(id, kind, measure === null ? {} : { filters: [{ type: 'named', id: measure }] }), event)}
              >
                {count.toLocaleString()}
              </button>
            )}
          </td>
        )
      })}
      <td>
        {isActive(sync) && sync ? (
          <span className="numeric">syncing: {syncText(sync, now)}</span>
        ) : (
          <span className="synced-cell">
            {problem && (
              <Tooltip text={errorWords(problem, { organization: name }).what}>
                <span role="img" tabIndex={0} aria-label={errorWords(problem, { organization: name }).what} className="tone-bad">
                  <CircleAlert {...iconProps} size={14} />
                </span>
              </Tooltip>
            )}
            <span className={`numeric tone-${age.tone}`} title={syncedAt ? exactTime(syncedAt) : undefined}>
              {age.text}
            </span>
          </span>
        )}
      </td>
    </tr>
  )
}
