// From an action to a started job in one dialog: what it has to be told, the plan, the confirmation. Until the last button nothing is sent.

import { useEffect, useRef, useState } from 'react'
import '../../styles/change-rows.css'
import '../../styles/review.css'
import type { OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import type { TargetSelection } from '../../../shared/contract/action.ts'
import type { Plan } from '../../../shared/actions/plan.ts'
import { useClient } from '../../bridge/bridge-context.ts'
import { type CallError, toCallError } from '../../bridge/call-error.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { useOrganizations } from '../../bridge/organizations.ts'
import { type ActionData, actionData, actionTitle } from '../../bridge/registry-actions.ts'
import { type NewOrganization, type OpenDialog, type PlanSource, useDialog } from '../../stores/dialog.ts'
import { useJobTray } from '../../stores/job-tray.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { deferred } from '../../ui/deferred.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { Visible } from '../../ui/visible.tsx'
import { filledIn, type Parameters, ParametersForm } from './parameters-form.tsx'
import { planFrom } from './plan-from.ts'
import { PlanReview } from './plan-review.tsx'

const NewUserForm = deferred(async () => (await import('./new-user-form.tsx')).NewUserForm)
const EditObjectForm = deferred(async () => (await import('./edit-object/edit-object-form.tsx')).EditObjectForm)
const EditUserForm = deferred(async () => (await import('./edit-user/edit-user-form.tsx')).EditUserForm)

interface PlanDialogProps {
  readonly source: PlanSource
  readonly organizations: readonly OrganizationId[]
  /** Name of the provider where that is what holds the plan. */
  readonly holder?: string | undefined
  readonly onClose: () => void
}

export function PlanDialog({ source, organizations: ids, holder, onClose }: PlanDialogProps) {
  const client = useClient()
  const action = source.type === 'action' ? actionData(source.action) : undefined
  const asks = action !== undefined && action.fields.length > 0 && !(source.type === 'action' && source.parameters)
  const organizations = (useOrganizations() ?? []).filter(({ id }) => ids.includes(id))
  const [step, setStep] = useState<'asking' | 'planning' | 'planned'>(asks ? 'asking' : 'planning')
  const [plan, setPlan] = useState<Plan | null>(null)
  // What was filled in without what is secret, for coming back to the form.
  const [filled, setFilled] = useState<ActionData | null>(null)
  const [error, setError] = useState<CallError | null>(null)
  // A ref, because a parameter may be a password: it lives as long as this dialog and is in no state that tools could show.
  const parameters = useRef<Parameters>((source.type === 'action' && source.parameters) || {})
  const [attempt, setAttempt] = useState(asks ? 0 : 1)

  useEffect(() => {
    if (attempt === 0) return
    const reading = new AbortController()
    const { signal } = reading
    planFrom(client, source, parameters.current, signal).then(
      (made) => {
        if (signal.aborted) return
        setPlan(made)
        setStep('planned')
      },
      (thrown: unknown) => {
        if (signal.aborted) return
        setError(toCallError(thrown))
        setStep(asks ? 'asking' : 'planned')
      },
    )
    return () => reading.abort()
  }, [client, source, asks, attempt])

  const make = () => {
    setPlan(null)
    setError(null)
    setStep('planning')
    setAttempt(attempt + 1)
  }
  const submit = (given: Parameters) => {
    parameters.current = given
    if (action) setFilled(filledIn(action, given))
    make()
  }
  const organization = organizations.length === 1 ? organizations[0] : undefined
  const name = organization?.name ?? holder ?? `${ids.length} organizations`
  // One that exists is called by name, as it was where it was chosen.
  const named = action?.target === 'each' && source.type === 'action' && (plan === null || plan.counts.total === 1) ? actionTitle(action, source.targets) : null
  const title = named ?? plan?.title ?? (action && source.type === 'action' ? actionTitle(action, source.targets) : titles[source.type])
  const failure = error && <ErrorView error={errorWords(error, { organization: name })} />
  const shared = { onCancel: onClose, onSubmit: submit, children: step === 'asking' && failure }
  const ownForm =
    action?.id === 'user.add' && organization ? (
      <NewUserForm {...shared} organization={organization.id} />
    ) : action?.id === 'user.edit' && source.type === 'action' ? (
      <EditUserForm {...shared} organization={organization?.id ?? null} id={onlyOne(source.selection)} targets={source.targets} />
    ) : action?.fields.some(({ type }) => type === 'changes') && source.type === 'action' ? (
      <EditObjectForm {...shared} action={action} organization={organization?.id ?? null} id={onlyOne(source.selection)} targets={source.targets} />
    ) : null
  return (
    <Dialog title={title} subtitle={holder && <Visible text={`Provider ${holder}`} />} organization={organization} width={step === 'planned' && plan ? 'review' : ownForm ? 'wide' : 'medium'} onClose={onClose}>
      {asks && ownForm && (
        // It stays while the plan is looked at, so that going back finds what was typed.
        <div hidden={step !== 'asking'} className="dialog-step">
          {ownForm}
        </div>
      )}
      {step === 'asking' && action && !ownForm && (
        <ParametersForm action={filled ?? action} organization={organization?.id ?? null} onCancel={onClose} onSubmit={submit}>
          {failure}
        </ParametersForm>
      )}
      {step === 'planning' && (
        <div className="dialog-form">
          <p role="status">Looking at what would change. Nothing is sent.</p>
          <footer className="dialog-actions">
            <button type="button" className="button" onClick={onClose}>
              Cancel
            </button>
          </footer>
        </div>
      )}
      {step === 'planned' && !plan && (
        <div className="dialog-form">
          {failure}
          <footer className="dialog-actions">
            <button type="button" className="button" onClick={onClose}>
              Close
            </button>
            <button type="button" className="button primary" onClick={make}>
              Plan again
            </button>
          </footer>
        </div>
      )}
      {step === 'planned' && plan && (
        <PlanReview
          key={plan.id}
          plan={plan}
          onAgain={source.type === 'made' ? null : make}
          onBack={asks ? () => setStep('asking') : (cameFrom(source, ids) && (() => useDialog.getState().open(cameFrom(source, ids)!)))}
          onClose={onClose}
          onStarted={({ id: job }) => {
            onClose()
            // Whoever was just added may get groups and directories in the same flow.
            if (organization && (source.type === 'import' || action?.id === 'user.add')) useDialog.getState().open({ name: 'assign', organization: organization.id, job })
            else if (action?.id === 'organization.create') useDialog.getState().open({ name: 'addFound', provider: ids[0]!, job })
            else useJobTray.getState().set(true)
          }}
        />
      )}
    </Dialog>
  )
}

const onlyOne = (selection: TargetSelection): ResourceId | null => (selection.type === 'ids' && selection.targets.length === 1 && selection.targets[0]!.ids.length === 1 ? selection.targets[0]!.ids[0]! : null)

/** The dialog that a plan was asked for in, to go back to what was decided there. */
function cameFrom(source: PlanSource, [organization]: readonly OrganizationId[]): OpenDialog | null {
  if (organization === undefined) return null
  if (source.type === 'action' && source.action === 'organization.create') return { name: 'newOrganization', provider: organization, given: source.parameters as unknown as NewOrganization }
  if (source.type === 'import') return { name: 'import', organization, from: source.from, opened: source.import }
  return source.type === 'assignment' ? { name: 'assign', organization, job: source.job } : null
}

const titles: { readonly [Type in PlanSource['type']]: string } = { action: 'Plan', undo: 'Take back a job', retry: 'Repeat what failed', made: 'Plan', import: 'Import users', assignment: 'Groups and directories for new people' }
