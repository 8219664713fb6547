// What stands in an edit form, what keeps it from being planned, and what of it differs from before: the changes that an action takes.

import type { NamedForm } from '../../../../shared/actions/field.ts'
import { type RawObject, valueAt } from '../../../../shared/base/raw-object.ts'

/** What is typed, by field; a list has one entry in each line. */
export type Typed = Readonly<Record<string, string>>

/** What the form asks for of this object; the rest is only put back when a change is taken back. */
export const askedFields = (fields: readonly NamedForm[], raw: RawObject): readonly NamedForm[] => fields.filter(({ type, onlyWhen }) => type !== 'data' && (!onlyWhen || valueAt(raw, onlyWhen.field) === onlyWhen.is))

/** The list that was read does not tell it: left empty it stays as it is, and the plan asks the service. */
export const isUnread = ({ name }: NamedForm, raw: RawObject): boolean => valueAt(raw, name) === undefined

export const typedOf = (fields: readonly NamedForm[], raw: RawObject): Typed => Object.fromEntries(fields.map(({ name }) => [name, textOf(valueAt(raw, name))]))

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join('\n')
  return typeof value === 'string' ? withPlainEnds(value) : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** As a text area gives it back. */
const withPlainEnds = (text: string): string => text.replace(/\r\n?/g, '\n')

const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '')

/** A list says the same in whatever order it is typed; a name the same with or without spaces around it. */
function meaning({ type }: NamedForm, text: string): string {
  if (type === 'list') return linesOf(text).sort().join('\n')
  return type === 'longText' ? text : text.trim()
}

export const isChanged = (field: NamedForm, before: Typed, after: Typed): boolean => meaning(field, before[field.name] ?? '') !== meaning(field, after[field.name] ?? '')

/** What the edit action is told. A script keeps the line ends that it had. */
export function changesOf(fields: readonly NamedForm[], raw: RawObject, before: Typed, after: Typed): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fields.filter((field) => isChanged(field, before, after)).map((field) => [field.name, valueOf(field, after[field.name] ?? '', valueAt(raw, field.name))]))
}

function valueOf({ type }: NamedForm, text: string, was: unknown): unknown {
  if (type === 'list') return linesOf(text)
  if (type !== 'longText') return text.trim()
  return typeof was === 'string' && was.includes('\r\n') ? text.replace(/\n/g, '\r\n') : text
}

/** What is wrong with one field, in words; null when nothing is. */
export function problemOf(field: NamedForm, text: string): string | null {
  const { type, label, isRequired, pattern, min = 0, max, hint } = field
  if (type === 'list') {
    const bad = badLines(field, text)
    if (bad.length > 0) return `${bad.slice(0, linesNamed).map(({ line, text: said }) => `Line ${line} (“${said}”)`).join(', ')}${bad.length > linesNamed ? ` and ${bad.length - linesNamed} more` : ''} ${bad.length === 1 ? 'is' : 'are'} not what belongs here. ${hint ?? ''}`.trim()
    const count = linesOf(text).length
    if (count < min) return `${label}: at least ${min === 1 ? 'one is' : `${min} are`} needed.`
    return max !== undefined && count > max ? `${label}: at most ${max.toLocaleString()}, and these are ${count.toLocaleString()}.` : null
  }
  if (isRequired && text.trim() === '') return `${label} is needed.`
  if (max !== undefined && text.length > max) return `${label}: at most ${max.toLocaleString()} characters, and these are ${text.length.toLocaleString()}.`
  return pattern !== undefined && !new RegExp(pattern).test(text.trim()) ? (hint ?? `${label} does not fit.`) : null
}

const linesNamed = 5

/** Lines that do not fit, counted as they stand in the field. */
export function badLines({ pattern = '' }: NamedForm, text: string): readonly { readonly line: number; readonly text: string }[] {
  const fits = new RegExp(pattern)
  return text.split('\n').flatMap((each, index) => (each.trim() === '' || fits.test(each.trim()) ? [] : [{ line: index + 1, text: each.trim() }]))
}
