// Bringing people in, step by step: the source, its columns, its rows. What was read stays with the engine, so that the plan can be
// looked at and left again; nothing is sent from here.

import { useEffect, useState } from 'react'
import '../../styles/change-rows.css'
import '../../styles/onboarding.css'
import '../../styles/review.css'
import type { ImportId, OrganizationId } from '../../../shared/base/ids.ts'
import type { ImportView } from '../../../shared/contract/import.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { useOrganization } from '../../bridge/organizations.ts'
import { useDialog } from '../../stores/dialog.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { ColumnsStep } from './columns-step.tsx'
import { DirectoryStep } from './directory-step.tsx'
import { RowsStep } from './rows-step.tsx'
import { SourceStep } from './source-step.tsx'
import { useImport } from './use-import.ts'

interface ImportDialogProps {
  readonly organization: OrganizationId
  readonly from: 'file' | 'g_suite' | 'office_365'
  /** An import to come back to. */
  readonly opened?: ImportId
  readonly onClose: () => void
}

type Step = 'source' | 'columns' | 'rows'

const stepTitles: { readonly [Name in Step]: string } = { source: '1 of 3: choose the source', columns: '2 of 3: which column is which field', rows: '3 of 3: look at the rows' }
const directoryTitles: { readonly [Name in Step]: string } = { source: '1 of 2: choose the directory', columns: '', rows: '2 of 2: choose the people' }

export function ImportDialog({ organization: id, from, opened, onClose }: ImportDialogProps) {
  const organization = useOrganization(id)
  const [step, setStep] = useState<Step>(opened ? 'rows' : 'source')
  const { view, error, isRunning, run } = useImport()

  useEffect(() => {
    if (opened) void run('import.view', { import: opened })
  }, [opened, run])

  const isDirectory = from !== 'file'
  const titles = isDirectory ? directoryTitles : stepTitles
  const failure = error && <ErrorView error={errorWords(error, { organization: organization?.name ?? '' })} />
  const shown = (next: ImportView | null): void => {
    if (next) setStep(isDirectory ? 'rows' : 'columns')
  }
  const toPlan = (state: 'STAGED' | 'ACTIVATED' | null) => {
    if (!view) return
    useDialog.getState().open({ name: 'plan', source: { type: 'import', import: view.id, from, ...(state ? { state } : {}) }, organizations: [id] })
  }
  return (
    <Dialog title={isDirectory ? 'Import users from a directory' : 'Import users'} subtitle={titles[step]} organization={organization} width={step === 'source' ? 'medium' : 'review'} onClose={onClose}>
      {step === 'source' && !isDirectory && (
        <SourceStep isBusy={isRunning} onText={async (text) => shown(await run('import.openText', { organization: id, text }))} onFile={async (chosen) => shown(await run('import.openFile', { organization: id, chosen }))} onCancel={onClose}>
          {failure}
        </SourceStep>
      )}
      {step === 'source' && isDirectory && (
        <DirectoryStep organization={id} sort={from} isBusy={isRunning} onRead={async (directory) => shown(await run('import.openDirectory', { organization: id, directory }))} onCancel={onClose}>
          {failure}
        </DirectoryStep>
      )}
      {step === 'columns' && view && (
        <ColumnsStep view={view} isBusy={isRunning} run={run} onBack={() => setStep('source')} onNext={() => setStep('rows')}>
          {failure}
        </ColumnsStep>
      )}
      {step === 'rows' && view && (
        <RowsStep view={view} isBusy={isRunning} run={run} onBack={() => setStep(isDirectory ? 'source' : 'columns')} onPlan={toPlan}>
          {failure}
        </RowsStep>
      )}
      {step === 'rows' && !view && <div className="dialog-form">{failure ?? <p role="status">Reading the rows.</p>}</div>}
    </Dialog>
  )
}
