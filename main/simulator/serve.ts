// Runs the simulator by hand: prints where it is, whose keys there are and how to ask, and stops on SIGINT.

import type { PresetName } from './estate-presets.ts'
import { presets } from './estate-presets.ts'
import { type Simulator, startSimulator } from './server.ts'

export interface ServeOptions {
  readonly estate?: string
  readonly port?: number
}

/** Organizations of a large estate are too many to print. */
const organizationsPrinted = 12

export async function serve(options: ServeOptions = {}): Promise<void> {
  const estate = (options.estate ?? 'demo') as PresetName
  if (!Object.hasOwn(presets, estate)) throw new Error(`the estate is one of ${Object.keys(presets).join(', ')}`)
  const simulator = await startSimulator({ estate, ...(options.port === undefined ? {} : { port: options.port }), isControlled: true, clock: (estateNowMs) => Math.max(estateNowMs, Date.now()) })
  process.stdout.write(`${introduction(simulator)}\n`)
  process.once('SIGINT', () => void simulator.stop())
}

function introduction({ url, estate, control }: Simulator): string {
  const first = estate.organizations[0]!
  return [
    `Simulated JumpCloud service: ${url}/{us|eu|in}/console (v1 below /api, v2 below /api/v2)`,
    '',
    ...estate.organizations.slice(0, organizationsPrinted).map(({ id, name, region, apiKey, users }) => `  ${id}  ${region}  ${apiKey}  ${name} (${users.count} users)`),
    ...(estate.organizations.length > organizationsPrinted ? [`  … and ${estate.organizations.length - organizationsPrinted} more`] : []),
    '',
    'Keys of providers (send x-org-id):',
    ...estate.providers.map(({ name, region, apiKey, organizations }) => `  ${region}  ${apiKey}  ${name} (${organizations.length} organizations)`),
    '',
    'Try:',
    `  curl -H 'x-api-key: ${first.apiKey}' '${url}/${first.region}/console/api/systemusers?limit=2&sort=username'`,
    `  curl -H 'x-api-key: ${first.apiKey}' -d '{"service":["all"],"start_time":"2026-11-20T00:00:00Z","sort":"DESC","limit":2}' '${url}/${first.region}/api/insights/directory/v1/events'`,
    ...(control ? [`  curl -X POST -H 'x-control-token: ${control.token}' -d '[{"fault":{"type":"status","status":503}}]' ${control.url}/faults`] : []),
    '',
    'Stop with Ctrl+C.',
  ].join('\n')
}
