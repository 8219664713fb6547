// A request as routes see it: region, surface, path below the surface, query in its raw order, headers.

import { regions, type VendorRegion } from './profile.ts'

/** v1 and v2 of the console, Directory Insights, and the host that gives tokens. */
export type Surface = 'v1' | 'v2' | 'insights' | 'oauth'

export interface WireRequest {
  readonly method: string
  readonly region: VendorRegion
  readonly api: Surface
  /** Path below the surface, for example `/systemusers`. */
  readonly path: string
  readonly query: Query
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

/** Query parameters; values of comma lists are split before they are decoded, so that an encoded comma is a character. */
export class Query {
  readonly entries: readonly (readonly [name: string, rawValue: string])[]

  constructor(text: string) {
    this.entries = text
      .split('&')
      .filter((part) => part !== '')
      .map((part) => {
        const at = part.indexOf('=')
        return at < 0 ? ([decode(part), ''] as const) : ([decode(part.slice(0, at)), part.slice(at + 1)] as const)
      })
  }

  text(name: string): string | null {
    const found = this.entries.find(([entry]) => entry === name)
    return found ? decode(found[1]) : null
  }

  /** All values of a repeated or comma separated parameter. */
  list(name: string): string[] {
    return this.entries.filter(([entry]) => entry === name).flatMap(([, value]) => value.split(',').filter((part) => part !== '').map(decode))
  }

  /** Decoded values of the parameters whose names match. */
  matching(pattern: RegExp): { name: string; value: string }[] {
    return this.entries.filter(([name]) => pattern.test(name)).map(([name, value]) => ({ name, value: decode(value) }))
  }
}

export interface Address {
  readonly region: VendorRegion
  readonly api: Surface
  readonly path: string
  readonly query: Query
}

/** Reads `/{region}/console/api[/v2]/…`, `/{region}/api/insights/directory/v1/…` and `/{region}/oauth/…`; null for an address outside the vendor's surfaces. */
export function readAddress(url: string): Address | null {
  const at = url.indexOf('?')
  const path = at < 0 ? url : url.slice(0, at)
  const match = /^\/([a-z]+)\/(?:console\/api(\/v2)?|api\/insights\/directory(\/v1)|(oauth))(\/.*)$/i.exec(path)
  const region = regions.find((name) => name === match?.[1])
  if (!match || !region) return null
  return { region, api: match[4] ? 'oauth' : match[3] ? 'insights' : match[2] ? 'v2' : 'v1', path: match[5]!, query: new Query(at < 0 ? '' : url.slice(at + 1)) }
}

function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced
  }
}
