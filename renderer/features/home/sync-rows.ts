// The lines of the sync table: kinds by section, and every edge together in one line that opens.

import type { SyncProgress } from '../../../shared/contract/sync.ts'
import { asOfText, coverageText } from '../../bridge/freshness.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { kindState, type KindProblem, type KindSummary } from '../../bridge/kind-state.ts'
import { kinds as registered, kindTitle } from '../../bridge/registry.ts'
import { edgeTitle, isEdge } from '../../bridge/registry-lists.ts'

export type RowState = 'waiting' | 'reading' | 'complete' | 'partial' | 'failed' | 'never' | 'notInPlan' | 'notAllowed'

export interface SyncRow {
  readonly kind: string
  readonly title: string
  readonly state: RowState
  readonly objects: number
  /** Announced by the service; null when it says none. */
  readonly total: number | null
  readonly note: string
}

// Worst first: one line stands for many.
const order: readonly RowState[] = ['failed', 'partial', 'reading', 'waiting', 'notAllowed', 'notInPlan', 'never', 'complete']

const titleOf = (kind: string): string => (isEdge(kind) ? edgeTitle(kind) : kindTitle(kind))

const leftOut: Readonly<Record<string, RowState>> = { 'api.not-entitled': 'notInPlan', 'api.forbidden': 'notAllowed' }

function noteOf(problem: KindProblem | null, organization: string, kind: string): string {
  return problem ? errorWords(problem, { organization, kind: titleOf(kind).toLowerCase() }).what : ''
}

export const rowsOfSync = (sync: SyncProgress, organization: string): SyncRow[] =>
  sync.kinds.map(({ kind, phase, objects, total, error }) => ({
    kind,
    title: titleOf(kind),
    state: (error && leftOut[error.code]) ?? phase,
    objects,
    total,
    note: noteOf(error, organization, kind),
  }))

export const rowsOfStore = (kinds: readonly KindSummary[], organization: string, now: number): SyncRow[] =>
  kinds.map((summary) => {
    const { type, problem } = kindState(summary)
    const { coverage } = summary
    return {
      kind: summary.kind,
      title: titleOf(summary.kind),
      state: type,
      objects: summary.total,
      total: null,
      note: type === 'complete' ? asOfText(coverage, now) : noteOf(problem, organization, summary.kind) || (type === 'never' ? '' : coverageText(coverage, now)),
    }
  })

export interface SyncTable {
  /** Kinds in the order of the registry, which is the portal's. */
  readonly rows: readonly SyncRow[]
  readonly edges: readonly SyncRow[]
  /** All edges in one line; null when there are none. */
  readonly together: SyncRow | null
}

export function syncTable(rows: readonly SyncRow[]): SyncTable {
  const rank = new Map(registered.map(({ kind }, at): [string, number] => [kind, at]))
  const sorted = [...rows].sort((left, right) => (rank.get(left.kind) ?? Infinity) - (rank.get(right.kind) ?? Infinity))
  const edges = sorted.filter((row) => isEdge(row.kind))
  return { rows: sorted.filter((row) => !isEdge(row.kind)), edges, together: edges.length > 0 ? sumOf(edges) : null }
}

function sumOf(edges: readonly SyncRow[]): SyncRow {
  const state = order.find((each) => edges.some((edge) => edge.state === each)) ?? 'complete'
  const ended = edges.filter((edge) => edge.state === 'complete').length
  return {
    kind: 'associations',
    title: 'Associations',
    // Some waiting while others are done is reading, whatever comes next.
    state: state === 'waiting' && ended > 0 ? 'reading' : state,
    objects: edges.reduce((sum, edge) => sum + edge.objects, 0),
    total: null,
    note: ended === edges.length ? `${edges.length} relations, all complete` : `${ended} of ${edges.length} relations complete`,
  }
}
