// Settings of one organization: name, mark, colour, safety level, its key, and removing it from this computer.

import { type FormEvent, useState } from 'react'
import type { Organization } from '../../../shared/contract/organization.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { timeText } from '../../bridge/freshness.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useRun } from '../../bridge/use-run.ts'
import { AppearanceFields, useAppearanceDraft } from '../../shell/appearance-fields.tsx'
import { SafetyFields } from '../../shell/safety-fields.tsx'
import { useDialog } from '../../stores/dialog.ts'
import { useToasts } from '../../stores/toasts.ts'
import { ErrorView } from '../../ui/error-view.tsx'
import { useNow } from '../../ui/use-now.ts'
import { EnteredBySection } from './entered-by-section.tsx'
import { ServiceNameSection } from './service-name-section.tsx'

export function OrganizationSettingsPage({ organization }: { organization: Organization }) {
  return (
    <div className="settings">
      <h1>Settings</h1>
      <Identity organization={organization} />
      <ServiceNameSection organization={organization} />
      <KeySection organization={organization} />
      <EnteredBySection organization={organization} />
      <section role="group" className="card" aria-label="Remove">
        <h2>Remove</h2>
        <p>Deletes the key, the offline copy and the history of this organization from this computer. Nothing changes in JumpCloud.</p>
        <div>
          <button type="button" className="button danger" onClick={() => useDialog.getState().open({ name: 'removeOrganization', organization: organization.id })}>
            Remove from this computer…
          </button>
        </div>
      </section>
    </div>
  )
}

function Identity({ organization }: { organization: Organization }) {
  const { id, name, appearance } = organization
  const draft = useAppearanceDraft({ name, ...appearance }, id)
  const [safety, setSafety] = useState(organization.safety)
  const update = useRun('organization.update')
  const { value, problem } = draft
  const isChanged = value.name !== name || value.colour !== appearance.colour || value.monogram !== appearance.monogram || safety !== organization.safety

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (problem || !isChanged) return
    const saved = await update.run({ organization: id, name: value.name.trim(), appearance: { colour: value.colour, monogram: value.monogram }, safety })
    if (saved) useToasts.getState().show({ text: 'Settings of the organization saved', tone: 'ok', organization: id })
  }

  return (
    <section role="group" className="card" aria-label="Name and safety">
      <h2>Name and safety</h2>
      <form className="card-form" onSubmit={(event) => void submit(event)}>
        <AppearanceFields draft={draft} />
        <SafetyFields safety={safety} onChange={setSafety} />
        {update.error && <ErrorView error={errorWords(update.error, { organization: name })} />}
        <div>
          <button type="submit" className="button primary" disabled={!isChanged || problem !== null || update.isRunning}>
            Save changes
          </button>
        </div>
      </form>
    </section>
  )
}

const regionWords: Readonly<Record<string, string>> = { us: 'United States', eu: 'Europe', in: 'India', demo: 'demo estate' }

function KeySection({ organization }: { organization: Organization }) {
  const now = useNow(60_000)
  const connection = useCall('connection.list', {}).data?.find(({ id }) => id === organization.connection)
  const problem = organization.problem
  return (
    <section role="group" className="card" aria-label="Key">
      <h2>Key</h2>
      <dl className="fact-list">
        <div>
          <dt>Organization ID</dt>
          <dd>
            <code>{organization.id}</code>
          </dd>
        </div>
        {connection && (
          <>
            <div>
              <dt>Region</dt>
              <dd>{regionWords[connection.region]}</dd>
            </div>
            <div>
              <dt>Kept</dt>
              <dd>{connection.isKeyMissing ? 'not at hand' : connection.keep === 'keychain' ? 'in the keychain of this computer' : 'for this session only'}</dd>
            </div>
            <div>
              <dt>Added</dt>
              <dd>{timeText(connection.addedAt, now)}</dd>
            </div>
            <div>
              <dt>Last used</dt>
              <dd>{connection.lastUsedAt ? timeText(connection.lastUsedAt, now) : 'not yet'}</dd>
            </div>
          </>
        )}
      </dl>
      {problem && <ErrorView error={errorWords(problem, { organization: organization.name })} />}
      {organization.isDemo ? (
        <p className="hint">The key of the demo estate is made up and lives as long as the program runs.</p>
      ) : (
        <>
          <p className="hint">The key itself is never shown again.</p>
          <div>
            <button type="button" className="button" onClick={() => useDialog.getState().open({ name: 'replaceKey', organization: organization.id })}>
              Replace key…
            </button>
          </div>
        </>
      )}
    </section>
  )
}
