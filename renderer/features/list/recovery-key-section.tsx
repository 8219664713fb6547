// The way to the recovery key of an encrypted disk, in the details of a device.

import { KeyRound } from 'lucide-react'
import type { ResourceId } from '../../../shared/base/ids.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import { useDialog } from '../../stores/dialog.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { iconProps } from '../../ui/icons.ts'
import { useIsOffline } from './use-live-read.ts'

export function RecoveryKeySection({ organization, device, name, isHeld }: { organization: Organization; device: ResourceId; name: string; isHeld: boolean }) {
  const isOffline = useIsOffline(organization)
  const reason = isOffline ? 'Reading the key needs a connection' : isHeld ? null : 'JumpCloud holds no recovery key of this device'
  return (
    <div className="detail-actions">
      <ActionButton className="button" reason={reason} onClick={() => useDialog.getState().open({ name: 'recoveryKey', organization: organization.id, device, deviceName: name })}>
        <KeyRound {...iconProps} size={14} />
        Show the recovery key…
      </ActionButton>
    </div>
  )
}
