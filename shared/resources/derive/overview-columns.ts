// Registry → the numbers of the overview of all organizations, in the registry's order: kinds that are counted, and their measures.

import type { ResourceDescription, Tone } from '../define.ts'

export interface OverviewColumn {
  readonly kind: string
  /** Named filter behind the number; null for all objects of the kind. */
  readonly measure: string | null
  /** Head of the column. */
  readonly title: string
  /** The number in words, as it follows a count: "12 users without MFA". */
  readonly words: string
  readonly tone: Tone
  /** 0 for numbers that are no trouble. */
  readonly risk: number
  /** False for numbers that only the ranking of attention uses. */
  readonly isShown: boolean
}

export const overviewColumns = (resources: readonly ResourceDescription[]): OverviewColumn[] =>
  resources.flatMap(({ kind, words, filters, isCounted = false }): OverviewColumn[] => [
    ...(isCounted ? [{ kind, measure: null, title: words.title, words: words.many, tone: 'neutral' as const, risk: 0, isShown: true }] : []),
    ...filters.flatMap(({ id, measure }): OverviewColumn[] => {
      if (!measure || (measure.overview === undefined && measure.risk === undefined)) return []
      const { title, tone, overview, risk = 0 } = measure
      return [{ kind, measure: id, title: overview ?? title, words: title, tone, risk, isShown: overview !== undefined }]
    }),
  ])
