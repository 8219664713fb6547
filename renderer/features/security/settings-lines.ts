// The organization's security settings in plain words, from its record as the service sent it. A number whose switch is off is said to be off.

import type { Tone } from '../../../shared/resources/define.ts'
import { type RawObject, valueAt } from '../../../shared/resources/derive/row-projection.ts'
import { isSwitchedOff } from '../../bridge/off-twin.ts'

export interface SettingLine {
  readonly path: string
  readonly title: string
  readonly text: string
  readonly tone: Tone
  /** The value that waits behind a switch that is off; empty when there is none. */
  readonly behind?: string
}

export interface SettingGroup {
  readonly title: string
  readonly lines: readonly SettingLine[]
}

interface Setting {
  readonly path: string
  readonly title: string
  /** The value in words; what is not understood is shown as it is. */
  readonly words: (value: unknown) => string | null
  /** True when this value leaves a door open. */
  readonly isWeak?: (value: unknown) => boolean
}

const unit = (one: string, many: string) => (value: unknown) => (typeof value === 'number' ? `${value.toLocaleString()} ${value === 1 ? one : many}` : null)
const yesNo = (yes: string, no: string) => (value: unknown) => (typeof value === 'boolean' ? (value ? yes : no) : null)
const word = (words: Readonly<Record<string, string>>) => (value: unknown) => (typeof value === 'string' ? (words[value] ?? value) : null)
const days = unit('day', 'days')

/** Minutes and seconds as people say them: 43,200 minutes are 30 days. */
export function durationText(seconds: number): string {
  const units = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ] as const
  const fitting = units.find(([, size]) => seconds >= size && seconds % size === 0)
  const [name, size] = fitting ?? (['second', 1] as const)
  const count = seconds / size
  return `${count.toLocaleString()} ${name}${count === 1 ? '' : 's'}`
}

const duration = (secondsPerUnit: number) => (value: unknown) => (typeof value === 'number' ? durationText(value * secondsPerUnit) : null)

const policy = (name: string): string => `settings.passwordPolicy.${name}`
const state = word({ STAGED: 'staged: no access until activated', ACTIVATED: 'active at once' })

const groups: readonly { readonly title: string; readonly settings: readonly Setting[] }[] = [
  {
    title: 'Administrators',
    settings: [{ path: 'settings.requireAdminMFA', title: 'MFA for administrators', words: yesNo('required', 'not required'), isWeak: (value) => value === false }],
  },
  {
    title: 'Passwords',
    settings: [
      { path: policy('minLength'), title: 'Shortest password', words: unit('character', 'characters'), isWeak: (value) => typeof value === 'number' && value < 8 },
      { path: policy('needsLowercase'), title: 'Lower-case letter', words: yesNo('needed', 'not needed') },
      { path: policy('needsUppercase'), title: 'Upper-case letter', words: yesNo('needed', 'not needed') },
      { path: policy('needsNumeric'), title: 'Number', words: yesNo('needed', 'not needed') },
      { path: policy('needsSymbolic'), title: 'Special character', words: yesNo('needed', 'not needed') },
      { path: policy('allowUsernameSubstring'), title: 'Username inside the password', words: yesNo('allowed', 'not allowed'), isWeak: (value) => value === true },
      { path: policy('disallowCommonlyUsedPasswords'), title: 'Commonly used passwords', words: yesNo('refused', 'allowed'), isWeak: (value) => value === false },
      { path: policy('disallowSequentialOrRepetitiveChars'), title: 'Sequences and repetitions', words: yesNo('refused', 'allowed') },
      { path: policy('maxHistory'), title: 'Earlier passwords remembered', words: unit('password', 'passwords') },
      { path: policy('minChangePeriodInDays'), title: 'Shortest time between changes', words: days },
    ],
  },
  {
    title: 'Password expiry',
    settings: [
      { path: policy('passwordExpirationInDays'), title: 'Passwords expire after', words: days },
      { path: policy('daysBeforeExpirationToForceReset'), title: 'Change forced before expiry', words: days },
      { path: policy('daysAfterExpirationToSelfRecover'), title: 'Own recovery after expiry', words: (value) => (value === -1 ? 'without a limit' : days(value)) },
      { path: policy('enableRecoveryEmail'), title: 'Recovery by a second email', words: yesNo('on', 'off') },
      { path: policy('allowUnenrolledMFAPasswordReset'), title: 'Reset without an enrolled factor', words: yesNo('allowed', 'not allowed'), isWeak: (value) => value === true },
    ],
  },
  {
    title: 'Lockout',
    settings: [
      { path: policy('maxLoginAttempts'), title: 'Locked after', words: unit('failed attempt', 'failed attempts') },
      { path: policy('lockoutTimeInSeconds'), title: 'Unlocked by itself after', words: duration(1) },
      { path: policy('resetLockoutCounterMinutes'), title: 'Attempts forgotten after', words: duration(60) },
    ],
  },
  {
    title: 'User portal',
    settings: [
      { path: 'settings.userPortal.idleSessionDurationMinutes', title: 'Session ends after', words: duration(60), isWeak: (value) => typeof value === 'number' && value > 24 * 60 },
      { path: 'settings.userPortal.cookieExpirationType', title: 'Session also ends', words: word({ session: 'when the browser closes', date: 'only when its time is over' }) },
    ],
  },
  {
    title: 'New users',
    settings: [
      { path: 'settings.newSystemUserStateDefaults.manualEntry', title: 'Added by hand', words: state },
      { path: 'settings.newSystemUserStateDefaults.csvImport', title: 'Imported from a file', words: state },
      { path: 'settings.newSystemUserStateDefaults.applicationImport', title: 'Imported from an application', words: state },
      { path: 'settings.systemUsersCanEdit', title: 'Users may edit their profile', words: yesNo('yes', 'no') },
    ],
  },
]

// Switches whose off state leaves a door open; for the others off is a matter of taste.
const doors: readonly string[] = [policy('maxLoginAttempts'), policy('maxHistory')]

/** Settings that the record does not carry are left out: nothing is guessed. */
export function settingGroups(raw: RawObject): SettingGroup[] {
  return groups.map(({ title, settings }) => ({ title, lines: settings.flatMap((setting) => lineOf(setting, raw) ?? []) })).filter((group) => group.lines.length > 0)
}

function lineOf({ path, title, words, isWeak }: Setting, raw: RawObject): SettingLine | null {
  const value = valueAt(raw, path)
  if (value === undefined || value === null) return null
  const text = words(value) ?? String(value)
  if (isSwitchedOff(path, (each) => valueAt(raw, each))) return { path, title, text: 'off', tone: doors.includes(path) ? 'warn' : 'neutral', behind: value === 0 ? '' : text }
  return { path, title, text, tone: isWeak?.(value) === true ? 'warn' : 'neutral' }
}
