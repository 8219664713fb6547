// A change in words of the screen: "State: Active → Suspended". A field that a worked-out column is made from is said as that column,
// because that is what lists show; every other by its own column, or by its path.

import type { ActionDescription, Image } from '../../../shared/actions/action.ts'
import { type Change, isSame } from '../../../shared/actions/judge.ts'
import type { ChangeText } from '../../../shared/actions/plan.ts'
import { type RawObject, valueAt } from '../../../shared/base/raw-object.ts'
import { stableJson } from '../../../shared/base/stable-json.ts'
import { type CaseColumn, type Column, isCaseColumn, isEdgeCountColumn, type ResourceDescription } from '../../../shared/resources/define.ts'
import { cellOf, titleOf } from '../../../shared/resources/derive/row-projection.ts'
import { resourceOf } from '../../../shared/resources/index.ts'

/** How one changed value is said. */
interface Wording {
  readonly title: string
  readonly path: string | null
  /** This value of an object that is otherwise as in the image; null for nothing. */
  text(image: Image, value: unknown): string | null
}

/** Each field of the screen once, however many values behind it change. */
export function changeTexts(action: ActionDescription, image: Image, changes: readonly Change[]): ChangeText[] {
  const texts = changes.flatMap((change): ChangeText[] => {
    if (change.partTitle !== undefined) return partTexts(change, change.partTitle)
    const { title, path, text } = wordingOf(action, image, change)
    return [{ title, path, from: text(image, change.from), to: text(image, change.to) }]
  })
  return texts.filter(({ title, from, to }, index) => texts.findIndex((other) => other.title === title && other.from === from && other.to === to) === index)
}

export function wordingOf(action: ActionDescription, image: Image, change: Change): Wording {
  const { part, path } = change
  const resource = resourceOfPart(action, part)
  if (path === null) return { title: partTitle(action, image, part, resource), path, text: (_image, value) => existence(part, value) }
  const worked = resource && image[part] ? workedOut(action, resource, image[part], change) : null
  if (worked) return { title: worked.title, path: worked.path, text: (given, value) => valueText(worked.choices, cellOf(worked, given[part] ? withValue(action, given[part], path, value) : {})) }
  const column = resource?.columns.find((candidate) => candidate.path === path && !isCaseColumn(candidate) && !isEdgeCountColumn(candidate))
  // What no column shows may be a choice of the action's own: the state of somebody new.
  const form = action.fields[path]?.form ?? Object.values(action.fields).flatMap(({ form: { fields = [] } }) => fields).find(({ name }) => name === path)
  const choices = column?.choices ?? form?.choices
  return { title: column?.title ?? form?.label ?? wordsOf(path), path, text: (_image, value) => valueText(choices, value) }
}

/** The worked-out column that looks at this path and tells both values apart. */
function workedOut(action: ActionDescription, resource: ResourceDescription, raw: RawObject, { path, from, to }: Change): CaseColumn | null {
  const columns = resource.columns.filter(isCaseColumn).filter(({ cases }) => cases.some(({ when }) => when.some((condition) => condition.path === path)))
  return columns.find((column) => cellOf(column, withValue(action, raw, path!, from)) !== cellOf(column, withValue(action, raw, path!, to))) ?? null
}

/** The object as it would be with this value: what an action cannot help moving along is left open. */
function withValue({ volatile }: ActionDescription, raw: RawObject, path: string, value: unknown): RawObject {
  if (isSame(valueAt(raw, path), value)) return raw
  const steady = Object.fromEntries(Object.entries(raw).filter(([name]) => !volatile.includes(name)))
  return placed(steady, path.split('.'), value)
}

function placed(raw: RawObject, [name, ...rest]: readonly string[], value: unknown): RawObject {
  const inner = raw[name!]
  return { ...raw, [name!]: rest.length === 0 ? value : placed((inner ?? {}) as RawObject, rest, value) }
}

function resourceOfPart(action: ActionDescription, part: string): ResourceDescription | null {
  const read = action.reads[part]
  if (!read) return null
  if (part === 'object') return resourceOf(action.kind)
  const kind = read.route ? read.stored?.kind : read.kind
  return kind === undefined ? null : resourceOf(kind)
}

const existence = (part: string, value: unknown): string => (part === 'object' ? (value === true ? 'here' : 'gone') : value === true ? 'yes' : 'no')

/** An edge is called by what it leads to: "Member of Engineering", "Bound to Zoom". */
function partTitle(action: ActionDescription, image: Image, part: string, resource: ResourceDescription | null): string {
  const name = resource ? capital(resource.words.one) : wordsOf(part)
  if (!resource?.edge) return name
  const ends = Object.keys(action.reads).flatMap((other) => {
    const end = other === part || other === 'object' ? null : resourceOfPart(action, other)
    const raw = end && image[other]
    return end && raw ? [titleOf(end, raw)] : []
  })
  return ends.length === 0 ? name : `${/membership/i.test(resource.kind) ? 'Member of' : 'Bound to'} ${ends.join(', ')}`
}

function valueText(choices: Column['choices'], value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const choice = choices?.find((candidate) => candidate.value === value)
  if (choice) return choice.label
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  if (Array.isArray(value) && value.every((entry) => typeof entry !== 'object')) return value.length === 0 ? null : value.join(', ')
  if (Array.isArray(value)) return value.map(partText).join('; ')
  return stableJson(value)
}

/** A list of parts, each that differs by itself: those of one key (a name, a type) are paired in their order. */
function partTexts({ path, from, to }: Change, title: string): ChangeText[] {
  const before = byKey(from)
  const after = byKey(to)
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const left = before.get(key) ?? []
    const right = after.get(key) ?? []
    const [gone, come] = [left.filter((text) => !right.includes(text)), right.filter((text) => !left.includes(text))]
    return Array.from({ length: Math.max(gone.length, come.length) }, (_, index): ChangeText => ({ title: title.replace('{key}', key), path, from: gone[index] ?? null, to: come[index] ?? null }))
  })
}

function byKey(list: unknown): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const entry of Array.isArray(list) ? (list as unknown[]) : []) {
    const { name, type, ...rest } = (entry ?? {}) as Readonly<Record<string, unknown>>
    const key = [name, type].find((word) => typeof word === 'string' && word !== '') ?? 'other'
    found.set(String(key), [...(found.get(String(key)) ?? []), partText(rest)])
  }
  return found
}

/** One of a list of parts: "work: 12 Main Street, Springfield", without the id that nobody knows it by. */
function partText(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) return String(entry)
  const { id: _id, _id: _other, type, name, ...rest } = entry as Readonly<Record<string, unknown>>
  const said = Object.entries(rest).sort(([left], [right]) => placeOf(left) - placeOf(right)).map(([, value]) => value).filter((value) => value !== '' && value !== null && value !== undefined).map((value) => (typeof value === 'object' ? stableJson(value) : String(value)))
  return [[type, name].filter((word) => typeof word === 'string' && word !== '').join(' '), said.join(', ')].filter((word) => word !== '').join(': ')
}

/** An address is said from the street to the country, in whatever order it was kept. */
const spoken = ['streetAddress', 'extendedAddress', 'poBox', 'postalCode', 'locality', 'region', 'country']
const placeOf = (name: string): number => spoken.indexOf(name)

/** `account_locked` and `mfa.exclusionDays` as words. */
const wordsOf = (path: string): string => capital(path.replace(/[._]/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase())

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
