// Changes that wait: listed, planned anew against the world as it is, and where somebody else was there first, decided one by one.

import { useState } from 'react'
import '../../../styles/change-rows.css'
import '../../../styles/review.css'
import '../../../styles/drafts.css'
import type { Plan, PlannedRow } from '../../../../shared/actions/plan.ts'
import type { DraftId } from '../../../../shared/base/ids.ts'
import { limits } from '../../../../shared/base/limits.ts'
import type { Output } from '../../../../shared/contract/client.ts'
import { useClient } from '../../../bridge/bridge-context.ts'
import { type CallError, toCallError } from '../../../bridge/call-error.ts'
import { errorWords } from '../../../bridge/error-text.ts'
import { useCall } from '../../../bridge/use-call.ts'
import { useJobTray } from '../../../stores/job-tray.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { ErrorView } from '../../../ui/error-view.tsx'
import { PlanReview } from '../plan-review.tsx'
import { DraftConflicts } from './draft-conflicts.tsx'
import { DraftList } from './draft-list.tsx'

export type Draft = Output<'draft.list'>[number]

/** A draft whose object somebody else changed meanwhile. */
export interface Conflict {
  readonly draft: Draft
  readonly values: PlannedRow['conflict']
}

type Step = { readonly name: 'list' } | { readonly name: 'planning' } | { readonly name: 'conflicts'; readonly drafts: readonly Draft[]; readonly conflicts: readonly Conflict[] } | { readonly name: 'planned'; readonly plan: Plan }

export function DraftsDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useClient()
  const { data: drafts, error: listError } = useCall('draft.list', {})
  const [step, setStep] = useState<Step>({ name: 'list' })
  const [error, setError] = useState<CallError | null>(null)

  /** `mine` are the drafts that shall win over what somebody else did. */
  const plan = async (chosen: readonly Draft[], mine: readonly DraftId[]) => {
    setError(null)
    setStep({ name: 'planning' })
    try {
      const made = await client.call('draft.plan', { drafts: chosen.map(({ id }) => id), mine: [...mine] })
      const conflicts = mine.length === 0 ? await conflictsOf(made, chosen) : []
      setStep(conflicts.length > 0 ? { name: 'conflicts', drafts: chosen, conflicts } : { name: 'planned', plan: made })
    } catch (thrown) {
      setError(toCallError(thrown))
      setStep({ name: 'list' })
    }
  }
  const conflictsOf = async (made: Plan, chosen: readonly Draft[]): Promise<Conflict[]> => {
    if (made.counts.conflict === 0) return []
    const { rows } = await client.call('action.getPlan', { plan: made.id, show: 'conflict', start: 0, size: limits.pageRowsMax })
    // Rows of this plan stand in the order of its drafts.
    return rows.flatMap(({ position, conflict, verdict }) => (chosen[position] && verdict === 'refused' ? [{ draft: chosen[position], values: conflict }] : []))
  }
  const decide = async (all: readonly Draft[], mine: readonly DraftId[], theirs: readonly DraftId[]) => {
    try {
      if (theirs.length > 0) await client.call('draft.remove', { drafts: [...theirs] })
      const left = all.filter(({ id }) => !theirs.includes(id))
      if (left.length > 0) await plan(left, mine)
      else setStep({ name: 'list' })
    } catch (thrown) {
      setError(toCallError(thrown))
      setStep({ name: 'list' })
    }
  }
  const remove = (ids: readonly DraftId[]) => client.call('draft.remove', { drafts: [...ids] }).then(() => undefined, (thrown: unknown) => setError(toCallError(thrown)))
  const failure = error ?? (listError as CallError | null)
  return (
    <Dialog title={step.name === 'planned' ? step.plan.title : 'Drafts'} width="review" onClose={onClose}>
      {step.name === 'list' && (
        <DraftList drafts={drafts ?? null} onPlan={(chosen) => void plan(chosen, [])} onRemove={remove} onClose={onClose}>
          {failure && <ErrorView error={errorWords(failure)} />}
        </DraftList>
      )}
      {step.name === 'planning' && (
        <div className="dialog-form">
          <p role="status">Comparing the drafts with what the service has now. Nothing is sent.</p>
        </div>
      )}
      {step.name === 'conflicts' && <DraftConflicts conflicts={step.conflicts} onBack={() => setStep({ name: 'list' })} onDecide={(mine, theirs) => void decide(step.drafts, mine, theirs)} />}
      {step.name === 'planned' && (
        <PlanReview
          key={step.plan.id}
          plan={step.plan}
          onAgain={null}
          onBack={() => setStep({ name: 'list' })}
          onClose={onClose}
          onStarted={() => {
            onClose()
            useJobTray.getState().set(true)
          }}
        />
      )}
    </Dialog>
  )
}
