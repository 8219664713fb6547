// The fault classes that the product is measured against (F01 to F24), each as the faults that bring it about.

import type { Fault } from './faults.ts'

export interface FaultClass {
  readonly title: string
  /** One or more ways in which it shows; empty when plain HTTP on loopback cannot show it. */
  readonly faults: readonly Fault[]
  /** Where the class comes from when not from a fault. */
  readonly otherwise?: string
  /** Lasts until cleared, instead of hitting one call. */
  readonly isLasting?: boolean
}

const redirect = (location: string): Fault => ({ type: 'redirect', location })

export const faultClasses = {
  F01: { title: '429 with Retry-After in seconds', faults: [{ type: 'rateLimited', retryAfter: { seconds: 1 } }] },
  F02: { title: '429 with an HTTP date', faults: [{ type: 'rateLimited', retryAfter: { dateInSeconds: 1 } }] },
  F03: { title: '429 without header', faults: [{ type: 'rateLimited', retryAfter: 'none' }] },
  F04: { title: '429 for ever', faults: [{ type: 'rateLimited', retryAfter: { seconds: 1 } }], isLasting: true },
  F05: { title: '500 once', faults: [{ type: 'status', status: 500 }] },
  F06: { title: '500 for ever', faults: [{ type: 'status', status: 500 }], isLasting: true },
  F07: {
    title: '502, 503, 504 with an HTML body',
    faults: [
      { type: 'status', status: 502, body: 'html' },
      { type: 'status', status: 503, body: 'html' },
      { type: 'status', status: 504, body: 'html' },
    ],
  },
  F08: { title: 'connection refused or closed unanswered', faults: [{ type: 'reset' }], otherwise: 'goOffline() refuses connections' },
  F09: { title: 'name not found', faults: [], otherwise: 'an address with a name that does not exist' },
  F10: { title: 'certificate not valid', faults: [], otherwise: 'an https address: the simulator speaks plain HTTP' },
  F11: { title: 'connecting takes for ever', faults: [], otherwise: 'an address that drops packets' },
  F12: { title: 'no headers', faults: [{ type: 'stallHeaders' }] },
  F13: { title: 'body stalls', faults: [{ type: 'stallBody' }] },
  F14: { title: 'connection reset inside the body', faults: [{ type: 'resetBody' }] },
  F15: { title: 'truncated JSON with 200', faults: [{ type: 'truncatedJson' }] },
  F16: {
    title: 'content-length lies',
    faults: [
      { type: 'wrongLength', by: 20 },
      { type: 'wrongLength', by: -20 },
    ],
  },
  F17: {
    title: 'another shape, or an error object, with 200',
    faults: [
      { type: 'body', body: { message: 'Internal error', code: 13 } },
      { type: 'body', body: 'ok' },
      { type: 'body', body: { results: 'none', totalCount: 3 } },
      { type: 'body', body: [[1, 2], [3]] },
    ],
  },
  F18: { title: 'HTML sign-in page with 200', faults: [{ type: 'loginPage' }] },
  F19: {
    title: 'empty body',
    faults: [
      { type: 'empty', status: 200 },
      { type: 'empty', status: 204 },
    ],
  },
  F20: {
    title: 'duplicate page, repeated ids, page of another question',
    faults: [{ type: 'previousPage' }, { type: 'repeatedRows', rows: 3 }, { type: 'otherQuery', query: { sort: 'email' } }, { type: 'otherOrganization' }],
  },
  F21: {
    title: 'rows move between pages; total changes, is missing or is text',
    faults: [
      { type: 'changesAfter', changes: [{ change: 'deleteUser' }, { change: 'insertUser' }, { change: 'renameUser' }, { change: 'renameUserGroup' }] },
      { type: 'total', as: { add: 7 } },
      { type: 'total', as: 'missing' },
      { type: 'total', as: 'text' },
    ],
  },
  F22: { title: '401 in the middle', faults: [{ type: 'unauthorized' }], isLasting: true },
  F23: { title: '403 on one kind only', faults: [{ type: 'forbidden' }], isLasting: true },
  F24: { title: 'redirect to another host, or to http', faults: [redirect('https://elsewhere.invalid{path}'), redirect('http://console.jumpcloud.com{path}')] },
} as const satisfies Record<string, FaultClass>
