// The security settings of an organization: its own record in plain words, with the age of the reading. Works offline.

import { SlidersHorizontal } from 'lucide-react'
import { useMemo } from 'react'
import type { ResourceId } from '../../../shared/base/ids.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { exactTime, freshness } from '../../bridge/freshness.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useRun } from '../../bridge/use-run.ts'
import { GlyphIcon } from '../../grid/glyph-icon.tsx'
import { useCopy } from '../../shell/use-copy.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { RawJson } from '../../ui/raw-json.tsx'
import { useNow } from '../../ui/use-now.ts'
import { pictureText } from '../../ui/visible-text.ts'
import { settingGroups, type SettingLine } from './settings-lines.ts'

export function SecuritySettingsPage({ organization }: { organization: Organization }) {
  const { data, error } = useCall('snapshot.object', { organization: organization.id, kind: 'organization', id: organization.id as string as ResourceId })
  const coverage = useCall('snapshot.summary', { scope: { type: 'one', organization: organization.id } }).data?.organizations[0]?.kinds.find(({ kind }) => kind === 'organization')?.coverage
  const groups = useMemo(() => (data ? settingGroups(JSON.parse(data.raw) as Record<string, unknown>) : []), [data])
  const now = useNow(60_000)
  const copy = useCopy(organization.id)
  return (
    <div className="settings security-settings">
      <header className="home-section">
        <h1>Security settings</h1>
        {data && (
          <span className={`as-of tone-${freshness(data.readAt, now).tone}`} title={exactTime(data.readAt)}>
            Read {freshness(data.readAt, now).text}
            {coverage && (coverage.isComplete ? ', complete' : ', incomplete')}
          </span>
        )}
      </header>
      {error && error.code !== 'object.unknown' && <ErrorView error={errorWords(error, { organization: organization.name })} />}
      {(error?.code === 'object.unknown' || (data && groups.length === 0)) && <NothingRead organization={organization} isRecordThere={data !== undefined} />}
      {groups.map(({ title, lines }) => (
        <section role="group" key={title} className="card" aria-label={title}>
          <h2>{title}</h2>
          <dl className="fact-list">
            {lines.map((line) => (
              <Line key={line.path} line={line} />
            ))}
          </dl>
        </section>
      ))}
      {data && (
        <details className="card">
          <summary>The record as JumpCloud sent it</summary>
          <RawJson raw={data.raw} onCopy={(text) => copy(text, 'JSON copied')} />
        </details>
      )}
    </div>
  )
}

const Line = ({ line: { title, text, tone, behind } }: { line: SettingLine }) => (
  <div>
    <dt>{title}</dt>
    <dd className={`state ${behind !== undefined && tone === 'neutral' ? 'muted' : `tone-${tone}`}`}>
      {tone === 'warn' && <GlyphIcon glyph="warn" />}
      {pictureText(text)}
      {behind && <span className="muted">({pictureText(behind)} if it were on)</span>}
    </dd>
  </div>
)

function NothingRead({ organization, isRecordThere }: { organization: Organization; isRecordThere: boolean }) {
  const start = useRun('sync.start')
  return (
    <EmptyState
      icon={<SlidersHorizontal size={24} strokeWidth={1.5} aria-hidden />}
      title={isRecordThere ? 'The record carries no settings' : 'The settings were not read yet'}
      action={
        <button type="button" className="button primary" disabled={start.isRunning} onClick={() => void start.run({ organization: organization.id })}>
          Sync {organization.name}
        </button>
      }
    >
      {isRecordThere ? 'The last reading brought the short record of the organization only.' : 'The next sync brings them.'}
    </EmptyState>
  )
}
