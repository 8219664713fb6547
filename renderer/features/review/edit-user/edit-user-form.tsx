// The fields of one person, or those that several may share. What differs from before is counted and becomes the plan; nothing is sent
// from here.

import { type FormEvent, type ReactNode, useMemo, useRef, useState } from 'react'
import '../../../styles/onboarding.css'
import '../../../styles/edit-user.css'
import type { OrganizationId, ResourceId } from '../../../../shared/base/ids.ts'
import type { Instant } from '../../../../shared/base/instant.ts'
import type { RawObject } from '../../../../shared/base/raw-object.ts'
import { errorWords } from '../../../bridge/error-text.ts'
import { freshness } from '../../../bridge/freshness.ts'
import { useObjectTitle } from '../../../bridge/references.ts'
import { useCall } from '../../../bridge/use-call.ts'
import { ErrorView } from '../../../ui/error-view.tsx'
import { useNow } from '../../../ui/use-now.ts'
import { Visible } from '../../../ui/visible.tsx'
import { ClashNote } from '../clash-note.tsx'
import { EditFooter } from '../edit-footer.tsx'
import { ObjectField } from '../object-field.tsx'
import type { Parameters } from '../parameters-form.tsx'
import { TextField } from '../text-field.tsx'
import { AddressList, AttributeList, PhoneList } from './part-lists.tsx'
import { blankPerson, changeCount, changesOf, type FlagName, flagNames, heldFields, type ListName, type Person, personOf, problemOf, type TextName } from './person.ts'

interface EditUserFormProps {
  readonly organization: OrganizationId | null
  /** Null for several people: they share only what is set here. */
  readonly id: ResourceId | null
  /** "27 users" */
  readonly targets: string
  readonly onSubmit: (parameters: Parameters) => void
  readonly onCancel: () => void
  readonly children: ReactNode
}

export function EditUserForm({ organization, id, ...rest }: EditUserFormProps) {
  if (organization === null || id === null) return <Fields {...rest} organization={organization} raw={null} readAt={null} />
  return <OfOne {...rest} organization={organization} id={id} />
}

function OfOne({ id, organization, ...rest }: EditUserFormProps & { readonly organization: OrganizationId; readonly id: ResourceId }) {
  const { data, error } = useCall('snapshot.object', { organization, kind: 'user', id })
  if (error) return <div className="dialog-form"><ErrorView error={errorWords(error)} /></div>
  if (!data) return <p role="status" className="dialog-form">Reading {rest.targets}.</p>
  return <Fields {...rest} organization={organization} raw={data.raw} readAt={data.readAt} />
}

const groups: readonly { readonly title: string | null; readonly fields: readonly (readonly [TextName, string])[] }[] = [
  { title: null, fields: [['firstname', 'First name'], ['lastname', 'Last name'], ['middlename', 'Middle name'], ['displayname', 'Display name'], ['username', 'Username'], ['email', 'Company email'], ['alternateEmail', 'Alternate email'], ['managedAppleId', 'Managed Apple ID']] },
  { title: 'Employment', fields: [['company', 'Company'], ['department', 'Department'], ['jobTitle', 'Job title'], ['location', 'Location'], ['employeeIdentifier', 'Employee ID'], ['employeeType', 'Employee type'], ['costCenter', 'Cost center'], ['description', 'Description']] },
]
const sharedFields = new Set<TextName>(['company', 'department', 'jobTitle', 'location', 'employeeType', 'costCenter', 'description'])
const flagLabels: { readonly [Name in FlagName]: string } = { sudo: 'Administrator on all devices they are bound to', password_never_expires: 'Password never expires', ldap_binding_user: 'Binding user of LDAP', samba_service_user: 'Service user of Samba' }

interface FieldsProps extends Omit<EditUserFormProps, 'id'> {
  readonly raw: string | null
  readonly readAt: Instant | null
}

function Fields({ organization, raw, readAt, targets, onSubmit, onCancel, children }: FieldsProps) {
  // As it was when the form opened: a sync in between must not move what somebody is typing.
  const [first] = useState<RawObject>(() => (raw === null ? {} : (JSON.parse(raw) as RawObject)))
  const isMany = raw === null
  const before = useMemo(() => (isMany ? blankPerson : personOf(first)), [first, isMany])
  const held = useMemo(() => heldFields(first), [first])
  const [after, setAfter] = useState<Person>(before)
  const now = useNow(30_000)
  const problem = problemOf(before, after, isMany)
  const count = changeCount(before, after)
  const setText = (name: TextName, text: string) => setAfter((person) => ({ ...person, texts: { ...person.texts, [name]: text } }))
  const setList = (name: ListName) => (parts: Person[ListName]) => setAfter((person) => ({ ...person, [name]: parts }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (problem === null) onSubmit({ changes: changesOf(before, after) })
  }
  return (
    <form className="dialog-form new-user edit-user" onSubmit={submit}>
      {isMany ? <p className="muted">What is filled in here, all {targets} get. A field left empty stays as it is for each of them.</p> : readAt !== null && <p className="muted">Data of {freshness(readAt, now).text}. Only what you change is sent.</p>}
      {groups.map(({ title, fields }) => {
        const shown = isMany ? fields.filter(([name]) => sharedFields.has(name)) : fields
        if (shown.length === 0) return null
        const pairs = (
          <div className="field-pairs">
            {shown.map(([name, label], index) => (
              <PersonText key={name} {...{ name, label, organization, isMany }} isFirst={index === 0 && (isMany || title === null)} isHeld={held.has(name)} before={before.texts[name]} text={after.texts[name]} onChange={(text) => setText(name, text)} />
            ))}
          </div>
        )
        return title === null ? <div key="person">{pairs}</div> : <fieldset key={title}><legend>{title}</legend>{pairs}</fieldset>
      })}
      {!isMany && organization !== null && (
        <>
          <ManagerField organization={organization} before={before.texts.manager} manager={after.texts.manager} isHeld={held.has('manager')} onChange={(manager) => setText('manager', manager)} />
          <fieldset>
            <legend>Phone numbers</legend>
            <PhoneList parts={after.phoneNumbers} isOff={held.has('phoneNumbers')} onChange={setList('phoneNumbers')} />
            {held.has('phoneNumbers') && <Held />}
          </fieldset>
          <fieldset>
            <legend>Addresses</legend>
            <AddressList parts={after.addresses} isOff={held.has('addresses')} onChange={setList('addresses')} />
            {held.has('addresses') && <Held />}
          </fieldset>
          <fieldset>
            <legend>Custom attributes</legend>
            <AttributeList parts={after.attributes} isOff={held.has('attributes')} onChange={setList('attributes')} />
            {held.has('attributes') && <Held />}
          </fieldset>
          <fieldset>
            <legend>Rights and account</legend>
            <div className="choices column">
              {flagNames.map((name) => (
                <label key={name} className="choice">
                  <input type="checkbox" checked={after.flags[name]} disabled={held.has(name)} onChange={(event) => setAfter({ ...after, flags: { ...after.flags, [name]: event.target.checked } })} />
                  <span>{flagLabels[name]}</span>
                </label>
              ))}
            </div>
          </fieldset>
        </>
      )}
      {children}
      <EditFooter count={count} problem={problem} onDiscard={() => setAfter(before)} onCancel={onCancel} />
    </form>
  )
}

const Held = () => <p className="hint">Another directory decides on this.</p>

interface PersonTextProps {
  readonly name: TextName
  readonly label: string
  readonly organization: OrganizationId | null
  readonly isMany: boolean
  readonly isFirst: boolean
  readonly isHeld: boolean
  readonly before: string
  readonly text: string
  readonly onChange: (text: string) => void
}

function PersonText({ name, label, organization, isMany, isFirst, isHeld, before, text, onChange }: PersonTextProps) {
  const isChanged = text.trim() !== before.trim()
  const isNamed = name === 'username' || name === 'email'
  return (
    <TextField {...{ name, label, isFirst, isChanged, onChange }} type={name === 'email' || name === 'alternateEmail' ? 'email' : 'text'} value={text} isOff={isHeld} isRequired={isNamed} {...(name === 'username' && { pattern: '[A-Za-z0-9][A-Za-z0-9._@\\-]{0,99}', title: 'Letters, digits, dot, dash, underscore and @' })} {...(isMany && { placeholder: 'As it is' })}>
      {isHeld && 'Another directory decides on this.'}
      {isChanged && !isMany && (
        <span>
          Was {before === '' ? 'empty' : <Visible text={before} />}.{' '}
          {isNamed && organization !== null && text.trim().toLowerCase() !== before.toLowerCase() && <ClashNote organization={organization} field={name} text={text} hint="" />}
        </span>
      )}
    </TextField>
  )
}

interface ManagerFieldProps {
  readonly organization: OrganizationId
  readonly before: string
  readonly manager: string
  readonly isHeld: boolean
  readonly onChange: (manager: string) => void
}

/** By name; another one is searched for in the copy. */
function ManagerField({ organization, before, manager, isHeld, onChange }: ManagerFieldProps) {
  const [isOpen, setIsOpen] = useState(false)
  const lines = useRef<HTMLDivElement>(null)
  return (
    <div className={`field manager-field ${manager === before ? '' : 'is-changed'}`}>
      <span className="label">Manager</span>
      <div className="manager-line">
        {manager === '' ? <span className="muted">Nobody</span> : <PersonName organization={organization} id={manager} />}
        <button type="button" className="button" disabled={isHeld} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {manager === '' ? 'Choose a manager' : 'Choose another'}
        </button>
        {manager !== '' && (
          <button type="button" className="button" disabled={isHeld} onClick={() => onChange('')}>
            Nobody
          </button>
        )}
      </div>
      {isOpen && (
        <div ref={lines} onChange={() => onChange(lines.current?.querySelector<HTMLInputElement>('input[type=radio]:checked')?.value ?? manager)}>
          <ObjectField id="edit-manager" name="manager" kind="user" organization={organization} isFirst isRequired={false} hintId={undefined} />
        </div>
      )}
      {manager !== before && (
        <p className="hint">
          Was {before === '' ? 'nobody' : <PersonName organization={organization} id={before} />}.
        </p>
      )}
      {isHeld && <Held />}
    </div>
  )
}

const PersonName = ({ organization, id }: { readonly organization: OrganizationId; readonly id: string }) => <Visible text={useObjectTitle(organization, 'user', id) ?? id} />
