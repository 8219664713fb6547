// Organizations of a provider that are not on this computer yet: what became of the one just made, then which of them to add and how
// they are marked here.

import '../../styles/provider.css'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import type { JobId, OrganizationId } from '../../../shared/base/ids.ts'
import type { Output } from '../../../shared/contract/client.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { isEnded } from '../../bridge/jobs.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useRun } from '../../bridge/use-run.ts'
import { AppearanceFields, useAppearanceDraft } from '../../shell/appearance-fields.tsx'
import { SafetyFields } from '../../shell/safety-fields.tsx'
import { usePanes } from '../../stores/panes.ts'
import { homeOf, overview } from '../../stores/place.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { Mark } from '../../ui/mark.tsx'
import { Visible } from '../../ui/visible.tsx'

type Found = Output<'provider.discover'>['organizations'][number]

interface AddFoundDialogProps {
  readonly provider: OrganizationId
  /** The job that makes one of them. */
  readonly job: JobId | undefined
  readonly onClose: () => void
}

export function AddFoundDialog({ provider: id, job, onClose }: AddFoundDialogProps) {
  const provider = useCall('provider.list', {}).data?.find((each) => each.id === id)
  const name = provider?.name ?? ''
  const made = useOutcome(job)
  const discover = useRun('provider.discover')
  const [found, setFound] = useState<readonly Found[] | null>(null)
  const isReady = job === undefined || made?.isEnded === true
  const { run } = discover
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    if (!isReady) return
    let isWanted = true
    void run({ provider: id }).then((answer) => isWanted && answer && setFound(answer.organizations))
    return () => {
      isWanted = false
    }
  }, [isReady, run, id, attempt])
  return (
    <Dialog title={job === undefined ? 'Organizations of the provider' : 'New organization'} subtitle={<Visible text={name} />} onClose={onClose}>
      <div className="dialog-form">
        {job !== undefined && <OutcomeLine made={made} holder={name} />}
        {discover.error && (
          <ErrorView error={errorWords(discover.error, { organization: name })}>
            <button type="button" className="button" onClick={() => setAttempt(attempt + 1)}>
              Look again
            </button>
          </ErrorView>
        )}
        {isReady && found === null && !discover.error && <p role="status">Looking which organizations the key opens.</p>}
        {found !== null && found.length > 0 && <ChooseForm key={found.map((each) => each.id).join()} provider={id} found={found} made={made?.title ?? null} onClose={onClose} />}
      </div>
      {(found === null || found.length === 0) && (
        <div className="dialog-form">
          {found !== null && <p>{job === undefined ? 'All organizations that this key knows of are on this computer.' : 'The key does not show it yet. “Find organizations” under Providers looks again.'}</p>}
          <footer className="dialog-actions">
            <button type="button" className="button" onClick={onClose}>
              Close
            </button>
          </footer>
        </div>
      )}
    </Dialog>
  )
}

interface Made {
  readonly isEnded: boolean
  readonly title: string
  readonly outcome: Output<'job.rows'>['rows'][number]['outcome']
  readonly note: string | null
  readonly problem: Output<'job.rows'>['rows'][number]['problem']
}

const isOpen = ({ outcome }: Pick<Made, 'outcome'>): boolean => outcome === 'waiting' || outcome === 'sent'

/** What became of the one row of a job; null while it is not known. Both are read again as the job moves. */
function useOutcome(job: JobId | undefined): Made | null {
  const asked = (job ?? 'job_0000000000000000') as JobId
  const state = useCall('job.get', { job: asked }, { isOff: job === undefined }).data
  const { data, refetch } = useCall('job.rows', { job: asked, show: 'all', start: 0, size: 1 }, { isOff: job === undefined })
  const row = data?.rows[0]
  const isBehind = state !== undefined && isEnded(state) && (row === undefined || isOpen(row))
  // The end of the job may be told while its rows are still being read.
  useEffect(() => {
    if (!isBehind) return
    const timer = setTimeout(() => void refetch(), 300)
    return () => clearTimeout(timer)
  }, [isBehind, data, refetch])
  if (!state || !row) return null
  return { isEnded: isEnded(state) && !isOpen(row), title: row.title, outcome: row.outcome, note: row.note, problem: row.problem }
}

function OutcomeLine({ made, holder }: { made: Made | null; holder: string }) {
  if (!made?.isEnded) return <p role="status">{made ? `Making ${made.title}, then reading it again.` : 'Starting.'}</p>
  if (made.outcome === 'confirmed') {
    return (
      <p role="status">
        <Visible text={made.title} className="found-name" /> was made and is in the provider’s list. {made.note}
      </p>
    )
  }
  const isUnknown = made.outcome === 'unknown'
  const problem = made.problem && errorWords(made.problem, { organization: holder })
  return (
    <div role="status">
      <p className={isUnknown ? 'tone-warn' : 'tone-bad'}>
        {isUnknown ? 'Nobody can tell whether it was made: ' : 'It was not made: '}
        <Visible text={made.title} className="found-name" />
      </p>
      {made.note && <p>{made.note}</p>}
      {/* What an error promises of readings, that they are tried again, is not true of this request. */}
      {isUnknown ? (
        <p>
          {problem && <>{problem.what} </>}
          Make it again only when it does not appear in the provider’s list after a while.
        </p>
      ) : (
        problem && <ErrorView error={problem} />
      )}
    </div>
  )
}

interface ChooseFormProps {
  readonly provider: OrganizationId
  readonly found: readonly Found[]
  /** Name of the one just made: it alone is chosen at first. */
  readonly made: string | null
  readonly onClose: () => void
}

function ChooseForm({ provider, found, made, onClose }: ChooseFormProps) {
  const queries = useQueryClient()
  const readable = found.filter(({ problem }) => problem === null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(readable.filter(({ name }) => made === null || name === made).map(({ id }) => id)))
  const [safety, setSafety] = useState<Organization['safety']>('readOnly')
  const picked = readable.filter(({ id }) => chosen.has(id))
  const only = picked.length === 1 && !picked[0]!.isPresent ? picked[0]! : null
  const [appearance, setAppearance] = useState<{ id: string; name: string; colour: Found['suggested']['colour']; monogram: string } | null>(null)
  const [problem, setProblem] = useState(false)
  const include = useRun('provider.include')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (picked.length === 0 || (only && problem)) return
    const organizations = picked.map(({ id, name, suggested }) => {
      const own = only && appearance?.id === id ? appearance : { name, ...suggested }
      return { id, name: own.name.trim().slice(0, 80) || id, appearance: { colour: own.colour, monogram: own.monogram } }
    })
    const added = await include.run({ provider, safety, organizations })
    if (!added) return
    // A place in an organization that the list does not know yet would be dropped.
    await queries.invalidateQueries({ queryKey: ['organization.list'] })
    usePanes.getState().go(added.length === 1 ? homeOf(added[0]!.id) : overview)
    onClose()
  }
  return (
    <form className="provider-choose" onSubmit={(event) => void submit(event)}>
      <fieldset>
        <legend>Not on this computer yet</legend>
        <ul className="choose-list">
          {found.map((organization) => {
            const { id, name, suggested, users, isPresent, problem: refused } = organization
            return (
              <li key={id} className={refused ? 'choose-refused' : undefined}>
                {refused ? (
                  <>
                    <Visible text={name} className="truncate" />
                    <span className="muted">this administrator may not enter it</span>
                  </>
                ) : (
                  <label className="choice">
                    <input
                      type="checkbox"
                      checked={chosen.has(id)}
                      onChange={(event) => setChosen(new Set(event.target.checked ? [...chosen, id] : [...chosen].filter((each) => each !== id)))}
                    />
                    <Mark {...suggested} />
                    <Visible text={name} className="truncate" />
                    <span className="pane-space" />
                    <span className="muted numeric">{isPresent ? 'here by another key: adds this way to it' : users === null ? '' : `${users.toLocaleString()} ${users === 1 ? 'user' : 'users'}`}</span>
                  </label>
                )}
              </li>
            )
          })}
        </ul>
      </fieldset>
      {only && <Marked key={only.id} organization={only} onChange={setAppearance} onProblem={setProblem} />}
      {picked.length > 0 && <SafetyFields safety={safety} onChange={setSafety} />}
      {include.error && <ErrorView error={errorWords(include.error)} />}
      <footer className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          Not now
        </button>
        <button type="submit" className="button primary" disabled={picked.length === 0 || (only !== null && problem) || include.isRunning}>
          {include.isRunning ? 'Adding' : `Add ${picked.length.toLocaleString()} and sync`}
        </button>
      </footer>
    </form>
  )
}

interface MarkedProps {
  readonly organization: Found
  readonly onChange: (appearance: { id: string; name: string; colour: Found['suggested']['colour']; monogram: string }) => void
  readonly onProblem: (hasProblem: boolean) => void
}

/** Name, monogram and colour of a single one; several get what was suggested and can be changed later. */
function Marked({ organization: { id, name, suggested }, onChange, onProblem }: MarkedProps) {
  const draft = useAppearanceDraft({ name, ...suggested })
  const { value, problem } = draft
  useEffect(() => onChange({ id, ...value }), [id, value, onChange])
  useEffect(() => onProblem(problem !== null), [problem, onProblem])
  return <AppearanceFields draft={draft} />
}
