// One line at the bottom: is the service there, what is being synced, and which build this is. Announces ends of syncs once.

import { Circle, CircleDot, CloudOff, TriangleAlert } from 'lucide-react'
import { isActive, useOrganizations } from '../bridge/organizations.ts'
import { useCall } from '../bridge/use-call.ts'
import { useLatest } from '../bridge/use-topic.ts'
import { useDialog } from '../stores/dialog.ts'
import { deferred } from '../ui/deferred.tsx'
import { iconProps } from '../ui/icons.ts'
import { pictureText } from '../ui/visible-text.ts'

const SyncItem = deferred(async () => (await import('./sync-items.tsx')).SyncItem)
const SyncSum = deferred(async () => (await import('./sync-items.tsx')).SyncSum)
const SyncAnnouncer = deferred(async () => (await import('./sync-items.tsx')).SyncAnnouncer)

const JobsItem = deferred(async () => (await import('../features/jobs/jobs-item.tsx')).JobsItem)

const networkWords = {
  unknown: { text: 'Not connected yet', icon: Circle, tone: 'neutral' },
  online: { text: 'Online', icon: CircleDot, tone: 'ok' },
  offline: { text: 'Offline', icon: CloudOff, tone: 'warn' },
  trouble: { text: 'Service trouble', icon: TriangleAlert, tone: 'warn' },
} as const

export function StatusBar() {
  const { status = 'unknown', troubled = [] } = useLatest('network.changed') ?? {}
  const network = networkWords[status]
  const names = (useOrganizations() ?? []).filter(({ id }) => troubled.includes(id)).map(({ name }) => pictureText(name))
  const syncs = useLatest('sync.progressed') ?? []
  const running = syncs.filter(isActive)
  const versions = useCall('app.versions', {}).data
  const Icon = network.icon
  return (
    <footer className="status-bar" data-region="status" tabIndex={-1}>
      <span className={`status-item tone-${network.tone}`} {...(status === 'trouble' && { title: names.join(', ') })}>
        <Icon {...iconProps} size={12} />
        {network.text}
        {status === 'trouble' && names.length > 0 && `: ${names.length.toLocaleString()} ${names.length === 1 ? 'organization' : 'organizations'}`}
      </span>
      <button type="button" className="status-item status-button" onClick={() => useDialog.getState().open({ name: 'syncQueue' })}>
        <span className={running.length === 0 ? 'muted' : 'visually-hidden'}>Syncs </span>
        {running.length === 1 && running[0] && <SyncItem progress={running[0]} />}
        {running.length > 1 && <SyncSum all={syncs} />}
      </button>
      <JobsItem />
      <span className="pane-space" />
      {versions && (
        <span className="status-item muted">
          OrgDeck {versions.app}
          {!versions.isRuntimeSupported && ' · runtime out of support'}
        </span>
      )}
      <SyncAnnouncer />
    </footer>
  )
}
