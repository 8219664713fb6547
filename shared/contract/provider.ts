// Providers above the organizations of this computer: what may be changed at them, who administers them, which of their organizations
// each administrator may enter, and taking over organizations that they got meanwhile.

import { z } from 'zod'
import { ConnectionIdSchema, OrganizationIdSchema } from '../base/ids.ts'
import { InstantSchema } from '../base/instant.ts'
import { limits } from '../base/limits.ts'
import { FoundOrganizationSchema, ProviderSchema } from './connection.ts'
import { query, task } from './define.ts'
import { AppearanceSchema, OrganizationSchema, SafetySchema } from './organization.ts'

const ProblemSchema = z.object({ code: z.string(), detail: z.record(z.string(), z.union([z.string(), z.number()])) })

/** An administrator as the provider's own list has them; null where the service does not say. */
const ProviderAdministratorSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  roles: z.array(z.string()),
  /** MFA is required of them; whether they have enrolled, the list does not tell. */
  isMfaRequired: z.boolean().nullable(),
  isRegistered: z.boolean().nullable(),
  isSuspended: z.boolean().nullable(),
  isKeySet: z.boolean().nullable(),
  keyExpiresAt: InstantSchema.nullable(),
  /** How many organizations the service counts for them; which ones, the links of the organizations say. */
  announced: z.number().int().nullable(),
})
export type ProviderAdministrator = z.infer<typeof ProviderAdministratorSchema>

/** Everything that was read of a provider in one go. */
export const ProviderReadingSchema = z.object({
  readAt: InstantSchema,
  /** Null where the service does not say. */
  mayCreateOrganizations: z.boolean().nullable(),
  isMfaRequiredOfAll: z.boolean().nullable(),
  administrators: z.array(ProviderAdministratorSchema),
  /** How many administrators the service announced; null when it does not say. */
  announced: z.number().int().nullable(),
  /** The same of organizations. */
  organizationsAnnounced: z.number().int().nullable(),
  organizations: z.array(
    z.object({
      id: OrganizationIdSchema,
      name: z.string(),
      /** Ids of the administrators who are linked to it; null when that could not be read. */
      administrators: z.array(z.string()).nullable(),
      problem: ProblemSchema.nullable(),
    }),
  ),
})
export type ProviderReading = z.infer<typeof ProviderReadingSchema>

const KnownProviderSchema = ProviderSchema.extend({
  safety: SafetySchema,
  /** The connections that reach it; the first one is used. */
  connections: z.array(ConnectionIdSchema),
  reading: ProviderReadingSchema.nullable(),
  /** Why the last reading failed; what was read before stays. */
  problem: ProblemSchema.extend({ at: InstantSchema }).nullable(),
})
export type KnownProvider = z.infer<typeof KnownProviderSchema>

const one = z.strictObject({ provider: OrganizationIdSchema })

export const provider = {
  /** The providers of this computer with what was last read of them; from local data only. */
  'provider.list': query({ host: 'engine', deadlineMs: limits.queryDeadlineMs, input: z.strictObject({}), output: z.array(KnownProviderSchema), reads: () => ['provider', 'connection', 'organizationList'] }),
  /** Reads administrators, organizations and who is linked to which. */
  'provider.read': task({ host: 'engine', deadlineMs: limits.providerReadDeadlineMs, effect: 'remoteRead', input: one, output: KnownProviderSchema }),
  /** What may be changed at the provider itself, for all keys that reach it. */
  'provider.update': task({ host: 'engine', deadlineMs: limits.queryDeadlineMs, effect: 'local', input: one.extend({ safety: SafetySchema }), output: KnownProviderSchema }),
  /** Organizations that the provider's key opens or knows of and that were not added with it. */
  'provider.discover': task({ host: 'main', deadlineMs: limits.taskDeadlineMs, effect: 'remoteRead', input: one, output: z.object({ organizations: z.array(FoundOrganizationSchema) }) }),
  /** Adds organizations to the connection of the provider. */
  'provider.include': task({
    host: 'main',
    deadlineMs: limits.taskDeadlineMs,
    effect: 'local',
    input: one.extend({
      safety: SafetySchema,
      organizations: z.array(z.strictObject({ id: OrganizationIdSchema, name: z.string().trim().min(1).max(80), appearance: AppearanceSchema })).min(1).max(limits.organizationsMax),
    }),
    output: z.array(OrganizationSchema),
  }),
} as const
