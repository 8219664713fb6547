// The open dialog, loaded when it opens.

import { useDialog } from '../stores/dialog.ts'
import { deferred, preloadWhenIdle } from '../ui/deferred.tsx'

const ConnectDialog = deferred(async () => (await import('../features/connect/connect-dialog.tsx')).ConnectDialog)
const ReplaceKeyDialog = deferred(async () => (await import('../features/connect/replace-key-dialog.tsx')).ReplaceKeyDialog)
const ReplaceKeysDialog = deferred(async () => (await import('../features/connect/replace-keys-dialog.tsx')).ReplaceKeysDialog)
const QueueDialog = deferred(async () => (await import('../features/sync/queue-dialog.tsx')).QueueDialog)
const OrganizationDialog = deferred(async () => (await import('../features/organization/organization-dialog.tsx')).OrganizationDialog)
const DriftDialog = deferred(async () => (await import('../features/drift/drift-dialog.tsx')).DriftDialog)
const RemoveDialog = deferred(async () => (await import('../features/settings/remove-organization-dialog.tsx')).RemoveOrganizationDialog)
const ExportDialog = deferred(async () => (await import('../features/export/export-dialog.tsx')).ExportDialog)
const RecoveryKeyDialog = deferred(async () => (await import('../features/list/recovery-key-dialog.tsx')).RecoveryKeyDialog)
const PlanDialog = deferred(async () => (await import('../features/review/plan-dialog.tsx')).PlanDialog)
const NewOrganizationDialog = deferred(async () => (await import('../features/provider/new-organization-dialog.tsx')).NewOrganizationDialog)
const AddFoundDialog = deferred(async () => (await import('../features/provider/add-found-dialog.tsx')).AddFoundDialog)
const ImportDialog = deferred(async () => (await import('../features/import/import-dialog.tsx')).ImportDialog)
const AssignDialog = deferred(async () => (await import('../features/import/assign-dialog.tsx')).AssignDialog)
const MembersDialog = deferred(async () => (await import('../features/review/members/members-dialog.tsx')).MembersDialog)
const OffboardingDialog = deferred(async () => (await import('../features/review/offboarding/offboarding-dialog.tsx')).OffboardingDialog)
const DraftsDialog = deferred(async () => (await import('../features/review/drafts/drafts-dialog.tsx')).DraftsDialog)
const CheatSheet = deferred(async () => (await import('./cheat-sheet.tsx')).CheatSheet)
const Palette = deferred(async () => (await import('./palette.tsx')).Palette)

// What is typed right after its key would be lost while its code loads.
preloadWhenIdle([Palette])

export function Dialogs() {
  const { dialog, close } = useDialog()
  return dialogOf(dialog, close)
}

function dialogOf(dialog: ReturnType<typeof useDialog.getState>['dialog'], close: () => void) {
  switch (dialog?.name) {
    case 'connect':
      return <ConnectDialog onClose={close} />
    case 'replaceKey':
      return <ReplaceKeyDialog organization={dialog.organization} onClose={close} />
    case 'replaceKeys':
      return <ReplaceKeysDialog connections={dialog.connections} onClose={close} />
    case 'syncQueue':
      return <QueueDialog onClose={close} />
    case 'organization':
      return <OrganizationDialog key={dialog.organization} organization={dialog.organization} onClose={close} />
    case 'drift':
      return <DriftDialog organization={dialog.organization} onClose={close} />
    case 'removeOrganization':
      return <RemoveDialog organization={dialog.organization} onClose={close} />
    case 'export':
      return <ExportDialog {...dialog} onClose={close} />
    case 'recoveryKey':
      return <RecoveryKeyDialog {...dialog} onClose={close} />
    case 'plan':
      return <PlanDialog key={JSON.stringify(dialog.source)} source={dialog.source} organizations={dialog.organizations} holder={dialog.holder} onClose={close} />
    case 'newOrganization':
      return <NewOrganizationDialog provider={dialog.provider} given={dialog.given} onClose={close} />
    case 'addFound':
      return <AddFoundDialog provider={dialog.provider} job={dialog.job} onClose={close} />
    case 'import':
      return <ImportDialog {...dialog} onClose={close} />
    case 'assign':
      return <AssignDialog {...dialog} onClose={close} />
    case 'members':
      return <MembersDialog {...dialog} onClose={close} />
    case 'offboarding':
      return <OffboardingDialog {...dialog} onClose={close} />
    case 'drafts':
      return <DraftsDialog onClose={close} />
    case 'cheatSheet':
      return <CheatSheet onClose={close} />
    case 'palette':
      return <Palette start={dialog.start} onClose={close} />
    default:
      return null
  }
}
