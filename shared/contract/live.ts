// Reading one thing from the service because someone looks at it now. Nothing of it is kept.

import { z } from 'zod'
import { OrganizationIdSchema, ResourceIdSchema } from '../base/ids.ts'
import { InstantSchema } from '../base/instant.ts'
import { limits } from '../base/limits.ts'
import { KindSchema } from '../resources/index.ts'
import { task } from './define.ts'

const one = { organization: OrganizationIdSchema, kind: KindSchema, id: ResourceIdSchema }

export const live = {
  /**
   * Rows of a live detail (`live-details.ts`): `rowsJson` decodes to arrays of cells in the order of its columns. `row` is given
   * for the details that belong to one row of another.
   */
  'live.read': task({
    host: 'engine',
    deadlineMs: limits.taskDeadlineMs,
    effect: 'remoteRead',
    bulk: true,
    input: z.strictObject({ ...one, detail: z.string().min(1).max(64), row: ResourceIdSchema.optional() }),
    output: z.object({ rowsJson: z.string(), total: z.number().int(), isComplete: z.boolean(), readAt: InstantSchema }),
  }),
  /** The whole output of one command result; the list carries its first forty characters only. */
  'live.commandOutput': task({
    host: 'engine',
    deadlineMs: limits.taskDeadlineMs,
    effect: 'remoteRead',
    input: z.strictObject({ organization: OrganizationIdSchema, result: ResourceIdSchema }),
    output: z.object({ output: z.string(), exitCode: z.number().nullable(), readAt: InstantSchema }),
  }),
  /**
   * The recovery key of an encrypted disk, shown once after the operator typed the device's name. It passes through and is
   * kept nowhere; the request is a line in the log without the key.
   */
  'live.recoveryKey': task({
    host: 'engine',
    deadlineMs: limits.taskDeadlineMs,
    effect: 'remoteRead',
    sensitive: true,
    input: z.strictObject({ organization: OrganizationIdSchema, device: ResourceIdSchema, typedName: z.string().max(200) }),
    output: z.object({ recovery: z.string(), readAt: InstantSchema }),
  }),
} as const
