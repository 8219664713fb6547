// What an action would do to one target, and whether it was done: both follow from its aims and an image.

import { type RawObject, valueAt } from '../base/raw-object.ts'
import { stableJson } from '../base/stable-json.ts'
import type { ActionDescription, Aim, Image, Subject } from './action.ts'
import type { Effect } from './effect.ts'

export interface Change {
  readonly part: string
  /** Null when the part itself appears or goes. */
  readonly path: string | null
  readonly from: unknown
  readonly to: unknown
  /** As of its aim. */
  readonly isParts?: boolean
  readonly partTitle?: string
}

export type Judgement =
  | { readonly verdict: 'change'; readonly changes: readonly Change[] }
  | { readonly verdict: 'noop'; readonly why: string }
  | { readonly verdict: 'refused'; readonly why: string }

/** Judges one target by what was read of it. */
export function judge(action: ActionDescription, subject: Subject): Judgement {
  const { image } = subject
  if (action.target === 'each' && !image.object) return { verdict: 'refused', why: 'It is no longer there.' }
  const why = action.refuse(subject)
  if (why !== null) return { verdict: 'refused', why }
  const aims = action.aims(subject)
  const open = aims.filter((aim) => !isReached(aim, image))
  if (aims.length > 0 && open.length === 0) return { verdict: 'noop', why: action.words.already }
  return { verdict: 'change', changes: open.map((aim) => changeOf(aim, image)) }
}

/** Whether the service's answer is the only proof that this action was carried out. */
export const leavesNoTrace = (action: ActionDescription, subject: Subject): boolean => action.aims(subject).length === 0

/** Whether every aim holds in what was read afterwards; aims are those of the image before. */
export const isDone = (aims: readonly Aim[], after: Image): boolean => aims.every((aim) => isReached(aim, after))

/** What the plan said a target was like and is no longer: the changes whose starting value moved. */
export const drifted = (changes: readonly Change[], fresh: Image): readonly Change[] =>
  changes.flatMap((change) => {
    const now = present(change.part, change.path, fresh)
    return isSame(now, change.from, change.isParts === true ? 'parts' : false) ? [] : [{ ...change, to: now }]
  })

/** What the gate asks for before an action of this class may run. */
export const effectOf = (action: ActionDescription): Effect => (action.class === 'D' ? 'destructive' : 'remoteChange')

const isReached = (aim: Aim, image: Image): boolean => ('exists' in aim ? present(aim.part, null, image) === aim.exists : isSame(present(aim.part, aim.path, image), aim.to, aim.isParts ? 'parts' : aim.isSet))

const changeOf = (aim: Aim, image: Image): Change => ('exists' in aim ? { part: aim.part, path: null, from: !aim.exists, to: aim.exists } : { part: aim.part, path: aim.path, from: present(aim.part, aim.path, image) ?? null, to: aim.to, ...(aim.isParts && { isParts: true }), ...(aim.partTitle !== undefined && { partTitle: aim.partTitle }) })

function present(part: string, path: string | null, image: Image): unknown {
  const read: RawObject | null = image[part] ?? null
  return path === null ? read !== null : read === null ? undefined : valueAt(read, path)
}

/** Missing, null and empty text are the same: the service answers with any of them for a field without value. */
export function isSame(left: unknown, right: unknown, isSet: boolean | 'parts' = false): boolean {
  return stableJson(comparable(left, isSet)) === stableJson(comparable(right, isSet))
}

const comparable = (value: unknown, isSet: boolean | 'parts'): unknown => {
  if (isSet === 'parts' && (value === undefined || value === null)) return []
  if (value === undefined || value === '') return null
  return isSet !== false && Array.isArray(value) ? value.map((entry) => stableJson(isSet === 'parts' ? bare(entry) : entry)).sort() : value
}

/** One of a list of parts without what the service adds: its id, and fields that say nothing. */
const bare = (entry: unknown): unknown => (typeof entry === 'object' && entry !== null ? Object.fromEntries(Object.entries(entry).filter(([name, value]) => name !== 'id' && name !== '_id' && value !== '' && value !== null)) : entry)
