// Whole objects as one JSON array: everything that the service sent, unknown fields included, whatever columns the list showed.

import { AppError } from '../../../shared/base/app-error.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { type ExportedList, type ExportedRow, ownerOf, type RowFormat } from './row-format.ts'

export function jsonFormat(list: ExportedList): RowFormat {
  const owner = ownerOf(list)
  let isEmpty = true

  const entry = (organization: string, object: string): string => {
    if (!list.isOwnerNamed) return object
    const [name, id] = owner(organization)
    // Not a field of the object: it might have one of this name.
    return `{"organization":${JSON.stringify({ id, name })},"object":${object}}`
  }

  return {
    headers: null,
    start: () => '[',
    rows: async (rows) => {
      const objects = await wholeObjects(list, rows)
      if (rows.length === 0) return ''
      const texts = rows.map(([organization], index) => {
        const object = objects[index]
        // A file that lacks one of its rows must not appear.
        if (!object) throw new AppError('object.unknown')
        return entry(organization, object)
      })
      const lead = isEmpty ? '\n' : ',\n'
      isEmpty = false
      return lead + texts.join(',\n')
    },
    end: async () => '\n]\n',
  }
}

/** The objects of the rows in the order of the rows; each organization is asked once. */
async function wholeObjects(list: ExportedList, rows: readonly ExportedRow[]): Promise<(string | null)[]> {
  const objects: (string | null)[] = rows.map(() => null)
  const places = new Map<OrganizationId, number[]>()
  for (const [place, [organization]] of rows.entries()) {
    const known = places.get(organization)
    if (known) known.push(place)
    else places.set(organization, [place])
  }
  for (const [organization, own] of places) {
    const found = await list.wholeObjects(organization, own.map((place) => rows[place]![1]))
    for (const [index, place] of own.entries()) objects[place] = found[index] ?? null
  }
  return objects
}
