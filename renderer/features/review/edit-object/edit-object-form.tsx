// The fields of one object, made from what its edit action may change. What differs from before becomes the plan; nothing is sent from
// here.

import { type FormEvent, type ReactNode, useId, useMemo, useState } from 'react'
import '../../../styles/onboarding.css'
import '../../../styles/edit-user.css'
import type { NamedForm } from '../../../../shared/actions/field.ts'
import type { OrganizationId, ResourceId } from '../../../../shared/base/ids.ts'
import type { Instant } from '../../../../shared/base/instant.ts'
import type { RawObject } from '../../../../shared/base/raw-object.ts'
import type { Kind } from '../../../../shared/resources/index.ts'
import { errorWords } from '../../../bridge/error-text.ts'
import { freshness } from '../../../bridge/freshness.ts'
import type { ActionData } from '../../../bridge/registry-actions.ts'
import { useCall } from '../../../bridge/use-call.ts'
import { ErrorView } from '../../../ui/error-view.tsx'
import { useNow } from '../../../ui/use-now.ts'
import { Visible } from '../../../ui/visible.tsx'
import { EditFooter } from '../edit-footer.tsx'
import type { Parameters } from '../parameters-form.tsx'
import { askedFields, changesOf, isChanged, isUnread, problemOf, typedOf } from './edited.ts'

interface EditObjectFormProps {
  readonly action: ActionData
  /** Null for several objects: each has a name and a text of its own, so they are edited one by one. */
  readonly organization: OrganizationId | null
  readonly id: ResourceId | null
  readonly targets: string
  readonly onSubmit: (parameters: Parameters) => void
  readonly onCancel: () => void
  readonly children: ReactNode
}

export function EditObjectForm({ organization, id, ...rest }: EditObjectFormProps) {
  if (organization === null || id === null) return <p className="dialog-form">Edit them one by one: {rest.targets} have nothing in common that could be set here.</p>
  return <OfOne {...rest} organization={organization} id={id} />
}

function OfOne({ organization, id, ...rest }: EditObjectFormProps & { readonly organization: OrganizationId; readonly id: ResourceId }) {
  const { data, error } = useCall('snapshot.object', { organization, kind: rest.action.kind as Kind, id })
  if (error) return <div className="dialog-form"><ErrorView error={errorWords(error)} /></div>
  if (!data) return <p role="status" className="dialog-form">Reading {rest.targets}.</p>
  return <Fields {...rest} title={data.title} raw={data.raw} readAt={data.readAt} />
}

type FieldsProps = Omit<EditObjectFormProps, 'organization' | 'id' | 'targets'> & { readonly title: string; readonly raw: string; readonly readAt: Instant }

function Fields({ action, title, raw, readAt, onSubmit, onCancel, children }: FieldsProps) {
  // As it was when the form opened: a sync in between must not move what somebody is typing.
  const [first] = useState<RawObject>(() => JSON.parse(raw) as RawObject)
  const fields = useMemo(() => askedFields(action.fields.find(({ type }) => type === 'changes')?.fields ?? [], first), [action, first])
  const before = useMemo(() => typedOf(fields, first), [fields, first])
  const [after, setAfter] = useState(before)
  const now = useNow(30_000)
  const changes = changesOf(fields, first, before, after)
  const count = Object.keys(changes).length
  // What the service has already is not held against somebody who leaves it alone.
  const wrong = fields.flatMap((field) => (isChanged(field, before, after) ? (problemOf(field, after[field.name] ?? '') ?? []) : []))[0] ?? null
  const problem = wrong ?? (count === 0 ? 'Nothing is changed yet' : null)
  const name = action.fields.find(({ type }) => type === 'changes')!.name
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (problem === null) onSubmit({ [name]: changes })
  }
  return (
    <form className="dialog-form" onSubmit={submit}>
      <p className="muted">
        <Visible text={title} />: data of {freshness(readAt, now).text}. Only what you change is sent.
      </p>
      {fields.map((field, index) => (
        <EditedField key={field.name} field={field} isNotRead={isUnread(field, first)} isFirst={index === 0} before={before[field.name] ?? ''} text={after[field.name] ?? ''} isDifferent={isChanged(field, before, after)} onChange={(text) => setAfter((typed) => ({ ...typed, [field.name]: text }))} />
      ))}
      {children}
      <EditFooter count={count} problem={problem} onDiscard={() => setAfter(before)} onCancel={onCancel} />
    </form>
  )
}

interface EditedFieldProps {
  readonly field: NamedForm
  readonly isNotRead: boolean
  readonly isFirst: boolean
  readonly before: string
  readonly text: string
  readonly isDifferent: boolean
  readonly onChange: (text: string) => void
}

function EditedField({ field, isNotRead, isFirst, before, text, isDifferent, onChange }: EditedFieldProps) {
  const id = useId()
  const problem = isDifferent ? problemOf(field, text) : null
  const isLong = field.type === 'longText' || field.type === 'list'
  // A line break that somebody once put into a description must not get lost in a field of one line.
  const isArea = isLong || before.includes('\n')
  const hint = problem ?? (field.hint !== undefined && field.type === 'list' ? field.hint : null)
  const wasShown = isDifferent && !isArea
  const shared = {
    id, value: text, autoFocus: isFirst, dir: 'auto' as const, autoComplete: 'off', spellCheck: false, required: field.isRequired && !isNotRead, 'aria-invalid': problem !== null, 'aria-describedby': hint !== null || wasShown ? `${id}-hint` : undefined,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  }
  return (
    <div className={`field ${isDifferent ? 'is-changed' : ''}`}>
      <label htmlFor={id}>
        {field.label}
        {field.isRequired && !isNotRead && field.type !== 'choice' && <span className="required"> required</span>}
      </label>
      {field.type === 'choice' ? (
        <select {...shared} className="input">
          {(field.choices ?? []).map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.value === '' && isNotRead ? 'As it is' : choice.label}
            </option>
          ))}
        </select>
      ) : isArea ? <textarea {...shared} className="input text-area" rows={rowsOf(field, text)} {...(field.type === 'longText' && { wrap: 'off' })} /> : <input {...shared} type="text" className="input" maxLength={field.max ?? 1_024} {...(isNotRead && { placeholder: 'As it is' })} />}
      {(hint !== null || wasShown) && (
        <div id={`${id}-hint`} className={`hint ${problem === null ? '' : 'is-wrong'}`}>
          {hint}
          {hint !== null && wasShown && ' '}
          {wasShown && (
            <span>
              {isNotRead ? 'What it is now is not in the list that was read; the plan says it.' : <>Was {before === '' ? 'empty' : <Visible text={field.choices?.find(({ value }) => value === before)?.label ?? before} />}.</>}
            </span>
          )}
        </div>
      )}
    </div>
  )
}

/** A script shows what fits beside the other fields; the rest is scrolled to, or the field pulled larger. */
const rowsOf = ({ type }: NamedForm, text: string): number => {
  const [least, most] = type === 'longText' ? [10, 18] : type === 'list' ? [5, 12] : [2, 6]
  return Math.min(most, Math.max(least, text.split('\n').length + 1))
}
