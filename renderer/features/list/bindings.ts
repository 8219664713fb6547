// What an object is bound to, in words: by kind, and for each object why – directly, or through which group.

import type { Output } from '../../../shared/contract/client.ts'
import { kindData, kinds } from '../../bridge/registry.ts'

export type Binding = Output<'snapshot.bindings'>['bindings'][number]

export interface BindingGroup {
  readonly kind: Binding['kind']
  readonly title: string
  readonly bindings: readonly Binding[]
}

/** Ways that are said in full; the others are counted. */
const waysSaid = 3

/** Bound by itself, whatever other ways there are: only that can be taken away here. */
export const isDirect = ({ paths }: Pick<Binding, 'paths'>): boolean => paths.some((path) => path.length === 0)

/** "directly", "through Sales (user group)", "directly and through Sales (user group)". */
export function whyText({ paths }: Pick<Binding, 'paths'>): string {
  const ways = paths.filter((path) => path.length > 0).map((path) => path.map(({ kind, title }) => `${title} (${kindData(kind).words.one})`).join(', then '))
  const said = ways.slice(0, waysSaid).join(' and through ')
  const more = ways.length > waysSaid ? ` and ${ways.length - waysSaid} more ways` : ''
  if (ways.length === 0) return 'directly'
  return `${isDirect({ paths }) ? 'directly and ' : ''}through ${said}${more}`
}

/** In the order of the navigation; objects by name. */
export function groupBindings(bindings: readonly Binding[]): BindingGroup[] {
  return kinds
    .map(({ kind, words }) => ({ kind, title: words.title, bindings: bindings.filter((each) => each.kind === kind).sort((left, right) => left.title.localeCompare(right.title)) }))
    .filter((group) => group.bindings.length > 0)
}
