// A small client of the simulator for its own tests: nothing of the product's client, so that both cannot err together.

import { request } from 'node:http'
import { onTestFinished } from 'vitest'
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../../main/simulator/server.ts'

interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** Parsed JSON, else undefined; a test says by what it expects what it takes it for. */
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any
}

export interface Asking {
  readonly simulator: Simulator
  /** Asks below `/us/console` with the first organization's key unless told otherwise. */
  ask(path: string, options?: AskOptions): Promise<Reply>
}

interface AskOptions {
  readonly key?: string | null
  readonly organization?: string
  readonly region?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly method?: string
  readonly body?: unknown
}

/** Starts a simulator that stops with the test. */
export async function started(options: SimulatorOptions): Promise<Asking> {
  const simulator = await startSimulator(options)
  onTestFinished(() => simulator.stop())
  return {
    simulator,
    ask: async (path, { key = simulator.estate.organizations[0]!.apiKey, organization, region = 'us', headers = {}, method, body } = {}) => {
      const response = await fetch(`${simulator.url}/${region}/console${path}`, {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        redirect: 'manual',
        headers: {
          ...(key === null ? {} : { 'x-api-key': key }),
          ...(organization === undefined ? {} : { 'x-org-id': organization }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, headers: response.headers, text, body: parse(text) }
    },
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

export interface RawReply {
  readonly status: number | null
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
  /** How it ended: whole, broken off, or still open when the test lost patience. */
  readonly end: 'complete' | 'broken' | 'silent'
}

/** Asks without any repair by a client library, to see exactly what the wire does. */
export function askRaw(url: string, key: string, patienceMs = 3_000): Promise<RawReply> {
  return new Promise((resolve) => {
    let status: number | null = null
    let headers: RawReply['headers'] = {}
    let body = ''
    const finish = (end: RawReply['end']) => {
      clearTimeout(timer)
      sent.destroy()
      resolve({ status, headers, body, end })
    }
    const timer = setTimeout(() => finish('silent'), patienceMs)
    const sent = request(url, { headers: { 'x-api-key': key } }, (response) => {
      status = response.statusCode ?? null
      headers = response.headers
      response.setEncoding('utf8').on('data', (part: string) => (body += part))
      response.on('end', () => finish(response.complete ? 'complete' : 'broken')).on('error', () => finish('broken'))
    })
    sent.on('error', () => finish('broken')).end()
  })
}
