// After people were added: how far that is, and what they get next. Groups and directories become a plan of their own.

import { useState } from 'react'
import '../../styles/change-rows.css'
import '../../styles/onboarding.css'
import '../../styles/review.css'
import type { Cell } from '../../../shared/base/cell.ts'
import type { JobId, OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { asOfText } from '../../bridge/freshness.ts'
import { isEnded } from '../../bridge/jobs.ts'
import { useOrganization } from '../../bridge/organizations.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useDialog } from '../../stores/dialog.ts'
import { useJobTray } from '../../stores/job-tray.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useNow } from '../../ui/use-now.ts'
import { Visible } from '../../ui/visible.tsx'

interface AssignDialogProps {
  readonly organization: OrganizationId
  readonly job: JobId
  readonly onClose: () => void
}

export function AssignDialog({ organization: id, job: jobId, onClose }: AssignDialogProps) {
  const organization = useOrganization(id)
  const { data: job } = useCall('job.get', { job: jobId })
  const { data: done } = useCall('job.rows', { job: jobId, show: 'confirmed', start: 0, size: 500 })
  const [groups, setGroups] = useState<ReadonlySet<ResourceId>>(new Set())
  const [directories, setDirectories] = useState<ReadonlySet<ResourceId>>(new Set())
  const [setsManagers, setSetsManagers] = useState(true)
  const waiting = useCall('import.managersToSet', { job: jobId, organization: id }, { isOff: !job || !isEnded(job) }).data
  const managers = waiting?.people ?? 0
  const added = (done?.rows ?? []).filter(({ action }) => action === 'user.add' || action.startsWith('user.importFrom')).length
  const hasEnded = job !== undefined && isEnded(job)
  const leave = () => {
    onClose()
    useJobTray.getState().set(true)
  }
  const plan = () =>
    useDialog.getState().open({ name: 'plan', source: { type: 'assignment', job: jobId, organization: id, groups: [...groups], directories: [...directories], managers: setsManagers && managers > 0 }, organizations: [id] })
  const reason = !job ? 'Reading' : !hasEnded ? 'Wait until they are added' : added === 0 ? 'Nobody was added' : groups.size + directories.size === 0 && !(setsManagers && managers > 0) ? 'Choose a group or a directory first' : null
  const people = done && done.total > done.rows.length ? `${added.toLocaleString()} or more` : added.toLocaleString()
  return (
    <Dialog title={job?.title ?? 'Add users'} subtitle="What the new people get next" organization={organization} width="wide" onClose={leave}>
      <div className="dialog-form">
        <p role="status" className="assign-progress">
          {job && (
            <>
              <strong className="numeric">
                {job.counts.confirmed.toLocaleString()} of {job.counts.total.toLocaleString()} done
              </strong>
              {job.counts.failed + job.counts.unknown + job.counts.drifted + job.counts.skipped > 0 && <span className="tone-bad numeric">{(job.counts.failed + job.counts.unknown + job.counts.drifted + job.counts.skipped).toLocaleString()} not done: the job says why</span>}
              {hasEnded && <span className="muted">{people} {added === 1 ? 'person was' : 'people were'} added.</span>}
              {!hasEnded && <span className="muted">{job.phase === 'paused' || job.phase === 'interrupted' ? 'It waits: the jobs say why.' : 'Adding people.'}</span>}
            </>
          )}
        </p>
        {managers > 0 && (
          <label className="choice">
            <input type="checkbox" checked={setsManagers} onChange={(event) => setSetsManagers(event.target.checked)} />
            <span>
              Set the manager of {managers === 1 ? 'the one person whose manager' : `the ${managers.toLocaleString()} people whose managers`} came with them
            </span>
          </label>
        )}
        {waiting && waiting.lost > 0 && (
          <p className="tone-warn">
            {waiting.lost === 1 ? 'The manager of one person was' : `The managers of ${waiting.lost.toLocaleString()} people were`} not added, and cannot be set.
          </p>
        )}
        <div className="assign-lists">
          <Choices organization={id} kind="userGroup" title="User groups" columns={['name', 'membershipMethod']} isOut={(cells) => cells[1] === 'DYNAMIC_AUTOMATED'} outText="follows a rule" chosen={groups} onChoose={setGroups} />
          <Choices organization={id} kind="directory" title="Directories" columns={['name', 'type']} isOut={(cells) => cells[1] === 'workday'} outText="people come from it" chosen={directories} onChoose={setDirectories} />
        </div>
        <footer className="dialog-actions">
          <button type="button" className="button" onClick={leave}>
            Not now
          </button>
          <ActionButton className="button primary" reason={reason} onClick={plan}>
            Show the plan
          </ActionButton>
        </footer>
      </div>
    </Dialog>
  )
}

interface ChoicesProps {
  readonly organization: OrganizationId
  readonly kind: Kind
  readonly title: string
  readonly columns: string[]
  /** What cannot be given to anybody, and why. */
  readonly isOut: (cells: readonly Cell[]) => boolean
  readonly outText: string
  readonly chosen: ReadonlySet<ResourceId>
  readonly onChoose: (chosen: ReadonlySet<ResourceId>) => void
}

const listed = 200

function Choices({ organization, kind, title, columns, isOut, outText, chosen, onChoose }: ChoicesProps) {
  const now = useNow(30_000)
  const [search, setSearch] = useState('')
  const { data } = useCall('snapshot.page', { scope: { type: 'one', organization }, kind, sort: [{ column: 'name', descending: false }], columns, start: 0, size: listed, ...(search.trim() === '' ? {} : { search: search.trim() }) }, { keepPrevious: true })
  const rows = data ? (JSON.parse(data.rowsJson) as [string, ResourceId, ...Cell[]][]) : []
  const toggle = (id: ResourceId) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    onChoose(next)
  }
  return (
    <fieldset className="assign-list">
      <legend>
        {title} {chosen.size > 0 && <span className="numeric muted">{chosen.size} chosen</span>}
      </legend>
      {(data && data.total > 8) || search !== '' ? <input type="search" className="input" aria-label={`Search ${title.toLowerCase()}`} placeholder="Search" value={search} onChange={(event) => setSearch(event.target.value)} /> : null}
      <div className="assign-lines">
        {rows.map(([, id, ...cells]) => (
          <label key={id} className="choice">
            <input type="checkbox" checked={chosen.has(id)} disabled={isOut(cells)} onChange={() => toggle(id)} />
            <span>
              <Visible text={String(cells[0] ?? id)} />
              {isOut(cells) && <span className="muted"> · {outText}</span>}
            </span>
          </label>
        ))}
        {data?.total === 0 && <p className="muted">None here.</p>}
      </div>
      {data && (
        <p className="hint muted">
          {asOfText(data.coverage, now)}
          {data.total > rows.length && `, the first ${rows.length} of ${data.total.toLocaleString()}`}.
        </p>
      )}
    </fieldset>
  )
}
