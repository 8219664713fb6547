// How a route that changes something is declared: its body is read and checked before anything happens.

import { z } from 'zod'
import { type Answer, badRequest, refusals } from '../answer.ts'
import type { OrganizationHeader } from '../auth.ts'
import type { Call } from '../kind-routes.ts'
import type { Route } from '../routes.ts'

/** Nothing in the body, or whatever somebody sent without being asked to. */
export const noBody = z.unknown()

interface Write<Body> {
  readonly method: Exclude<Route['method'], 'GET'>
  readonly api: 'v1' | 'v2'
  readonly path: string
  readonly kind: string
  readonly header?: OrganizationHeader
  readonly organizationParameter?: string
  /** What the documents say of the body; fields they do not name are ignored. */
  readonly body: z.ZodType<Body>
  readonly handle: (call: Call, body: Body) => Answer
}

export function write<Body>({ body, handle, header = 'sent', ...route }: Write<Body>): Route {
  return {
    ...route,
    header,
    isWrite: true,
    handle: (call) => {
      const read = parsed(call.request.body)
      if (read === undefined) return refusals.malformedBody
      const checked = body.safeParse(read.value)
      return checked.success ? handle(call, checked.data) : badRequest(checked.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; '))
    },
  }
}

function parsed(text: string): { value: unknown } | undefined {
  if (text.trim() === '') return { value: {} }
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}

// Some routes answer with text, some with nothing at all.
export const plainOk: Answer = { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'OK' }
export const emptyOk: Answer = { status: 200, body: '' }
export const noContent: Answer = { status: 204, body: '' }
export const conflict = (message: string): Answer => ({ status: 409, body: { code: 409, message, status: 'alreadyExists' } })
