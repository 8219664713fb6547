// Raw objects → rows to stage and objects to set aside: the resource's schema decides, one by one, never the whole list.

import { AppError } from '../../../shared/base/app-error.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { ResourceDescription } from '../../../shared/resources/define.ts'
import { type RawObject, rawId, valueAt } from '../../../shared/resources/derive/row-projection.ts'
import type { QuarantinedObject, StagedRow } from '../store/store.ts'

export interface SortedOut {
  readonly rows: readonly StagedRow[]
  readonly quarantined: readonly QuarantinedObject[]
}

/** @param parent id of the object that the list belongs to, for edges */
export function sortOut(resource: ResourceDescription, objects: readonly RawObject[], parent?: string): SortedOut {
  const rows: StagedRow[] = []
  const quarantined: QuarantinedObject[] = []
  for (const raw of objects) {
    const row = rowOf(resource, raw, parent)
    const reason = row === null ? 'no id' : reasonAgainst(resource, raw)
    if (row !== null && reason === null) rows.push(row)
    else quarantined.push({ id: row?.id ?? null, reason: reason ?? '', raw: JSON.stringify(raw).slice(0, limits.quarantineCharactersMax) })
  }
  return { rows, quarantined }
}

function rowOf(resource: ResourceDescription, raw: RawObject, parent: string | undefined): StagedRow | null {
  if (!resource.edge) {
    const id = rawId(resource, raw)
    return id === null ? null : { id, raw }
  }
  const to = valueAt(raw, resource.edge.toPath)
  if (typeof to !== 'string' || to === '' || parent === undefined) return null
  return { id: `${parent}:${to}`, raw, edge: { from: parent, to } }
}

/** Where the object differs from what we rely on: paths and kinds of difference, never values. */
function reasonAgainst(resource: ResourceDescription, raw: RawObject): string | null {
  const parsed = resource.schema.safeParse(raw)
  if (parsed.success) return null
  return parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join(', ')
}

/**
 * Throws when an object says that it belongs to another organization: nothing of such an answer may be kept.
 *
 * @throws AppError `organization.mismatch`
 */
export function assertOwn(objects: readonly RawObject[], organization: string, support: (found: string) => string): void {
  for (const raw of objects) {
    const owner = valueAt(raw, 'organization')
    if (typeof owner === 'string' && vendorId.test(owner) && owner !== organization) throw new AppError('organization.mismatch', { support: support(owner) })
  }
}

const vendorId = /^[a-f0-9]{24}$/
