// What an object is bound to over one relation: titles that lead to the object, a page of a hundred at a time.

import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { ResourceId } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { countText, coverageText } from '../../bridge/freshness.ts'
import type { Relation } from '../../bridge/registry-lists.ts'
import { kindData } from '../../bridge/registry.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useDialog } from '../../stores/dialog.ts'
import { useWay } from '../../stores/pane-context.ts'
import { listOf } from '../../stores/place.ts'
import { ErrorView } from '../../ui/error-view.tsx'
import { useNow } from '../../ui/use-now.ts'
import { Visible } from '../../ui/visible.tsx'
import { UnbindButton } from './unbind-button.tsx'

interface RelatedTabProps {
  readonly organization: Organization
  readonly kind: Kind
  readonly id: ResourceId
  readonly title: string
  readonly relation: Relation
}

export function RelatedTab(props: RelatedTabProps) {
  const { organization, kind, id, title, relation } = props
  return (
    <>
      {(kind === 'userGroup' || kind === 'deviceGroup') && relation.end === 'to' && (
        <div className="tab-tools">
          <button type="button" className="button" onClick={() => useDialog.getState().open({ name: 'members', organization: organization.id, kind, id, title })}>
            Edit members…
          </button>
        </div>
      )}
      <RelatedLines {...props} />
    </>
  )
}

function RelatedLines({ organization, kind, id, title, relation: { edge, target, end } }: RelatedTabProps) {
  const [size, setSize] = useState<number>(limits.pageRowsDefault)
  const { data, error } = useCall('snapshot.related', { organization: organization.id, kind, id, edge, target, start: 0, size }, { keepPrevious: true })
  const now = useNow(60_000)
  const { go } = useWay()
  const { many } = kindData(target).words
  if (error) return <ErrorView error={errorWords(error, { organization: organization.name, kind: many })} />
  if (!data) return null
  if (data.total === 0) {
    return (
      <p className="muted">
        {data.coverage.isComplete ? `${end === 'from' ? 'In no' : 'No'} ${many}.` : `No ${many} were read.`} {coverageText(data.coverage, now)}.
      </p>
    )
  }
  const isMore = data.total > data.rows.length
  return (
    <>
      <ul className="related" aria-label={kindData(target).words.title}>
        {data.rows.map((row) => (
          <li key={row.id} className="bound-line">
            <button type="button" className="related-line" onClick={(event) => go(listOf(organization.id, target, { open: { id: row.id, tab: 'details' } }), event)}>
              <Visible className="truncate" text={row.title} />
              <ChevronRight size={14} strokeWidth={1.75} aria-hidden />
            </button>
            <UnbindButton organization={organization.id} kind={kind} id={id} title={title} other={{ kind: target, id: row.id, title: row.title }} />
          </li>
        ))}
      </ul>
      {isMore && size < limits.pageRowsMax && (
        <button type="button" className="button" onClick={() => setSize(Math.min(size + limits.pageRowsDefault, limits.pageRowsMax))}>
          Show more of {countText(data.total, target)}
        </button>
      )}
      {isMore && size >= limits.pageRowsMax && (
        <p className="muted">
          The first {data.rows.length} of {countText(data.total, target)}.
        </p>
      )}
      <p className="muted">{coverageText(data.coverage, now)}.</p>
    </>
  )
}
