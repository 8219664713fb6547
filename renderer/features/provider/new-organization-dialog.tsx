// A new organization at a provider: which provider, what it is called, how many people it may have. The plan comes next, and nothing
// before it is sent.

import '../../styles/review.css'
import { type FormEvent, useId, useState } from 'react'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { actionData } from '../../bridge/registry-actions.ts'
import { useCall } from '../../bridge/use-call.ts'
import { type NewOrganization, useDialog } from '../../stores/dialog.ts'
import { usePanes } from '../../stores/panes.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { canMake } from '../../bridge/provider-words.ts'

const action = 'organization.create'

interface NewOrganizationDialogProps {
  readonly provider: OrganizationId | undefined
  /** What was typed before, when somebody comes back from the plan. */
  readonly given: NewOrganization | undefined
  readonly onClose: () => void
}

export function NewOrganizationDialog({ provider: first, given, onClose }: NewOrganizationDialogProps) {
  const own = useId()
  const { data } = useCall('provider.list', {})
  const [chosen, setChosen] = useState<OrganizationId | null>(first ?? null)
  const providers = data ?? []
  const provider = providers.find(({ id }) => id === chosen) ?? providers[0]
  const hint = (name: string) => actionData(action)?.fields.find((field) => field.name === name)?.hint
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const name = String(form.get('name') ?? '').trim()
    const seats = String(form.get('maxSystemUsers') ?? '')
    if (!provider || name === '') return
    const parameters: NewOrganization = { name, ...(seats !== '' && { maxSystemUsers: Number(seats) }) }
    useDialog.getState().open({
      name: 'plan',
      source: { type: 'action', action, selection: { type: 'new', kind: 'organization', organization: provider.id, items: [{}] }, targets: '1 organization', parameters: { ...parameters } },
      organizations: [provider.id],
      holder: provider.name,
    })
  }
  const openProviders = () => {
    onClose()
    usePanes.getState().go({ page: 'providers' })
  }
  const against = provider && canMake(provider)
  return (
    <Dialog title="New organization" onClose={onClose}>
      {data && providers.length === 0 ? (
        <div className="dialog-form">
          <p>No provider is known on this computer. Organizations are made through the provider above them: add the key of one of its administrators first.</p>
          <footer className="dialog-actions">
            <button type="button" className="button" onClick={onClose}>
              Cancel
            </button>
            <button type="button" className="button primary" onClick={() => useDialog.getState().open({ name: 'connect' })}>
              Add a provider’s key
            </button>
          </footer>
        </div>
      ) : (
        <form className="dialog-form" onSubmit={submit}>
          <div className="field">
            <label htmlFor={`${own}-provider`}>Provider</label>
            <select id={`${own}-provider`} className="input" value={provider?.id ?? ''} onChange={(event) => setChosen(event.target.value as OrganizationId)}>
              {providers.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </div>
          {provider?.safety === 'readOnly' && (
            <div className="plan-problem" role="note">
              <p>{provider.name} is read-only here: the plan can be looked at, but not started.</p>
              <button type="button" className="button" onClick={openProviders}>
                Open its level
              </button>
            </div>
          )}
          {against && (
            <div className="plan-problem" role="note">
              <p>{against}.</p>
            </div>
          )}
          <div className="field">
            <label htmlFor={`${own}-name`}>Name</label>
            <input id={`${own}-name`} name="name" className="input" required autoFocus autoComplete="off" spellCheck={false} maxLength={255} defaultValue={given?.name ?? ''} aria-describedby={`${own}-name-hint`} />
            <p id={`${own}-name-hint`} className="hint">
              {hint('name')}
            </p>
          </div>
          <div className="field">
            <label htmlFor={`${own}-seats`}>
              Users allowed<span className="muted"> (optional)</span>
            </label>
            <input id={`${own}-seats`} name="maxSystemUsers" className="input" type="number" inputMode="numeric" step={1} min={1} max={1_000_000} defaultValue={given?.maxSystemUsers ?? ''} aria-describedby={`${own}-seats-hint`} />
            <p id={`${own}-seats-hint`} className="hint">
              {hint('maxSystemUsers')}
            </p>
          </div>
          <footer className="dialog-actions">
            <span className="muted dialog-note">Nothing is sent before you have seen the plan.</span>
            <span className="pane-space" />
            <button type="button" className="button" onClick={onClose}>
              Cancel
            </button>
            <button type="submit" className="button primary" disabled={!provider || against !== null}>
              Show the plan
            </button>
          </footer>
        </form>
      )}
    </Dialog>
  )
}
