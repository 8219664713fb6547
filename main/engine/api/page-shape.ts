// The body of a list's page → its rows and the announced total, by the description's envelope; anything else is `api.shape`.

import { AppError } from '../../../shared/base/app-error.ts'
import type { ResourceDescription } from '../../../shared/resources/define.ts'
import { type RawObject, rawId, valueAt } from '../../../shared/resources/derive/row-projection.ts'
import type { TransportResponse } from './transport.ts'

export interface ListPage {
  readonly rows: readonly RawObject[]
  /** Null when the service says none. */
  readonly total: number | null
}

/** @param body the parsed answer */
export function pageOf(resource: ResourceDescription, response: TransportResponse, body: unknown, rowsMax: number): ListPage {
  const { envelope } = resource.list
  const rows = envelope === 'array' ? body : isObject(body) ? body[envelope] : undefined
  if (!Array.isArray(rows) || rows.length > rowsMax || !rows.every(isObject)) throw new AppError('api.shape')
  // Rows that all lack an id are another kind of answer, not a page of damaged objects.
  if (rows.length > 0 && rows.every((row) => rowKey(resource, row) === null)) throw new AppError('api.shape')
  return { rows: rows.map((row) => withoutSecrets(resource, row)), total: totalOf(resource, response, body) }
}

/** What is unique for a row within its list: the vendor's id, or for edges the id of the far end. */
export function rowKey(resource: ResourceDescription, raw: RawObject): string | null {
  if (!resource.edge) return rawId(resource, raw)
  const far = valueAt(raw, resource.edge.toPath)
  return typeof far === 'string' && far !== '' ? far : null
}

// Some services send 64-bit counts as text.
function totalOf(resource: ResourceDescription, response: TransportResponse, body: unknown): number | null {
  const said = resource.list.total === 'header' ? response.headers['x-total-count'] : resource.list.total === 'body' && isObject(body) ? body[resource.list.totalField ?? 'totalCount'] : null
  if (typeof said === 'number') return Number.isSafeInteger(said) && said >= 0 ? said : null
  return typeof said === 'string' && /^\d{1,12}$/.test(said) ? Number(said) : null
}

/** The object without what must not be kept; nothing after this function has seen a secret. */
export function withoutSecrets(resource: ResourceDescription, raw: RawObject): RawObject {
  const { secretFields } = resource.wire
  return secretFields ? Object.fromEntries(Object.entries(raw).filter(([name]) => !secretFields.includes(name))) : raw
}

const isObject = (value: unknown): value is RawObject => typeof value === 'object' && value !== null && !Array.isArray(value)
