// Objects of any registered kind, from nothing but its description: column samples, then the description's own example.

import { columnTypes } from '../../shared/resources/column-types.ts'
import { isCaseColumn, isEdgeCountColumn, type ResourceDescription } from '../../shared/resources/define.ts'
import type { RawObject } from '../../shared/resources/derive/row-projection.ts'
import { hashText } from '../../shared/base/random.ts'
import { randomAt } from './mixing.ts'

/** Objects of each kind that nothing but its description is known of. */
export const sampledRows = 7

export function sampleObject(resource: ResourceDescription, seed: number, index: number, id: string): RawObject {
  const random = randomAt(seed ^ hashText(resource.kind), index)
  const raw: Record<string, unknown> = {}
  for (const column of resource.columns) {
    if (isCaseColumn(column) || isEdgeCountColumn(column)) continue
    const value = column.choices && column.choices.length > 0 ? random.pick(column.choices).value : columnTypes[column.type].sample(random, index)
    setPath(raw, column.path, value)
  }
  return { ...raw, ...resource.example, ...(resource.wire.idField === '_id' ? { _id: id, id } : { [resource.wire.idField]: id }) }
}

/** Writes a value at a dotted path, making the objects on the way. */
export function setPath(target: Record<string, unknown>, path: string, value: unknown): void {
  const parts = path.split('.')
  const last = parts.pop()!
  let place = target
  for (const part of parts) {
    const next = place[part]
    place = (place[part] = typeof next === 'object' && next !== null ? next : {}) as Record<string, unknown>
  }
  place[last] = value
}
