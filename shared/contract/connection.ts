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

const ConnectionSchema = z.object({
  id: ConnectionIdSchema,
  type: ConnectionTypeSchema,
  region: RegionSchema,
  keep: KeepSchema,
  organizations: z.array(OrganizationIdSchema),
  addedAt: InstantSchema,
  lastUsedAt: InstantSchema.nullable(),
  /** Last refusal of the key, if the last use was one. */
  refusedAt: InstantSchema.nullable(),
  /** The key is not at hand: keychain locked or item gone. */
  isKeyMissing: z.boolean(),
})
export type Connection = z.infer<typeof ConnectionSchema>

// A pasted key comes once, from a field that forgets it; "clipboard" lets main read it so that the page never holds it.
const KeySourceSchema = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('paste'), key: z.string().max(4_096) }),
  z.strictObject({ from: z.literal('clipboard') }),
])

export const connection = {
  'connection.list': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    input: z.strictObject({}),
    output: z.array(ConnectionSchema),
    reads: () => ['connection'],
  }),
  /** Takes a key, holds it in the vault under a ticket and asks the service whose it is. Nothing is saved yet. */
  'connection.check': task({
    host: 'main',
    deadlineMs: limits.taskDeadlineMs,
    effect: 'remoteRead',
    sensitive: true,
    input: z.strictObject({ source: KeySourceSchema, region: RegionSchema.exclude(['demo']) }),
    output: z.object({
      ticket: z.string(),
      organization: z.object({ id: OrganizationIdSchema, name: z.string() }),
      suggested: AppearanceSchema,
      /** Objects that the first sync will read, by kind; null when the service did not say. */
      counts: z.record(z.string(), z.number().nullable()),
      canKeepInKeychain: z.boolean(),
    }),
  }),
  /** Saves what `connection.check` held. */
  'connection.add': task({
    host: 'main',
    deadlineMs: limits.taskDeadlineMs,
    effect: 'local',
    input: z.strictObject({
      ticket: z.string().max(64),
      name: z.string().trim().min(1).max(80),
      appearance: AppearanceSchema,
      safety: SafetySchema,
      keep: KeepSchema,
    }),
    output: OrganizationSchema,
  }),
  /** Forgets a checked key that was not added. */
  'connection.discard': task({
    host: 'main',
    deadlineMs: limits.queryDeadlineMs,
    effect: 'local',
    input: z.strictObject({ ticket: z.string().max(64) }),
    output: z.null(),
  }),
  /** Replaces the key of a connection after proving by a read that it belongs to the same organization. */
  'connection.replaceKey': task({
    host: 'main',
    deadlineMs: limits.taskDeadlineMs,
    effect: 'remoteRead',
    sensitive: true,
    input: z.strictObject({ connection: ConnectionIdSchema, source: KeySourceSchema }),
    output: z.null(),
  }),
} as const
