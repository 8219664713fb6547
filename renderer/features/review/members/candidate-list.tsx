// The right side: a search over everybody of the organization; Enter adds the first who is not a member yet.

import { Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Cell } from '../../../../shared/base/cell.ts'
import type { OrganizationId, ResourceId } from '../../../../shared/base/ids.ts'
import { countText } from '../../../bridge/freshness.ts'
import { kindData } from '../../../bridge/registry.ts'
import { kindColumns } from '../../../bridge/registry-columns.ts'
import { useCall } from '../../../bridge/use-call.ts'
import { iconProps } from '../../../ui/icons.ts'
import { Visible } from '../../../ui/visible.tsx'
import type { Member, MemberDraft } from './draft-members.ts'

interface CandidateListProps {
  readonly organization: OrganizationId
  readonly kind: 'user' | 'device'
  readonly memberIds: ReadonlySet<ResourceId>
  readonly draft: MemberDraft
  readonly onDecide: (people: readonly Member[], to: 'in' | 'out') => void
}

const linesShown = 100

/** Beside the name, what tells two of the same name apart. */
const secondPath = { user: 'email', device: 'serialNumber' } as const

export function CandidateList({ organization, kind, memberIds, draft, onDecide }: CandidateListProps) {
  const [text, setText] = useState('')
  const { titlePaths, columns } = kindColumns(kind)
  const search = text.trim()
  const question = useMemo(() => {
    const paths = [...titlePaths, secondPath[kind]]
    const first = columns.find(({ path, isSortable }) => path === titlePaths[0] && isSortable)
    return { scope: { type: 'one', organization } as const, kind, sort: first ? [{ column: first.path, descending: false }] : [], columns: paths, start: 0, size: linesShown, ...(search === '' ? {} : { search }) }
  }, [organization, kind, titlePaths, columns, search])
  const { data } = useCall('snapshot.page', question, { keepPrevious: true })
  const rows = useMemo(() => (JSON.parse(data?.rowsJson ?? '[]') as [OrganizationId, ResourceId, ...Cell[]][]).map(([, id, ...cells]) => ({ id, title: cells.find((cell) => cell !== null && cell !== '')?.toString() ?? id, second: cells.at(-1)?.toString() ?? '' })), [data])
  const isIn = (id: ResourceId): boolean => draft.added.has(id) || (memberIds.has(id) && !draft.removed.has(id))
  const first = rows.find(({ id }) => !isIn(id))
  const { many, one } = kindData(kind).words
  return (
    <>
      <input
        className="input"
        type="search"
        autoComplete="off"
        autoFocus
        aria-label={`Search ${many}`}
        placeholder={`Search ${many}; Enter adds the first`}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || !first) return
          event.preventDefault()
          onDecide([first], 'in')
        }}
      />
      <ul className="members-lines" aria-label={`${kindData(kind).words.title} to add`}>
        {rows.map((row) => (
          <li key={row.id} className={`members-line ${isIn(row.id) ? 'is-in' : ''}`}>
            <Visible className="truncate" text={row.title} />
            {row.second !== row.title && <Visible className="truncate muted" text={row.second} />}
            <span className="pane-space" />
            {isIn(row.id) ? (
              <span className="muted">{draft.added.has(row.id) ? 'will be added' : 'member'}</span>
            ) : (
              <button type="button" className="icon-button" aria-label={`Add ${row.title}`} title="Add" onClick={() => onDecide([row], 'in')}>
                <Plus {...iconProps} size={14} />
              </button>
            )}
          </li>
        ))}
        {data?.total === 0 && <li className="muted members-none">No {one} matches.</li>}
      </ul>
      {data && data.total > linesShown && <p className="hint numeric">The first {linesShown} of {countText(data.total, kind)}; search for others.</p>}
    </>
  )
}
