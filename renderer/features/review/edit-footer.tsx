// The foot of a form that edits what is there: how much differs so far, and the ways out of it. Nothing is sent from here.

import { ActionButton } from '../../ui/action-button.tsx'

interface EditFooterProps {
  readonly count: number
  /** Why there is no plan yet; null when there can be one. */
  readonly problem: string | null
  readonly onDiscard: () => void
  readonly onCancel: () => void
}

export function EditFooter({ count, problem, onDiscard, onCancel }: EditFooterProps) {
  const changes = `${count.toLocaleString()} ${count === 1 ? 'change' : 'changes'}`
  return (
    <footer className="dialog-actions">
      <span className="muted dialog-note" role="status">
        {count === 0 ? 'Nothing is sent before you have seen the plan.' : `${changes}, nothing sent yet.`}
      </span>
      <span className="pane-space" />
      {count > 0 && (
        <button type="button" className="button quiet" onClick={onDiscard}>
          Discard
        </button>
      )}
      <button type="button" className="button" onClick={onCancel}>
        Cancel
      </button>
      <ActionButton type="submit" className="button primary" reason={problem}>
        {count === 0 ? 'Review changes' : `Review ${changes}`}
      </ActionButton>
    </footer>
  )
}
