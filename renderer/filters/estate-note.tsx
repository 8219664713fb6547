// How complete an answer about several organizations is: always "n of m, oldest …", and the names of those that are missing or behind.

import { TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'
import { instantToMs } from '../../shared/base/instant.ts'
import type { Coverage } from '../../shared/scope/coverage.ts'
import { estateCoverage, type MissingOrganization } from '../bridge/coverage-words.ts'
import { timeText } from '../bridge/freshness.ts'
import { useLatest } from '../bridge/use-topic.ts'
import { iconProps } from '../ui/icons.ts'
import { useNow } from '../ui/use-now.ts'
import { pictureText } from '../ui/visible-text.ts'

/** Names said on the line itself; more are behind a click. */
const namedMax = 8

export function EstateNote({ coverage, what }: { coverage: Coverage; what: string }) {
  const now = useNow(60_000)
  const progresses = useLatest('sync.progressed')
  const waiting = useMemo(() => new Set(progresses?.flatMap(({ organization, waitingUntil }) => ((instantToMs(waitingUntil) ?? 0) > now ? [organization as string] : [])) ?? []), [progresses, now])
  const { text, isWhole, missing, behind } = estateCoverage(coverage, now, waiting)
  if (isWhole) {
    return (
      <p className="estate-note" role="status">
        {what}: {text}
      </p>
    )
  }
  return (
    <div className="estate-note is-partial" role="status">
      <TriangleAlert {...iconProps} size={14} />
      <span>
        {what}: {text}.
      </span>
      <Names title="Missing" all={missing} now={now} />
      <Names title="Shown from an older reading" all={behind} now={now} />
    </div>
  )
}

function Names({ title, all, now }: { title: string; all: readonly MissingOrganization[]; now: number }) {
  if (all.length === 0) return null
  const words = ({ name, why, at }: MissingOrganization) => `${pictureText(name)} (${why}${at ? `, data of ${timeText(at, now)}` : ''})`
  if (all.length <= namedMax) {
    return (
      <span>
        {title}: {all.map(words).join(', ')}.
      </span>
    )
  }
  return (
    <details>
      <summary>
        {title}: {all.length.toLocaleString()} organizations
      </summary>
      <ul>
        {all.map((each) => (
          <li key={each.organization}>{words(each)}</li>
        ))}
      </ul>
    </details>
  )
}
