// What changed in one organization since its operator last looked: every object with what became of it, and the word that it was seen.

import '../../styles/compare.css'
import { useState } from 'react'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { Output } from '../../../shared/contract/client.ts'
import { useClient } from '../../bridge/bridge-context.ts'
import { type CallError, toCallError } from '../../bridge/call-error.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { timeText } from '../../bridge/freshness.ts'
import { useOrganization } from '../../bridge/organizations.ts'
import { kindData } from '../../bridge/registry.ts'
import { kindColumns } from '../../bridge/registry-columns.ts'
import { useCall } from '../../bridge/use-call.ts'
import { cellText } from '../../grid/cell-text.ts'
import { usePanes } from '../../stores/panes.ts'
import { listOf } from '../../stores/place.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { useNow } from '../../ui/use-now.ts'
import { pictureText } from '../../ui/visible-text.ts'
import { Visible } from '../../ui/visible.tsx'

type Row = Output<'diff.driftRows'>['rows'][number]

const rowsAtOnce = 200
const whatWords: { readonly [What in Row['what']]: { readonly text: string; readonly tone: string } } = {
  added: { text: 'New', tone: 'ok' },
  changed: { text: 'Changed', tone: 'info' },
  removed: { text: 'Gone', tone: 'bad' },
}

export function DriftDialog({ organization: id, onClose }: { organization: OrganizationId; onClose: () => void }) {
  const organization = useOrganization(id)
  const [start, setStart] = useState(0)
  const { data, error } = useCall('diff.driftRows', { organization: id, start, size: rowsAtOnce }, { keepPrevious: true })
  const client = useClient()
  const [failed, setFailed] = useState<CallError | null>(null)
  const now = useNow(60_000)
  if (!organization) return null
  const since = data?.lookedAt ? `since you last looked, ${timeText(data.lookedAt, now)}` : 'since it was first read'
  const seen = async () => {
    // The answer is nothing either way; only an error is told by the run itself.
    await client.call('diff.look', { organization: id }).then(onClose, (thrown: unknown) => setFailed(toCallError(thrown)))
  }
  const failure = error ?? failed
  return (
    <Dialog title="What changed" subtitle={data ? `${data.total.toLocaleString()} ${data.total === 1 ? 'change' : 'changes'} ${since}` : undefined} organization={organization} width="wide" onClose={onClose}>
      <div className="dialog-form">
        {failure && <ErrorView error={errorWords(failure, { organization: organization.name })} />}
        {data?.total === 0 && <p className="muted">Nothing differs from what it was then. What changed and was changed back does not count.</p>}
        {data && data.rows.length > 0 && (
          <div className="drift-scroll" tabIndex={0} role="region" aria-label="Objects that changed">
            <table className="plain-table drift-table">
              <thead>
                <tr>
                  <th scope="col">Kind</th>
                  <th scope="col">Name</th>
                  <th scope="col">What</th>
                  <th scope="col">Fields</th>
                </tr>
              </thead>
              <tbody>
                {data.rows.map((row) => (
                  <Line key={`${row.kind} ${row.id}`} row={row} organization={id} now={now} onOpened={onClose} />
                ))}
              </tbody>
            </table>
          </div>
        )}
        <p className="hint">From the copies on this computer. A binding is called by what it binds and opens the first of both.</p>
        <footer className="dialog-actions">
          {data && data.total > rowsAtOnce && (
            <>
              <button type="button" className="button" disabled={start === 0} onClick={() => setStart(Math.max(0, start - rowsAtOnce))}>
                Before
              </button>
              <span className="muted numeric">
                {(start + 1).toLocaleString()}–{Math.min(start + rowsAtOnce, data.total).toLocaleString()} of {data.total.toLocaleString()}
              </span>
              <button type="button" className="button" disabled={start + rowsAtOnce >= data.total} onClick={() => setStart(start + rowsAtOnce)}>
                Next
              </button>
              <span className="pane-space" />
            </>
          )}
          <button type="button" className="button" onClick={onClose}>
            Close
          </button>
          <button type="button" className="button primary" disabled={!data || data.total === 0} onClick={() => void seen()}>
            Mark as seen
          </button>
        </footer>
      </div>
    </Dialog>
  )
}

function Line({ row: { kind, id, title, what, owner, changes, changesTotal }, organization, now, onOpened }: { row: Row; organization: OrganizationId; now: number; onOpened: () => void }) {
  const { words, isListed } = { words: kindData(kind).words, isListed: kind !== 'organization' }
  const open = () => {
    if (owner) usePanes.getState().go(listOf(organization, owner.kind, { open: { id: owner.id, tab: 'bindings' } }))
    else usePanes.getState().go(isListed ? listOf(organization, kind, { open: { id, tab: 'details' } }) : { page: 'securitySettings', organization })
    onOpened()
  }
  const columns = kindColumns(kind).columns
  const text = (path: string, value: Row['changes'][number]['from']) => {
    const column = columns.find((each) => each.path === path)
    return pictureText(column ? cellText(column, value, now).text : String(value ?? '–'))
  }
  return (
    <tr>
      <td>{isListed ? words.title : 'Settings'}</td>
      <th scope="row">
        {what === 'removed' && !owner ? (
          <Visible text={title} />
        ) : (
          <button type="button" className="link" onClick={open}>
            <Visible text={title} />
          </button>
        )}
      </th>
      <td className={`tone-${whatWords[what].tone}`}>{whatWords[what].text}</td>
      <td>
        {changes.map(({ path, from, to }) => (
          <span key={path} className="drift-change">
            {columns.find((each) => each.path === path)?.title ?? path}: <del>{text(path, from)}</del> → <ins>{text(path, to)}</ins>
          </span>
        ))}
        {changesTotal > changes.length && <span className="muted">and {(changesTotal - changes.length).toLocaleString()} more</span>}
      </td>
    </tr>
  )
}
