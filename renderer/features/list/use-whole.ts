// How many objects a list has without search and filters, as far as known.

import type { Kind } from '../../../shared/resources/index.ts'
import type { Scope } from '../../../shared/scope/scope.ts'
import { useCall } from '../../bridge/use-call.ts'

export function useWhole(scope: Scope, kind: Kind): number | undefined {
  const isOne = scope.type === 'one'
  const summary = useCall('snapshot.summary', { scope }, { isOff: !isOne })
  // The summaries of hundreds of organizations are a megabyte; an empty page carries the same number.
  const page = useCall('snapshot.page', { scope, kind, sort: [], columns: [], start: 0, size: 1 }, { isOff: isOne })
  return isOne ? summary.data?.organizations[0]?.kinds.find((each) => each.kind === kind)?.total : page.data?.total
}
