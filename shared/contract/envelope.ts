// How an answer travels: a value or a plain error. Nothing is ever thrown across a process boundary.

import { z } from 'zod'
import { PlainErrorSchema } from '../base/app-error.ts'

const EnvelopeSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: PlainErrorSchema }),
])
export type Envelope = z.infer<typeof EnvelopeSchema>

const id = z.string().min(1).max(64)
const name = z.string().min(1).max(64)

/** What a window may ask of the gate; it travels as one JSON text, so only plain data can arrive. */
export const GateRequestSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('call'), name, input: z.unknown(), callId: id }),
  z.strictObject({ type: z.literal('subscribe'), name, params: z.unknown(), subscriptionId: id }),
  z.strictObject({ type: z.literal('unsubscribe'), subscriptionId: id }),
])
export type GateRequest = z.infer<typeof GateRequestSchema>
