// Credentials on this computer: add, replace, remove. No output carries a key, a part of one or a hash of one.

import { z } from 'zod'
import { ConnectionIdSchema, OrganizationIdSchema } from '../base/ids.ts'
import { InstantSchema } from '../base/instant.ts'
import { limits } from '../base/limits.ts'
import { query, task } from './define.ts'
import { AppearanceSchema, ConnectionTypeSchema, OrganizationSchema, SafetySchema } from './organization.ts'

export const RegionSchema = z.enum(['us', 'eu', 'in', 'demo'])
export type Region = z.infer<typeof RegionSchema>

/** `keychain` outlives the program; `session` is kept in memory only. */
export const KeepSchema = z.enum(['keychain', 'session'])

/**
 * The provider above the organizations of a credential. In plans, jobs and the ledger its id stands where an organization's does: a
 * change of the provider is held by it and by none of its organizations.
 */
export const ProviderSchema = z.object({ id: OrganizationIdSchema, name: z.string() })

/** What the service says about a credential; null where it does not say. */
export const CredentialFactsSchema = z.object({
  /** Of the provider, the service account or the organization. */
  name: z.string(),
  /** Email address of the administrator behind it. */
  owner: z.string().nullable(),
  role: z.string().nullable(),
  madeAt: InstantSchema.nullable(),
  expiresAt: InstantSchema.nullable(),
  provider: ProviderSchema.nullable().default(null),
})
export type CredentialFacts = z.infer<typeof CredentialFactsSchema>

const ErrorSchema = z.object({ code: z.string(), detail: z.record(z.string(), z.union([z.string(), z.number()])) })

const ConnectionSchema = CredentialFactsSchema.extend({
  id: ConnectionIdSchema,
  type: ConnectionTypeSchema,
  region: RegionSchema,
  keep: KeepSchema,
  organizations: z.array(OrganizationIdSchema),
  addedAt: InstantSchema,
  /** When the service was last asked for the facts. */
  checkedAt: InstantSchema.nullable(),
  lastUsedAt: InstantSchema.nullable(),
  /** Why it does not work, if its last use was refused. */
  refusal: ErrorSchema.extend({ at: InstantSchema }).nullable(),
  /** The key is not at hand: keychain locked or item gone. */
  isKeyMissing: z.boolean(),
})
export type Connection = z.infer<typeof ConnectionSchema>

// A pasted key comes once, from a field that forgets it; "clipboard" lets main read it so that the page never holds it.
const KeySourceSchema = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('paste'), key: z.string().max(4_096) }),
  z.strictObject({ from: z.literal('clipboard') }),
  z.strictObject({ from: z.literal('serviceAccount'), clientId: z.string().max(256), key: z.string().max(4_096) }),
])

/** An organization that a credential reaches or knows of. */
export const FoundOrganizationSchema = z.object({
  id: OrganizationIdSchema,
  name: z.string(),
  suggested: AppearanceSchema,
  /** It is on this computer already; adding it again only adds this way to it. */
  isPresent: z.boolean(),
  /** People in it; null when the service did not say. */
  users: z.number().int().nullable(),
  /** Why it cannot be read with this credential. */
  problem: ErrorSchema.nullable(),
})

export const connection = {
  'connection.list': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    input: z.strictObject({}),
    output: z.array(ConnectionSchema),
    reads: () => ['connection', 'organizationList'],
  }),
  /** Takes a credential, holds it in the vault under a ticket and asks the service what it opens. Nothing is saved yet. */
  'connection.check': task({
    host: 'main',
    deadlineMs: limits.taskDeadlineMs,
    effect: 'remoteRead',
    sensitive: true,
    input: z.strictObject({ source: KeySourceSchema, region: RegionSchema.exclude(['demo']) }),
    output: z.object({
      ticket: z.string(),
      type: ConnectionTypeSchema,
      facts: CredentialFactsSchema,
      organizations: z.array(FoundOrganizationSchema),
      /** Objects that the first sync will read, by kind, when there is one organization only; null when the service did not say. */
      counts: z.record(z.string(), z.number().nullable()),
      canKeepInKeychain: z.boolean(),
    }),
  }),
  /** Saves what `connection.check` held. */
  'connection.add': task({
    host: 'main',
    deadlineMs: limits.addDeadlineMs,
    effect: 'local',
    input: z.strictObject({
      ticket: z.string().max(64),
      safety: SafetySchema,
      keep: KeepSchema,
      /** Which of the organizations that were found, and how they are called and marked here. */
      organizations: z
        .array(z.strictObject({ id: OrganizationIdSchema, name: z.string().trim().min(1).max(80), appearance: AppearanceSchema }))
        .min(1)
        .max(limits.organizationsMax),
    }),
    output: z.array(OrganizationSchema),
  }),
  /** Forgets a checked key that was not added. */
  'connection.discard': task({
    host: 'main',
    deadlineMs: limits.queryDeadlineMs,
    effect: 'local',
    input: z.strictObject({ ticket: z.string().max(64) }),
    output: z.null(),
  }),
  /** Asks the service again whose credential it is, how long it is good for, and whether it still opens what it opened. */
  'connection.verify': task({
    host: 'engine',
    deadlineMs: limits.taskDeadlineMs,
    effect: 'remoteRead',
    input: z.strictObject({ connection: ConnectionIdSchema }),
    output: ConnectionSchema,
  }),
  /** Replaces the key of a connection after proving by a read that it opens the same organizations. */
  'connection.replaceKey': task({
    host: 'main',
    deadlineMs: limits.taskDeadlineMs,
    effect: 'remoteRead',
    sensitive: true,
    input: z.strictObject({ connection: ConnectionIdSchema, source: KeySourceSchema }),
    output: z.null(),
  }),
} as const
