// The resource registry as the page knows it: plain data of every kind, looked up by name.

import { registry } from 'virtual:registry'
import type { ResourceDescription, Section } from '../../shared/resources/define.ts'
import type { Kind } from '../../shared/resources/index.ts'
import type { Appearance } from '../../shared/contract/organization.ts'

export interface KindData {
  readonly kind: Kind
  readonly words: ResourceDescription['words']
  readonly isHidden: boolean
}

interface Registry {
  readonly sections: readonly Section[]
  readonly organizationColours: readonly Appearance['colour'][]
  /** Query name → what it reads; `$x` stands for the value of the input's property `x`. */
  readonly reads: Readonly<Record<string, readonly string[]>>
  /** Tasks whose input must not be kept anywhere. */
  readonly sensitive: readonly string[]
  /** Kinds with the same words and the same place, together. */
  readonly kinds: readonly (Omit<KindData, 'kind'> & { readonly kinds: readonly Kind[] })[]
}

// What the build put in there is what registryData() of the plugin returns.
const known = registry as Registry

export const { organizationColours, reads, sections, sensitive } = known
export const kinds: readonly KindData[] = known.kinds.flatMap(({ kinds: names, words, isHidden }) => names.map((kind) => ({ kind, words, isHidden })))

/** Kinds with a list of their own. */
export const listedKinds = kinds.filter((kind) => !kind.isHidden)

export const isKind = (name: unknown): name is Kind => kinds.some((kind) => kind.kind === name)

export function kindData(name: string): KindData {
  const found = kinds.find((kind) => kind.kind === name)
  if (!found) throw new Error(`no resource of kind ${name}`)
  return found
}

// Read with the kinds, and no kind: events have an archive of their own.
const eventWords = { one: 'event', many: 'events', title: 'Events' }

/** What a kind is called, also for what is read beside the kinds; undefined for names this build does not know. */
export const kindWords = (name: string): Pick<KindData['words'], 'one' | 'many' | 'title'> | undefined => (name === 'event' ? eventWords : kinds.find((kind) => kind.kind === name)?.words)

export const kindTitle = (name: string): string => kindWords(name)?.title ?? name
