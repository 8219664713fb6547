// Makes the plan of a source. Straight through the client: parameters may be a password, which no cache may keep.

import type { Plan } from '../../../shared/actions/plan.ts'
import type { Client } from '../../../shared/contract/client.ts'
import type { PlanSource } from '../../stores/dialog.ts'
import type { Parameters } from './parameters-form.tsx'

export async function planFrom(client: Client, source: PlanSource, parameters: Parameters, signal: AbortSignal): Promise<Plan> {
  switch (source.type) {
    case 'action':
      return client.call('action.plan', { action: source.action, selection: source.selection, parameters }, { signal })
    case 'undo':
      return client.call('action.planUndo', { job: source.job }, { signal })
    case 'retry':
      return client.call('job.retryFailed', { job: source.job }, { signal })
    case 'import':
      return client.call('import.plan', { import: source.import, ...(source.state ? { state: source.state } : {}) }, { signal })
    case 'assignment':
      return client.call('import.planAssignment', { job: source.job, organization: source.organization, groups: [...source.groups], directories: [...source.directories], managers: source.managers }, { signal })
    case 'made':
      return (await client.call('action.getPlan', { plan: source.plan, show: 'all', start: 0, size: 0 }, { signal })).plan
  }
}
