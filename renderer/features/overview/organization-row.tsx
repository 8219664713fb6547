// One organization in the overview: its numbers, each a way into its list, its days, and how old they are.

import { CircleAlert, Ellipsis, Star } from 'lucide-react'
import { memo, useRef, useState } from 'react'
import { errorWords } from '../../bridge/error-text.ts'
import { exactTime, freshness, syncText, timeText } from '../../bridge/freshness.ts'
import { listsWords } from '../../bridge/lists-words.ts'
import { isActive, useSync } from '../../bridge/organizations.ts'
import { overviewColumns } from '../../bridge/registry-overview.ts'
import { useRun } from '../../bridge/use-run.ts'
import { useDialog } from '../../stores/dialog.ts'
import { useWay } from '../../stores/pane-context.ts'
import { homeOf, listOf } from '../../stores/place.ts'
import { deferred } from '../../ui/deferred.tsx'
import { iconProps } from '../../ui/icons.ts'
import { Mark } from '../../ui/mark.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { useNow } from '../../ui/use-now.ts'
import { Visible } from '../../ui/visible.tsx'
import { pictureText } from '../../ui/visible-text.ts'
import { driftCount, driftText, type OverviewRow } from './rows.ts'
import { Sparkline } from './sparkline.tsx'

const RowMenu = deferred(async () => (await import('./row-menu.tsx')).OverviewRowMenu)

interface OrganizationRowProps {
  readonly row: OverviewRow
  /** Position in the whole table, from 1; the head is the first. */
  readonly index: number
  /** Place of the column whose days are drawn. */
  readonly trendOf: number
}

export const OrganizationRow = memo(function OrganizationRow({ row, index, trendOf }: OrganizationRowProps) {
  const { organization, counts, trend } = row
  const { id, name, appearance, isDemo, isFavourite, tags } = organization
  const update = useRun('organization.update')
  const { go } = useWay()
  return (
    <tr aria-rowindex={index}>
      <th scope="row">
        <span className="organization-cell">
          <button type="button" className="organization-link" title={[name, ...tags].join(' · ')} onClick={(event) => go(homeOf(id), event)}>
            <Mark {...appearance} />
            <Visible className="truncate" text={name} />
            {isDemo && <span className="badge">DEMO</span>}
          </button>
          <button
            type="button"
            className={`icon-button favourite ${isFavourite ? 'is-on' : ''}`}
            aria-pressed={isFavourite}
            aria-label={`Favourite: ${pictureText(name)}`}
            onClick={() => void update.run({ organization: id, isFavourite: !isFavourite })}
          >
            <Star {...iconProps} size={14} />
          </button>
          <More organization={organization} />
        </span>
      </th>
      <td>
        <Synced organization={organization} />
      </td>
      <td className="type-count numeric">
        <DriftCell row={row} />
      </td>
      {overviewColumns.map(({ kind, measure, words, tone, isShown }, at) => {
        if (!isShown) return null
        const count = counts[at] ?? null
        return (
          <td key={`${kind} ${measure}`} className="type-count numeric">
            {count === null ? (
              <span className="muted" title="Not read yet, or not part of this plan">
                –
              </span>
            ) : (
              <button
                type="button"
                className={`link ${count > 0 && (tone === 'warn' || tone === 'bad') ? `tone-${tone}` : 'tone-plain'}`}
                aria-label={`${name}, ${words}: ${count.toLocaleString()}`}
                onClick={(event) => go(listOf(id, kind, measure === null ? {} : { filters: [{ type: 'named', id: measure }] }), event)}
              >
                {count.toLocaleString()}
              </button>
            )}
          </td>
        )
      })}
      <td className="trend-cell">
        <Sparkline values={trend} what={overviewColumns[trendOf]?.words ?? ''} />
      </td>
    </tr>
  )
})

function DriftCell({ row: { organization, drift } }: { row: OverviewRow }) {
  const now = useNow(60_000)
  const count = driftCount(drift)
  if (drift === null || count === null) {
    return (
      <span className="muted" title="Not counted yet">
        –
      </span>
    )
  }
  const since = drift.lookedAt === null ? 'since it was first read' : `since you last looked, ${timeText(drift.lookedAt, now)}`
  if (count === 0) {
    return (
      <span className="muted" title={`Nothing changed ${since}`}>
        0
      </span>
    )
  }
  const text = `${driftText(drift)} ${since}`
  return (
    <button type="button" className="link tone-plain" title={text} aria-label={`${pictureText(organization.name)}, drift: ${count.toLocaleString()}: ${text}`} onClick={() => useDialog.getState().open({ name: 'drift', organization: organization.id })}>
      {count.toLocaleString()}
    </button>
  )
}

function More({ organization }: { organization: OverviewRow['organization'] }) {
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <button ref={button} type="button" className="icon-button" aria-haspopup="menu" aria-expanded={isOpen} aria-label={`More for ${pictureText(organization.name)}`} onClick={() => setIsOpen(true)}>
        <Ellipsis {...iconProps} size={14} />
      </button>
      {isOpen && <RowMenu organization={organization} trigger={button} onClose={() => setIsOpen(false)} />}
    </>
  )
}

function Synced({ organization }: { organization: OverviewRow['organization'] }) {
  const { id, name, syncedAt, problem } = organization
  const sync = useSync(id)
  const now = useNow(sync?.waitingUntil ? 1_000 : undefined)
  const age = freshness(syncedAt, now)
  if (isActive(sync) && sync) {
    const doing = sync.phase === 'running' ? `syncing: ${syncText(sync, now)}` : syncText(sync, now)
    // What only waits may wait for long: until then the numbers have their age.
    const text = sync.phase === 'running' || !syncedAt ? doing : `${age.short}, ${doing}`
    return (
      <span className="numeric truncate synced-cell" title={syncedAt ? `${doing}; numbers of ${exactTime(syncedAt)}` : doing}>
        {text}
      </span>
    )
  }
  const lists = listsWords(organization, now)
  const why = lists ? `${lists.text}. ${lists.failing.join(' ')}` : problem && errorWords(problem, { organization: name }).what
  return (
    <span className="synced-cell">
      {why && (
        <Tooltip text={why}>
          <span role="img" tabIndex={0} aria-label={why} className={lists ? 'tone-warn' : 'tone-bad'}>
            <CircleAlert {...iconProps} size={14} />
          </span>
        </Tooltip>
      )}
      <span className={`numeric tone-${age.tone}`} title={syncedAt ? exactTime(syncedAt) : undefined}>
        {age.text}
      </span>
    </span>
  )
}
