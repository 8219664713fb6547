// How an answer travels: a value or a plain error. Nothing is ever thrown across a process boundary.

import { z } from 'zod'
import { PlainErrorSchema } from '../base/app-error.ts'

export const EnvelopeSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: PlainErrorSchema }),
])
export type Envelope = z.infer<typeof EnvelopeSchema>

export const CallRequestSchema = z.strictObject({
  name: z.string().min(1).max(64),
  input: z.unknown(),
  callId: z.string().min(1).max(64),
})
export type CallRequest = z.infer<typeof CallRequestSchema>
