// The fault classes of the design as cases: what goes wrong, and what a reading may end as when it does so once and for ever.

import type { ErrorCode } from '../../../shared/base/error-codes.ts'
import type { Fault } from '../../../main/simulator/faults.ts'

export type Expected = ErrorCode | 'read'

/** What the service does; what the way to it does instead of sending; or rows that come, go or move between two pages. */
export type Trouble = Fault | { readonly type: 'way'; readonly code: string } | { readonly type: 'rows'; readonly how: 'leave' | 'come' | 'renamed' }

export interface FaultCase {
  readonly id: string
  readonly name: string
  readonly fault: Trouble
  readonly once: readonly Expected[]
  readonly always: readonly Expected[]
}

const way = (code: string) => ({ type: 'way', code }) as const
const rows = (how: 'leave' | 'come' | 'renamed') => ({ type: 'rows', how }) as const
const same = (...expected: Expected[]) => ({ once: expected, always: expected })
const recovers = (...always: Expected[]) => ({ once: ['read' as const], always })
/** Read whole, or told as partial: never a set that only looks whole. */
const honest = same('read', 'api.partial')

/** @param elsewhere origin of another host, which must never be asked */
export const faultCases = (elsewhere: string): readonly FaultCase[] => [
  { id: 'F01', name: '429 with seconds', fault: { type: 'rateLimited', retryAfter: { seconds: 2 } }, ...recovers('api.rate-limited') },
  { id: 'F02', name: '429 with a date', fault: { type: 'rateLimited', retryAfter: { dateInSeconds: 3 } }, ...recovers('api.rate-limited') },
  { id: 'F03', name: '429 without a time', fault: { type: 'rateLimited', retryAfter: 'none' }, ...recovers('api.rate-limited') },
  { id: 'F04', name: '429 with an hour', fault: { type: 'rateLimited', retryAfter: { seconds: 3_600 } }, ...recovers('api.rate-limited') },
  { id: 'F05', name: '500', fault: { type: 'status', status: 500 }, ...recovers('api.server') },
  { id: 'F06', name: '500 without a body', fault: { type: 'status', status: 500, body: 'empty' }, ...recovers('api.server') },
  ...[502, 503, 504].map((status): FaultCase => ({ id: 'F07', name: `${status} with HTML`, fault: { type: 'status', status, body: 'html' }, ...recovers('api.server') })),
  { id: 'F08', name: 'connection refused', fault: way('ECONNREFUSED'), ...recovers('api.offline') },
  { id: 'F09', name: 'name not found', fault: way('ENOTFOUND'), ...recovers('api.offline') },
  ...['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'DEPTH_ZERO_SELF_SIGNED_CERT'].map((code): FaultCase => ({ id: 'F10', name: code, fault: way(code), ...same('api.tls') })),
  { id: 'F11', name: 'connect timeout', fault: way('ETIMEDOUT'), ...recovers('api.timeout') },
  { id: 'F12', name: 'headers timeout', fault: { type: 'stallHeaders' }, ...recovers('api.timeout') },
  { id: 'F13', name: 'body stalls', fault: { type: 'stallBody' }, ...recovers('api.timeout') },
  { id: 'F14', name: 'reset in the body', fault: { type: 'resetBody' }, ...recovers('api.offline') },
  { id: 'F14', name: 'reset before the answer', fault: { type: 'reset' }, ...recovers('api.offline') },
  { id: 'F15', name: 'truncated JSON', fault: { type: 'truncatedJson' }, ...same('api.shape') },
  { id: 'F16', name: 'announced too long', fault: { type: 'wrongLength', by: 50 }, ...recovers('api.offline') },
  { id: 'F16', name: 'announced too short', fault: { type: 'wrongLength', by: -50 }, ...same('api.shape') },
  { id: 'F17', name: 'error object with 200', fault: { type: 'body', body: { message: 'Internal error', error: 'x' } }, ...same('api.shape') },
  { id: 'F17', name: 'list of texts', fault: { type: 'body', body: ['a', 'b'] }, ...same('api.shape') },
  { id: 'F17', name: 'results that are no list', fault: { type: 'body', body: { totalCount: 1, results: {} } }, ...same('api.shape') },
  { id: 'F18', name: 'sign-in page', fault: { type: 'loginPage' }, ...same('api.shape') },
  { id: 'F19', name: 'empty 200', fault: { type: 'empty', status: 200 }, ...same('api.shape') },
  { id: 'F19', name: 'empty 204', fault: { type: 'empty', status: 204 }, ...same('api.shape') },
  { id: 'F20', name: 'page before', fault: { type: 'previousPage' }, ...honest },
  { id: 'F20', name: 'repeated rows', fault: { type: 'repeatedRows', rows: 7 }, ...honest },
  { id: 'F20', name: 'first page', fault: { type: 'otherQuery', query: { skip: '0' } }, ...honest },
  { id: 'F20', name: 'other order', fault: { type: 'otherQuery', query: { sort: '-name' } }, ...honest },
  { id: 'F20', name: 'smaller page', fault: { type: 'otherQuery', query: { limit: '60' } }, ...honest },
  { id: 'F21', name: 'rows leave', fault: rows('leave'), ...honest },
  { id: 'F21', name: 'rows come', fault: rows('come'), ...honest },
  { id: 'F21', name: 'rows are renamed', fault: rows('renamed'), ...honest },
  { id: 'F21', name: 'total missing', fault: { type: 'total', as: 'missing' }, ...honest },
  { id: 'F21', name: 'total as text', fault: { type: 'total', as: 'text' }, ...honest },
  { id: 'F21', name: 'total too small', fault: { type: 'total', as: { add: -30 } }, ...honest },
  { id: 'F21', name: 'total too large', fault: { type: 'total', as: { add: 30 } }, ...honest },
  { id: 'F22', name: 'key revoked', fault: { type: 'unauthorized' }, ...same('api.unauthorized') },
  { id: 'F23', name: 'forbidden', fault: { type: 'forbidden' }, ...same('api.forbidden') },
  { id: 'F24', name: 'redirect to another host', fault: { type: 'redirect', location: `${elsewhere}{path}` }, ...same('api.redirect') },
  { id: 'F24', name: 'redirect to plain http', fault: { type: 'redirect', location: 'http://192.0.2.1{path}', status: 307 }, ...same('api.redirect') },
]
