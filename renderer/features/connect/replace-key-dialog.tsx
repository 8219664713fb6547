// A new key for an organization that is already here.

import type { OrganizationId } from '../../../shared/base/ids.ts'
import { useOrganization } from '../../bridge/organizations.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useToasts } from '../../stores/toasts.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ReplaceKeyForm } from './replace-key-form.tsx'

export function ReplaceKeyDialog({ organization: id, onClose }: { organization: OrganizationId; onClose: () => void }) {
  const organization = useOrganization(id)
  const connection = useCall('connection.list', {}).data?.find((candidate) => candidate.id === organization?.connection)
  if (!organization || !connection) return null
  const replaced = () => {
    useToasts.getState().show({ text: 'The key is replaced', tone: 'ok', organization: id })
    onClose()
  }
  return (
    <Dialog title="Replace key" organization={organization} width="small" onClose={onClose}>
      <ReplaceKeyForm connection={connection} name={organization.name} onReplaced={replaced} onCancel={onClose}>
        {connection.organizations.length > 1 && <p className="hint">This key opens {connection.organizations.length.toLocaleString()} organizations; the new one must open all of them.</p>}
      </ReplaceKeyForm>
    </Dialog>
  )
}
