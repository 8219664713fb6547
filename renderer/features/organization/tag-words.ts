// Tags as the operator types them: one spelling for what looks alike, in this organization and in all the others. Pure.

import { limits } from '../../../shared/base/limits.ts'

const spellingOf = (tag: string): string => tag.normalize('NFC').toLowerCase()

/** Every tag that organizations carry, each once, by name. */
export const tagsInUse = (organizations: readonly { readonly tags: readonly string[] }[]): string[] =>
  [...new Set(organizations.flatMap(({ tags }) => tags))].sort((left, right) => left.localeCompare(right))

/** The tags with what was typed behind them: commas part it, and a tag in use lends its spelling, because scopes compare exactly. */
export function withTyped(tags: readonly string[], typed: string, inUse: readonly string[]): readonly string[] {
  const added = typed
    .split(',')
    .map((text) => text.trim().replace(/\s+/g, ' ').slice(0, limits.tagCharactersMax))
    .filter((text) => text !== '')
    .map((text) => inUse.find((tag) => spellingOf(tag) === spellingOf(text)) ?? text.normalize('NFC'))
  const all = [...tags]
  for (const tag of added) if (!all.some((each) => spellingOf(each) === spellingOf(tag))) all.push(tag)
  return all.slice(0, limits.tagsPerOrganizationMax)
}

/** Tags of other organizations that fit what is typed so far; all of them while nothing is. */
export const completions = (inUse: readonly string[], tags: readonly string[], typed: string): string[] =>
  inUse.filter((tag) => !tags.some((each) => spellingOf(each) === spellingOf(tag)) && spellingOf(tag).includes(spellingOf(typed.trim())))
