// Removing an organization from this computer: what goes, what stays, and its name typed as proof that the scope was read.

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { useOrganization } from '../../bridge/organizations.ts'
import { useRun } from '../../bridge/use-run.ts'
import { useToasts } from '../../stores/toasts.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { Visible } from '../../ui/visible.tsx'

export function RemoveOrganizationDialog({ organization: id, onClose }: { organization: OrganizationId; onClose: () => void }) {
  const organization = useOrganization(id)
  const remove = useRun('organization.remove')
  const queries = useQueryClient()
  const [typed, setTyped] = useState('')
  if (!organization) return null
  const { name } = organization
  const isTyped = typed.trim() === name.trim()

  const run = async () => {
    if (!isTyped) return
    const receipt = await remove.run({ organization: id })
    if (!receipt) return
    // Its tab goes with the list of organizations.
    void queries.invalidateQueries({ queryKey: ['organization.list'] })
    const key = receipt.isKeyForgotten ? 'its key is forgotten' : 'its key is still used by another organization'
    useToasts.getState().show({ text: `${name} removed from this computer: ${receipt.rows.toLocaleString()} rows in ${receipt.files.toLocaleString()} files deleted, ${key}`, tone: 'ok' })
    onClose()
  }

  return (
    <Dialog title="Remove from this computer" organization={organization} role="alertdialog" width="small" isBusy={remove.isRunning} onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          void run()
        }}
      >
        <p>The saved key, the offline copy and its history are deleted from this computer. Nothing changes in JumpCloud. The history cannot be fetched again.</p>
        <div className="field">
          <label htmlFor="typed-name">
            Type <Visible text={name} className="typed-name" /> to confirm
          </label>
          <input id="typed-name" className="input" autoComplete="off" spellCheck={false} autoFocus value={typed} onChange={(event) => setTyped(event.target.value)} />
        </div>
        {remove.error && <ErrorView error={errorWords(remove.error, { organization: name })} />}
        <footer className="dialog-actions">
          <button type="button" className="button" disabled={remove.isRunning} onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button primary danger" disabled={!isTyped || remove.isRunning}>
            Remove 1 organization
          </button>
        </footer>
      </form>
    </Dialog>
  )
}
