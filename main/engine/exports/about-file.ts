// The side file of an export: what the numbers in it mean, when and from whom they are, and how to prove that it is unchanged.

import type { Instant } from '../../../shared/base/instant.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { ListQuestion } from '../../../shared/contract/snapshot.ts'
import type { Coverage } from '../../../shared/scope/coverage.ts'
import { shareText } from '../../../shared/scope/share.ts'
import type { ExportFormat } from './row-format.ts'

export interface ExportFacts {
  readonly fileName: string
  readonly format: ExportFormat
  readonly writtenAt: Instant
  readonly question: ListQuestion
  /** Null where rows are whole objects. */
  readonly headers: readonly string[] | null
  /** Only chosen objects of the list were written. */
  readonly isSelection: boolean
  readonly rows: number
  readonly sha256: string
  readonly organizations: readonly Organization[]
  readonly coverage: Coverage | null
  /** What only this format has to say. */
  readonly notes: Readonly<Record<string, number>>
}

export function aboutText({ fileName, format, writtenAt, question, headers, isSelection, rows, sha256, organizations, coverage, notes }: ExportFacts): string {
  const hasDemo = organizations.some(({ isDemo }) => isDemo)
  const about = {
    file: fileName,
    format,
    writtenAt,
    ...(hasDemo ? { notice: 'Demo data: made up, not from JumpCloud.' } : {}),
    kind: question.kind,
    organizations: organizations.map(({ id, name, isDemo }) => ({ id, name, ...(isDemo ? { isDemo } : {}) })),
    filter: question.filter ?? null,
    search: question.search ?? null,
    sort: question.sort,
    isSelection,
    columns: headers,
    rows,
    ...notes,
    ...(coverage === null ? {} : { rowsAreOf: shareText(coverage), missing: coverage.missing.map(({ name }) => name), fromOlderReading: (coverage.behind ?? []).map(({ name }) => name) }),
    coverage,
    sha256,
  }
  return `${JSON.stringify(about, null, 2)}\n`
}
