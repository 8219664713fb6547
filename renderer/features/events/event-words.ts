// Results, services and addresses of events in words.

import type { EventRow } from '../../../shared/contract/insights.ts'
import type { Glyph } from '../../grid/glyphs.ts'

export interface ResultWord {
  readonly word: string
  readonly glyph: Glyph
  readonly tone: 'ok' | 'bad' | 'neutral'
}

/** Not every event says how it ended. */
export function resultWord(success: boolean | null): ResultWord {
  if (success === null) return { word: 'Not said', glyph: 'none', tone: 'neutral' }
  return success ? { word: 'Succeeded', glyph: 'pass', tone: 'ok' } : { word: 'Failed', glyph: 'fail', tone: 'bad' }
}

const services: Readonly<Record<string, string>> = {
  access_management: 'Access management',
  alerts: 'Alerts',
  directory: 'Directory',
  ldap: 'LDAP',
  mdm: 'MDM',
  object_storage: 'Object storage',
  password_manager: 'Password manager',
  radius: 'RADIUS',
  reports: 'Reports',
  saas_app_management: 'SaaS management',
  software: 'Software',
  sso: 'SSO',
  systems: 'Devices',
}

/** A service that this build does not know keeps the name that it has. */
export const serviceTitle = (service: string): string => services[service] ?? service

// Parts of the names of types that read otherwise than they are spelled.
const typeParts: Readonly<Record<string, string>> = {
  add: 'added', change: 'changed', create: 'created', delete: 'deleted', remove: 'removed', update: 'changed', modified: 'changed',
  admin: 'administrator', authnpolicy: 'conditional access policy', authpolicy: 'conditional access policy', commandresult: 'command result', fde: 'disk encryption',
  gsuite: 'Google Workspace', iplist: 'IP list', ldap: 'LDAP', ldapserver: 'LDAP server', mdm: 'MDM', mfa: 'MFA', o365: 'Microsoft 365', passwordpolicy: 'password policy',
  radius: 'RADIUS', radiusserver: 'RADIUS server', sso: 'SSO', system: 'device', systemuser: 'user', totp: 'TOTP',
}

/** "LDAP bind", "User password changed": the name of a type as words, also of one that this build does not know. */
export function typeTitle(type: string): string {
  const text = type
    .split('_')
    .map((part) => typeParts[part] ?? part)
    .join(' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export const placeText = ({ address, country }: Pick<EventRow, 'address' | 'country'>): string => [address, country].filter(Boolean).join(' · ')

const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 })

/** What the histogram shows, in one sentence. */
export function histogramText(succeeded: number, failed: number, range: string, gaps: number): string {
  const total = succeeded + failed
  const start = total === 0 ? `${range}: no events` : `${range}: ${succeeded.toLocaleString()} succeeded, ${failed.toLocaleString()} failed (${percent.format(failed / total)})`
  return `${start}${gaps > 0 ? `; ${gaps.toLocaleString()} ${gaps === 1 ? 'part' : 'parts'} of this time not read` : ''}.`
}
