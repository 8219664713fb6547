// The short way back: plans the reverse of a job and starts it at once where the plan holds no surprise; else the plan is shown.

import { useState } from 'react'
import type { Plan } from '../../../shared/actions/plan.ts'
import type { Job } from '../../../shared/actions/plan.ts'
import { useClient } from '../../bridge/bridge-context.ts'
import { toCallError } from '../../bridge/call-error.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { useKeepJob } from '../../bridge/jobs.ts'
import { useDialog } from '../../stores/dialog.ts'
import { useToasts } from '../../stores/toasts.ts'

/** Nothing in it that a person has to look at: every row goes back, and nothing but that. */
export const isPlain = ({ class: actionClass, counts, organizations }: Pick<Plan, 'class' | 'counts' | 'organizations'>): boolean =>
  actionClass === 'B' && counts.change === counts.total && counts.change > 0 && counts.conflict === 0 && counts.irreversible === 0 && organizations.every(({ problem }) => problem === null)

export function useUndo(): { readonly isRunning: boolean; readonly undo: (job: Job['id']) => Promise<void> } {
  const client = useClient()
  const keepJob = useKeepJob()
  const [isRunning, setIsRunning] = useState(false)
  const undo = async (job: Job['id']) => {
    setIsRunning(true)
    try {
      const plan = await client.call('action.planUndo', { job })
      if (isPlain(plan)) keepJob(await client.call('action.start', { plan: plan.id, confirmation: { changes: plan.counts.change } }))
      else useDialog.getState().open({ name: 'plan', source: { type: 'made', plan: plan.id }, organizations: plan.organizations.map((each) => each.organization) })
    } catch (thrown) {
      const { what, safe } = errorWords(toCallError(thrown))
      useToasts.getState().show({ text: `Not taken back. ${what} ${safe}`, tone: 'bad' })
    }
    setIsRunning(false)
  }
  return { isRunning, undo }
}
