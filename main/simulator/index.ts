// Entry of the bundle: as a utility process it starts and stops an estate by message; under plain Node it only offers its functions.

import { presets, type PresetName } from './estate-presets.ts'
import { type Simulator, startSimulator } from './server.ts'

export { createEstate } from './estate.ts'
export { serve } from './serve.ts'
export { startSimulator }

/** The part of Electron's parent port that is used here; plain Node has none. */
interface ParentPort {
  on(event: 'message', listener: (message: { data: unknown }) => void): void
  postMessage(message: unknown): void
}

export type SimulatorRequest = { readonly type: 'start'; readonly estate: PresetName } | { readonly type: 'stop' }

export type SimulatorReply =
  | {
      readonly type: 'started'
      readonly url: string
      /** `provider` is the id of the one above it. */
      readonly organizations: readonly { readonly id: string; readonly name: string; readonly region: string; readonly key: string; readonly provider: string | null }[]
      readonly providers: readonly { readonly id: string; readonly name: string; readonly key: string }[]
    }
  | { readonly type: 'stopped' }
  | { readonly type: 'failed'; readonly message: string }

const { parentPort } = process as unknown as { parentPort?: ParentPort | null }

if (parentPort) answerParent(parentPort)

function answerParent(port: ParentPort): void {
  let running: Simulator | null = null
  const reply = (message: SimulatorReply) => port.postMessage(message)
  const handle = async (request: SimulatorRequest): Promise<void> => {
    await running?.stop()
    running = null
    if (request.type === 'stop') return reply({ type: 'stopped' })
    if (request.type !== 'start' || !Object.hasOwn(presets, request.estate)) return reply({ type: 'failed', message: 'unknown request' })
    // Events go on for whoever looks today, whenever that is.
    running = await startSimulator({ estate: request.estate, clock: (estateNowMs) => Math.max(estateNowMs, Date.now()) })
    const organizations = running.estate.organizations.map(({ id, name, region, apiKey, provider }) => ({ id, name, region, key: apiKey, provider }))
    const providers = running.estate.providers.map(({ id, name, apiKey }) => ({ id, name, key: apiKey }))
    reply({ type: 'started', url: running.url, organizations, providers })
  }
  // One after another: a stop that overtakes a start would leave a server behind.
  let queue = Promise.resolve()
  port.on('message', ({ data }) => {
    queue = queue.then(() => handle(data as SimulatorRequest)).catch((error: unknown) => reply({ type: 'failed', message: error instanceof Error ? error.message : String(error) }))
  })
}
