// The open dialog, loaded when it opens.

import { lazy, Suspense } from 'react'
import { useDialog } from '../stores/dialog.ts'

const ConnectDialog = lazy(async () => ({ default: (await import('../features/connect/connect-dialog.tsx')).ConnectDialog }))
const ReplaceKeyDialog = lazy(async () => ({ default: (await import('../features/connect/replace-key-dialog.tsx')).ReplaceKeyDialog }))
const RemoveDialog = lazy(async () => ({ default: (await import('../features/settings/remove-organization-dialog.tsx')).RemoveOrganizationDialog }))
const ExportDialog = lazy(async () => ({ default: (await import('../features/export/export-dialog.tsx')).ExportDialog }))
const CheatSheet = lazy(async () => ({ default: (await import('./cheat-sheet.tsx')).CheatSheet }))
const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))

export function Dialogs() {
  const { dialog, close } = useDialog()
  return <Suspense fallback={null}>{dialogOf(dialog, close)}</Suspense>
}

function dialogOf(dialog: ReturnType<typeof useDialog.getState>['dialog'], close: () => void) {
  switch (dialog?.name) {
    case 'connect':
      return <ConnectDialog onClose={close} />
    case 'replaceKey':
      return <ReplaceKeyDialog organization={dialog.organization} onClose={close} />
    case 'removeOrganization':
      return <RemoveDialog organization={dialog.organization} onClose={close} />
    case 'export':
      return <ExportDialog {...dialog} onClose={close} />
    case 'cheatSheet':
      return <CheatSheet onClose={close} />
    case 'palette':
      return <Palette start={dialog.start} onClose={close} />
    default:
      return null
  }
}
