// The drafts of this computer: what was decided for whom, when and by whom. All are chosen until somebody says otherwise.

import { type ReactNode, useState } from 'react'
import type { DraftId } from '../../../../shared/base/ids.ts'
import { timeText } from '../../../bridge/freshness.ts'
import { useOrganizations } from '../../../bridge/organizations.ts'
import { actionData } from '../../../bridge/registry-actions.ts'
import { ActionButton } from '../../../ui/action-button.tsx'
import { Mark } from '../../../ui/mark.tsx'
import { useNow } from '../../../ui/use-now.ts'
import { hasLines } from '../../../ui/changed-lines.ts'
import { FromTo } from '../../../ui/text-lines.tsx'
import { Visible } from '../../../ui/visible.tsx'
import { ChangeValue } from '../change-value.tsx'
import type { Draft } from './drafts-dialog.tsx'

interface DraftListProps {
  /** Null until they are read. */
  readonly drafts: readonly Draft[] | null
  readonly onPlan: (chosen: readonly Draft[]) => void
  readonly onRemove: (ids: readonly DraftId[]) => void
  readonly onClose: () => void
  readonly children: ReactNode
}

export function DraftList({ drafts, onPlan, onRemove, onClose, children }: DraftListProps) {
  const [left, setLeft] = useState<ReadonlySet<DraftId>>(new Set())
  const chosen = (drafts ?? []).filter(({ id }) => !left.has(id))
  const toggle = (id: DraftId) => {
    const next = new Set(left)
    if (!next.delete(id)) next.add(id)
    setLeft(next)
  }
  const reason = chosen.length === 0 ? 'No draft is chosen' : null
  return (
    <div className="drafts">
      <p className="hint">Decided while the service could not be reached. Nothing of it was sent; each is compared with the service before it is.</p>
      {children}
      {drafts?.length === 0 && <p className="muted drafts-none">No change waits. A plan made offline that can be taken back may be kept here.</p>}
      {drafts && drafts.length > 0 && (
        <div className="planned-scroll" tabIndex={0} role="region" aria-label="Drafts">
          <table className="plain-table planned-table">
            <thead>
              <tr>
                <th scope="col" className="drafts-check">
                  <input type="checkbox" aria-label="All drafts" checked={left.size === 0} onChange={() => setLeft(left.size === 0 ? new Set(drafts.map(({ id }) => id)) : new Set())} />
                </th>
                <th scope="col" className="drafts-organization">Organization</th>
                <th scope="col" className="planned-object">Object</th>
                <th scope="col">Change</th>
                <th scope="col" className="drafts-decided">Decided</th>
              </tr>
            </thead>
            <tbody>
              {drafts.map((draft) => (
                <DraftLine key={draft.id} draft={draft} isChosen={!left.has(draft.id)} onToggle={() => toggle(draft.id)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <footer className="dialog-actions">
        <ActionButton className="button quiet" reason={reason} onClick={() => onRemove(chosen.map(({ id }) => id))}>
          Remove {chosen.length.toLocaleString()}
        </ActionButton>
        <span className="pane-space" />
        <button type="button" className="button" onClick={onClose}>
          Close
        </button>
        <ActionButton className="button primary" reason={reason} onClick={() => onPlan(chosen)}>
          Plan {chosen.length === 1 ? '1 draft' : `${chosen.length.toLocaleString()} drafts`}
        </ActionButton>
      </footer>
    </div>
  )
}

function DraftLine({ draft, isChosen, onToggle }: { draft: Draft; isChosen: boolean; onToggle: () => void }) {
  const now = useNow(60_000)
  const organization = useOrganizations()?.find(({ id }) => id === draft.organization)
  return (
    <tr>
      <td>
        <input type="checkbox" aria-label={`Choose the draft of ${draft.title}`} checked={isChosen} onChange={onToggle} />
      </td>
      <td>
        {organization && (
          <span className="whose-cell" data-colour={organization.appearance.colour}>
            <Mark {...organization.appearance} />
            <Visible className="truncate" text={organization.name} />
          </span>
        )}
      </td>
      <th scope="row">
        <Visible className="truncate" text={draft.title} />
        {draft.part !== null && (
          <p className="muted draft-part">
            <Visible text={draft.part} />
          </p>
        )}
      </th>
      <td>
        <p>{actionData(draft.action)?.words.menu.replace('…', '')}</p>
        {(draft.object === null ? draft.changes.filter(({ path }) => path !== null) : draft.changes).map(({ title, path, from, to }) => (
          <p key={title}>
            <span className="muted">{title}: </span>
            {draft.object !== null && hasLines(from ?? '', to ?? '') ? (
              <FromTo from={from ?? '–'} to={to ?? '–'} />
            ) : (
              <>
                {draft.object !== null && (
                  <>
                    <ChangeValue organization={draft.organization} action={draft.action} path={path} text={from ?? '–'} /> →{' '}
                  </>
                )}
                <ChangeValue organization={draft.organization} action={draft.action} path={path} text={to ?? '–'} />
              </>
            )}
          </p>
        ))}
      </td>
      <td className="numeric">
        <p>{timeText(draft.createdAt, now)}</p>
        <p className="muted">{draft.operator}</p>
      </td>
    </tr>
  )
}
