// A person as the edit form holds them, and what of it differs from before: the changes that the edit action takes.

import type { RawObject } from '../../../../shared/base/raw-object.ts'

const textNames = ['firstname', 'middlename', 'lastname', 'displayname', 'username', 'email', 'alternateEmail', 'managedAppleId', 'company', 'department', 'jobTitle', 'location', 'employeeIdentifier', 'employeeType', 'costCenter', 'description', 'manager'] as const
export const flagNames = ['sudo', 'password_never_expires', 'ldap_binding_user', 'samba_service_user'] as const
export const addressNames = ['streetAddress', 'extendedAddress', 'poBox', 'postalCode', 'locality', 'region', 'country'] as const

export type TextName = (typeof textNames)[number]
export type FlagName = (typeof flagNames)[number]

/** One line of a list; the service puts an id on each, which is not sent. */
export type Part = Readonly<Record<string, string>>

export interface Person {
  readonly texts: Readonly<Record<TextName, string>>
  readonly flags: Readonly<Record<FlagName, boolean>>
  readonly phoneNumbers: readonly Part[]
  readonly addresses: readonly Part[]
  readonly attributes: readonly Part[]
}

const listNames = ['phoneNumbers', 'addresses', 'attributes'] as const
export type ListName = (typeof listNames)[number]

const partNames: { readonly [List in ListName]: readonly string[] } = { phoneNumbers: ['type', 'number'], addresses: ['type', ...addressNames], attributes: ['name', 'value'] }

export function personOf(raw: RawObject): Person {
  const parts = (list: ListName): Part[] => (Array.isArray(raw[list]) ? (raw[list] as RawObject[]) : []).map((part) => Object.fromEntries(partNames[list].map((name) => [name, textOf(part?.[name])])))
  return {
    texts: Object.fromEntries(textNames.map((name) => [name, textOf(raw[name])])) as Person['texts'],
    flags: Object.fromEntries(flagNames.map((name) => [name, raw[name] === true])) as Person['flags'],
    phoneNumbers: parts('phoneNumbers'),
    addresses: parts('addresses'),
    attributes: parts('attributes'),
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Nobody: what several people have in common is not asked for. */
export const blankPerson: Person = personOf({})

/** Fields that another directory decides on. */
export const heldFields = (raw: RawObject): ReadonlySet<string> =>
  new Set((Array.isArray(raw.restrictedFields) ? (raw.restrictedFields as unknown[]) : []).flatMap((entry) => ((entry as { field?: unknown } | null)?.field as string | undefined) ?? []))

/** What the edit action is told; a list that differs in one part is sent whole. */
export function changesOf(before: Person, after: Person): Readonly<Record<string, unknown>> {
  const texts = textNames.flatMap((name): [string, unknown][] => {
    const text = after.texts[name].trim()
    return text === before.texts[name].trim() ? [] : [[name, text]]
  })
  const flags = flagNames.flatMap((name): [string, unknown][] => (after.flags[name] === before.flags[name] ? [] : [[name, after.flags[name]]]))
  const lists = listNames.flatMap((name): [string, unknown][] => {
    const list = said(name, after[name])
    return JSON.stringify(list) === JSON.stringify(said(name, before[name])) ? [] : [[name, list]]
  })
  return Object.fromEntries([...texts, ...flags, ...lists])
}

/** How many things differ, as the plan counts them: each part of a list by itself. */
export function changeCount(before: Person, after: Person): number {
  return Object.keys(changesOf(before, after)).reduce((sum, name) => sum + (isList(name) ? partsChanged(name, before, after) : 1), 0)
}

const isList = (name: string): name is ListName => (listNames as readonly string[]).includes(name)

function partsChanged(name: ListName, before: Person, after: Person): number {
  const keyOf = (part: Part): string => part['name'] ?? part['type'] ?? ''
  const [left, right] = [said(name, before[name]), said(name, after[name])]
  const keys = new Set([...left, ...right].map(keyOf))
  return [...keys].reduce((sum, key) => {
    const [was, is] = [left, right].map((parts) => parts.filter((part) => keyOf(part) === key).map((part) => JSON.stringify(part)))
    return sum + Math.max(was!.filter((part) => !is!.includes(part)).length, is!.filter((part) => !was!.includes(part)).length)
  }, 0)
}

/** The parts that say something, without what is empty; an attribute may have an empty value. */
function said(list: ListName, parts: readonly Part[]): Part[] {
  return parts.flatMap((part) => {
    const trimmed = Object.fromEntries(Object.entries(part).map(([name, text]) => [name, text.trim()]))
    if (list === 'attributes') return trimmed['name'] === '' && trimmed['value'] === '' ? [] : [trimmed]
    const full = Object.entries(trimmed).filter(([, text]) => text !== '')
    return full.some(([name]) => name !== 'type') ? [Object.fromEntries(full)] : []
  })
}

/** What keeps it from being planned, in words; null when nothing does. */
export function problemOf(before: Person, after: Person, isMany: boolean): string | null {
  if (!isMany && after.texts.username.trim() === '') return 'A username is needed'
  if (!isMany && after.texts.email.trim() === '') return 'A company email is needed'
  if (after.attributes.some(({ name = '', value = '' }) => name.trim() === '' && value.trim() !== '')) return 'Each custom attribute needs a name'
  const names = said('attributes', after.attributes).map(({ name = '' }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) return `There are two custom attributes “${twice}”`
  return changeCount(before, after) === 0 ? 'Nothing is changed yet' : null
}
