// The View menu of a list: choose one, keep the present one under a name, delete a kept one. Built-in views are locked.

import { Check, Lock, Trash2 } from 'lucide-react'
import { type FormEvent, type RefObject, useState } from 'react'
import { ActionButton } from '../../ui/action-button.tsx'
import { iconProps } from '../../ui/icons.ts'
import { Popover } from '../../ui/popover.tsx'
import { Visible } from '../../ui/visible.tsx'
import { type NamedView, nameProblem, type SavedView, viewNameMax } from './views.ts'

interface ViewMenuProps {
  readonly trigger: RefObject<HTMLElement | null>
  readonly builtIn: readonly NamedView[]
  readonly own: readonly NamedView[]
  readonly saved: readonly SavedView[]
  readonly current: NamedView | null
  readonly onChoose: (view: NamedView) => void
  readonly onSave: (name: string) => void
  readonly onDelete: (name: string) => void
  readonly onClose: () => void
}

export function ViewMenu({ trigger, builtIn, own, saved, current, onChoose, onSave, onDelete, onClose }: ViewMenuProps) {
  const [name, setName] = useState('')
  const problem = nameProblem(name, builtIn, saved)
  const replaces = saved.some((each) => each.name.toLowerCase() === name.trim().toLowerCase())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (problem !== null) return
    onSave(name)
    // The greyed button would drop the focus, and with it the Escape key.
    onClose()
  }
  const line = (view: NamedView, end: React.ReactNode) => (
    <li key={view.key} className="view-line">
      <button
        type="button"
        className="view-choice"
        aria-pressed={view.key === current?.key}
        onClick={() => {
          onChoose(view)
          onClose()
        }}
      >
        <span className="view-check">{view.key === current?.key && <Check {...iconProps} size={14} />}</span>
        <Visible className="truncate" text={view.name} />
      </button>
      {end}
    </li>
  )
  const locked = (
    <span className="view-lock" title="Built in: it cannot be changed">
      <Lock {...iconProps} size={12} />
    </span>
  )
  return (
    <Popover label="Views" trigger={trigger} onClose={onClose} className="view-menu">
      <div className="view-lists">
        <ul aria-label="Built-in views">{builtIn.map((view) => line(view, locked))}</ul>
        {own.length > 0 && (
          <>
            <h3>Your views</h3>
            <ul aria-label="Your views">
              {own.map((view) =>
                line(
                  view,
                  <ActionButton className="icon-button" aria-label={`Delete the view ${view.name}`} onClick={() => onDelete(view.name)}>
                    <Trash2 {...iconProps} size={14} />
                  </ActionButton>,
                ),
              )}
            </ul>
          </>
        )}
      </div>
      <form className="view-save" onSubmit={submit}>
        <div className="field">
          <label htmlFor="view-name">Save what is shown now as</label>
          <input id="view-name" className="input" autoComplete="off" maxLength={viewNameMax} value={name} onChange={(event) => setName(event.target.value)} />
          {name !== '' && problem !== null && <p className="hint tone-bad">{problem}</p>}
          {replaces && <p className="hint">Replaces your view of this name.</p>}
        </div>
        <button type="submit" className="button" disabled={problem !== null}>
          {replaces ? 'Replace the view' : 'Save the view'}
        </button>
      </form>
    </Popover>
  )
}
