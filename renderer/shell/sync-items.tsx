// Syncs in the status bar, loaded with the first one: a line for each that runs, and one sentence when it ends.

import { useState } from 'react'
import type { SyncProgress } from '../../shared/contract/sync.ts'
import { syncShare, syncText, syncWave } from '../bridge/freshness.ts'
import { isActive, useOrganizations } from '../bridge/organizations.ts'
import { useTopic } from '../bridge/use-topic.ts'
import { useNow } from '../ui/use-now.ts'
import { Visible } from '../ui/visible.tsx'

/** Several syncs as one line: of how many organizations, and how many of them are done. */
export function SyncSum({ all }: { all: readonly SyncProgress[] }) {
  const { total, ended, share } = syncWave(all)
  const isPaused = all.every((progress) => !isActive(progress) || progress.phase === 'paused')
  return (
    <span className="status-item numeric">
      {isPaused ? 'Paused: sync of' : 'Syncing'} {total.toLocaleString()} organizations, {ended.toLocaleString()} done
      <progress className="progress" aria-label="Syncs of all organizations" max={1} value={share} />
    </span>
  )
}

export function SyncItem({ progress }: { progress: SyncProgress }) {
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
export function SyncAnnouncer() {
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
