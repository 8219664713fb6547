// Fills the templates of an action: `{name}` by its value, encoded for a path; a name without value is a mistake of the caller.

import { valueAt } from '../base/raw-object.ts'
import type { ActionDescription, Image, Subject } from './action.ts'

export type Places = Readonly<Record<string, string>>

const name = /\{([A-Za-z]+)\}/g

/** Names that a template needs. */
export const placesIn = (template: string): string[] => [...template.matchAll(name)].map((match) => match[1]!)

export function fill(template: string, places: Places, encode: (value: string) => string = (value) => value): string {
  return template.replace(name, (_, place: string) => {
    const value = places[place]
    if (value === undefined || value === '') throw new Error(`nothing to fill {${place}} of ${template} with`)
    return encode(value)
  })
}

export const filledPath = (template: string, places: Places): string => fill(template, places, encodeURIComponent)

/** What the names in the templates of reads stand for: nothing has been read yet. */
export function readPlaces({ id, organization, parameters }: Pick<Subject, 'id' | 'organization' | 'parameters'>): Places {
  const texts = Object.entries(parameters).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return { organization, ...Object.fromEntries(texts), ...(id === null ? {} : { id }) }
}

/** The same for the request, which may also need what was read. */
export const requestPlaces = (action: ActionDescription, subject: Subject): Places => ({ ...readPlaces(subject), ...action.places?.(subject) })

/** A text of a part, or empty. */
export function textOf(image: Image, part: string, path: string): string {
  const read = image[part]
  const value = read ? valueAt(read, path) : undefined
  return typeof value === 'string' ? value : ''
}
