// Settings of all organizations beside one another: what most have, who differs, compared with the majority or with a golden organization.

import '../../styles/estate.css'
import { Table2 } from 'lucide-react'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import type { Cell } from '../../../shared/base/cell.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { timeText } from '../../bridge/freshness.ts'
import { useOrganizations } from '../../bridge/organizations.ts'
import { kindData } from '../../bridge/registry.ts'
import { kindColumns } from '../../bridge/registry-columns.ts'
import { useCall } from '../../bridge/use-call.ts'
import { EstateNote } from '../../filters/estate-note.tsx'
import { ScopePicker } from '../../filters/scope-picker.tsx'
import { cellText } from '../../grid/cell-text.ts'
import { useWay } from '../../stores/pane-context.ts'
import { type EstateScope, listOf, matrixOf as matrixPlaceOf } from '../../stores/place.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { iconProps } from '../../ui/icons.ts'
import { useNow } from '../../ui/use-now.ts'
import { pictureText } from '../../ui/visible-text.ts'
import { matrixOf } from './compare.ts'
import { MatrixTable } from './matrix-table.tsx'

/** What can be compared: the record of settings, and kinds whose objects are rules that customers should share. */
const comparedKinds: readonly Kind[] = ['organization', 'passwordPolicy', 'conditionalAccessPolicy', 'ipList', 'policy', 'policyGroup', 'userGroup', 'deviceGroup', 'application', 'command', 'softwareApp', 'role', 'directory']

const titleOfKind = (kind: Kind): string => (kind === 'organization' ? 'Settings' : kindData(kind).words.title)

export function MatrixPage({ scope }: { scope: EstateScope }) {
  const organizations = useOrganizations()
  const [kind, setKind] = useState<Kind>('organization')
  const [golden, setGolden] = useState<OrganizationId | null>(null)
  const [search, setSearch] = useState('')
  const [areOutliersOnly, setOutliersOnly] = useState(false)
  const answer = useCall('snapshot.matrix', { scope, kind }, { keepPrevious: true })
  const now = useNow(60_000)
  const { go } = useWay()
  // While another kind is read, the old lines keep their own names.
  const isFresh = !answer.isPlaceholderData
  const shownKind = useDeferredValue(isFresh ? kind : null) ?? kind

  const byId = useMemo(() => new Map((organizations ?? []).map((each) => [each.id, each])), [organizations])
  const columns = useMemo(() => new Map(kindColumns(shownKind).columns.map((column) => [column.path, column])), [shownKind])
  const stand = useMemo(() => kindColumns(shownKind).columns.find((column) => column.isShown && (column.type === 'boolean' || column.type === 'choice')), [shownKind])
  const isRecord = shownKind === 'organization'
  const titleOf = useCallback((key: string) => pictureText(isRecord ? (columns.get(key)?.title ?? key) : key), [columns, isRecord])
  const textOf = useCallback(
    (key: string, cell: Cell) => {
      const column = isRecord ? columns.get(key) : stand
      if (!isRecord && cell === null) return { text: 'none', isEmpty: true }
      if (!isRecord && !column) return { text: 'there' }
      return column ? cellText(column, cell, now) : { text: String(cell ?? '–') }
    },
    [columns, isRecord, stand, now],
  )
  const ages = useMemo(() => new Map((answer.data?.coverage.behind ?? []).map(({ organization, at }) => [organization, timeText(at, now)])), [answer.data, now])
  const matrix = useMemo(() => answer.data && matrixOf(answer.data, golden), [answer.data, golden])
  const needle = search.trim().toLowerCase()
  const shown = useMemo(
    () => matrix && { ...matrix, lines: matrix.lines.filter((line) => (!areOutliersOnly || line.outliers > 0) && titleOf(line.key).toLowerCase().includes(needle)) },
    [matrix, areOutliersOnly, titleOf, needle],
  )
  const differing = matrix?.lines.filter(({ outliers }) => outliers > 0).length ?? 0
  const open = (organization: OrganizationId, key: string) => go(isRecord ? { page: 'securitySettings', organization } : listOf(organization, shownKind, { search: key.slice(0, 200) }))

  return (
    <div className="matrix">
      <div className="list-toolbar" data-region="toolbar" role="group" aria-label="Comparison tools">
        <h1>Compare settings</h1>
        <span role="status" className="list-count numeric">
          {matrix && answer.data ? `${differing.toLocaleString()} of ${matrix.lines.length.toLocaleString()} differ between ${answer.data.organizations.length.toLocaleString()} organizations` : ''}
        </span>
        <span className="pane-space" />
        <ScopePicker scope={scope} onChange={(next) => go(matrixPlaceOf(next))} />
        <select className="input" aria-label="What to compare" value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
          {comparedKinds.map((each) => (
            <option key={each} value={each}>
              {titleOfKind(each)}
            </option>
          ))}
        </select>
        <select className="input matrix-golden" aria-label="Compare with" value={golden ?? ''} onChange={(event) => setGolden((event.target.value || null) as OrganizationId | null)}>
          <option value="">With what most have</option>
          {answer.data?.organizations.map((id) => (
            <option key={id} value={id}>
              With {pictureText(byId.get(id)?.name ?? id)}
            </option>
          ))}
        </select>
        <input className="input" type="text" aria-label="Search settings" placeholder="Search settings" value={search} onChange={(event) => setSearch(event.target.value)} />
        <label className="choice">
          <input type="checkbox" checked={areOutliersOnly} onChange={(event) => setOutliersOnly(event.target.checked)} />
          <span>Differences only</span>
        </label>
      </div>
      {answer.error && (
        <ErrorView error={errorWords(answer.error)}>
          <button type="button" className="button" onClick={() => void answer.refetch()}>
            Retry
          </button>
        </ErrorView>
      )}
      {answer.data && <EstateNote coverage={answer.data.coverage} what={titleOfKind(kind)} />}
      {answer.data?.isCut && <p className="coverage-note">There is more than this page compares; choose fewer organizations to see all of it.</p>}
      {shown && answer.data && shown.lines.length > 0 && answer.data.organizations.length > 0 ? (
        <MatrixTable matrix={shown} organizations={answer.data.organizations} {...{ byId, golden, ages, titleOf, textOf }} onOpen={open} />
      ) : (
        shown && (
          <EmptyState icon={<Table2 {...iconProps} size={24} strokeWidth={1.5} />} title={matrix && matrix.lines.length > 0 ? 'No setting matches' : `No ${titleOfKind(kind).toLowerCase()} were read yet`}>
            {matrix && matrix.lines.length > 0 ? 'Change the search, or show settings that are alike too.' : 'They show here as soon as one of these organizations was read.'}
          </EmptyState>
        )
      )}
    </div>
  )
}
