// Menus, plans, starting and taking back. Whether something may start is main's effect gate; what it is, is the plan's.

import { throwIfCancelled } from '../../../shared/base/cancel.ts'
import { writeLedger } from '../exports/ledger-export.ts'
import type { EngineSession } from '../session.ts'
import type { EngineHandlers } from './handlers.ts'

type Names = Extract<keyof EngineHandlers, `action.${string}` | `draft.${string}` | `exception.${string}` | `ledger.${string}` | 'engine.planFacts' | 'engine.jobFacts' | 'engine.writeLedger'>

export function actionHandlers(session: EngineSession): Pick<EngineHandlers, Names> {
  const actions = () => session.open().actions
  const ledger = () => session.open().store.ledger
  return {
    'action.menu': ({ selection }) => actions().menu(selection),
    'action.plan': (input, { signal }) => actions().plan(input, signal),
    'action.planSteps': (input, { signal }) => actions().planSteps(input, signal),
    'action.match': (input) => actions().match(input),
    'action.getPlan': ({ plan, show, organization, start, size }) => actions().getPlan(plan, { show, start, size, ...(organization && { organization }) }),
    'action.start': ({ plan, confirmation }, { signal }) => {
      throwIfCancelled(signal)
      return actions().start(plan, confirmation)
    },
    'action.planUndo': ({ job, positions }, { signal }) => actions().planUndo(job, positions, signal),
    'engine.planFacts': ({ plan }) => actions().planFacts(plan),
    'engine.jobFacts': ({ job }) => actions().jobFacts(job),

    'draft.list': ({ organization }) => actions().drafts(organization),
    'draft.keep': ({ plan }) => actions().keepDrafts(plan),
    'draft.plan': ({ drafts, mine }, { signal }) => actions().planDrafts(drafts, mine, signal),
    'draft.remove': async ({ drafts }) => {
      await actions().removeDrafts(drafts)
      return null
    },

    'exception.list': ({ organization }) => actions().exceptions(organization),

    'ledger.page': ({ filter, start, size }) => ledger().lines(filter, start, size),
    'ledger.check': () => ledger().check(),
    'engine.writeLedger': ({ path, format, filter }) => writeLedger(ledger(), path, format, filter),
  }
}
