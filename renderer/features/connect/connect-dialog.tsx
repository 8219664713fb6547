// Adding an organization in two steps: check a key, then name, mark and safety. Nothing is saved before the last button.

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { Input, Output } from '../../../shared/contract/client.ts'
import { useClient } from '../../bridge/bridge-context.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { usePanes } from '../../stores/panes.ts'
import { homeOf } from '../../stores/place.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { KeyInput } from './key-input.tsx'
import { NameStep } from './name-step.tsx'
import { useKeyField } from './use-key-field.ts'

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

  const added = async (organization: Organization) => {
    ticket.current = null
    // A place in an organization that the list does not know yet would be dropped.
    await queries.invalidateQueries({ queryKey: ['organization.list'] })
    usePanes.getState().go(homeOf(organization.id))
    onClose()
    // It may be syncing already; then there is nothing to start.
    client.call('sync.start', { organization: organization.id }).catch(() => undefined)
  }
  const back = () => {
    if (ticket.current) client.call('connection.discard', { ticket: ticket.current }).catch(() => undefined)
    ticket.current = null
    setChecked(null)
  }

  return (
    <Dialog title="Add an organization" subtitle={`Step ${checked ? 2 : 1} of 2`} isBusy={isBusy} onClose={onClose}>
      {checked ? (
        <NameStep checked={checked} onBack={back} onAdded={(organization) => void added(organization)} onBusy={setIsBusy} />
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

function KeyStep({ onCancel, onChecked }: { onCancel: () => void; onChecked: (checked: Checked) => void }) {
  const client = useClient()
  const keyField = useKeyField()
  const [region, setRegion] = useState<Region>('us')
  const cancelling = useRef(new AbortController())
  useEffect(() => {
    const controller = new AbortController()
    cancelling.current = controller
    return () => controller.abort()
  }, [])
  const check = (from: 'paste' | 'clipboard') =>
    void keyField.submit(from, async (source) => onChecked(await client.call('connection.check', { source, region }, { signal: cancelling.current.signal })))

  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault()
        check('paste')
      }}
    >
      <KeyInput keyField={keyField} onClipboard={() => check('clipboard')} />
      <fieldset>
        <legend>Region</legend>
        <div className="choices">
          {regions.map(([value, title]) => (
            <label key={value} className="choice">
              <input type="radio" name="region" value={value} checked={region === value} disabled={keyField.isRunning} onChange={() => setRegion(value)} />
              <span>{title}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {keyField.error && <ErrorView error={errorWords(keyField.error, { region: regions.find(([value]) => value === region)?.[1] ?? region })} />}
      <footer className="dialog-actions">
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
        <button type="submit" className="button primary" disabled={keyField.isRunning}>
          {keyField.isRunning ? 'Asking JumpCloud' : 'Check key'}
        </button>
      </footer>
    </form>
  )
}
