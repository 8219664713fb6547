// What the documents say of the body that makes or changes a person, and what follows from it.

import { z } from 'zod'
import { createRandom } from '../../../shared/base/random.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { EstateOrganization } from '../estate-organization.ts'

const text = z.string().optional()
const flag = z.boolean().optional()
const whole = z.number().int().optional()
const pair = z.looseObject({ name: z.string(), value: z.string() })

const shared = {
  email: text,
  username: text,
  firstname: text,
  middlename: text,
  lastname: text,
  displayname: text,
  alternateEmail: text,
  managedAppleId: text,
  company: text,
  costCenter: text,
  department: text,
  description: text,
  employeeIdentifier: z.string().nullish(),
  employeeType: text,
  jobTitle: text,
  location: text,
  manager: z.string().nullish(),
  addresses: z.array(z.looseObject({})).optional(),
  phoneNumbers: z.array(z.looseObject({ number: z.string(), type: z.string() })).optional(),
  attributes: z.array(pair).optional(),
  tags: z.array(z.string()).optional(),
  relationships: z.array(z.looseObject({})).optional(),
  sudo: flag,
  allow_public_key: flag,
  public_key: text,
  enable_managed_uid: flag,
  unix_uid: whole,
  unix_guid: whole,
  ldap_binding_user: flag,
  samba_service_user: flag,
  enable_user_portal_multifactor: flag,
  mfa: z.looseObject({ exclusion: flag, exclusionUntil: text, exclusionDays: whole }).optional(),
  password: text,
  password_never_expires: flag,
  disableDeviceMaxLoginAttempts: flag,
  external_dn: text,
  external_source_type: text,
  externally_managed: flag,
  suspended: flag,
}

export const newUser = z.object({ ...shared, username: z.string().min(1), email: z.email(), state: z.enum(['STAGED', 'ACTIVATED', 'SUSPENDED']).optional(), passwordless_sudo: flag, recoveryEmail: z.looseObject({ address: z.string() }).optional() })
// The way back to STAGED is not there, nor are `passwordless_sudo` and `recoveryEmail`.
export const changedUser = z.object({ ...shared, state: z.enum(['ACTIVATED', 'SUSPENDED']).optional(), ssh_keys: z.array(z.looseObject({ name: z.string(), public_key: z.string() })).optional() })

type Body = z.infer<typeof newUser> | z.infer<typeof changedUser>

const dayMs = 86_400_000
/** Days of grace when only the wish for grace is sent. */
const graceDaysUsual = 7

/** The window in which somebody may sign in while enrolling, as it is kept. */
export function graceOf(wish: { exclusion?: boolean | undefined; exclusionUntil?: string | undefined; exclusionDays?: number | undefined }, nowMs: number): RawObject {
  if (wish.exclusion !== true) return { exclusion: false }
  const days = wish.exclusionDays ?? graceDaysUsual
  return { exclusion: true, exclusionUntil: wish.exclusionUntil ?? new Date(nowMs + days * dayMs).toISOString(), exclusionDays: days }
}

/** The fields of the row that follow from a body: passwords are not kept, mirrors are set. */
export function userFields({ password, suspended, state, mfa, manager, ...body }: Body, before: RawObject | null, nowMs: number): RawObject {
  const stand = state ?? (suspended === undefined ? undefined : suspended ? 'SUSPENDED' : 'ACTIVATED')
  return {
    ...body,
    ...(body.addresses === undefined ? {} : { addresses: body.addresses.map((entry, index) => ({ ...emptyAddress, ...entry, id: partId(entry, index, nowMs) })) }),
    ...(body.phoneNumbers === undefined ? {} : { phoneNumbers: body.phoneNumbers.map((entry, index) => ({ ...entry, id: partId(entry, index, nowMs) })) }),
    // An empty manager is none, and none is not sent.
    ...(manager === undefined ? {} : { manager: manager || undefined }),
    ...(stand === undefined ? {} : { state: stand, suspended: stand === 'SUSPENDED' }),
    ...(mfa === undefined ? {} : { mfa: { ...(before?.mfa as RawObject | undefined), ...graceOf(mfa, nowMs) } }),
    ...(password === undefined ? {} : passwordFields(nowMs)),
  }
}

const emptyAddress = { type: '', poBox: '', extendedAddress: '', streetAddress: '', locality: '', region: '', postalCode: '', country: '' }

/** Lists are replaced whole, and each of their parts gets an id of its own, whatever was sent. */
const partId = (entry: object, index: number, nowMs: number): string => createRandom(nowMs).fork(`${index} ${JSON.stringify(entry)}`).hex(24)

export const passwordFields = (nowMs: number): RawObject => ({
  activated: true,
  password_date: new Date(nowMs).toISOString(),
  password_expired: false,
  password_expiration_date: new Date(nowMs + 90 * dayMs).toISOString(),
})

/** Somebody else of this organization with this name or address, in whatever case. */
export function clash(organization: EstateOrganization, { username, email }: { username?: string | undefined; email?: string | undefined }, own: number | null): 'username' | 'email' | null {
  const same = (left: unknown, right: string | undefined) => right !== undefined && String(left).toLowerCase() === right.toLowerCase()
  for (const index of organization.users.indexes()) {
    if (index === own) continue
    const raw = organization.users.at(index)
    if (same(raw.username, username)) return 'username'
    if (same(raw.email, email)) return 'email'
  }
  return null
}
