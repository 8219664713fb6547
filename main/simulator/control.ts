// The control surface of tests that cannot reach the simulator's objects: faults, quirks, ledger, offline. On a port of its own, behind a random token.

import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Estate } from './estate.ts'
import type { FaultPlan, FaultRule } from './faults.ts'
import { close, listen, loopback } from './listen.ts'
import type { Recorder } from './recorder.ts'

export interface Control {
  /** Base such as `http://127.0.0.1:4321/_control`; it stays reachable while the service is offline. */
  readonly url: string
  /** To be sent as `x-control-token`. */
  readonly token: string
  stop(): Promise<void>
}

export interface Controlled {
  readonly estate: Estate
  readonly recorder: Recorder
  readonly faults: FaultPlan
  goOffline(): Promise<void>
  goOnline(): Promise<void>
}

type Command = (body: unknown) => unknown

/** Opens the surface: POST faults (a list of rules), POST quirks (those to change), POST clear, POST offline, POST online, GET ledger, POST clear-ledger. */
export async function startControl(controlled: Controlled): Promise<Control> {
  const token = randomBytes(24).toString('hex')
  const commands: Readonly<Record<string, Command>> = {
    'POST /_control/faults': (body) => {
      if (!Array.isArray(body)) throw new TypeError('expected a list of fault rules')
      controlled.faults.add(...(body as FaultRule[]))
    },
    'POST /_control/quirks': (body) => {
      if (body === null || typeof body !== 'object') throw new TypeError('expected an object of quirks')
      controlled.estate.quirks = { ...controlled.estate.quirks, ...body }
    },
    'POST /_control/clear': () => controlled.faults.clear(),
    'POST /_control/offline': () => controlled.goOffline(),
    'POST /_control/online': () => controlled.goOnline(),
    'GET /_control/ledger': () => controlled.recorder.entries,
    'POST /_control/clear-ledger': () => controlled.recorder.clear(),
  }
  const server = await listen((request, response) => void answerCommand(request, response, token, commands), 0)
  const { port } = server.address() as AddressInfo
  return { url: `http://${loopback}:${port}/_control`, token, stop: () => close(server) }
}

async function answerCommand(request: IncomingMessage, response: ServerResponse, token: string, commands: Readonly<Record<string, Command>>): Promise<void> {
  const given = Buffer.from(String(request.headers['x-control-token'] ?? ''))
  const isAllowed = given.length === token.length && timingSafeEqual(given, Buffer.from(token))
  const command = commands[`${request.method} ${request.url}`]
  if (!isAllowed || !command) {
    response.writeHead(isAllowed ? 404 : 401).end()
    return
  }
  try {
    let text = ''
    for await (const part of request) text += String(part)
    const value = await command(text === '' ? null : (JSON.parse(text) as unknown))
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value ?? null))
  } catch (error) {
    response.writeHead(400).end(String(error))
  }
}
