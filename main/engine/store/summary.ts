// Totals and measures per organization and kind: summary rows only, however many objects there are.

import type { Output, ParsedInput } from '../../../shared/contract/client.ts'
import { isInScope, oneOrganization } from '../../../shared/scope/members.ts'
import { coverScope } from './coverage.ts'
import type { Reading } from './readings.ts'

export function readSummary({ layout, state }: Reading, { scope }: ParsedInput<'snapshot.summary'>): Output<'snapshot.summary'> {
  const shown = state.organizations.filter(({ organization }) => isInScope(scope, organization))
  return {
    organizations: shown.map((entry) => ({
      organization: entry.organization.id,
      kinds: [...layout.tables.keys()].map((kind) => {
        const summary = state.summary(entry.rank, kind)
        const { coverage } = coverScope(oneOrganization(entry.organization.id), [kind], [entry], state.pass)
        return { kind, total: summary?.total ?? 0, measures: { ...summary?.measures }, coverage }
      }),
    })),
  }
}
