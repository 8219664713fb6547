// A new key for an organization that is already here; main proves that it belongs to the same one before the old key goes.

import type { OrganizationId } from '../../../shared/base/ids.ts'
import { useClient } from '../../bridge/bridge-context.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { useOrganization } from '../../bridge/organizations.ts'
import { useToasts } from '../../stores/toasts.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { KeyInput } from './key-input.tsx'
import { useKeyField } from './use-key-field.ts'

export function ReplaceKeyDialog({ organization: id, onClose }: { organization: OrganizationId; onClose: () => void }) {
  const client = useClient()
  const organization = useOrganization(id)
  const { field, isRunning, error, submit } = useKeyField()
  if (!organization) return null
  const replace = (from: 'paste' | 'clipboard') =>
    void submit(from, async (source) => {
      await client.call('connection.replaceKey', { connection: organization.connection, source })
      useToasts.getState().show({ text: 'The key is replaced', tone: 'ok', organization: id })
      onClose()
      // With the new key the data can be fresh again; a sync that runs already is as good.
      client.call('sync.start', { organization: id }).catch(() => undefined)
    })
  return (
    <Dialog title="Replace key" organization={organization} width="small" isBusy={isRunning} onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          replace('paste')
        }}
      >
        <KeyInput field={field} isRunning={isRunning} isRefused={error !== null} onClipboard={() => replace('clipboard')} />
        {error && <ErrorView error={errorWords(error, { organization: organization.name })} />}
        <footer className="dialog-actions">
          <button type="button" className="button" disabled={isRunning} onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button primary" disabled={isRunning}>
            {isRunning ? 'Asking JumpCloud' : 'Check and replace'}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}
