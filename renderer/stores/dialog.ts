// The one open dialog, as a value, so that any screen can open it and only its own chunk is loaded. Never anything typed into it.

import { create } from 'zustand'
import type { ConnectionId, ImportId, JobId, OrganizationId, PlanId, ResourceId } from '../../shared/base/ids.ts'
import type { TargetSelection } from '../../shared/contract/action.ts'
import type { ListQuestion } from '../../shared/contract/snapshot.ts'

/** Where a plan comes from: an action for a selection (`targets` is that in words), a job to take back or to repeat, or one that is made already. */
export type PlanSource =
  | { readonly type: 'action'; readonly action: string; readonly selection: TargetSelection; readonly targets: string; /** Told already: nothing is asked. */ readonly parameters?: Readonly<Record<string, unknown>> }
  | { readonly type: 'undo' | 'retry'; readonly job: JobId }
  | { readonly type: 'made'; readonly plan: PlanId }
  /** A table of people that was put right, and what they get afterwards. */
  | { readonly type: 'import'; readonly import: ImportId; readonly from: ImportFrom; readonly state?: 'STAGED' | 'ACTIVATED' }
  | { readonly type: 'assignment'; readonly job: JobId; readonly organization: OrganizationId; readonly groups: readonly ResourceId[]; readonly directories: readonly ResourceId[]; readonly managers: boolean }

/** What a new organization is told. */
export interface NewOrganization {
  readonly name: string
  readonly maxSystemUsers?: number
}

export type ImportFrom = 'file' | 'g_suite' | 'office_365'

export type OpenDialog =
  | { readonly name: 'connect' }
  | { readonly name: 'replaceKey'; readonly organization: OrganizationId }
  | { readonly name: 'replaceKeys'; readonly connections: readonly ConnectionId[] }
  | { readonly name: 'syncQueue' }
  | { readonly name: 'drift'; readonly organization: OrganizationId }
  | { readonly name: 'organization'; readonly organization: OrganizationId }
  | { readonly name: 'removeOrganization'; readonly organization: OrganizationId }
  | { readonly name: 'recoveryKey'; readonly organization: OrganizationId; readonly device: ResourceId; readonly deviceName: string }
  | { readonly name: 'plan'; readonly source: PlanSource; readonly organizations: readonly OrganizationId[]; /** Name of the provider that it is done at. */ readonly holder?: string }
  | { readonly name: 'newOrganization'; readonly provider?: OrganizationId; readonly given?: NewOrganization }
  | { readonly name: 'addFound'; readonly provider: OrganizationId; readonly job?: JobId }
  | { readonly name: 'import'; readonly organization: OrganizationId; readonly from: ImportFrom; /** One to come back to. */ readonly opened?: ImportId }
  | { readonly name: 'assign'; readonly organization: OrganizationId; readonly job: JobId }
  | { readonly name: 'members'; readonly organization: OrganizationId; readonly kind: 'userGroup' | 'deviceGroup'; readonly id: ResourceId; readonly title: string }
  | { readonly name: 'offboarding'; readonly organization: OrganizationId; readonly ids: readonly ResourceId[]; readonly title: string }
  | { readonly name: 'drafts' }
  | { readonly name: 'cheatSheet' }
  | { readonly name: 'palette'; readonly start: '' | ':' }
  | {
      readonly name: 'export'
      /** Null where the rows are of several organizations. */
      readonly organization: OrganizationId | null
      readonly question: ListQuestion
      readonly shownColumns: readonly string[]
      readonly allColumns: readonly string[]
      readonly selectedIds: readonly string[]
      /** Null while it is counted. */
      readonly total: number | null
      readonly isNarrowed: boolean
    }

interface DialogState {
  readonly dialog: OpenDialog | null
  open(dialog: OpenDialog): void
  close(): void
}

export const useDialog = create<DialogState>()((set) => ({
  dialog: null,
  open: (dialog) => set({ dialog }),
  close: () => set({ dialog: null }),
}))
