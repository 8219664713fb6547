import { expect, test } from 'vitest'
import { createRetry, type Failures, retryAfterMs } from '../../../../../main/engine/api/retry.ts'
import { AppError } from '../../../../../shared/base/app-error.ts'
import type { ErrorCode } from '../../../../../shared/base/error-codes.ts'
import { limits } from '../../../../../shared/base/limits.ts'

const retry = createRetry({ next: () => 1 })
const wait = (code: ErrorCode, count: number, change: Partial<Parameters<typeof retry.waitMs>[0]> = {}) => {
  const failures: Failures = { refusals: count, server: count, network: count }
  return retry.waitMs({ error: new AppError(code, { status: 503 }), method: 'GET', failures, retryAfterMs: null, ...change })
}

test('a refusal waits as long as asked, else ever longer, and not for ever', () => {
  expect(wait('api.rate-limited', 1, { retryAfterMs: 7_000 })).toBe(7_000)
  expect([1, 2, 3, 11].map((count) => wait('api.rate-limited', count))).toEqual([1_000, 2_000, 4_000, limits.wireBackoffMsMax])
  expect(wait('api.rate-limited', limits.wireRefusalsMax)).toBeNull()
})

test('a problem of the service is tried five times in all, a lost network three times', () => {
  expect([1, 2, 3, 4, 5].map((count) => wait('api.server', count))).toEqual([1_000, 2_000, 4_000, 8_000, null])
  expect([1, 2, 3].map((count) => wait('api.offline', count))).toEqual([1_000, 2_000, null])
  expect(wait('api.timeout', 3)).toBeNull()
  expect(wait('api.server', 1, { error: new AppError('api.server', { status: 501 }) })).toBeNull()
})

test.each(['api.tls', 'api.redirect', 'api.unauthorized', 'api.forbidden', 'api.not-entitled', 'api.not-found', 'api.shape', 'api.refused', 'call.cancelled', 'keychain.locked'] as const)(
  '%s cannot get better by asking again',
  (code) => {
    expect(wait(code, 1)).toBeNull()
  },
)

test('a change is sent again only when it was refused, never when its answer was lost', () => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
    expect(wait('api.server', 1, { method })).toBeNull()
    expect(wait('api.offline', 1, { method })).toBeNull()
    expect(wait('api.rate-limited', 1, { method })).toBe(1_000)
  }
})

test('half of a wait is random, so that many clients do not come back together', () => {
  const failure = { error: new AppError('api.offline'), method: 'GET', failures: { refusals: 0, server: 0, network: 1 }, retryAfterMs: null } as const
  expect(createRetry({ next: () => 0 }).waitMs(failure)).toBe(500)
})

test('Retry-After is seconds or a date by the clock of the service, within bounds', () => {
  const nowMs = Date.UTC(2026, 10, 21, 12)
  const said = (headers: Record<string, string>) => retryAfterMs({ status: 429, headers, body: '' }, nowMs)
  expect(said({})).toBeNull()
  expect(said({ 'retry-after': 'soon' })).toBeNull()
  expect(said({ 'retry-after': '-5' })).toBeNull()
  expect(said({ 'retry-after': '3' })).toBe(3_000)
  expect(said({ 'retry-after': '99999999' })).toBe(limits.wireRetryAfterMsMax)
  expect(said({ 'retry-after': new Date(nowMs + 9_000).toUTCString() })).toBe(9_000)
  expect(said({ 'retry-after': new Date(nowMs - 9_000).toUTCString() })).toBe(0)
  // A computer whose clock is an hour behind must not wait an hour.
  expect(said({ 'retry-after': new Date(nowMs + 3_609_000).toUTCString(), date: new Date(nowMs + 3_600_000).toUTCString() })).toBe(9_000)
})
