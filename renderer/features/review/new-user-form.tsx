// The form of one new person. What is typed into name and address is compared with the copy at once; the password is read from its
// field once, when the plan is asked for. Nothing is sent from here.

import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react'
import '../../styles/onboarding.css'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { useCall } from '../../bridge/use-call.ts'
import { ClashNote } from './clash-note.tsx'
import { newUserParameters } from './new-user-parameters.ts'
import { ObjectField } from './object-field.tsx'
import type { Parameters } from './parameters-form.tsx'
import { TextField } from './text-field.tsx'

interface NewUserFormProps {
  readonly organization: OrganizationId
  readonly onSubmit: (parameters: Parameters) => void
  readonly onCancel: () => void
  readonly children: ReactNode
}

export function NewUserForm({ organization, onSubmit, onCancel, children }: NewUserFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const [username, setUsername] = useState('')
  const [email, setEmail] = useState('')
  const [state, setState] = useState<'' | 'STAGED' | 'ACTIVATED'>('')
  const [isPasswordSet, setIsPasswordSet] = useState(false)
  const usual = useUsualState(organization)
  const isStaged = state === 'STAGED' || (state === '' && usual === 'STAGED')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (form.current) onSubmit(newUserParameters(new FormData(form.current)))
  }
  return (
    <form ref={form} className="dialog-form new-user" onSubmit={submit}>
      <div className="field-pairs">
        <TextField name="firstname" label="First name" isFirst />
        <TextField name="lastname" label="Last name" />
        <TextField name="middlename" label="Middle name" />
        <TextField name="displayname" label="Display name" />
        <TextField name="username" label="Username" isRequired value={username} onChange={setUsername} pattern="[A-Za-z0-9][A-Za-z0-9._@\-]{0,99}" title="Letters, digits, dot, dash, underscore and @">
          <ClashNote organization={organization} field="username" text={username} hint="Cannot be changed once devices know it." />
        </TextField>
        <TextField name="email" label="Company email" type="email" isRequired value={email} onChange={setEmail}>
          <ClashNote organization={organization} field="email" text={email} hint="Where they sign in and get mail." />
        </TextField>
        <TextField name="alternateEmail" label="Alternate email" type="email" hint="The activation mail goes there first." />
      </div>
      <fieldset>
        <legend>Employment</legend>
        <div className="field-pairs">
          <TextField name="company" label="Company" />
          <TextField name="department" label="Department" />
          <TextField name="jobTitle" label="Job title" />
          <TextField name="location" label="Location" />
          <TextField name="employeeIdentifier" label="Employee ID" hint="Unique in the organization." />
          <TextField name="employeeType" label="Employee type" />
          <TextField name="costCenter" label="Cost center" />
          <TextField name="description" label="Description" />
        </div>
      </fieldset>
      <ManagerField organization={organization} />
      <fieldset>
        <legend>State</legend>
        <div className="choices column">
          <Choice name="state" value="" chosen={state} onChoose={setState} label={usualLabels[usual ?? '']} note="What the settings of the organization say for people added by hand." />
          <Choice name="state" value="STAGED" chosen={state} onChoose={setState} label="Staged" note="No access and no mail until somebody activates them." />
          <Choice name="state" value="ACTIVATED" chosen={state} onChoose={setState} label="Active" note="They may sign in as soon as they have a password." />
        </div>
      </fieldset>
      <fieldset>
        <legend>Password</legend>
        <div className="choices column">
          <Choice name="way" value="mail" chosen={isPasswordSet ? 'password' : 'mail'} onChoose={() => setIsPasswordSet(false)} label={isStaged ? 'They choose one when they are activated' : 'An activation mail lets them choose one'} />
          <Choice name="way" value="password" chosen={isPasswordSet ? 'password' : 'mail'} onChoose={() => setIsPasswordSet(true)} label="Set one now" />
        </div>
        {isPasswordSet && (
          <div className="field-pairs">
            <TextField name="password" label="Initial password" type="password" isRequired hint="It must follow the organization’s password rules. It is kept nowhere here." />
          </div>
        )}
      </fieldset>
      {children}
      <footer className="dialog-actions">
        <span className="muted dialog-note">Nothing is sent before you have seen the plan.</span>
        <span className="pane-space" />
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
        <button type="submit" className="button primary">
          Show the plan
        </button>
      </footer>
    </form>
  )
}

const usualLabels: { readonly [State in 'STAGED' | 'ACTIVATED' | '']: string } = { STAGED: 'As the organization does: staged', ACTIVATED: 'As the organization does: active', '': 'As the organization’s settings say' }

/** Null while it is not known, or never read. */
function useUsualState(organization: OrganizationId): 'STAGED' | 'ACTIVATED' | null {
  const { data } = useCall('snapshot.page', { scope: { type: 'one', organization }, kind: 'organization', sort: [], columns: ['settings.newSystemUserStateDefaults.manualEntry'], start: 0, size: 1 })
  const value = data ? (JSON.parse(data.rowsJson) as unknown[][])[0]?.[2] : null
  return value === 'STAGED' || value === 'ACTIVATED' ? value : null
}

function ManagerField({ organization }: { readonly organization: OrganizationId }) {
  const id = useId()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <div className="field">
      {isOpen ? (
        <>
          <label htmlFor={id}>Manager</label>
          <ObjectField id={id} name="manager" kind="user" organization={organization} isFirst isRequired={false} hintId={undefined} />
        </>
      ) : (
        <>
          <span className="label">Manager</span>
          <button type="button" className="button manager-button" onClick={() => setIsOpen(true)}>
            Choose a manager
          </button>
        </>
      )}
    </div>
  )
}

interface ChoiceProps<Value extends string> {
  readonly name: string
  readonly value: Value
  readonly chosen: Value
  readonly onChoose: (value: Value) => void
  readonly label: string
  readonly note?: string
}

const Choice = <Value extends string>({ name, value, chosen, onChoose, label, note }: ChoiceProps<Value>) => (
  <label className="choice">
    <input type="radio" name={name} value={value} checked={value === chosen} onChange={() => onChoose(value)} />
    <span>
      {label}
      {note && <span className="choice-note">{note}</span>}
    </span>
  </label>
)
