// The numbers of every organization of a scope beside one another: summary rows and one row of days each, whatever there is of objects.

import { limits } from '../../../shared/base/limits.ts'
import type { Output, ParsedInput } from '../../../shared/contract/client.ts'
import { overviewColumns } from '../../../shared/resources/derive/overview-columns.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { isInScope } from '../../../shared/scope/members.ts'
import { isLeftOut } from '../../../shared/scope/left-out.ts'
import { coverScope } from './coverage.ts'
import type { Pass } from './passes.ts'
import type { Reading } from './readings.ts'
import { dayOf, readTrend } from './trend.ts'

/** A list that nobody asked for yet, or that plan or rights leave out, is a dash in its own column and no trouble of the others. */
const isUnseen = (pass: Pass | undefined): boolean => pass === undefined || (pass.completeAt === null && pass.error !== null && isLeftOut(pass.error.code))

export async function readOverview({ session, layout, state }: Reading, { scope, trend }: ParsedInput<'snapshot.overview'>, nowMs: number): Promise<Output<'snapshot.overview'>> {
  const columns = overviewColumns([...layout.tables.values()].map(({ resource }) => resource))
  const shown = state.organizations.filter(({ organization }) => isInScope(scope, organization))
  const days = new Map((await session.all<{ organization: number; days: string }>('SELECT organization, days FROM trend WHERE kind = ?', [trend.kind])).map((row) => [row.organization, row.days]))
  return {
    columns: columns.map(({ kind, measure }) => ({ kind: kind as Kind, measure })),
    organizations: shown.map(({ rank, organization }) => ({
      organization: organization.id,
      counts: columns.map(({ kind, measure }) => {
        const summary = state.summary(rank, kind)
        // Nought of what was never read would be a lie.
        if (!state.pass(rank, kind)?.completeAt || !summary) return null
        return measure === null ? summary.total : (summary.measures[measure] ?? null)
      }),
      trend: readTrend(days.get(rank), trend.measure, dayOf(nowMs), limits.trendDaysMax),
    })),
    // Of all the numbers, not only of those whose days are drawn: a list of any of them that failed makes its organization one that is behind.
    coverage: coverScope(scope, [...new Set([trend.kind, ...columns.flatMap(({ kind, isShown }) => (isShown ? [kind] : []))])], state.organizations, state.pass, (kind, pass) => kind !== trend.kind && isUnseen(pass)).coverage,
  }
}
