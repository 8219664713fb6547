// Region → hosts: the only place with host names, and the stand-in addresses of the demo estate and of tests.

import type { Region } from '../../../shared/contract/connection.ts'
import { AppError } from '../../../shared/base/app-error.ts'

export type Surface = 'v1' | 'v2' | 'insights' | 'oauth'

/** Loopback addresses that stand in for the vendor: for the region `demo` only, or for every region. */
export interface SimulatorAddresses {
  readonly demo?: string
  readonly all?: string
}

export interface Regions {
  /** Base address of a surface without a slash at the end. @throws AppError `api.offline` for the demo region while no estate runs */
  base(region: Region, surface: Surface): string
}

const hosts: Readonly<Record<Exclude<Region, 'demo'>, { readonly console: string; readonly api: string }>> = {
  us: { console: 'https://console.jumpcloud.com', api: 'https://api.jumpcloud.com' },
  eu: { console: 'https://console.eu.jumpcloud.com', api: 'https://api.eu.jumpcloud.com' },
  in: { console: 'https://console.in.jumpcloud.com', api: 'https://api.in.jumpcloud.com' },
}

const paths: Readonly<Record<Surface, string>> = { v1: '/api', v2: '/api/v2', insights: '/insights/directory/v1', oauth: '' }

/**
 * The addresses of all regions.
 *
 * @param simulators read at every call, so that an estate may start later; only loopback addresses are accepted
 */
export function createRegions(simulators: SimulatorAddresses = {}): Regions {
  return {
    base: (region, surface) => {
      const stand = region === 'demo' ? (simulators.demo ?? simulators.all) : simulators.all
      // Only one is documented; a secret is not sent to a guessed address.
      if (surface === 'oauth' && region !== 'us' && region !== 'demo') throw new AppError('key.region-undocumented', { region: region.toUpperCase() })
      if (stand !== undefined) return `${standIn(stand, region, surface)}${paths[surface]}`
      if (region === 'demo') throw new AppError('api.offline')
      if (surface === 'oauth') return 'https://admin-oauth.id.jumpcloud.com'
      return `${surface === 'insights' ? hosts[region].api : hosts[region].console}${paths[surface]}`
    },
  }
}

// The estate keeps all demo organizations in its `us` region.
function standIn(address: string, region: Region, surface: Surface): string {
  const url = new URL(address)
  if (!isLoopback(url.hostname)) throw new Error('broken invariant: a simulator runs on loopback only')
  const served = region === 'demo' ? 'us' : region
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}/${served}/${surface === 'insights' ? 'api' : surface === 'oauth' ? 'oauth' : 'console'}`
}

export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
