// Exceptions that have ended, in words: one of each organization and way to its end, and none before its day.

import { expect, test } from 'vitest'
import { endedExceptions, type Exception } from '../../../renderer/bridge/exceptions.ts'

const now = Date.UTC(2026, 10, 22, 12)

const exception = (title: string, days: number, fields: Partial<Exception> = {}): Exception => ({
  organization: 'one' as Exception['organization'],
  kind: 'user',
  id: title.toLowerCase() as Exception['id'],
  title,
  what: 'MFA not required',
  reason: 'New telephone',
  until: new Date(now + days * 86_400_000).toISOString() as Exception['until'],
  operator: 'sam',
  since: '2026-11-01T00:00:00.000Z' as Exception['since'],
  job: 'job_1' as Exception['job'],
  remedy: 'user.requireMfa',
  ...fields,
})

test('an exception is a reason for attention from its day on, each organization once', () => {
  const other = { organization: 'two' as Exception['organization'] }
  const ended = endedExceptions([exception('Ada', -2), exception('Bob', 0), exception('Cy', 1), exception('Dee', -1, other)], now)
  expect(ended.map(({ organization, ids }) => [organization, ids])).toEqual([
    ['one', ['ada', 'bob']],
    ['two', ['dee']],
  ])
  expect(ended[0]!.text).toBe('Exception ended: MFA not required for 2 users')
  expect(ended[1]!.text).toBe('Exception ended: MFA not required for Dee')
  expect(endedExceptions([exception('Cy', 1)], now)).toEqual([])
})
