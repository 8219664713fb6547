// Writes to an organization's settings (v1 /organizations/{id}), which take no organization header.

import { z } from 'zod'
import { badRequest, refusals } from '../answer.ts'
import { ownProvider, providedOrganization } from '../provider-routes.ts'
import type { Route } from '../routes.ts'
import { write } from './write.ts'

const number = (min: number, max: number) => z.number().int().min(min).max(max).optional()
const state = z.enum(['ACTIVATED', 'STAGED']).optional()

const settings = z.looseObject({
  passwordCompliance: z.enum(['custom', 'pci3', 'windows']).optional(),
  passwordPolicy: z.looseObject({ minLength: z.number().int().optional(), maxHistory: number(1, 24), lockoutTimeInSeconds: number(300, 5_400) }).optional(),
  userPortal: z.looseObject({ idleSessionDurationMinutes: number(1, 129_600), cookieExpirationType: z.enum(['session', 'date']).optional() }).optional(),
  newSystemUserStateDefaults: z.looseObject({ manualEntry: state, csvImport: state, applicationImport: state }).optional(),
})

/** Only read, whatever is sent. */
const readOnly = ['requireAdminMFA', 'windowsMDM', 'enableO365', 'enableGoogleApps', 'pendingDelete', 'agentVersion', 'disableCommandRunner']

const put = write({
  method: 'PUT',
  api: 'v1',
  path: '/organizations/{id}',
  kind: 'organization',
  header: 'refused',
  organizationParameter: 'id',
  body: z.looseObject({ settings }),
  handle: ({ caller, parameters }, body) => {
    const found = caller.reached.find(({ id }) => id === parameters.id)
    if (!found) return refusals.role
    found.changeSettings(Object.fromEntries(Object.entries(body.settings).filter(([name, value]) => value !== undefined && !readOnly.includes(name))))
    return { status: 200, body: found.record }
  },
})

/** The provider's way to an organization of its own. */
const rename = write({
  method: 'PUT',
  api: 'v2',
  path: '/providers/{provider}/organizations/{id}',
  kind: 'organization',
  header: 'refused',
  body: z.looseObject({ name: z.string().trim().min(1).optional(), maxSystemUsers: z.number().int().optional() }),
  handle: ({ estate, caller, parameters }, { name }) => {
    if (caller.key.provider !== parameters.provider) return refusals.role
    const own = estate.providers.find(({ id }) => id === parameters.provider)?.organizations.includes(parameters.id!)
    const found = own ? estate.organization(parameters.id!) : null
    if (!found) return refusals.unknownOrganization
    if (name !== undefined) found.rename(name)
    return { status: 200, body: providedOrganization(found) }
  },
})

/** A new organization; two may have the same name, because nothing says that they may not. */
const create = write({
  method: 'POST',
  api: 'v2',
  path: '/providers/{id}/organizations',
  kind: 'organization',
  header: 'refused',
  // The one body of which the document says that unknown fields are refused.
  body: z.strictObject({ name: z.string().trim().min(1), maxSystemUsers: z.number().int().optional() }),
  handle: (call, { name, maxSystemUsers }) => {
    const own = ownProvider(call)
    if (!own || own.isCreationDisallowed) return refusals.role
    if (maxSystemUsers !== undefined && !call.caller.key.mayBill) return badRequest('maxSystemUsers needs the scope organizations.billing')
    return { status: 201, body: providedOrganization(call.estate.createOrganization(own, name, maxSystemUsers ?? null)) }
  },
})

export const organizationWrites: readonly Route[] = [put, rename, create]
