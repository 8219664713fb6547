// Home of one organization: the first counts, each a way into its list, and how the last sync went, kind by kind.

import type { Organization } from '../../../shared/contract/organization.ts'
import type { Output } from '../../../shared/contract/client.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { coverageText, exactTime } from '../../bridge/freshness.ts'
import { type KindData, listedKinds } from '../../bridge/registry.ts'
import { useCall } from '../../bridge/use-call.ts'
import { usePanes } from '../../stores/panes.ts'
import { listOf } from '../../stores/place.ts'
import { ErrorView } from '../../ui/error-view.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { useNow } from '../../ui/use-now.ts'
import { SyncState } from './sync-state.tsx'

export type KindSummary = Output<'snapshot.summary'>['organizations'][number]['kinds'][number]

export function HomePage({ organization }: { organization: Organization }) {
  const summary = useCall('snapshot.summary', { scope: { type: 'one', organization: organization.id } })
  const kinds = summary.data?.organizations[0]?.kinds ?? []
  return (
    <div className="home">
      <h1>Home</h1>
      {summary.error && (
        <ErrorView error={errorWords(summary.error, { organization: organization.name })}>
          <button type="button" className="button" onClick={() => void summary.refetch()}>
            Retry
          </button>
        </ErrorView>
      )}
      {listedKinds.map((kind) => (
        <KindTiles key={kind.kind} organization={organization} kind={kind} summary={kinds.find((each) => each.kind === kind.kind)} />
      ))}
      <SyncState organization={organization} kinds={kinds} />
    </div>
  )
}

interface KindTilesProps {
  readonly organization: Organization
  readonly kind: KindData
  readonly summary: KindSummary | undefined
}

function KindTiles({ organization, kind, summary }: KindTilesProps) {
  const now = useNow(60_000)
  const coverage = summary?.coverage
  // Nought of what was never read would be a lie.
  const isRead = summary !== undefined && (coverage?.oldestAt !== null || summary.total > 0)
  const measured = kind.filters.filter((filter) => filter.measure !== undefined)
  return (
    <section aria-label={kind.words.title}>
      <header className="home-section">
        <h2>{kind.words.title}</h2>
        {coverage && (
          <Tooltip text={coverage.oldestAt ? exactTime(coverage.oldestAt) : 'No sync has ended yet'}>
            <span className={`as-of ${coverage.isComplete ? '' : 'tone-warn'}`} tabIndex={0} role="note">
              {coverageText(coverage, now)}
            </span>
          </Tooltip>
        )}
      </header>
      <ul className="tiles">
        <Tile label={`All ${kind.words.many}`} value={isRead ? summary.total : undefined} onOpen={() => usePanes.getState().go(listOf(organization.id, kind.kind))} />
        {measured.map(({ id, measure }) => (
          <Tile
            key={id}
            label={measure?.title ?? ''}
            tone={measure?.tone}
            value={isRead ? summary.measures[id] : undefined}
            onOpen={() => usePanes.getState().go(listOf(organization.id, kind.kind, { filters: [{ type: 'named', id }] }))}
          />
        ))}
      </ul>
    </section>
  )
}

interface TileProps {
  readonly label: string
  readonly value: number | undefined
  readonly tone?: string | undefined
  readonly onOpen: () => void
}

/** A number that leads to the rows behind it. The tone speaks only when there is something to say. */
const Tile = ({ label, value, tone, onOpen }: TileProps) => (
  <li>
    <button type="button" className="tile card" onClick={onOpen}>
      <span className="tile-label truncate">{label}</span>
      <span className={`tile-value numeric ${value !== undefined && value > 0 && tone && tone !== 'neutral' ? `tone-${tone}` : ''}`}>{value === undefined ? '–' : value.toLocaleString()}</span>
    </button>
  </li>
)
