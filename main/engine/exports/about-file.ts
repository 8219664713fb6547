// The side file of an export: what the numbers in it mean, when and from whom they are, and how to prove that it is unchanged.

import type { Instant } from '../../../shared/base/instant.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { ListQuestion } from '../../../shared/contract/snapshot.ts'
import type { Coverage } from '../../../shared/scope/coverage.ts'

export interface ExportFacts {
  readonly fileName: string
  readonly writtenAt: Instant
  readonly question: ListQuestion
  readonly headers: readonly string[]
  /** Only chosen objects of the list were written. */
  readonly isSelection: boolean
  readonly rows: number
  readonly sha256: string
  readonly organizations: readonly Organization[]
  readonly coverage: Coverage | null
}

export function aboutText({ fileName, writtenAt, question, headers, isSelection, rows, sha256, organizations, coverage }: ExportFacts): string {
  const hasDemo = organizations.some(({ isDemo }) => isDemo)
  const about = {
    file: fileName,
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
    coverage,
    sha256,
  }
  return `${JSON.stringify(about, null, 2)}\n`
}
