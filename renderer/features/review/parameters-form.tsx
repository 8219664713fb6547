// What an action has to be told before it can be planned: a form made from the fields of its description.

import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { ActionData, FieldData } from '../../bridge/registry-actions.ts'
import { ParameterField } from './parameter-field.tsx'

export type Parameters = Readonly<Record<string, unknown>>

interface ParametersFormProps {
  readonly action: ActionData
  /** Objects to choose from are those of this organization; null when there are several. */
  readonly organization: OrganizationId | null
  readonly onSubmit: (parameters: Parameters) => void
  readonly onCancel: () => void
  readonly children: ReactNode
}

export function ParametersForm({ action, organization, onSubmit, onCancel, children }: ParametersFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>(() => Object.fromEntries(action.fields.flatMap(({ name, initial }) => (typeof initial === 'string' ? [[name, initial]] : []))))
  const isAsked = ({ onlyWhen }: FieldData) => !onlyWhen || chosen[onlyWhen.field] === onlyWhen.is
  const follow = ({ target }: FormEvent) => {
    if (target instanceof HTMLInputElement && target.type === 'radio') setChosen({ ...chosen, [target.name]: target.value })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (form.current) onSubmit(parametersIn(new FormData(form.current), action))
  }
  return (
    <form ref={form} className="dialog-form" onSubmit={submit} onChange={follow}>
      {action.fields.filter(isAsked).map((field, index) => (
        <ParameterField key={field.name} field={field} organization={organization} isFirst={index === 0} />
      ))}
      {children}
      <footer className="dialog-actions">
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

/** The fields as they were filled in before, so that what was refused can be put right; what is secret is typed again. */
export const filledIn = (action: ActionData, given: Parameters): ActionData => ({
  ...action,
  fields: action.fields.map((field) => {
    const value = given[field.name]
    if (field.isSecret || field.type === 'instant') return field
    if (Array.isArray(value)) return { ...field, initial: value.join('\n') }
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? { ...field, initial: value } : field
  }),
})

/** What stands in the fields, as the values that the action takes; a field left empty is left out where it may be. */
export function parametersIn(data: Pick<FormData, 'get'>, { fields }: Pick<ActionData, 'fields'>): Parameters {
  const entries = fields.flatMap(({ name, type, isRequired, initial }): [string, unknown][] => {
    const text = String(data.get(name) ?? '')
    if (type === 'boolean') return [[name, data.get(name) !== null]]
    if (type === 'list') return [[name, text.split('\n').map((line) => line.trim()).filter((line) => line !== '')]]
    // One that begins with a text is never absent, only empty.
    if (text === '' && !isRequired && typeof initial !== 'string') return []
    if (type === 'count') return [[name, Number(text)]]
    if (type === 'instant') return [[name, text === '' ? text : new Date(text).toISOString()]]
    return [[name, text]]
  })
  return Object.fromEntries(entries)
}
