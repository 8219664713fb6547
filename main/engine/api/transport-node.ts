// Transport over node:http(s) with kept connections. Follows no redirect, trusts only the built-in certificates, bounds every wait and size.
//
// Invariants:
// - http only to loopback; anything else is https with TLS 1.2 or later, whatever the environment says.
// - A request ends by its answer, an AppError or its signal; its socket never outlives it unread.
// - No more than `bytesMax` of an answer are held, packed or unpacked.

import http from 'node:http'
import https from 'node:https'
import { createSecureContext, rootCertificates } from 'node:tls'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { AppError } from '../../../shared/base/app-error.ts'
import { limits } from '../../../shared/base/limits.ts'
import { isLoopback } from './region.ts'
import type { Transport, TransportRequest, TransportResponse } from './transport.ts'
import { transportFailure } from './transport-failure.ts'

export interface NodeTransportOptions {
  readonly connectMs?: number
  readonly headersMs?: number
  /** For the whole body, so that a slow drip ends too. */
  readonly bodyMs?: number
  readonly bytesMax?: number
  /** Certificates trusted instead of the built-in ones; tests only. */
  readonly certificates?: readonly string[]
}

export type NodeTransport = Transport & {
  /** Cancels what is on its way and closes kept connections. */
  close(): void
}

const unpack = promisify(gunzip)

export function createNodeTransport(options: NodeTransportOptions = {}): NodeTransport {
  const bounds = {
    connectMs: options.connectMs ?? limits.wireConnectMs,
    headersMs: options.headersMs ?? limits.wireHeadersMs,
    bodyMs: options.bodyMs ?? limits.wireBodyMs,
    bytesMax: options.bytesMax ?? limits.wireResponseBytesMax,
  }
  const pool = { keepAlive: true, maxSockets: limits.wireInFlightTotalMax, maxTotalSockets: limits.wireInFlightTotalMax }
  const plain = new http.Agent(pool)
  let secure: https.Agent | null = null
  // Certificates named in the environment (NODE_EXTRA_CA_CERTS, SSL_CERT_FILE) would let whoever sets it read the key.
  const secureAgent = () =>
    (secure ??= new https.Agent({
      ...pool,
      rejectUnauthorized: true,
      secureContext: createSecureContext({ ca: [...(options.certificates ?? rootCertificates)], minVersion: 'TLSv1.2' }),
    }))
  const pending = new Set<(error: AppError) => void>()

  const transport = (request: TransportRequest): Promise<TransportResponse> =>
    new Promise((resolve, reject) => {
      const url = new URL(request.url)
      const isPlain = url.protocol === 'http:' && isLoopback(url.hostname)
      if (!isPlain && url.protocol !== 'https:') throw new Error('broken invariant: only https, or http on loopback')
      const cancelled = () => (request.signal?.reason instanceof AppError ? request.signal.reason : new AppError('call.cancelled'))
      if (request.signal?.aborted) return reject(cancelled())
      const sent = (isPlain ? http : https).request(url, {
        method: request.method,
        headers: { ...request.headers, ...(request.body === undefined ? {} : { 'content-length': Buffer.byteLength(request.body) }) },
        agent: isPlain ? plain : secureAgent(),
      })
      let timer: NodeJS.Timeout | undefined
      const wait = (ms: number) => {
        clearTimeout(timer)
        timer = setTimeout(() => end(new AppError('api.timeout')), ms)
      }
      const end = (outcome: TransportResponse | AppError) => {
        clearTimeout(timer)
        request.signal?.removeEventListener('abort', cancel)
        pending.delete(end)
        if (!(outcome instanceof AppError)) return resolve(outcome)
        sent.destroy()
        reject(outcome)
      }
      const cancel = () => end(cancelled())
      request.signal?.addEventListener('abort', cancel, { once: true })
      pending.add(end)
      // Errors after the end are expected: destroying a request that already failed reports once more.
      sent.on('error', (error) => end(transportFailure(error)))
      sent.on('socket', (socket) => {
        if (!socket.connecting) return wait(bounds.headersMs)
        wait(bounds.connectMs)
        socket.once(isPlain ? 'connect' : 'secureConnect', () => wait(bounds.headersMs))
      })
      sent.on('response', (response) => {
        wait(bounds.bodyMs)
        readBody(response, bounds.bytesMax).then(
          (body) => end({ status: response.statusCode ?? 0, headers: flatten(response.headers), body }),
          (error: unknown) => end(transportFailure(error)),
        )
      })
      sent.end(request.body)
    })

  return Object.assign(transport, {
    close: () => {
      for (const end of [...pending]) end(new AppError('call.cancelled'))
      plain.destroy()
      secure?.destroy()
    },
  })
}

async function readBody(response: http.IncomingMessage, bytesMax: number): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > bytesMax) throw new AppError('api.shape')
    chunks.push(chunk)
  }
  const packed = Buffer.concat(chunks)
  const encoding = response.headers['content-encoding'] ?? 'identity'
  if (encoding === 'identity' || packed.length === 0) return text(packed)
  if (encoding !== 'gzip') throw new AppError('api.shape')
  return text(await unpack(packed, { maxOutputLength: bytesMax }))
}

// A damaged character becomes U+FFFD: one broken name must not hide ten thousand others.
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

const flatten = (headers: http.IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat().join(', ')]])))
