// Several changes put together by a screen: their plan is made and reviewed where they were chosen, so that the way back keeps them.

import { type ReactNode, useEffect, useState } from 'react'
import '../../styles/change-rows.css'
import '../../styles/review.css'
import type { Plan } from '../../../shared/actions/plan.ts'
import type { Input } from '../../../shared/contract/client.ts'
import { useClient } from '../../bridge/bridge-context.ts'
import { type CallError, toCallError } from '../../bridge/call-error.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { useJobTray } from '../../stores/job-tray.ts'
import { ErrorView } from '../../ui/error-view.tsx'
import { PlanReview } from './plan-review.tsx'

export type StepsQuestion = Input<'action.planSteps'>

interface StepsPlanProps {
  readonly question: StepsQuestion
  /** Name of the organization, for what went wrong. */
  readonly name: string
  readonly onBack: () => void
  readonly onClose: () => void
  /** The plan, once there is one, for its heading; the same function at every render. */
  readonly onPlanned: (plan: Plan | null) => void
}

export function StepsPlan({ question, name, onBack, onClose, onPlanned }: StepsPlanProps): ReactNode {
  const client = useClient()
  const [plan, setPlan] = useState<Plan | null>(null)
  const [error, setError] = useState<CallError | null>(null)
  const [attempt, setAttempt] = useState(1)

  useEffect(() => {
    const reading = new AbortController()
    const { signal } = reading
    client.call('action.planSteps', question, { signal }).then(
      (made) => {
        if (signal.aborted) return
        setPlan(made)
        onPlanned(made)
      },
      (thrown: unknown) => !signal.aborted && setError(toCallError(thrown)),
    )
    return () => reading.abort()
  }, [client, question, attempt, onPlanned])

  const again = () => {
    setPlan(null)
    setError(null)
    setAttempt(attempt + 1)
  }
  const back = () => {
    onPlanned(null)
    onBack()
  }
  if (plan) {
    return (
      <PlanReview
        key={plan.id}
        plan={plan}
        onAgain={again}
        onBack={back}
        onClose={onClose}
        onStarted={() => {
          onClose()
          useJobTray.getState().set(true)
        }}
      />
    )
  }
  return (
    <div className="dialog-form">
      {error ? <ErrorView error={errorWords(error, { organization: name })} /> : <p role="status">Looking at what would change. Nothing is sent.</p>}
      <footer className="dialog-actions">
        <button type="button" className="button" onClick={back}>
          Back
        </button>
        {error && (
          <button type="button" className="button primary" onClick={again}>
            Plan again
          </button>
        )}
      </footer>
    </div>
  )
}
