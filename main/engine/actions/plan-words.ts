// A plan in words: headings, buttons, the phrase to type, and what can be taken back.

import type { ActionDescription, Consequence } from '../../../shared/actions/action.ts'
import type { Plan, PlanCounts, PlanOrigin } from '../../../shared/actions/plan.ts'
import { actionOf, resourceOf } from '../../../shared/resources/index.ts'
import type { StoredRow } from '../store/ledger.ts'

export const countText = (count: number, kind: string): string => {
  const { one, many } = resourceOf(kind).words
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
}

/** "Suspend 27 users", of several organizations with their number; a single one stands beside it wherever it is shown. */
export function planTitle({ words, kind }: ActionDescription, total: number, organizations: readonly string[]): string {
  const title = words.title.replace('{targets}', countText(total, kind))
  return organizations.length === 1 ? title : `${title} in ${organizations.length} organizations`
}

export const planButton = ({ words, kind }: ActionDescription, { change }: PlanCounts, verb = words.verb, counted?: { readonly one: string; readonly many: string }): string =>
  `${verb} ${counted ? `${change.toLocaleString('en-US')} ${change === 1 ? counted.one : counted.many}` : countText(change, kind)}`

/** What is counted where one object is changed in several ways. */
export const changeWords = { one: 'change', many: 'changes' } as const

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

/** Why the changes of a plan cannot wait as drafts; null when each of them can be taken back and nothing of it is a secret. */
export function draftProblem(changing: readonly StoredRow[], { type }: PlanOrigin): string | null {
  if (type === 'drafts') return 'These are drafts.'
  if (type !== 'selection' && type !== 'steps') return 'What belongs to a job is planned against the service as it is.'
  if (changing.length === 0) return 'Nothing in it would change anything.'
  const reasons = changing.flatMap(({ shown, work }) => {
    const { class: actionClass, words, fields } = actionOf(work.action)
    const name = `“${words.menu.replace('…', '')}”`
    const secret = work.secrets?.map((field) => fields[field]?.form.label.toLowerCase() ?? field)[0]
    if (secret !== undefined) return [`The ${secret} of ${name} is kept nowhere.`]
    if (shown.irreversible !== null) return [`${name} cannot be undone.`]
    return actionClass === 'B' ? [] : [`What ${name} does to people at once cannot be undone.`]
  })
  return reasons.length === 0 ? null : [...new Set(reasons)].slice(0, 3).join(' ')
}
