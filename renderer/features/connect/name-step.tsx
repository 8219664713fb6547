// What the key opened, and how the organization will look and what may be done in it.

import { CircleCheck } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { Organization } from '../../../shared/contract/organization.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { countText } from '../../bridge/freshness.ts'
import { useRun } from '../../bridge/use-run.ts'
import { AppearanceFields, useAppearanceDraft } from '../../shell/appearance-fields.tsx'
import { SafetyFields } from '../../shell/safety-fields.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { iconProps } from '../../ui/icons.ts'
import { Visible } from '../../ui/visible.tsx'
import type { Checked } from './connect-dialog.tsx'
import { KeepFields } from './keep-fields.tsx'

interface NameStepProps {
  readonly checked: Checked
  readonly onBack: () => void
  readonly onAdded: (organizations: readonly Organization[]) => void
  readonly onBusy: (isBusy: boolean) => void
}

export function NameStep({ checked, onBack, onAdded, onBusy }: NameStepProps) {
  const found = checked.organizations[0]!
  const draft = useAppearanceDraft({ name: found.name, ...found.suggested })
  const [safety, setSafety] = useState<Organization['safety']>('readOnly')
  const [keep, setKeep] = useState<'keychain' | 'session'>(checked.canKeepInKeychain ? 'keychain' : 'session')
  const add = useRun('connection.add')
  const counts = Object.entries(checked.counts).flatMap(([kind, count]) => (count === null ? [] : [countText(count, kind)]))

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (draft.problem) return
    onBusy(true)
    const { name, colour, monogram } = draft.value
    const added = await add.run({ ticket: checked.ticket, safety, keep, organizations: [{ id: found.id, name: name.trim(), appearance: { colour, monogram } }] })
    onBusy(false)
    if (added) onAdded(added)
  }

  return (
    <form className="dialog-form" onSubmit={(event) => void submit(event)}>
      <div className="found" role="status">
        <p>
          <CircleCheck {...iconProps} className="tone-ok" />
          <span>
            <Visible text={found.name} className="found-name" /> <span className="muted">ID</span> <code>{found.id}</code>
          </span>
        </p>
        {counts.length > 0 && (
          <p>
            <CircleCheck {...iconProps} className="tone-ok" />
            <span>{counts.join(', ')} to read</span>
          </p>
        )}
      </div>
      <AppearanceFields draft={draft} />
      <SafetyFields safety={safety} onChange={setSafety} />
      <KeepFields keep={keep} canKeepInKeychain={checked.canKeepInKeychain} onChange={setKeep} />
      {add.error && <ErrorView error={errorWords(add.error, { organization: found.name })} />}
      <footer className="dialog-actions">
        <button type="button" className="button" disabled={add.isRunning} onClick={onBack}>
          Back
        </button>
        <button type="submit" className="button primary" disabled={add.isRunning || draft.problem !== null}>
          Add and sync
        </button>
      </footer>
    </form>
  )
}
