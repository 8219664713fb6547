// Security settings in words: a number counts only while its switch is on, and nothing is said that the record does not carry.

import { expect, test } from 'vitest'
import { durationText, settingGroups } from '../../../renderer/features/security/settings-lines.ts'

const lines = (settings: Record<string, unknown>) => settingGroups({ settings }).flatMap((group) => group.lines)
const policy = (passwordPolicy: Record<string, unknown>) => lines({ passwordPolicy })

test('a number whose switch is off is off, whatever it says', () => {
  expect(policy({ enablePasswordExpirationInDays: false, passwordExpirationInDays: 90 })).toMatchObject([{ title: 'Passwords expire after', text: 'off', behind: '90 days', tone: 'neutral' }])
  expect(policy({ enableMaxLoginAttempts: false, maxLoginAttempts: 6 })).toMatchObject([{ text: 'off', tone: 'warn' }])
  expect(policy({ enableMaxLoginAttempts: true, maxLoginAttempts: 6 })).toMatchObject([{ text: '6 failed attempts', tone: 'neutral' }])
})

test('a number without a switch in the record counts', () => {
  expect(policy({ minLength: 12 })).toMatchObject([{ text: '12 characters', tone: 'neutral' }])
})

test('what leaves a door open is marked', () => {
  const weak = [...policy({ minLength: 6, allowUsernameSubstring: true, disallowCommonlyUsedPasswords: false }), ...lines({ requireAdminMFA: false, userPortal: { idleSessionDurationMinutes: 43_200 } })]
  expect(weak.map(({ tone }) => tone)).toEqual(Array.from(weak, () => 'warn'))
})

test('what the record does not carry is left out', () => {
  expect(settingGroups({})).toEqual([])
  expect(settingGroups({ settings: { passwordPolicy: {} } })).toEqual([])
  expect(settingGroups({ settings: null })).toEqual([])
})

test('a value of an unknown sort is shown as it is', () => {
  expect(lines({ newSystemUserStateDefaults: { manualEntry: 'SOMETHING' } })).toMatchObject([{ text: 'SOMETHING' }])
  expect(policy({ minLength: 'long' })).toMatchObject([{ text: 'long' }])
})

test.each([
  [600, '10 minutes'],
  [43_200 * 60, '30 days'],
  [3_600, '1 hour'],
  [90, '90 seconds'],
  [0, '0 seconds'],
])('%i s is %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text)
})
