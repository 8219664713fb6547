// The recovery key of one disk: the device's name typed as proof that the right one is meant, then the key, once. It lives in this
// dialog's memory only and is gone when the dialog closes.

import { Copy } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import { useClient } from '../../bridge/bridge-context.ts'
import { type CallError, toCallError } from '../../bridge/call-error.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { useOrganization } from '../../bridge/organizations.ts'
import { useCopy } from '../../shell/use-copy.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { iconProps } from '../../ui/icons.ts'
import { Visible } from '../../ui/visible.tsx'

interface RecoveryKeyDialogProps {
  readonly organization: OrganizationId
  readonly device: ResourceId
  readonly deviceName: string
  readonly onClose: () => void
}

export function RecoveryKeyDialog({ organization: id, device, deviceName, onClose }: RecoveryKeyDialogProps) {
  const organization = useOrganization(id)
  const client = useClient()
  const copy = useCopy(id)
  const [typed, setTyped] = useState('')
  const [recovery, setRecovery] = useState<string | null>(null)
  const [error, setError] = useState<CallError | null>(null)
  const [isReading, setIsReading] = useState(false)
  const isTyped = typed.trim() === deviceName.trim()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!isTyped || isReading) return
    setIsReading(true)
    setError(null)
    // Straight through the client: a query or a mutation would keep the answer in its cache.
    await client.call('live.recoveryKey', { organization: id, device, typedName: typed.trim() }).then(
      (answer) => setRecovery(answer.recovery),
      (thrown: unknown) => setError(toCallError(thrown)),
    )
    setIsReading(false)
  }

  return (
    <Dialog title="Recovery key" organization={organization} width="small" isBusy={isReading} onClose={onClose}>
      {recovery === null ? (
        <form className="dialog-form" onSubmit={(event) => void submit(event)}>
          <p>Whoever has this key can read the disk of this device. It is read from JumpCloud now, shown once and kept nowhere; that it was read is written to the log.</p>
          <div className="field">
            <label htmlFor="device-name">
              Type <Visible text={deviceName} className="typed-name" /> to show its key
            </label>
            <input id="device-name" className="input" autoComplete="off" spellCheck={false} autoFocus maxLength={200} value={typed} onChange={(event) => setTyped(event.target.value)} />
          </div>
          {error && <ErrorView error={errorWords(error, { organization: organization?.name ?? '', kind: 'recovery keys' })} />}
          <footer className="dialog-actions">
            <button type="button" className="button" onClick={onClose}>
              Cancel
            </button>
            <button type="submit" className="button primary" disabled={!isTyped || isReading}>
              {isReading ? 'Reading the key' : 'Show 1 key'}
            </button>
          </footer>
        </form>
      ) : (
        <div className="dialog-form">
          <p>
            Key of <Visible text={deviceName} className="typed-name" />. It is gone when this closes.
          </p>
          <output className="recovery-key">{recovery}</output>
          <footer className="dialog-actions">
            <button type="button" className="button" onClick={() => copy(recovery, 'Recovery key copied')}>
              <Copy {...iconProps} size={14} />
              Copy
            </button>
            <button type="button" className="button primary" autoFocus onClick={onClose}>
              Hide the key
            </button>
          </footer>
        </div>
      )}
    </Dialog>
  )
}
