// The organizations on this computer: name, colour, safety level, freshness; removing one with everything kept about it.

import { z } from 'zod'
import { ConnectionIdSchema, OrganizationIdSchema } from '../base/ids.ts'
import { InstantSchema } from '../base/instant.ts'
import { limits } from '../base/limits.ts'
import { query, task } from './define.ts'

/** Colour names of the token table; red, amber and green stay reserved for state. */
export const organizationColours = ['azure', 'indigo', 'violet', 'magenta', 'rose', 'clay', 'olive', 'teal', 'cyan', 'slate'] as const

export const AppearanceSchema = z.strictObject({
  colour: z.enum(organizationColours),
  /** Two characters, unique on this computer. */
  monogram: z.string().regex(/^[\p{L}\p{N}]{1,2}$/u),
})
export type Appearance = z.infer<typeof AppearanceSchema>

export const SafetySchema = z.enum(['readOnly', 'guarded', 'expert'])

/** What a credential is: the key of one organization, of a provider's administrator, or a service account that gets tokens. */
export const ConnectionTypeSchema = z.enum(['apiKey', 'provider', 'serviceAccount'])
export type ConnectionType = z.infer<typeof ConnectionTypeSchema>

/** A word of the operator to group organizations by; tags are usable as scope. */
const TagSchema = z.string().trim().min(1).max(limits.tagCharactersMax)

/** How many lists of an organization are as new as its last sync, and since when the others are not. */
const ListsStateSchema = z.object({
  /** Lists of the registry that plan, rights and service do not leave out. */
  total: z.number().int().min(0),
  read: z.number().int().min(0),
  failing: z.array(
    z.object({
      kind: z.string(),
      /** Error code. */
      reason: z.string(),
      /** The first time it failed since it was read completely. */
      since: InstantSchema,
      /** When what is shown of it was read; null when it never was. */
      readAt: InstantSchema.nullable(),
    }),
  ),
})
export type ListsState = z.infer<typeof ListsStateSchema>

export const OrganizationSchema = z.object({
  id: OrganizationIdSchema,
  name: z.string(),
  appearance: AppearanceSchema,
  safety: SafetySchema,
  /** The connection that requests for it go through: the first of `rights`. */
  connection: ConnectionIdSchema,
  /** Every connection that reaches it; empty when none is left. */
  rights: z.array(z.object({ connection: ConnectionIdSchema, type: ConnectionTypeSchema })),
  /** Another name to find it by. */
  alias: z.string().nullable(),
  /** In the order of the operator; each one once. */
  tags: z.array(z.string()),
  isFavourite: z.boolean(),
  isDemo: z.boolean(),
  addedAt: InstantSchema,
  /** End of the newest sync that asked for every list; null before the first. Lists that failed in it are in `lists`. */
  syncedAt: InstantSchema.nullable(),
  lists: ListsStateSchema,
  /** What keeps this organization from being fresh, as code and detail; null when nothing does. */
  problem: z
    .object({
      code: z.string(),
      detail: z.record(z.string(), z.union([z.string(), z.number()])),
      at: InstantSchema,
      /** The kind whose list alone is in trouble; left out where the whole organization is. */
      list: z.string().optional(),
    })
    .nullable(),
})
export type Organization = z.infer<typeof OrganizationSchema>

export const organization = {
  'organization.list': query({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    input: z.strictObject({}),
    output: z.array(OrganizationSchema),
    reads: () => ['organizationList'],
  }),
  'organization.update': task({
    host: 'engine',
    deadlineMs: limits.queryDeadlineMs,
    effect: 'local',
    input: z.strictObject({
      organization: OrganizationIdSchema,
      name: z.string().trim().min(1).max(80).optional(),
      appearance: AppearanceSchema.optional(),
      safety: SafetySchema.optional(),
      /** Null takes the alias away. */
      alias: z.string().trim().min(1).max(80).nullable().optional(),
      tags: z.array(TagSchema).max(limits.tagsPerOrganizationMax).optional(),
      isFavourite: z.boolean().optional(),
      /** Which of its rights is used from now on. */
      connection: ConnectionIdSchema.optional(),
    }),
    output: OrganizationSchema,
  }),
  /** Deletes the key, the offline copy and its key. Answers with what is gone. */
  'organization.remove': task({
    host: 'main',
    deadlineMs: limits.taskDeadlineMs,
    effect: 'local',
    input: z.strictObject({ organization: OrganizationIdSchema }),
    output: z.object({ rows: z.number().int(), files: z.number().int(), isKeyForgotten: z.boolean() }),
  }),
} as const
