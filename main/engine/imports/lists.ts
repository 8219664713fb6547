// Telephone numbers, addresses and custom attributes as columns: one column is one value of one part, and a changed list is sent whole.

import type { RawObject } from '../../../shared/base/raw-object.ts'
import { partsOf, type PartList } from '../../../shared/resources/actions/user-edit.ts'

export const phoneTypes = { work: 'Work phone', mobile: 'Mobile phone', home: 'Home phone', work_mobile: 'Work mobile', work_fax: 'Work fax' } as const
export const addressTypes = { work: 'Work', home: 'Home' } as const
export const addressParts = { streetAddress: 'street', extendedAddress: 'floor or suite', poBox: 'PO box', postalCode: 'postal code', locality: 'city', region: 'region', country: 'country' } as const

/** What `attributes.NAME` is called on screen is its name. */
export const attributePrefix = 'attributes.'

interface Place {
  readonly list: PartList
  /** What tells the part from the others of its list. */
  readonly by: 'type' | 'name'
  readonly key: string
  readonly value: string
}

/** Where the value of a field stands; null for a field that is no part of a list. */
function placeOf(field: string): Place | null {
  if (field.startsWith(attributePrefix)) return { list: 'attributes', by: 'name', key: field.slice(attributePrefix.length), value: 'value' }
  const [list, key = '', part = ''] = field.split('.')
  if (list === 'phoneNumbers') return { list, by: 'type', key, value: 'number' }
  return list === 'addresses' ? { list, by: 'type', key, value: part } : null
}

export const isListField = (field: string): boolean => placeOf(field) !== null

/** What somebody has there now; empty where there is nothing. */
export function valueInList(raw: RawObject | null, field: string): string {
  const place = placeOf(field)
  if (!place || !raw) return ''
  const { list, by, key, value } = place
  const part = partsOf(list, raw[list]).find((each) => each[by] === key)
  return String(part?.[value] ?? '')
}

/** Plain fields as they are, those of lists folded into their lists: the first part of its type is changed, one that is not there is added. */
export function withLists(values: Readonly<Record<string, string>>, raw: RawObject | null): Record<string, unknown> {
  const folded: Record<string, unknown> = {}
  for (const [field, text] of Object.entries(values)) {
    const place = placeOf(field)
    if (!place) {
      folded[field] = text
      continue
    }
    const { list, by, key, value } = place
    const parts = (folded[list] as Record<string, unknown>[] | undefined) ?? partsOf(list, raw?.[list])
    const at = parts.findIndex((part) => part[by] === key)
    folded[list] = at < 0 ? [...parts, { [by]: key, [value]: text }] : parts.map((part, index) => (index === at ? { ...part, [value]: text } : part))
  }
  return folded
}
