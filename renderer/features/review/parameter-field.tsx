// One field of an action's form. Uncontrolled: what is typed is read once, when the plan is asked for.

import { useId } from 'react'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { FieldData } from '../../bridge/registry-actions.ts'
import { ObjectField } from './object-field.tsx'

interface ParameterFieldProps {
  readonly field: FieldData
  readonly organization: OrganizationId | null
  readonly isFirst: boolean
}

export function ParameterField({ field, organization, isFirst }: ParameterFieldProps) {
  const id = useId()
  const { name, label, hint, type, choices = [], kind, initial } = field
  const hintId = hint ? `${id}-hint` : undefined
  const shared = { id, name, autoFocus: isFirst, 'aria-describedby': hintId }
  const note = hint && (
    <p id={hintId} className="hint">
      {hint}
    </p>
  )
  if (type === 'boolean') {
    return (
      <div className="field">
        <label className="choice" htmlFor={id}>
          <input {...shared} type="checkbox" defaultChecked={initial === true} />
          <span>{label}</span>
        </label>
        {note}
      </div>
    )
  }
  if (type === 'choice' && choices.length <= shownChoicesMax) {
    return (
      <fieldset aria-describedby={hintId}>
        <legend>{label}</legend>
        <div className="choices column">
          {choices.map((choice, index) => (
            <label key={choice.value} className="choice">
              <input type="radio" name={name} value={choice.value} required={field.isRequired} autoFocus={isFirst && index === 0} defaultChecked={choice.value === (initial ?? (field.isRequired ? choices[0]?.value : undefined))} />
              <span>{choice.label}</span>
            </label>
          ))}
        </div>
        {note}
      </fieldset>
    )
  }
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {!field.isRequired && <span className="muted"> (optional)</span>}
      </label>
      {type === 'object' && kind ? <ObjectField {...{ id, name, organization, kind, isFirst }} hintId={hintId} isRequired={field.isRequired} /> : <PlainInput field={field} {...shared} />}
      {note}
    </div>
  )
}

/** So many choices stand below each other; more are a list to open. */
const shownChoicesMax = 5

function PlainInput({ field, ...shared }: { field: FieldData; id: string; name: string; autoFocus: boolean; 'aria-describedby': string | undefined }) {
  const { type, isRequired, isSecret = false, initial, min, max, choices = [] } = field
  const common = { ...shared, className: 'input', required: isRequired, defaultValue: initial === undefined ? '' : String(initial) }
  if (type === 'choice') {
    return (
      <select {...common}>
        {!isRequired && <option value="">As it is</option>}
        {choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    )
  }
  if (type === 'longText' || type === 'list') return <textarea {...common} className="input text-area" rows={type === 'list' ? 5 : 8} spellCheck={false} maxLength={max} />
  if (type === 'count') return <input {...common} type="number" inputMode="numeric" step={1} min={min} max={max} />
  if (type === 'instant') return <input {...common} type="datetime-local" />
  return <input {...common} type={isSecret ? 'password' : 'text'} autoComplete={isSecret ? 'new-password' : 'off'} spellCheck={false} maxLength={max} />
}
