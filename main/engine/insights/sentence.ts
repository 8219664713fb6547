// An event in one sentence: who did what to whom, and what changed. Made when an event is shown, so that better words reach old events too.

import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { changesInWords } from './event-changes.ts'
import { connectionOf, deviceOf, initiatorOf, resourceOf, textAt } from './event-parties.ts'
import { eventNouns, eventVerbs, eventWords } from './event-words.ts'

export interface EventFacts {
  readonly type: string
  readonly success: boolean | null
}

/** Devices that the copy knows, by their ids. */
export type DeviceNames = ReadonlyMap<string, string>

/** Ids that an event gives where it has no name for a device. */
export const unnamedDevicesOf = (raw: RawObject): readonly string[] => [...new Set([deviceOf(raw), resourceOf(raw)])].filter((text) => /^[0-9a-f]{24}$/.test(text))

export function sentenceOf({ type, success }: EventFacts, raw: RawObject, devices: DeviceNames = new Map()): string {
  const told = eventWords[type]
  const template = success === false ? (told?.failed ?? `${templateOf(type, raw)} – failed`) : templateOf(type, raw)
  const sentence = filled(template, partiesOf(type, raw, devices))
  const notes = [changesInWords(raw), success === false ? textAt(raw, 'error_message', 'message') : ''].filter((note) => note !== '')
  return [sentence, ...notes].join(' · ')
}

function templateOf(type: string, raw: RawObject): string {
  const known = eventWords[type]
  if (known) return known.own !== undefined && isOwn(raw) ? known.own : known.done
  if (type === 'association_change') return associationTemplate(raw)
  const [, noun, verb] = /^(.+)_([a-z]+)$/.exec(type) ?? []
  const done = verb === undefined ? undefined : eventVerbs[verb]
  if (noun !== undefined && done !== undefined) return `{who} ${done} the ${eventNouns[noun] ?? humanised(noun)} {what}`
  return [capitalised(humanised(type)), ...(resourceOf(raw) === '' ? [] : [': {what}']), ...(initiatorOf(raw) === '' ? [] : [' by {who}'])].join('')
}

/** Done by somebody to themselves. */
function isOwn(raw: RawObject): boolean {
  const id = textAt(raw, 'initiated_by.id')
  return id === '' ? initiatorOf(raw) === resourceOf(raw) : id === textAt(raw, 'resource.id')
}

function associationTemplate(raw: RawObject): string {
  const { from, to } = connectionOf(raw)
  if (from === '' || to === '') return '{who} changed what {what} is bound to'
  return textAt(raw, 'association.op') === 'remove' ? '{who} unbound {from} from {to}' : '{who} bound {from} to {to}'
}

function partiesOf(type: string, raw: RawObject, devices: DeviceNames): Readonly<Record<string, string>> {
  const named = (text: string) => devices.get(text) ?? text
  const what = named(resourceOf(raw))
  // Older events of a sign-in name the person as the resource only.
  const who = initiatorOf(raw) || (/login|auth|bind/.test(type) ? what : '')
  return { who: who || 'Someone', what, device: named(deviceOf(raw)) || what, ...connectionOf(raw) }
}

// Values are put in one go: a name that looks like a placeholder stays a name.
const filled = (template: string, values: Readonly<Record<string, string>>): string =>
  template
    .split(/(\{\w+\})/)
    .map((part) => (/^\{\w+\}$/.test(part) ? (values[part.slice(1, -1)] ?? '') : part))
    .filter((part) => part !== '')
    .join('')
    .replace(/\s+/g, ' ')
    .trim()

const humanised = (name: string): string => name.replace(/_+/g, ' ').trim()
const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
