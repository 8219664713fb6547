// Somebody leaves: everything that has to happen chosen on one page, reviewed as one plan, run as one job. Nothing is sent before that.

import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import '../../../styles/offboarding.css'
import type { Plan } from '../../../../shared/actions/plan.ts'
import type { OrganizationId, ResourceId } from '../../../../shared/base/ids.ts'
import { useClient } from '../../../bridge/bridge-context.ts'
import { type CallError, toCallError } from '../../../bridge/call-error.ts'
import { errorWords } from '../../../bridge/error-text.ts'
import { useOrganization, useOrganizations } from '../../../bridge/organizations.ts'
import { useCall } from '../../../bridge/use-call.ts'
import { useRun } from '../../../bridge/use-run.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { ErrorView } from '../../../ui/error-view.tsx'
import { StepsPlan, type StepsQuestion } from '../steps-plan.tsx'
import { type Belongings, belongingsOf } from './belongings.ts'
import { OffboardingFields } from './offboarding-fields.tsx'
import { type Decision, firstChoices, questionOf, stepsOf } from './runbook.ts'

interface OffboardingDialogProps {
  readonly organization: OrganizationId
  readonly ids: readonly ResourceId[]
  /** "Ada Adler", "3 users" */
  readonly title: string
  readonly onClose: () => void
}

export function OffboardingDialog({ organization: organizationId, ids, title, onClose }: OffboardingDialogProps) {
  const client = useClient()
  const queries = useQueryClient()
  const organization = useOrganization(organizationId)
  const known = useOrganizations()
  const settings = useCall('settings.get', {}).data
  const save = useRun('settings.set')
  const [belongings, setBelongings] = useState<Belongings | null>(null)
  const [error, setError] = useState<CallError | null>(null)
  const [question, setQuestion] = useState<StepsQuestion | null>(null)
  const [plan, setPlan] = useState<Plan | null>(null)
  const [isNothing, setIsNothing] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const name = organization?.name ?? ''

  useEffect(() => {
    const reading = new AbortController()
    belongingsOf(client, organizationId, ids, reading.signal).then(
      (found) => !reading.signal.aborted && setBelongings(found),
      (thrown: unknown) => !reading.signal.aborted && setError(toCallError(thrown)),
    )
    return () => reading.abort()
  }, [client, organizationId, ids])

  const remember = async (decision: Decision) => {
    if (!settings) return
    const { at: _at, manager: _manager, ...choices } = decision
    const kept = Object.entries(settings.offboarding).filter(([id]) => known?.some((each) => each.id === id))
    const value = await save.run({ offboarding: { ...Object.fromEntries(kept), [organizationId]: choices } })
    if (value) queries.setQueryData(['settings.get', {}], value)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!form.current || !belongings) return
    const data = new FormData(form.current)
    const decision = decisionIn(data)
    if (data.has('remembers')) void remember(decision)
    const steps = stepsOf(decision, ids, belongings)
    setIsNothing(steps.length === 0)
    if (steps.length > 0) setQuestion(questionOf(organizationId, ids, steps))
  }
  const shared = { ...(organization ? { organization } : {}), onClose }
  return (
    <Dialog title={plan?.title ?? `Offboard ${title}`} width={plan ? 'review' : 'wide'} {...shared}>
      {question && <StepsPlan question={question} name={name} onPlanned={setPlan} onBack={() => setQuestion(null)} onClose={onClose} />}
      {/* Kept while its plan is shown: going back finds everything as it was chosen. */}
      <form ref={form} className="dialog-form" hidden={question !== null} onSubmit={submit}>
        {error && <ErrorView error={errorWords(error, { organization: name })} />}
        {(!belongings || !settings) && !error && <p role="status">Looking at what {title} {ids.length === 1 ? 'has' : 'have'}.</p>}
        {belongings && settings && <OffboardingFields organization={organizationId} name={name} title={title} count={ids.length} belongings={belongings} initial={settings.offboarding[organizationId] ?? firstChoices} isRemembered={settings.offboarding[organizationId] !== undefined} />}
        {isNothing && <p role="alert">Nothing was chosen that could be done.</p>}
        <footer className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button primary" disabled={!belongings || !settings}>
            Show the plan
          </button>
        </footer>
      </form>
    </Dialog>
  )
}

function decisionIn(data: FormData): Decision {
  const text = (name: string): string => String(data.get(name) ?? '')
  const at = text('at')
  const manager = text('manager')
  return {
    when: text('when') as Decision['when'],
    at: at === '' ? null : new Date(at).toISOString(),
    takesGroups: data.has('takesGroups'),
    takesDevices: data.has('takesDevices'),
    takesDirectories: data.has('takesDirectories'),
    takesAccess: data.has('takesAccess'),
    reports: (text('reports') || 'keep') as Decision['reports'],
    manager: manager === '' ? null : (manager as ResourceId),
  }
}
