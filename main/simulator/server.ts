// Starts and stops the simulator: one HTTP service on loopback in front of an estate, with faults, limits, latency and a ledger.

import type { AddressInfo } from 'node:net'
import { performance } from 'node:perf_hooks'
import { createRandom } from '../../shared/base/random.ts'
import type { ResourceDescription } from '../../shared/resources/define.ts'
import { type Control, startControl } from './control.ts'
import { createEstate, Estate, type EstateOptions } from './estate.ts'
import type { PresetName } from './estate-presets.ts'
import { createExchange } from './exchange.ts'
import { createFaultPlan, type FaultPlan, type FaultRule } from './faults.ts'
import { close, listen, loopback } from './listen.ts'
import type { RateLimits } from './rate-limit.ts'
import type { Quirks } from './quirks.ts'
import { createRecorder, type Recorder } from './recorder.ts'

export interface SimulatorOptions {
  readonly estate: PresetName | EstateOptions | Estate
  readonly seed?: number
  /** Port to listen on; a free one unless given. */
  readonly port?: number
  readonly faults?: readonly FaultRule[]
  readonly limits?: RateLimits
  /** Waiting time of every answer, in ms: mean, and how far above and below it may lie. */
  readonly latencyMs?: { readonly mean: number; readonly spread: number }
  /** Changes to expect in an organization after each of its answers. */
  readonly churnRate?: number
  /** Sends `Link: rel="next"` on v2 lists, as some endpoints may. */
  readonly hasLinks?: boolean
  /** What is odd about answers; `estate.quirks` changes it later. */
  readonly quirks?: Partial<Quirks>
  readonly registry?: readonly ResourceDescription[]
  /** What the time is in the estate, for events; its present and what has gone by since the start unless given. */
  readonly clock?: (estateNowMs: number) => number
  /** Opens the control surface on a port of its own. */
  readonly isControlled?: boolean
}

export interface Simulator {
  /** Origin such as `http://127.0.0.1:4321`; the bases are `{url}/{region}/console`. */
  readonly url: string
  readonly port: number
  readonly estate: Estate
  readonly recorder: Recorder
  readonly faults: FaultPlan
  readonly control: Control | null
  /** Refuses connections until it is online again on the same port. */
  goOffline(): Promise<void>
  goOnline(): Promise<void>
  stop(): Promise<void>
}

export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const estate = options.estate instanceof Estate ? options.estate : createEstate(options.estate, { ...(options.seed === undefined ? {} : { seed: options.seed }), ...(options.registry ? { registry: options.registry } : {}) })
  if (options.quirks) estate.quirks = { ...estate.quirks, ...options.quirks }
  const startedMs = performance.now()
  estate.clock = options.clock ? () => options.clock!(estate.nowMs) : () => estate.nowMs + Math.floor(performance.now() - startedMs)
  const recorder = createRecorder()
  const faults = createFaultPlan(options.faults)
  const exchange = createExchange({ ...options, estate, recorder, faults, random: createRandom(options.seed ?? 1).fork('server') })
  let server = await listen(exchange, options.port ?? 0)
  const { port } = server.address() as AddressInfo
  const goOffline = () => close(server)
  const goOnline = async () => {
    if (!server.listening) server = await listen(exchange, port)
  }
  const control = options.isControlled ? await startControl({ estate, recorder, faults, goOffline, goOnline }) : null
  return {
    url: `http://${loopback}:${port}`,
    port,
    estate,
    recorder,
    faults,
    control,
    goOffline,
    goOnline,
    stop: async () => {
      await Promise.all([close(server), control?.stop()])
    },
  }
}
