// Making, changing and deleting people (v1 /systemusers).

import type { z } from 'zod'
import { type Answer, badRequest, refusals } from '../answer.ts'
import type { EstateOrganization } from '../estate-organization.ts'
import type { Route } from '../routes.ts'
import { changedUser, clash, newUser, userFields } from './user-body.ts'
import { noBody, write } from './write.ts'

const exists = (field: string): Answer => badRequest(`${field} already exists`)

const post = write({
  method: 'POST',
  api: 'v1',
  path: '/systemusers',
  kind: 'user',
  body: newUser,
  handle: ({ organization }, body) => {
    const taken = clash(organization, body, null)
    if (taken) return exists(taken)
    const index = createUser(organization, body, 'manualEntry', 'jumpcloud:api')
    return { status: 200, body: organization.users.at(index) }
  },
})

/** Somebody new, with nothing but what was sent; the state is the organization's usual one unless it was sent. */
export function createUser(organization: EstateOrganization, body: z.infer<typeof newUser>, channel: 'manualEntry' | 'csvImport' | 'applicationImport', creationSource: string, isMailed = true): number {
  const usual = (organization.record.settings as { newSystemUserStateDefaults?: Record<string, string> }).newSystemUserStateDefaults?.[channel]
  const state = body.state ?? (usual === 'STAGED' ? 'STAGED' : 'ACTIVATED')
  const id = organization.insertUser({ ...blank(), creationSource, created: new Date(organization.presentMs).toISOString(), ...userFields({ ...body, state }, null, organization.presentMs) })
  const index = organization.users.indexOf(id)!
  if (isMailed && state === 'ACTIVATED' && body.password === undefined) organization.mailed(index, 'user_activation_email')
  return index
}

/** The optional fields of somebody of whom only a name and an address are known. */
const blank = () => ({
  account_locked: false,
  account_locked_date: null,
  activated: false,
  addresses: [],
  admin: null,
  alternateEmail: '',
  attributes: [],
  badLoginAttempts: 0,
  company: '',
  costCenter: '',
  delegatedAuthority: null,
  department: '',
  description: '',
  disableDeviceMaxLoginAttempts: false,
  displayname: '',
  employeeIdentifier: null,
  employeeType: '',
  enable_managed_uid: false,
  enable_user_portal_multifactor: false,
  external_dn: '',
  external_source_type: '',
  externally_managed: false,
  firstname: '',
  jobTitle: '',
  lastname: '',
  ldap_binding_user: false,
  location: '',
  managedAppleId: '',
  manager: undefined,
  mfa: { configured: false, exclusion: false },
  mfaEnrollment: { overallStatus: 'NOT_ENROLLED', totpStatus: 'NOT_ENROLLED', webAuthnStatus: 'NOT_ENROLLED', pushStatus: 'NOT_ENROLLED', smsStatus: 'NOT_ENROLLED', jcGoStatus: 'NOT_ENROLLED' },
  middlename: '',
  password_date: null,
  password_expiration_date: null,
  password_expired: false,
  password_never_expires: false,
  passwordless_sudo: false,
  public_key: '',
  phoneNumbers: [],
  recoveryEmail: {},
  restrictedFields: [],
  samba_service_user: false,
  ssh_keys: [],
  sudo: false,
  suspended: false,
  systemUsername: '',
  tags: [],
  totp_enabled: false,
})

const put = write({
  method: 'PUT',
  api: 'v1',
  path: '/systemusers/{id}',
  kind: 'user',
  body: changedUser,
  handle: ({ organization, parameters }, body) => {
    const { users } = organization
    const index = users.indexOf(parameters.id!)
    if (index === null) return refusals.notFound
    const taken = clash(organization, body, index)
    if (taken) return exists(taken)
    const before = users.at(index)
    const fields = userFields(body, before, organization.presentMs)
    const event = fields.state === 'SUSPENDED' && before.suspended !== true ? 'user_suspended' : fields.state === 'ACTIVATED' && before.suspended === true ? 'user_unsuspended' : 'user_update'
    organization.updateUser(parameters.id!, fields, event)
    return { status: 200, body: users.at(index) }
  },
})

const remove = write({
  method: 'DELETE',
  api: 'v1',
  path: '/systemusers/{id}',
  kind: 'user',
  body: noBody,
  handle: ({ organization, parameters, request }) => {
    const { users } = organization
    const id = parameters.id!
    const index = users.indexOf(id)
    if (index === null) return refusals.notFound
    const cascade = request.query.text('cascade_manager')
    if (cascade !== null && cascade !== 'null' && users.indexOf(cascade) === null) return badRequest('invalid cascade_manager')
    const row = users.at(index)
    // Without the parameter the people who reported to somebody keep an id that leads nowhere.
    if (cascade !== null) for (const other of users.indexes()) if (users.at(other).manager === id) organization.updateUser(users.idAt(other), { manager: cascade === 'null' ? undefined : cascade })
    organization.deleteUser(id)
    return { status: 200, body: row }
  },
})

export const userWrites: readonly Route[] = [post, put, remove]
