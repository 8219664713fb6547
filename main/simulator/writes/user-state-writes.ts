// Writes to the state of a person: suspend, activate, unlock, mails, passwords, MFA, keys.

import { z } from 'zod'
import { createRandom } from '../../../shared/base/random.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { type Answer, badRequest, refusals } from '../answer.ts'
import { pushDeviceOf } from '../devices/device-routes.ts'
import type { EstateOrganization } from '../estate-organization.ts'
import type { Route } from '../routes.ts'
import { graceOf, passwordFields } from './user-body.ts'
import { conflict, emptyOk, noBody, plainOk, write } from './write.ts'

type Work<Body> = (question: { parameters: Readonly<Record<string, string>>; organization: EstateOrganization; id: string; index: number; raw: RawObject; body: Body }) => Answer

/** A route below one person. */
const onUser = <Body>(method: 'POST' | 'DELETE', path: string, body: z.ZodType<Body>, work: Work<Body>, api: 'v1' | 'v2' = 'v1'): Route =>
  write({
    method,
    api,
    path,
    kind: 'user',
    body,
    handle: (call, sent) => {
      const { organization, parameters } = call
      const id = parameters.user ?? parameters.id!
      const index = organization.users.indexOf(id)
      return index === null ? refusals.notFound : work({ parameters, organization, id, index, raw: organization.users.at(index), body: sent })
    },
  })

const jsonOk: Answer = { status: 200, body: '"OK"' }

const suspend = onUser('POST', '/systemusers/{id}/state/suspend', noBody, ({ organization, id, raw }) => {
  if (raw.state === 'STAGED') return conflict('a staged user cannot be suspended')
  organization.updateUser(id, { state: 'SUSPENDED', suspended: true }, 'user_suspended')
  return emptyOk
})

// `true` and `false` say whether to send a mail, a text says where to.
const activate = onUser('POST', '/systemusers/{id}/state/activate', z.looseObject({ email: z.union([z.boolean(), z.email(), z.looseObject({})]).optional() }), ({ organization, id, index, raw, body }) => {
  if (raw.state !== 'STAGED') return conflict('the user is not staged')
  organization.updateUser(id, { state: 'ACTIVATED', suspended: false }, 'user_activated')
  if (body.email !== false) organization.mailed(index, 'user_activation_email')
  return jsonOk
})

const unlock = onUser('POST', '/systemusers/{id}/unlock', noBody, ({ organization, id }) => {
  unlocked(organization, id)
  return plainOk
})

const reactivate = onUser('POST', '/systemusers/{id}/reactivate', z.looseObject({ email: z.email().optional() }), ({ organization, index, raw }) => {
  if (raw.state === 'STAGED' || raw.suspended === true) return conflict('the user is not active')
  organization.mailed(index, raw.activated === true ? 'user_password_reset_request' : 'user_activation_email')
  return emptyOk
})

const expire = onUser('POST', '/systemusers/{id}/expire', noBody, ({ organization, id, raw }) => {
  if (raw.activated !== true) return conflict('the user has no password')
  expired(organization, id)
  return plainOk
})

const password = onUser('POST', '/systemusers/{id}/password', z.looseObject({ password: z.string() }), ({ organization, id, body }) => {
  const { minLength } = (organization.record.settings as { passwordPolicy: { minLength: number } }).passwordPolicy
  if (body.password.length < minLength) return badRequest(`the password has fewer than ${minLength} characters`)
  organization.updateUser(id, passwordFields(organization.presentMs), 'user_password_set')
  return emptyOk
})

const wish = z.looseObject({ exclusion: z.boolean().optional(), exclusionUntil: z.string().optional(), exclusionDays: z.number().min(1).max(365).optional() })

const enforce = onUser('POST', '/systemusers/{id}/mfa/enforce', z.looseObject({ enable_user_portal_multifactor: z.boolean().optional(), mfa: wish.optional() }), ({ organization, id, raw, body }) => {
  const isRequired = body.enable_user_portal_multifactor
  organization.updateUser(id, {
    ...(isRequired === undefined ? {} : { enable_user_portal_multifactor: isRequired }),
    ...(body.mfa ? { mfa: { ...(raw.mfa as RawObject), ...graceOf(body.mfa, organization.presentMs) } } : {}),
  })
  return emptyOk
})

const resetMfa = onUser('POST', '/systemusers/{id}/resetmfa', wish, ({ organization, id, raw, body }) => {
  const enrolment = { ...(raw.mfaEnrollment as RawObject), totpStatus: 'NOT_ENROLLED' }
  const isEnrolled = Object.entries(enrolment).some(([name, status]) => name !== 'overallStatus' && status === 'ENROLLED')
  organization.updateUser(id, { totp_enabled: false, mfa: { ...(raw.mfa as RawObject), configured: false, ...graceOf(body, organization.presentMs) }, mfaEnrollment: { ...enrolment, overallStatus: isEnrolled ? 'ENROLLED' : 'NOT_ENROLLED' } }, 'totp_delete_enrollment')
  return plainOk
})

const deletePushDevice = onUser(
  'DELETE',
  '/users/{user}/pushendpoints/{id}',
  noBody,
  ({ organization, parameters, id, index, raw }) => {
    const device = pushDeviceOf(organization, index)
    if (device?.id !== parameters.id) return refusals.notFound
    organization.updateUser(id, { mfaEnrollment: { ...(raw.mfaEnrollment as RawObject), pushStatus: 'NOT_ENROLLED' } }, 'push_endpoint_delete')
    return { status: 200, body: device }
  },
  'v2',
)

const keysOf = (raw: RawObject): RawObject[] => (raw.ssh_keys as RawObject[] | undefined) ?? []

const addKey = onUser('POST', '/systemusers/{id}/sshkeys', z.looseObject({ name: z.string().min(1), public_key: z.string().min(1) }), ({ organization, id, raw, body }) => {
  if (!/^(ssh-|ecdsa-|sk-)/.test(body.public_key)) return badRequest('public_key: not a public key')
  const made = { _id: createRandom(organization.presentMs % 2_147_483_647).fork(`${id} ${body.name} ${keysOf(raw).length}`).hex(24), name: body.name, public_key: body.public_key, create_date: new Date(organization.presentMs).toISOString() }
  organization.updateUser(id, { ssh_keys: [...keysOf(raw), made] })
  return { status: 200, body: made }
})

const removeKey = write({
  method: 'DELETE',
  api: 'v1',
  path: '/systemusers/{user}/sshkeys/{id}',
  kind: 'user',
  body: noBody,
  handle: ({ organization, parameters }) => {
    const index = organization.users.indexOf(parameters.user!)
    const keys = index === null ? [] : keysOf(organization.users.at(index))
    // The document knows 400 only.
    if (!keys.some(({ _id }) => _id === parameters.id)) return badRequest('no such key')
    organization.updateUser(parameters.user!, { ssh_keys: keys.filter(({ _id }) => _id !== parameters.id) })
    return plainOk
  },
})

const listKeys: Route = {
  method: 'GET',
  api: 'v1',
  path: '/systemusers/{id}/sshkeys',
  kind: 'user',
  header: 'sent',
  handle: ({ organization, parameters }) => {
    const index = organization.users.indexOf(parameters.id!)
    return index === null ? refusals.notFound : { status: 200, body: keysOf(organization.users.at(index)) }
  },
}

export const unlocked = (organization: EstateOrganization, id: string): boolean => organization.updateUser(id, { account_locked: false, account_locked_date: null, badLoginAttempts: 0 }, 'user_unlocked')

export const expired = (organization: EstateOrganization, id: string): boolean => organization.updateUser(id, { password_expired: true, password_expiration_date: new Date(organization.presentMs).toISOString() }, 'user_password_expired')

export const userStateWrites: readonly Route[] = [suspend, activate, unlock, reactivate, expire, password, enforce, resetMfa, deletePushDevice, addKey, removeKey, listKeys]
