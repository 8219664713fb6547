// Whose data this is and how old it is. What may be done to it comes with the tools.

import { CircleStop, Link2, RefreshCw } from 'lucide-react'
import type { Organization } from '../../shared/contract/organization.ts'
import { exactTime, freshness, syncText } from '../bridge/freshness.ts'
import { isActive, useSync } from '../bridge/organizations.ts'
import { useRun } from '../bridge/use-run.ts'
import { deferred } from '../ui/deferred.tsx'
import { ActionButton } from '../ui/action-button.tsx'
import { iconProps } from '../ui/icons.ts'
import { Mark } from '../ui/mark.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
import { useNow } from '../ui/use-now.ts'
import { Visible } from '../ui/visible.tsx'
import { useCommand } from './command-handlers.ts'
import { useShortcuts } from './use-shortcuts.ts'

const ListsNote = deferred(async () => (await import('./lists-note.tsx')).ListsNote)
const PaneTools = deferred(async () => (await import('./pane-tools.tsx')).PaneTools)

interface PaneHeaderProps {
  readonly organization: Organization
  readonly pane: number
  readonly isLinked: boolean
}

/** The long words, and beside other panes the short ones; whoever listens hears the long ones either way. */
const Roomy = ({ long, short }: { long: string; short: string }) => (
  <>
    <span className="in-wide">{long}</span>
    <span className="in-narrow" aria-hidden>
      {short}
    </span>
  </>
)

export function PaneHeader({ organization, pane, isLinked }: PaneHeaderProps) {
  const { id, name, appearance, isDemo, syncedAt } = organization
  const sync = useSync(id)
  const shortcutOf = useShortcuts()
  const now = useNow(sync?.waitingUntil ? 1_000 : undefined)
  const start = useRun('sync.start')
  const stop = useRun('sync.stop')
  const isSyncing = isActive(sync)
  const age = freshness(syncedAt, now)
  useCommand('organization.sync', () => void start.run({ organization: id }), isSyncing ? 'This organization is being synced' : null)

  return (
    <div className="pane-header" role="group" aria-label={`Organization ${name}`}>
      <Mark {...appearance} />
      <Visible className="pane-name truncate" text={name} />
      {isDemo && <span className="badge demo-badge">DEMO</span>}
      {isLinked && (
        <span className="badge linked-badge">
          <Link2 {...iconProps} size={12} />
          Linked
        </span>
      )}
      {isSyncing && sync ? (
        <span className="pane-age numeric" title={syncText(sync, now)}>
          <Roomy long={`syncing: ${syncText(sync, now)}`} short="syncing" />
        </span>
      ) : (
        <Tooltip text={syncedAt ? exactTime(syncedAt) : 'No sync has read everything yet; each list says what it holds'}>
          <span className={`pane-age numeric tone-${age.tone}`} tabIndex={0} role="note">
            <Roomy long={syncedAt ? `synced ${age.text}` : 'never fully synced'} short={age.short} />
          </span>
        </Tooltip>
      )}
      {!isSyncing && <ListsNote organization={organization} />}
      {isSyncing ? (
        <ActionButton className="icon-button" aria-label="Stop the sync" hint="Stop the sync; what was read is kept" onClick={() => void stop.run({ organization: id })}>
          <CircleStop {...iconProps} size={14} />
        </ActionButton>
      ) : (
        <ActionButton className="icon-button" aria-label={`Sync ${name}`} keys={shortcutOf('organization.sync')} onClick={() => void start.run({ organization: id })}>
          <RefreshCw {...iconProps} size={14} />
        </ActionButton>
      )}
      <span className="pane-space" />
      <PaneTools pane={pane} />
    </div>
  )
}
