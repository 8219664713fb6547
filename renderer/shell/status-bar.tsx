// One line at the bottom: is the service there, what is being synced, and which build this is. Announces ends of syncs once.

import { Circle, CircleDot, CloudOff, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { SyncProgress } from '../../shared/contract/sync.ts'
import { syncShare, syncText } from '../bridge/freshness.ts'
import { isActive, useOrganizations } from '../bridge/organizations.ts'
import { useCall } from '../bridge/use-call.ts'
import { useLatest, useTopic } from '../bridge/use-topic.ts'
import { iconProps } from '../ui/icons.ts'
import { useNow } from '../ui/use-now.ts'
import { Visible } from '../ui/visible.tsx'

const networkWords = {
  unknown: { text: 'Not connected yet', icon: Circle, tone: 'neutral' },
  online: { text: 'Online', icon: CircleDot, tone: 'ok' },
  offline: { text: 'Offline', icon: CloudOff, tone: 'warn' },
  trouble: { text: 'Service trouble', icon: TriangleAlert, tone: 'warn' },
} as const

export function StatusBar() {
  const network = networkWords[useLatest('network.changed')?.status ?? 'unknown']
  const running = (useLatest('sync.progressed') ?? []).filter(isActive)
  const versions = useCall('app.versions', {}).data
  const Icon = network.icon
  return (
    <footer className="status-bar" data-region="status">
      <span className={`status-item tone-${network.tone}`}>
        <Icon {...iconProps} size={12} />
        {network.text}
      </span>
      {running.slice(0, 3).map((progress) => (
        <SyncItem key={progress.organization} progress={progress} />
      ))}
      {running.length > 3 && <span className="status-item">and {running.length - 3} more</span>}
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

function SyncItem({ progress }: { progress: SyncProgress }) {
  const now = useNow(progress.waitingUntil === null ? undefined : 1_000)
  const name = useOrganizations()?.find(({ id }) => id === progress.organization)?.name ?? 'Organization'
  const share = syncShare(progress)
  return (
    <span className="status-item numeric">
      <Visible text={name} className="truncate" />
      <span className="truncate">{syncText(progress, now)}</span>
      <progress className="progress" aria-label={`Sync of ${name}`} max={1} {...(share === null ? {} : { value: share })} />
    </span>
  )
}

const endWords: Partial<Record<SyncProgress['phase'], string>> = { complete: 'synced', partial: 'synced in part', failed: 'could not be synced', stopped: 'sync stopped' }

/** Says the end of each sync once; progress itself would talk over everything. */
function SyncAnnouncer() {
  const organizations = useOrganizations()
  const [ended, setEnded] = useState<Readonly<Record<string, string>>>({})
  const [text, setText] = useState('')
  useTopic('sync.progressed', {}, (items) => {
    const fresh = items.filter(({ organization, phase, startedAt }) => endWords[phase] !== undefined && ended[organization] !== `${startedAt} ${phase}`)
    if (fresh.length === 0) return
    setEnded((before) => ({ ...before, ...Object.fromEntries(fresh.map(({ organization, phase, startedAt }) => [organization, `${startedAt} ${phase}`])) }))
    setText(fresh.map(({ organization, phase }) => `${organizations?.find(({ id }) => id === organization)?.name ?? 'Organization'}: ${endWords[phase]}`).join('. '))
  })
  return (
    <span role="status" className="visually-hidden">
      {text}
    </span>
  )
}
