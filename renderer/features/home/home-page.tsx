// Home of one organization: the counts of every section, each a way into its list, and how the last sync went, kind by kind.

import { useMemo } from 'react'
import type { Section } from '../../../shared/resources/define.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { isActive, useSync } from '../../bridge/organizations.ts'
import { sections } from '../../bridge/registry.ts'
import { useCall } from '../../bridge/use-call.ts'
import { kindsOfSection, sectionTitles } from '../../shell/sections.ts'
import { useWay } from '../../stores/pane-context.ts'
import { listOf } from '../../stores/place.ts'
import { ErrorView } from '../../ui/error-view.tsx'
import { Tile } from '../../ui/tile.tsx'
import { useNow } from '../../ui/use-now.ts'
import { type FactsOf, sectionNote, tilesOf } from './home-tiles.ts'
import { SyncState } from './sync-state.tsx'

export function HomePage({ organization }: { organization: Organization }) {
  const summary = useCall('snapshot.summary', { scope: { type: 'one', organization: organization.id } })
  const sync = useSync(organization.id)
  const kinds = summary.data?.organizations[0]?.kinds
  const facts: FactsOf = useMemo(() => {
    const summaries = new Map(kinds?.map((each) => [each.kind, each]))
    const progresses = new Map(sync?.kinds.map((each) => [each.kind, each]))
    return (kind) => ({ summary: summaries.get(kind), progress: progresses.get(kind) })
  }, [kinds, sync])
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
      {sections.map((section) => (
        <SectionTiles key={section} organization={organization} section={section} facts={facts} isSyncing={isActive(sync)} />
      ))}
      <SyncState organization={organization} kinds={kinds ?? []} />
    </div>
  )
}

interface SectionTilesProps {
  readonly organization: Organization
  readonly section: Section
  readonly facts: FactsOf
  readonly isSyncing: boolean
}

function SectionTiles({ organization, section, facts, isSyncing }: SectionTilesProps) {
  const now = useNow(60_000)
  const { go } = useWay()
  const kinds = kindsOfSection(section, 'own')
  if (kinds.length === 0) return null
  const note = sectionNote(kinds, facts, now)
  return (
    <section role="group" aria-label={sectionTitles[section]}>
      <header className="home-section">
        <h2>{sectionTitles[section]}</h2>
        {note.text && <span className={`as-of ${note.isComplete || isSyncing ? '' : 'tone-warn'}`}>{note.text}</span>}
      </header>
      <ul className="tiles">
        {tilesOf(kinds, facts).map(({ key, kind, filter, ...tile }) => (
          <Tile key={key} {...tile} onOpen={(held) => go(listOf(organization.id, kind, filter === null ? {} : { filters: [{ type: 'named', id: filter }] }), held)} />
        ))}
      </ul>
    </section>
  )
}
