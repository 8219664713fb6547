// Exports: a person chooses the file in main's dialog, the engine writes it. The page never sees a path.

import { z } from 'zod'
import { limits } from '../base/limits.ts'
import { ResourceIdSchema } from '../base/ids.ts'
import { task } from './define.ts'
import { ListQuestionSchema } from './snapshot.ts'

export const ExportFormatSchema = z.enum(['csv', 'xlsx', 'json'])

export const exports_ = {
  /** Asks where to save; null when the person cancelled. The token is good for one export. */
  'export.choose': task({
    host: 'main',
    deadlineMs: 10 * 60_000,
    effect: 'local',
    input: z.strictObject({ suggestedName: z.string().min(1).max(120), format: ExportFormatSchema }),
    output: z.object({ token: z.string(), fileName: z.string() }).nullable(),
  }),
  /** Writes the rows of a question, or only the selected ids of it, with a side file that says what it is. */
  'export.start': task({
    host: 'main',
    deadlineMs: 10 * 60_000,
    effect: 'local',
    input: z.strictObject({
      token: z.string().max(64),
      question: ListQuestionSchema,
      columns: z.array(z.string().min(1).max(128)).min(1).max(100),
      /** Keys (`objectKey`) where the question covers several organizations. */
      ids: z.array(ResourceIdSchema).max(limits.filterNodesMax * 50).optional(),
    }),
    output: z.object({ fileName: z.string(), rows: z.number().int(), sha256: z.string() }),
  }),
} as const
