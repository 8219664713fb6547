// Offline: keeps the changes of a plan as drafts, or says why this plan cannot wait.

import type { Plan } from '../../../shared/actions/plan.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { useRun } from '../../bridge/use-run.ts'
import { useToasts } from '../../stores/toasts.ts'
import { ErrorView } from '../../ui/error-view.tsx'

export function KeepAsDrafts({ plan, onKept }: { plan: Pick<Plan, 'id' | 'draftProblem' | 'counts'>; onKept: () => void }) {
  const { run, isRunning, error } = useRun('draft.keep')
  const keep = async () => {
    const kept = await run({ plan: plan.id })
    if (!kept) return
    const left = plan.counts.total - kept.added
    useToasts.getState().show({ text: `${kept.added === 1 ? '1 draft' : `${kept.added.toLocaleString()} drafts`} kept${left > 0 ? `, ${left.toLocaleString()} left out` : ''}. ${kept.added === 1 ? 'It waits' : 'They wait'} under Jobs.`, tone: 'ok' })
    onKept()
  }
  if (plan.draftProblem !== null) {
    return (
      <p>
        <strong>JumpCloud cannot be reached, and this cannot wait as drafts.</strong> {plan.draftProblem} Do it when the connection is back.
      </p>
    )
  }
  return (
    <>
      <p>
        <strong>JumpCloud cannot be reached.</strong> These changes can wait as drafts: nothing is sent before they were compared with the service and looked at again.
      </p>
      <button type="button" className="button" disabled={isRunning} onClick={() => void keep()}>
        Keep as drafts
      </button>
      {error && <ErrorView error={errorWords(error)} />}
    </>
  )
}
