// The plan before it is sent: how many of what, each object from → to, what people will notice, what it costs, and the confirmation.

import { type KeyboardEvent, useEffect, useState } from 'react'
import type { Job, Plan } from '../../../shared/actions/plan.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { untilText } from '../../bridge/exceptions.ts'
import { useKeepJob } from '../../bridge/jobs.ts'
import { useOrganizations } from '../../bridge/organizations.ts'
import { useRun } from '../../bridge/use-run.ts'
import { usePanes } from '../../stores/panes.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { useNow } from '../../ui/use-now.ts'
import { Visible } from '../../ui/visible.tsx'
import { Effects } from './effects.tsx'
import { KeepAsDrafts } from './keep-as-drafts.tsx'
import { OrganizationParts } from './organization-parts.tsx'
import { ageLine, countLines, isExpired, type PlanShow } from './plan-words.ts'
import { PlannedRows } from './planned-rows.tsx'
import { confirmationOf, missingIn, type Typed } from './confirmation.ts'

interface PlanReviewProps {
  readonly plan: Plan
  /** Makes the same plan anew; null where that is not possible from here. */
  readonly onAgain: (() => void) | null
  /** Back to what the action was told; null when it asked nothing. */
  readonly onBack: (() => void) | null
  readonly onClose: () => void
  readonly onStarted: (job: Job) => void
}

/** A button that destroys is not armed until the plan could be read. */
const armedAfterMs = 3_000

export function PlanReview({ plan, onAgain, onBack, onClose, onStarted }: PlanReviewProps) {
  const { counts, class: actionClass } = plan
  const [show, setShow] = useState<PlanShow>('all')
  const [organization, setOrganization] = useState<OrganizationId | null>(null)
  const [rowsPx, setRowsPx] = useState(0)
  const [typed, setTyped] = useState<Typed>({ phrases: new Map(), targets: new Map(), reason: plan.exception?.reason ?? '', ticket: '' })
  const start = useRun('action.start')
  const keepJob = useKeepJob()
  const organizations = useOrganizations() ?? []
  const now = useNow(15_000)
  const isArmed = useArmed(actionClass === 'D')
  const problem = plan.organizations.find((each) => each.problem !== null)
  const isOffline = problem?.problem?.code === 'change.offline' && counts.change > 0
  const expired = isExpired(plan, now)
  const reason = reasonAgainst({ isExpired: expired, hasChange: counts.change > 0, problem: problem ? errorWords({ code: problem.problem!.code, detail: { ...problem.problem!.detail, organization: problem.name } }).what : null, missing: missingIn(plan, typed), isArmed })

  const run = async () => {
    if (reason !== null || start.isRunning) return
    const job = await start.run({ plan: plan.id, confirmation: confirmationOf(plan, typed) })
    if (!job) return
    keepJob(job)
    onStarted(job)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void run()
  }
  const openSettings = () => {
    if (!problem) return
    onClose()
    usePanes.getState().go(organizations.some(({ id }) => id === problem.organization) ? { page: 'organizationSettings', organization: problem.organization } : { page: 'providers' })
  }
  const isAgainUseful = expired || (start.error !== null && againCodes.includes(start.error.code))
  return (
    <div className="plan-review" onKeyDown={onKeyDown}>
      <p className="plan-dry">
        <strong>Dry run.</strong> Nothing has been sent. <span className="muted">{ageLine(plan, now)}</span>
      </p>
      {problem && (
        <div className="plan-problem" role="note">
          {isOffline ? <KeepAsDrafts plan={plan} onKept={onClose} /> : <ProblemText problem={problem.problem!} organization={problem.name} />}
          {problem.problem!.code === 'change.read-only' && (
            <button type="button" className="button" onClick={openSettings}>
              Open its settings
            </button>
          )}
        </div>
      )}
      <div className="plan-counts" role="group" aria-label="Rows shown">
        {countLines(counts).map((line) => (
          <button key={line.show} type="button" className={`plan-count is-${line.show}`} aria-pressed={show === line.show} onClick={() => setShow(line.show)}>
            <span className="numeric">{line.count.toLocaleString()}</span> {line.title}
          </button>
        ))}
      </div>
      {plan.organizations.length > 1 && <OrganizationParts plan={plan} chosen={organization} onChoose={setOrganization} />}
      <PlannedRows key={`${show} ${organization}`} plan={plan} show={show} organization={organization} height={rowsPx} onHeight={(px) => setRowsPx((before) => Math.max(before, px))} typed={typed.targets} onType={(position, text) => setTyped({ ...typed, targets: new Map(typed.targets).set(position, text) })} />
      <Effects plan={plan} />
      <div className="plan-confirmation">
        {plan.exception ? (
          <p className="plan-exception">
            <span className="label">Exception</span>
            <span>
              Until <strong className="numeric">{untilText(plan.exception.until)}</strong>: <Visible text={plan.exception.reason} />
            </span>
          </p>
        ) : (
          <Field label="Reason" hint="Kept in the ledger" value={typed.reason} max={limits.reasonCharactersMax} onChange={(text) => setTyped({ ...typed, reason: text })} />
        )}
        <Field label="Ticket" value={typed.ticket} max={limits.ticketCharactersMax} onChange={(text) => setTyped({ ...typed, ticket: text })} />
        {plan.organizations.map(({ organization: id, name, phrase }) =>
          phrase === null ? null : (
            <Field
              key={id}
              label={
                <>
                  Type <span className="typed-name">{phrase}</span>
                  {plan.organizations.length > 1 && ` for ${name}`} to confirm
                </>
              }
              value={typed.phrases.get(id) ?? ''}
              max={200}
              onChange={(text) => setTyped({ ...typed, phrases: new Map(typed.phrases).set(id, text) })}
            />
          ),
        )}
      </div>
      {start.error && <ErrorView error={errorWords(start.error, { organization: plan.organizations[0]?.name ?? '' })} />}
      <footer className="dialog-actions">
        {onBack && (
          <button type="button" className="button quiet" onClick={onBack}>
            Back
          </button>
        )}
        <span className="pane-space" />
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
        {isAgainUseful && onAgain && (
          <button type="button" className="button primary" onClick={onAgain}>
            Plan again
          </button>
        )}
        {!isAgainUseful && (
          <ActionButton className={`button primary ${actionClass === 'D' && reason === null ? 'danger' : ''}`} reason={start.isRunning ? 'Starting' : reason} keys={reason === null ? 'Ctrl Enter' : undefined} onClick={() => void run()}>
            {plan.button}
          </ActionButton>
        )}
      </footer>
    </div>
  )
}

/** A new plan is the way on after these. */
const againCodes = ['plan.old', 'plan.drifted', 'plan.started', 'plan.unknown']

interface Against {
  readonly isExpired: boolean
  readonly hasChange: boolean
  readonly problem: string | null
  readonly missing: string | null
  readonly isArmed: boolean
}

/** The first thing that keeps the plan from being started. */
function reasonAgainst({ isExpired: expired, hasChange, problem, missing, isArmed }: Against): string | null {
  if (!hasChange) return 'Nothing in this plan would change anything'
  if (problem !== null) return problem
  if (expired) return 'This plan is too old to be started'
  if (missing !== null) return missing
  return isArmed ? null : 'Armed in a moment: read the plan first'
}

function useArmed(isSlow: boolean): boolean {
  const [isArmed, setIsArmed] = useState(!isSlow)
  useEffect(() => {
    if (!isSlow) return
    const timer = setTimeout(() => setIsArmed(true), armedAfterMs)
    return () => clearTimeout(timer)
  }, [isSlow])
  return isArmed
}

function ProblemText({ problem, organization }: { problem: NonNullable<Plan['organizations'][number]['problem']>; organization: string }) {
  const { what, next } = errorWords({ code: problem.code, detail: { ...problem.detail, organization } })
  return (
    <p>
      <strong>{what}</strong> {next}
    </p>
  )
}

interface FieldProps {
  readonly label: React.ReactNode
  readonly hint?: string
  readonly value: string
  readonly max: number
  readonly onChange: (text: string) => void
}

const Field = ({ label, hint, value, max, onChange }: FieldProps) => (
  <label className="plan-field">
    <span className="label">
      {label}
      {hint && <span className="muted"> · {hint}</span>}
    </span>
    <input className="input" autoComplete="off" spellCheck={false} maxLength={max} value={value} onChange={(event) => onChange(event.target.value)} />
  </label>
)
