// A line above a list whose newest reading did not end well: how old the rows are, and why they are not newer.

import { TriangleAlert } from 'lucide-react'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import type { Coverage } from '../../../shared/scope/coverage.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { asOfText } from '../../bridge/freshness.ts'
import { kindState } from '../../bridge/kind-state.ts'
import { useSync } from '../../bridge/organizations.ts'
import { kindData } from '../../bridge/registry.ts'
import { iconProps } from '../../ui/icons.ts'
import { useNow } from '../../ui/use-now.ts'

interface CoverageNoteProps {
  readonly organization: Organization
  readonly kind: Kind
  readonly coverage: Coverage | null
  readonly total: number
}

export function CoverageNote({ organization, kind, coverage, total }: CoverageNoteProps) {
  const progress = useSync(organization.id)?.kinds.find((each) => each.kind === kind)
  const now = useNow(60_000)
  if (!coverage || total === 0) return null
  const { type, problem } = kindState({ total, coverage }, progress)
  if (type !== 'partial') return null
  const why = problem ? errorWords(problem, { organization: organization.name, kind: kindData(kind).words.many }).what : null
  return (
    <p className="coverage-note" role="status">
      <TriangleAlert {...iconProps} size={14} />
      <span>
        {coverage.isComplete ? asOfText(coverage, now) : 'This list is incomplete'}
        {why ? `; the last reading failed: ${why}` : '; the last reading did not reach its end.'}
      </span>
    </p>
  )
}
