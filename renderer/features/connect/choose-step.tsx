// What a credential of many organizations opens: which of them to add, which are here already, and which cannot be read and why.

import { CircleAlert, CircleCheck } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { Organization } from '../../../shared/contract/organization.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { useOrganizations } from '../../bridge/organizations.ts'
import { useRun } from '../../bridge/use-run.ts'
import { SafetyFields } from '../../shell/safety-fields.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { iconProps } from '../../ui/icons.ts'
import { Mark } from '../../ui/mark.tsx'
import { Visible } from '../../ui/visible.tsx'
import type { Checked } from './connect-dialog.tsx'
import { KeepFields } from './keep-fields.tsx'

interface ChooseStepProps {
  readonly checked: Checked
  readonly onBack: () => void
  readonly onAdded: (organizations: readonly Organization[]) => void
  readonly onBusy: (isBusy: boolean) => void
}

type Found = Checked['organizations'][number]

export function ChooseStep({ checked, onBack, onAdded, onBusy }: ChooseStepProps) {
  // The service has an order of its own; among a hundred one looks by name.
  const byName = [...checked.organizations].sort((one, other) => one.name.localeCompare(other.name))
  const readable = byName.filter(({ problem }) => problem === null)
  const refused = byName.filter(({ problem }) => problem !== null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(readable.map(({ id }) => id)))
  const [search, setSearch] = useState('')
  const [safety, setSafety] = useState<Organization['safety']>('readOnly')
  const [keep, setKeep] = useState<'keychain' | 'session'>(checked.canKeepInKeychain ? 'keychain' : 'session')
  const add = useRun('connection.add')
  // Each gets a file of its own, which takes a moment; what is here already is counted from the list.
  const here = new Set(useOrganizations()?.map(({ id }) => id as string))
  const shown = readable.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()))
  const areAllShownChosen = shown.length > 0 && shown.every(({ id }) => chosen.has(id))

  const choose = (organizations: readonly Found[], isChosen: boolean) =>
    setChosen((before) => {
      const next = new Set(before)
      for (const { id } of organizations) if (isChosen) next.add(id)
      else next.delete(id)
      return next
    })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const organizations = readable.filter(({ id }) => chosen.has(id)).map(({ id, name, suggested }) => ({ id, name: name.trim().slice(0, 80) || id, appearance: suggested }))
    if (organizations.length === 0) return
    onBusy(true)
    const added = await add.run({ ticket: checked.ticket, safety, keep, organizations })
    onBusy(false)
    if (added) onAdded(added)
  }

  return (
    <form className="dialog-form" onSubmit={(event) => void submit(event)}>
      <div className="found" role="status">
        <p>
          <CircleCheck {...iconProps} className="tone-ok" />
          <span>
            <Visible text={checked.facts.name} className="found-name" /> opens {readable.length.toLocaleString()} {readable.length === 1 ? 'organization' : 'organizations'}
          </span>
        </p>
        {refused.length > 0 && (
          <p>
            <CircleAlert {...iconProps} className="tone-warn" />
            <span>
              {refused.length === 1 ? '1 cannot be read with it and is' : `${refused.length.toLocaleString()} cannot be read with it and are`} named below
            </span>
          </p>
        )}
      </div>
      <fieldset>
        <legend>Organizations to add</legend>
        <div className="key-line">
          {readable.length > 8 && <input className="input" type="search" aria-label="Find an organization" placeholder="Find an organization" value={search} onChange={(event) => setSearch(event.target.value)} />}
          <label className="choice">
            <input type="checkbox" checked={areAllShownChosen} onChange={(event) => choose(shown, event.target.checked)} />
            <span>{search.trim() === '' ? 'All' : 'All found'}</span>
          </label>
          <span className="muted numeric">
            {chosen.size.toLocaleString()} of {readable.length.toLocaleString()} chosen
          </span>
        </div>
        <ul className="choose-list">
          {shown.map((organization) => (
            <li key={organization.id}>
              <label className="choice">
                <input type="checkbox" checked={chosen.has(organization.id)} onChange={(event) => choose([organization], event.target.checked)} />
                <Mark {...organization.suggested} />
                <Visible text={organization.name} className="truncate" />
                <span className="pane-space" />
                <span className="muted numeric">{organization.isPresent ? 'here already: adds this way to it' : usersText(organization.users)}</span>
              </label>
            </li>
          ))}
          {refused.map(({ id, name, problem }) => (
            <li key={id} className="choose-refused">
              <CircleAlert {...iconProps} size={14} className="tone-warn" />
              <Visible text={name} className="truncate" />
              <span className="muted">{problem ? reasonOf(problem.code) : ''}</span>
            </li>
          ))}
        </ul>
      </fieldset>
      <SafetyFields safety={safety} onChange={setSafety} />
      <KeepFields keep={keep} canKeepInKeychain={checked.canKeepInKeychain} onChange={setKeep} />
      {add.error && <ErrorView error={errorWords(add.error, { organization: checked.facts.name })} />}
      <footer className="dialog-actions">
        <button type="button" className="button" disabled={add.isRunning} onClick={onBack}>
          Back
        </button>
        <button type="submit" className="button primary" disabled={add.isRunning || chosen.size === 0}>
          {add.isRunning ? `Adding ${[...chosen].filter((id) => here.has(id)).length.toLocaleString()} of ${chosen.size.toLocaleString()}` : `Add ${chosen.size.toLocaleString()} and sync`}
        </button>
      </footer>
    </form>
  )
}

const usersText = (users: number | null): string => (users === null ? '' : `${users.toLocaleString()} ${users === 1 ? 'user' : 'users'}`)

const reasons: Readonly<Record<string, string>> = {
  'api.forbidden': 'this administrator has no access to it',
  'api.unauthorized': 'the key is refused there',
  'api.not-found': 'the service does not open it for this key',
  'api.not-entitled': 'its plan does not include the interface',
  'api.rate-limited': 'the service limited the check; try again later',
  'api.offline': 'no connection during the check',
  'api.timeout': 'no answer during the check',
}
const reasonOf = (code: string): string => reasons[code] ?? 'the service refused the check'
