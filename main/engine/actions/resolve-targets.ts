// A selection → the frozen list of its targets, in its order, with the revision of the copies it was taken from.

import { AppError } from '../../../shared/base/app-error.ts'
import type { OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { TargetSelection } from '../../../shared/contract/action.ts'
import type { Coverage } from '../../../shared/scope/coverage.ts'
import type { ActionParts } from './parts.ts'

export interface Target {
  readonly organization: OrganizationId
  readonly id: ResourceId | null
  /** Win over those of the plan. */
  readonly parameters?: Readonly<Record<string, unknown>>
}

export interface ResolvedTargets {
  readonly targets: readonly Target[]
  /** All that the selection covers; more than `targets` when only the first were asked for. */
  readonly total: number
  readonly revision: number
  /** Organizations of a question that could not answer it, and why. */
  readonly missing: Coverage['missing']
}

/** @param max targets that are wanted; a plan wants all and refuses more than it can hold */
export async function resolveTargets({ store }: Pick<ActionParts, 'store'>, selection: TargetSelection, max?: number): Promise<ResolvedTargets> {
  const kind = selection.type === 'matching' ? selection.question.kind : selection.kind
  const revisionNow = async (): Promise<number> => (await store.page({ scope: { type: 'all' }, kind, columns: [], sort: [], start: 0, size: 1 })).revision
  const within = (total: number): void => {
    if (max === undefined && total > limits.planRowsMax) throw new AppError('plan.too-large', { total, limit: limits.planRowsMax })
  }
  switch (selection.type) {
    case 'ids': {
      const seen = new Set<string>()
      const all = selection.targets.flatMap(({ organization, ids }) =>
        ids.flatMap((id): Target[] => {
          const key = `${organization} ${id}`
          if (seen.has(key)) return []
          seen.add(key)
          return [{ organization, id }]
        }),
      )
      within(all.length)
      return { targets: max === undefined ? all : all.slice(0, max), total: all.length, revision: await revisionNow(), missing: [] }
    }
    case 'new':
      return { targets: selection.items.map((parameters) => ({ organization: selection.organization, id: null, parameters })), total: selection.items.length, revision: await revisionNow(), missing: [] }
    case 'matching': {
      if (max !== undefined) {
        const { rowsJson, total, revision, coverage } = await store.page({ ...selection.question, columns: [], start: 0, size: Math.min(max, limits.pageRowsMax) })
        return { targets: rowsOf(rowsJson), total, revision, missing: coverage.missing }
      }
      const revision = await revisionNow()
      const targets: Target[] = []
      let missing: Coverage['missing'] = []
      await store.eachSlice({ ...selection.question, columns: [] }, async (slice) => {
        within(slice.total)
        missing = slice.coverage.missing
        targets.push(...rowsOf(slice.rowsJson))
      })
      return { targets, total: targets.length, revision, missing }
    }
  }
}

const rowsOf = (rowsJson: string): Target[] => (JSON.parse(rowsJson) as [OrganizationId, ResourceId][]).map(([organization, id]) => ({ organization, id }))
