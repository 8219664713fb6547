// Objects of a run that lists of other kinds belong to, where only some of them have such a list.

import type { ResourceDescription } from '../../../shared/resources/define.ts'
import { type RawObject, rawId, valueAt } from '../../../shared/resources/derive/row-projection.ts'

export interface Parents {
  note(resource: ResourceDescription, objects: readonly RawObject[]): void
  /** Whether the object with this id has the list. */
  has(resource: ResourceDescription, parentId: string): boolean
}

/** Remembers one field per object, and only for kinds that a description asks about. */
export function createParents(registry: readonly ResourceDescription[]): Parents {
  const asked = registry.flatMap(({ list }) => (list.per && list.perWhere ? [{ kind: list.per, ...list.perWhere }] : []))
  const noted = new Map<string, Set<string>>()
  const keyOf = (kind: string, path: string, is: string) => `${kind} ${path} ${is}`
  return {
    note: (resource, objects) => {
      for (const { kind, path, is } of asked.filter((candidate) => candidate.kind === resource.kind)) {
        const key = keyOf(kind, path, is)
        const ids = noted.get(key) ?? new Set()
        for (const raw of objects) if (valueAt(raw, path) === is) ids.add(rawId(resource, raw) ?? '')
        noted.set(key, ids)
      }
    },
    has: ({ list }, parentId) => !list.per || !list.perWhere || noted.get(keyOf(list.per, list.perWhere.path, list.perWhere.is))?.has(parentId) === true,
  }
}
