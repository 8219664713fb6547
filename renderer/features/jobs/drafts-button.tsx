// The way to the drafts, with how many wait; nothing while none does.

import { useCall } from '../../bridge/use-call.ts'
import { useDialog } from '../../stores/dialog.ts'

export function DraftsButton() {
  const count = useCall('draft.list', {}).data?.length ?? 0
  if (count === 0) return null
  return (
    <button type="button" className="button quiet" onClick={() => useDialog.getState().open({ name: 'drafts' })}>
      {count === 1 ? '1 draft' : `${count.toLocaleString()} drafts`}
    </button>
  )
}
