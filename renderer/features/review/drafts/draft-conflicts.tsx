// Where somebody else was there first: what it was, what they made of it, what the draft would make of it. Each is decided by a person.

import { useState } from 'react'
import type { DraftId } from '../../../../shared/base/ids.ts'
import { actionData } from '../../../bridge/registry-actions.ts'
import { ActionButton } from '../../../ui/action-button.tsx'
import { Visible } from '../../../ui/visible.tsx'
import { ChangeValue } from '../change-value.tsx'
import type { Conflict } from './drafts-dialog.tsx'

interface DraftConflictsProps {
  readonly conflicts: readonly Conflict[]
  readonly onBack: () => void
  readonly onDecide: (mine: readonly DraftId[], theirs: readonly DraftId[]) => void
}

type Winner = 'mine' | 'theirs'

export function DraftConflicts({ conflicts, onBack, onDecide }: DraftConflictsProps) {
  const [winners, setWinners] = useState<ReadonlyMap<DraftId, Winner>>(new Map())
  const choose = (ids: readonly DraftId[], winner: Winner) => setWinners(new Map([...winners, ...ids.map((id) => [id, winner] as const)]))
  const open = conflicts.length - winners.size
  const all = conflicts.map(({ draft }) => draft.id)
  const wonBy = (winner: Winner): DraftId[] => all.filter((id) => winners.get(id) === winner)
  return (
    <div className="drafts">
      <p role="note">
        <strong className="numeric">{conflicts.length.toLocaleString()}</strong> {conflicts.length === 1 ? 'object was' : 'objects were'} changed by somebody else after the draft was made. Nothing is overwritten unless you say so.
      </p>
      <div className="planned-scroll" tabIndex={0} role="region" aria-label="Drafts whose object changed">
        <table className="plain-table planned-table">
          <thead>
            <tr>
              <th scope="col" className="planned-object">Object</th>
              <th scope="col" className="drafts-side">Before</th>
              <th scope="col" className="drafts-side">Theirs, now</th>
              <th scope="col" className="drafts-side">Mine</th>
              <th scope="col">Which holds</th>
            </tr>
          </thead>
          <tbody>
            {conflicts.map(({ draft, values }) => (
              <tr key={draft.id}>
                <th scope="row">
                  <Visible className="truncate" text={draft.title} />
                  <p className="muted draft-action">{actionData(draft.action)?.words.menu.replace('…', '')}</p>
                </th>
                {(['before', 'theirs', 'mine'] as const).map((side) => (
                  <td key={side}>
                    {values.map((value) => (
                      <p key={value.title}>
                        <span className="muted">{value.title}: </span>
                        <ChangeValue organization={draft.organization} action={draft.action} path={value.path} text={value[side] ?? '–'} />
                      </p>
                    ))}
                  </td>
                ))}
                <td>
                  <div className="choices" role="radiogroup" aria-label={`Which holds for ${draft.title}`}>
                    {(['theirs', 'mine'] as const).map((winner) => (
                      <label key={winner} className="choice">
                        <input type="radio" name={draft.id} checked={winners.get(draft.id) === winner} onChange={() => choose([draft.id], winner)} />
                        <span>{winner === 'mine' ? 'Mine' : 'Theirs'}</span>
                      </label>
                    ))}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <footer className="dialog-actions">
        <button type="button" className="button quiet" onClick={onBack}>
          Back
        </button>
        <span className="pane-space" />
        {open > 1 && (
          <button type="button" className="button" onClick={() => choose(all.filter((id) => !winners.has(id)), 'theirs')}>
            Theirs for {winners.size === 0 ? 'all' : 'the other'} {open.toLocaleString()}
          </button>
        )}
        <ActionButton className="button primary" reason={open > 0 ? `${open.toLocaleString()} ${open === 1 ? 'is' : 'are'} not decided yet` : null} onClick={() => onDecide(wonBy('mine'), wonBy('theirs'))}>
          Show the plan
        </ActionButton>
      </footer>
    </div>
  )
}
