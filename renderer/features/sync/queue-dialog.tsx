// What is being read and what waits: every organization of the queue with what it does now, and the way to pause, resume or stop.

import type { SyncProgress } from '../../../shared/contract/sync.ts'
import { useClient } from '../../bridge/bridge-context.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { listsText, syncShare, syncText } from '../../bridge/freshness.ts'
import { isActive, useOrganizations } from '../../bridge/organizations.ts'
import { useLatest } from '../../bridge/use-topic.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Mark } from '../../ui/mark.tsx'
import { useNow } from '../../ui/use-now.ts'
import { Visible } from '../../ui/visible.tsx'

const endWords: Readonly<Record<string, { readonly text: string; readonly tone: string }>> = {
  complete: { text: 'Complete', tone: 'ok' },
  partial: { text: 'In part', tone: 'warn' },
  failed: { text: 'Failed', tone: 'bad' },
  stopped: { text: 'Stopped', tone: 'neutral' },
}
const requestsText = (requests: number): string => `${requests.toLocaleString()} ${requests === 1 ? 'request' : 'requests'}`
const phaseOrder: readonly SyncProgress['phase'][] = ['running', 'paused', 'queued', 'failed', 'partial', 'stopped', 'complete']

export function QueueDialog({ onClose }: { onClose: () => void }) {
  const client = useClient()
  const now = useNow(1_000)
  const organizations = useOrganizations() ?? []
  const all = [...(useLatest('sync.progressed') ?? [])].sort((one, other) => phaseOrder.indexOf(one.phase) - phaseOrder.indexOf(other.phase))
  const active = all.filter(isActive)
  const paused = active.filter(({ phase }) => phase === 'paused')
  const run = (name: 'sync.pause' | 'sync.resume' | 'sync.stop', of: readonly SyncProgress[]) => {
    for (const { organization } of of) client.call(name, { organization }).catch(() => undefined)
  }
  const reading = active.filter(({ phase }) => phase === 'running').length
  return (
    <Dialog title="Syncs" subtitle={`${reading.toLocaleString()} reading, ${active.filter(({ phase }) => phase === 'queued').length.toLocaleString()} waiting, ${paused.length.toLocaleString()} paused, ${(all.length - active.length).toLocaleString()} ended`} width="wide" onClose={onClose}>
      <div className="dialog-form">
      {all.length === 0 && <p className="muted">Nothing was read since OrgDeck started.</p>}
      <ul className="queue-list">
        {all.map((progress) => {
          const organization = organizations.find(({ id }) => id === progress.organization)
          const share = syncShare(progress)
          const ended = endWords[progress.phase]
          return (
            <li key={progress.organization} className="queue-row">
              {organization && <Mark {...organization.appearance} />}
              <Visible text={organization?.name ?? 'Organization'} className="truncate queue-name" />
              <span className="truncate">
                {ended ? <span className={`tone-${ended.tone}`}>{ended.text}</span> : syncText(progress, now)}
                {progress.error && <span className="muted"> · {errorWords({ code: progress.error.code, detail: progress.error.detail }, { organization: organization?.name ?? '' }).what}</span>}
              </span>
              <span className="muted numeric" title={requestsText(progress.requests)}>
                {listsText(progress)} · {requestsText(progress.requests)}
              </span>
              {isActive(progress) ? <progress className="progress" aria-label={`Sync of ${organization?.name ?? 'organization'}`} max={1} {...(share === null ? {} : { value: share })} /> : <span />}
              <span className="queue-actions">
                {progress.phase === 'paused' && (
                  <button type="button" className="button small" onClick={() => run('sync.resume', [progress])}>
                    Resume
                  </button>
                )}
                {(progress.phase === 'running' || progress.phase === 'queued') && (
                  <button type="button" className="button small" onClick={() => run('sync.pause', [progress])}>
                    Pause
                  </button>
                )}
                {isActive(progress) && (
                  <button type="button" className="button small" onClick={() => run('sync.stop', [progress])}>
                    Stop
                  </button>
                )}
              </span>
            </li>
          )
        })}
      </ul>
      <footer className="dialog-actions">
        <button type="button" className="button" disabled={active.length === paused.length} onClick={() => run('sync.pause', active)}>
          Pause all
        </button>
        <button type="button" className="button" disabled={paused.length === 0} onClick={() => run('sync.resume', paused)}>
          Resume all
        </button>
        <button type="button" className="button primary" onClick={onClose}>
          Close
        </button>
      </footer>
      </div>
    </Dialog>
  )
}
