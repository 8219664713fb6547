// One new key after the other, after many were lost at once: whose turn it is, what is done, what was skipped.

import { useState } from 'react'
import type { ConnectionId } from '../../../shared/base/ids.ts'
import { useOrganizations } from '../../bridge/organizations.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useToasts } from '../../stores/toasts.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Visible } from '../../ui/visible.tsx'
import { ReplaceKeyForm } from './replace-key-form.tsx'

export function ReplaceKeysDialog({ connections: ids, onClose }: { connections: readonly ConnectionId[]; onClose: () => void }) {
  const connections = useCall('connection.list', {}).data
  const organizations = useOrganizations() ?? []
  const [at, setAt] = useState(0)
  const [replacedCount, setReplacedCount] = useState(0)
  const connection = connections?.find(({ id }) => id === ids[at])
  if (!connections) return null

  const end = (replaced: number) => {
    const left = ids.length - replaced
    useToasts.getState().show({ text: `${replaced.toLocaleString()} of ${ids.length.toLocaleString()} keys replaced${left > 0 ? `; ${left.toLocaleString()} still wait for one` : ''}`, tone: left > 0 ? 'warn' : 'ok' })
    onClose()
  }
  const next = (replaced: number) => {
    setReplacedCount(replaced)
    if (at + 1 < ids.length) setAt(at + 1)
    else end(replaced)
  }
  const of = organizations.filter(({ id }) => connection?.organizations.includes(id))
  const only = of.length === 1 ? of[0] : undefined
  return (
    <Dialog title="Replace keys" subtitle={`${at + 1} of ${ids.length}`} organization={only} width="small" onClose={() => (replacedCount > 0 ? end(replacedCount) : onClose())}>
      {connection ? (
        <ReplaceKeyForm key={connection.id} connection={connection} name={only?.name ?? connection.name} cancelText="Skip" onReplaced={() => next(replacedCount + 1)} onCancel={() => next(replacedCount)}>
          <p>
            <Visible text={connection.name || only?.name || 'This connection'} className="found-name" />
            <span className="muted"> {only ? 'needs a key of its own.' : `opens ${of.length.toLocaleString()} organizations; the new key must open all of them.`}</span>
          </p>
          <p className="hint">A key of another organization is refused, and everything read so far stays readable meanwhile.</p>
        </ReplaceKeyForm>
      ) : (
        <p className="muted">This connection is no longer here.</p>
      )}
    </Dialog>
  )
}
