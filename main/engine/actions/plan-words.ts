// A plan in words: what changes from what to what, headings, buttons, the phrase to type, and what can be taken back.

import type { ActionDescription, Consequence, Image } from '../../../shared/actions/action.ts'
import type { Change } from '../../../shared/actions/judge.ts'
import type { ChangeText, Plan, PlanCounts } from '../../../shared/actions/plan.ts'
import { stableJson } from '../../../shared/base/stable-json.ts'
import { type Column, isCaseColumn, isEdgeCountColumn, type ResourceDescription } from '../../../shared/resources/define.ts'
import { titleOf } from '../../../shared/resources/derive/row-projection.ts'
import { resourceOf } from '../../../shared/resources/index.ts'

export const changeTexts = (action: ActionDescription, image: Image, changes: readonly Change[]): ChangeText[] => changes.map((change) => changeText(action, image, change))

export function changeText(action: ActionDescription, image: Image, { part, path, from, to }: Change): ChangeText {
  const resource = resourceOfPart(action, part)
  if (path === null) return { title: partTitle(action, image, part, resource), path: null, from: presence(from), to: presence(to) }
  const column = resource?.columns.find((candidate) => candidate.path === path && !isCaseColumn(candidate) && !isEdgeCountColumn(candidate))
  // What no column shows may be a choice of the action's own: the state of somebody new.
  const choices = column?.choices ?? action.fields[path]?.form.choices
  return { title: column?.title ?? wordsOf(path), path, from: valueText(choices, from), to: valueText(choices, to) }
}

const presence = (value: unknown): string | null => (value === true ? 'yes' : null)

function resourceOfPart(action: ActionDescription, part: string): ResourceDescription | null {
  const read = action.reads[part]
  if (!read) return null
  if (part === 'object') return resourceOf(action.kind)
  const kind = read.route ? read.stored?.kind : read.kind
  return kind === undefined ? null : resourceOf(kind)
}

/** An edge is called by what it leads to: "Membership: Engineering". */
function partTitle(action: ActionDescription, image: Image, part: string, resource: ResourceDescription | null): string {
  const name = resource ? capital(resource.words.one) : wordsOf(part)
  if (!resource?.edge) return name
  const ends = Object.keys(action.reads).flatMap((other) => {
    const end = other === part || other === 'object' ? null : resourceOfPart(action, other)
    const raw = end && image[other]
    return end && raw ? [titleOf(end, raw)] : []
  })
  return ends.length === 0 ? name : `${name}: ${ends.join(', ')}`
}

function valueText(choices: Column['choices'], value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const choice = choices?.find((candidate) => candidate.value === value)
  if (choice) return choice.label
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  if (Array.isArray(value) && value.every((entry) => typeof entry !== 'object')) return value.length === 0 ? null : value.join(', ')
  return stableJson(value)
}

/** `account_locked` and `mfa.exclusionDays` as words. */
const wordsOf = (path: string): string => capital(path.replace(/[._]/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase())

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export const countText = (count: number, kind: string): string => {
  const { one, many } = resourceOf(kind).words
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
}

/** "Suspend 27 users", of several organizations with their number; a single one stands beside it wherever it is shown. */
export function planTitle({ words, kind }: ActionDescription, total: number, organizations: readonly string[]): string {
  const title = words.title.replace('{targets}', countText(total, kind))
  return organizations.length === 1 ? title : `${title} in ${organizations.length} organizations`
}

export const planButton = ({ words, kind }: ActionDescription, { change }: PlanCounts, verb = words.verb): string => `${verb} ${countText(change, kind)}`

/** `DELETE 12 CONTOSO`: verb, number and organization, so that typing it proves that they were read. */
export const phraseOf = ({ words }: ActionDescription, change: number, organization: string): string =>
  `${words.phrase ?? words.verb.toUpperCase()} ${change} ${organization.normalize('NFC').replace(/\s+/g, ' ').trim().toUpperCase()}`

/** Each sentence once, in the order in which the actions say them. */
export const uniqueConsequences = (all: readonly Consequence[]): Consequence[] => [...new Map(all.map((consequence) => [consequence.text, consequence])).values()]

/** What can be taken back, in one or two sentences. */
export function undoText(counts: PlanCounts, inverses: ReadonlySet<string>, reasons: ReadonlySet<string>): Plan['undo'] {
  const reversible = counts.change - counts.irreversible
  const how = [...inverses].map((menu) => `“${menu.replace('…', '')}”`).join(', ')
  const why = [...reasons].slice(0, 3).join(' ')
  if (counts.change === 0) return { isPossible: false, text: 'There is nothing to take back.' }
  if (counts.irreversible === 0) return { isPossible: true, text: `Can be taken back${how === '' ? '' : ` by ${how}`}.` }
  if (reversible === 0) return { isPossible: false, text: `Cannot be taken back. ${why}` }
  return { isPossible: true, text: `${reversible} of ${counts.change} can be taken back by ${how}. The others cannot: ${why}` }
}
