// Puts an answer on the wire: the service's headers, weak etag, gzip; or breaks off on the way when a fault says so.

import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Answer } from './answer.ts'
import type { Fault } from './faults.ts'

const compress = promisify(gzip)

/** Smaller bodies are not worth compressing. */
const compressBytesMin = 1_024

// As recorded from the service.
const usualHeaders = {
  'content-type': 'application/json; charset=utf-8',
  'strict-transport-security': 'max-age=31536000; includeSubdomains;',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'x-xss-protection': '1; mode=block',
  'cache-control': 'no-store',
  pragma: 'no-cache',
  vary: 'Accept-Encoding',
  server: 'nginx',
} as const

/** Sends the answer; gives the number of body bytes that went out. */
export async function deliver(request: IncomingMessage, response: ServerResponse, answer: Answer, fault: Fault | null, tookMs: number): Promise<number> {
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)
  const plain = Buffer.from(text)
  const headers: Record<string, string> = { ...usualHeaders, 'x-response-time': `${tookMs.toFixed(3)}ms`, ...answer.headers }
  if (fault && isDeliveryFault(fault)) return deliverFaulty(response, { ...answer, headers }, plain, fault)
  if (answer.status === 200) headers.etag = etagOf(plain)
  if (headers.etag !== undefined && request.headers['if-none-match'] === headers.etag) {
    response.writeHead(304, headers).end()
    return 0
  }
  if (answer.status === 204) {
    response.writeHead(204, headers).end()
    return 0
  }
  const isCompressed = plain.length >= compressBytesMin && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
  const body = isCompressed ? await compress(plain, { level: 1 }) : plain
  response.writeHead(answer.status, { ...headers, ...(isCompressed ? { 'content-encoding': 'gzip' } : {}), 'content-length': String(body.length) })
  response.end(body)
  return body.length
}

const etagOf = (body: Buffer): string => `W/"${body.length.toString(16)}-${createHash('sha1').update(body).digest('base64').slice(0, 27)}"`

const deliveryFaults = ['reset', 'lostRequest', 'stallHeaders', 'stallBody', 'resetBody', 'truncatedJson', 'wrongLength'] as const
type DeliveryFault = Extract<Fault, { type: (typeof deliveryFaults)[number] }>
export const isDeliveryFault = (fault: Fault): fault is DeliveryFault => (deliveryFaults as readonly string[]).includes(fault.type)

async function deliverFaulty(response: ServerResponse, { status, headers }: Answer, body: Buffer, fault: DeliveryFault): Promise<number> {
  const half = body.subarray(0, Math.floor(body.length / 2))
  switch (fault.type) {
    case 'reset':
    case 'lostRequest':
      response.socket?.destroy()
      return 0
    case 'stallHeaders':
      return 0
    case 'truncatedJson':
      response.writeHead(status, { ...headers, 'content-length': String(half.length) }).end(half)
      return half.length
    case 'wrongLength':
      response.writeHead(status, { ...headers, 'content-length': String(Math.max(0, body.length + fault.by)), connection: 'close' })
      await written(response, body)
      // Without the end the reader of a too long announcement would wait for its own deadline, which is another fault.
      response.socket?.end()
      return body.length
    case 'stallBody':
    case 'resetBody':
      response.writeHead(status, { ...headers, 'content-length': String(body.length) })
      await written(response, half)
      if (fault.type === 'resetBody') response.socket?.destroy()
      return half.length
  }
}

const written = (response: ServerResponse, part: Buffer): Promise<void> => new Promise((resolve) => void response.write(part, () => resolve()))
