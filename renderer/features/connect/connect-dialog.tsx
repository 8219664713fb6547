// Adding organizations in two steps: check a credential, then what it opened. Nothing is saved before the last button.

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { Input, Output } from '../../../shared/contract/client.ts'
import { useClient } from '../../bridge/bridge-context.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { usePanes } from '../../stores/panes.ts'
import { homeOf, overview } from '../../stores/place.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { ChooseStep } from './choose-step.tsx'
import { KeyInput } from './key-input.tsx'
import { NameStep } from './name-step.tsx'
import { ServiceAccountInput } from './service-account-input.tsx'
import { type KeySource, useKeyField } from './use-key-field.ts'

export type Checked = Output<'connection.check'>
type Region = Input<'connection.check'>['region']

const regions: readonly (readonly [Region, string])[] = [
  ['us', 'United States'],
  ['eu', 'Europe'],
  ['in', 'India'],
]

export function ConnectDialog({ onClose }: { onClose: () => void }) {
  const client = useClient()
  const queries = useQueryClient()
  const [checked, setChecked] = useState<Checked | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const ticket = useRef<string | null>(null)
  // A key that was checked and not added is forgotten with the dialog; if that fails, it ends with the program.
  useEffect(
    () => () => {
      if (ticket.current) client.call('connection.discard', { ticket: ticket.current }).catch(() => undefined)
    },
    [client],
  )

  const added = async (organizations: readonly Organization[]) => {
    ticket.current = null
    // A place in an organization that the list does not know yet would be dropped.
    await queries.invalidateQueries({ queryKey: ['organization.list'] })
    const [only, ...others] = organizations
    if (only) usePanes.getState().go(others.length === 0 ? homeOf(only.id) : overview)
    onClose()
  }
  const back = () => {
    if (ticket.current) client.call('connection.discard', { ticket: ticket.current }).catch(() => undefined)
    ticket.current = null
    setChecked(null)
  }

  const Step = checked && isOneNew(checked) ? NameStep : ChooseStep
  return (
    <Dialog title="Add organizations" subtitle={`Step ${checked ? 2 : 1} of 2`} isBusy={isBusy} onClose={onClose}>
      {checked ? (
        <Step checked={checked} onBack={back} onAdded={(organizations) => void added(organizations)} onBusy={setIsBusy} />
      ) : (
        <KeyStep
          onCancel={onClose}
          onChecked={(answer) => {
            ticket.current = answer.ticket
            setChecked(answer)
          }}
        />
      )}
    </Dialog>
  )
}

/** One organization that is new gets a name of its own; anything else is chosen from a list. */
const isOneNew = ({ organizations: [only, ...others] }: Checked): boolean => only !== undefined && others.length === 0 && !only.isPresent && only.problem === null

function KeyStep({ onCancel, onChecked }: { onCancel: () => void; onChecked: (checked: Checked) => void }) {
  const client = useClient()
  const { field, account, isRunning, error, submit } = useKeyField()
  const [sort, setSort] = useState<'paste' | 'serviceAccount'>('paste')
  const [region, setRegion] = useState<Region>('us')
  const cancelling = useRef(new AbortController())
  useEffect(() => {
    const controller = new AbortController()
    cancelling.current = controller
    return () => controller.abort()
  }, [])
  const check = (from: KeySource['from']) =>
    void submit(from, async (source) => onChecked(await client.call('connection.check', { source, region }, { signal: cancelling.current.signal })))

  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault()
        check(sort)
      }}
    >
      <fieldset>
        <legend>Sign in with</legend>
        <div className="choices column">
          <label className="choice">
            <input type="radio" name="sort" checked={sort === 'paste'} disabled={isRunning} onChange={() => setSort('paste')} />
            <span>
              An API key
              <span className="choice-note">Of an administrator of one organization, or of a provider: then its organizations are listed</span>
            </span>
          </label>
          <label className="choice">
            <input
              type="radio"
              name="sort"
              checked={sort === 'serviceAccount'}
              disabled={isRunning}
              onChange={() => {
                setSort('serviceAccount')
                setRegion('us')
              }}
            />
            <span>
              A service account
              <span className="choice-note">Client ID and secret; JumpCloud documents it for the United States only</span>
            </span>
          </label>
        </div>
      </fieldset>
      {sort === 'paste' ? (
        <KeyInput field={field} isRunning={isRunning} isRefused={error !== null} onClipboard={() => check('clipboard')} />
      ) : (
        <ServiceAccountInput account={account} field={field} isRunning={isRunning} isRefused={error !== null} />
      )}
      <fieldset>
        <legend>Region</legend>
        <div className="choices">
          {regions.map(([value, title]) => (
            <label key={value} className="choice">
              <input type="radio" name="region" value={value} checked={region === value} disabled={isRunning || (sort === 'serviceAccount' && value !== 'us')} onChange={() => setRegion(value)} />
              <span>{title}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {error && <ErrorView error={errorWords(error, { region: regions.find(([value]) => value === region)?.[1] ?? region })} />}
      <footer className="dialog-actions">
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
        <button type="submit" className="button primary" disabled={isRunning}>
          {isRunning ? 'Asking JumpCloud' : sort === 'paste' ? 'Check key' : 'Check account'}
        </button>
      </footer>
    </form>
  )
}
