// A live detail under its tab: read on opening, with its age, and in words when it cannot be read. Several details share one tab by a choice.

import { CloudOff, Lock, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import type { ResourceId } from '../../../shared/base/ids.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { timeText } from '../../bridge/freshness.ts'
import type { LiveDetailData } from '../../bridge/registry-live.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { iconProps } from '../../ui/icons.ts'
import { useDelayed } from '../../ui/use-delayed.ts'
import { useNow } from '../../ui/use-now.ts'
import { LiveTable } from './live-table.tsx'
import { type LiveRead, useLiveRead } from './use-live-read.ts'

interface LiveTabProps {
  readonly organization: Organization
  readonly kind: Kind
  readonly id: ResourceId
  readonly title: string
  readonly details: readonly LiveDetailData[]
}

export function LiveTab({ organization, kind, id, title, details }: LiveTabProps) {
  const [chosen, setChosen] = useState(details[0]?.name)
  const parts = details.filter(({ ofRow }) => ofRow === undefined)
  const detail = parts.find(({ name }) => name === chosen) ?? parts[0]
  if (!detail) return null
  const choice = parts.length > 1 && (
    <select className="input" aria-label={`Part of ${detail.group ?? detail.title}`} value={detail.name} onChange={(event) => setChosen(event.target.value)}>
      {parts.map(({ name, title }) => (
        <option key={name} value={name}>
          {title}
        </option>
      ))}
    </select>
  )
  const ofRows = details.filter(({ ofRow }) => ofRow === detail.name)
  return <LivePart key={`${id} ${detail.name}`} {...{ organization, kind, id, title, detail, ofRows, choice }} />
}

interface LivePartProps extends Omit<LiveTabProps, 'details'> {
  readonly detail: LiveDetailData
  /** What each of its rows tells more of. */
  readonly ofRows: readonly LiveDetailData[]
  readonly choice: React.ReactNode
}

function LivePart({ organization, kind, id, title, detail, ofRows, choice }: LivePartProps) {
  const live = useLiveRead({ organization, kind, id, detail: detail.name })
  const now = useNow()
  const { answer, isReading, isOffline, read } = live
  return (
    <>
      <div className="live-tools">
        {choice}
        <span role="status" className="muted">
          {isReading ? 'Reading from JumpCloud' : answer ? `Read ${timeText(answer.readAt, now)}, kept nowhere` : ''}
        </span>
        <span className="pane-space" />
        <ActionButton className="button" reason={isOffline ? 'Reading this needs a connection' : isReading ? 'It is being read' : null} onClick={read}>
          <RefreshCw {...iconProps} size={14} />
          {answer ? 'Read again' : 'Read'}
        </ActionButton>
      </div>
      <LiveAnswer {...{ live, organization, kind, id, title, detail, ofRows }} />
    </>
  )
}

const icon = { ...iconProps, size: 24, strokeWidth: 1.5 }

function LiveAnswer({ live: { answer, error, isReading, isOffline }, organization, kind, id, title, detail, ofRows }: { live: LiveRead } & Omit<LivePartProps, 'choice'>) {
  const isSlow = useDelayed(isReading && !answer)
  const what = detail.title.toLowerCase()
  if (error?.code === 'api.not-entitled' || error?.code === 'api.forbidden') {
    const isPlan = error.code === 'api.not-entitled'
    return (
      <EmptyState icon={<Lock {...icon} />} title={isPlan ? `${detail.title} is not in this plan` : `This key may not read ${what}`}>
        {isPlan && <span className="badge tone-premium">PREMIUM</span>} {isPlan ? `JumpCloud answers this for organizations that pay for ${detail.group ?? detail.title}. ` : ''}
        {errorWords(error, { organization: organization.name, kind: what }).next}
      </EmptyState>
    )
  }
  if (error && error.code !== 'api.offline') return <ErrorView error={errorWords(error, { organization: organization.name, kind: what })} />
  if (!answer && (isOffline || error)) {
    return (
      <EmptyState icon={<CloudOff {...icon} />} title="This needs a connection">
        {detail.title}: read from JumpCloud when you look, and kept nowhere, so there is no copy to show offline.
      </EmptyState>
    )
  }
  if (!answer) return isSlow ? <p className="muted">Waiting for JumpCloud.</p> : null
  return <LiveTable {...{ organization, kind, id, title, detail, ofRows, answer }} />
}
