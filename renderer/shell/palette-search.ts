// What the palette's text asks for: a prefix picks commands, people, groups, devices or organizations; the rest is looked for.

import type { Kind } from '../../shared/resources/index.ts'
import type { Output } from '../../shared/contract/client.ts'

export interface PaletteQuestion {
  readonly needle: string
  readonly wantsCommands: boolean
  readonly wantsOrganizations: boolean
  readonly wantsHelp: boolean
  /** Kinds to search; undefined for all, null for none. */
  readonly kinds: readonly Kind[] | undefined | null
}

export interface PalettePrefix {
  readonly prefix: string
  readonly title: string
  readonly kinds?: readonly Kind[]
}

export const palettePrefixes: readonly PalettePrefix[] = [
  { prefix: '>', title: 'Commands' },
  { prefix: '@', title: 'People: users and administrators', kinds: ['user', 'administrator'] },
  { prefix: '#', title: 'Groups of users, devices and policies', kinds: ['userGroup', 'deviceGroup', 'policyGroup'] },
  { prefix: '!', title: 'Devices', kinds: ['device'] },
  { prefix: ':', title: 'Organizations' },
]

export function paletteQuestion(text: string): PaletteQuestion {
  const prefix = text.slice(0, 1)
  if (prefix === '?') return { needle: '', wantsCommands: false, wantsOrganizations: false, wantsHelp: true, kinds: null }
  const known = palettePrefixes.find((each) => each.prefix === prefix)
  const needle = (known ? text.slice(1) : text).trim()
  if (!known) return { needle, wantsCommands: true, wantsOrganizations: true, wantsHelp: false, kinds: needle === '' ? null : undefined }
  return { needle, wantsCommands: prefix === '>', wantsOrganizations: prefix === ':', wantsHelp: false, kinds: needle === '' ? null : (known.kinds ?? null) }
}

type Groups = Output<'snapshot.search'>['groups']

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase()

/** Of the answer to an earlier text only what still fits: nothing that the text no longer says may be opened by a quick Enter. */
export function stillFitting(groups: Groups, needle: string): Groups {
  const words = folded(needle).split(/\s+/).filter(Boolean)
  return groups.flatMap((group) => {
    const hits = group.hits.filter(({ title, matched }) => words.every((word) => folded(`${title} ${matched?.value ?? ''}`).includes(word)))
    return hits.length === 0 ? [] : [{ ...group, hits }]
  })
}

/** At most so many hits altogether, from the best groups on, each with a few. */
export function fitted(groups: Groups, max: number): Groups {
  let left = max
  return groups.flatMap((group) => {
    const hits = group.hits.slice(0, left)
    left -= hits.length
    return hits.length === 0 ? [] : [{ ...group, hits, isMore: group.isMore || hits.length < group.hits.length }]
  })
}
