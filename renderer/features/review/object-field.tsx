// Choosing one object of a kind: a search over the copy, a few lines below it, the chosen one as the field's value.

import { useId, useMemo, useState } from 'react'
import type { OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import type { Cell } from '../../../shared/base/cell.ts'
import type { Input } from '../../../shared/contract/client.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { countText } from '../../bridge/freshness.ts'
import { kindData } from '../../bridge/registry.ts'
import { kindColumns } from '../../bridge/registry-columns.ts'
import { useCall } from '../../bridge/use-call.ts'
import { Visible } from '../../ui/visible.tsx'

interface ObjectFieldProps {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly organization: OrganizationId | null
  readonly isFirst: boolean
  readonly isRequired: boolean
  readonly hintId: string | undefined
}

const linesShown = 8

export function ObjectField({ organization, ...props }: ObjectFieldProps) {
  if (organization === null) return <p className="hint">Objects belong to one organization: choose targets of one only.</p>
  return <Chooser {...props} organization={organization} />
}

function Chooser({ id, name, kind: kindName, organization, isFirst, isRequired, hintId }: ObjectFieldProps & { readonly organization: OrganizationId }) {
  const kind = kindName as Kind
  const listId = useId()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<{ id: ResourceId; title: string } | null>(null)
  const question = useMemo(() => questionOf(organization, kind, text.trim()), [organization, kind, text])
  const { data } = useCall('snapshot.page', question, { keepPrevious: true })
  const rows = useMemo(() => (JSON.parse(data?.rowsJson ?? '[]') as [OrganizationId, ResourceId, ...Cell[]][]).map(([, row, ...cells]) => ({ id: row, title: cells.find((cell) => cell !== null && cell !== '')?.toString() ?? row })), [data])
  const { many, one } = kindData(kind).words
  return (
    <div className="object-field">
      <input id={id} className="input" type="search" autoComplete="off" autoFocus={isFirst} placeholder={`Search ${many}`} aria-describedby={hintId} aria-controls={listId} value={text} onChange={(event) => setText(event.target.value)} />
      <div id={listId} className="object-lines" role="radiogroup" aria-label={`Choose a ${one}`}>
        {chosen && rows.every((row) => row.id !== chosen.id) && <Line name={name} row={chosen} isChosen isRequired={isRequired} onChoose={() => undefined} />}
        {rows.map((row) => (
          <Line key={row.id} name={name} row={row} isChosen={row.id === chosen?.id} isRequired={isRequired} onChoose={() => setChosen(row)} />
        ))}
        {data?.total === 0 && <p className="hint">No {one} matches.</p>}
      </div>
      {data && data.total > linesShown && <p className="hint numeric">{countText(data.total, kind)}; search for others.</p>}
    </div>
  )
}

/** By name where the kind can be sorted by it. */
function questionOf(organization: OrganizationId, kind: Kind, search: string): Input<'snapshot.page'> {
  const { titlePaths, columns } = kindColumns(kind)
  const named = columns.filter(({ path }) => titlePaths.includes(path)).sort((left, right) => titlePaths.indexOf(left.path) - titlePaths.indexOf(right.path))
  const sort = named.filter(({ isSortable }) => isSortable).slice(0, 1).map(({ path }) => ({ column: path, descending: false }))
  return { scope: { type: 'one', organization }, kind, sort, columns: named.map(({ path }) => path), start: 0, size: linesShown, ...(search === '' ? {} : { search }) }
}

const Line = ({ name, row, isChosen, isRequired, onChoose }: { name: string; row: { id: ResourceId; title: string }; isChosen: boolean; isRequired: boolean; onChoose: () => void }) => (
  <label className="choice object-line">
    <input type="radio" name={name} value={row.id} required={isRequired} checked={isChosen} onChange={onChoose} />
    <Visible className="truncate" text={row.title} />
  </label>
)
