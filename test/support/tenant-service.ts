// A service of a few organizations in memory, for the gate of isolation: every value that it answers carries its organization's name,
// every id its organization's number, and every request is judged before it is answered.

import { AppError } from '../../shared/base/app-error.ts'
import type { Random } from '../../shared/base/random.ts'
import type { TransportRequest, TransportResponse } from '../../main/engine/api/transport.ts'
import type { NodeTransport } from '../../main/engine/api/transport-node.ts'

export const ownerOf = (id: string): number => Number.parseInt(id.slice(0, 2), 16) - 0xa0
const idIn = (organization: number, number: number): string => (0xa0 + organization).toString(16) + number.toString(16).padStart(22, '0')
export const organizationIdOf = (organization: number): string => idIn(organization, 0)
export const userIdOf = (organization: number, number: number): string => idIn(organization, 1_000 + number)
export const markOf = (organization: number): string => `o${organization}-`

export interface TenantService {
  readonly transport: NodeTransport
  /** Requests whose key, path and header do not agree. */
  readonly violations: string[]
  readonly requests: () => number
  /** A new key for what an older one opened; the older one is refused from now on. */
  rotate(connection: string): string
  keyOf(connection: string): string
  /** What happens to the next requests about an organization. */
  disturb(organization: number, trouble: Trouble): void
}

export type Trouble = 'forbidden' | 'notFound' | 'revoked' | 'tls' | 'foreign'

interface KeyInfo {
  readonly connection: string
  readonly organizations: readonly number[]
  readonly isProvider: boolean
}

const json = (status: number, body: unknown, total?: number): TransportResponse => ({ status, headers: total === undefined ? {} : { 'x-total-count': String(total) }, body: JSON.stringify(body) })

/** Nobody answers at once, and not in the order asked. */
const delayed = (random: Random): Promise<void> => new Promise((resolve) => (random.chance(0.6) ? setImmediate(resolve) : setTimeout(resolve, random.integer(0, 6))))

export function createTenantService(random: Random, connections: Readonly<Record<string, Omit<KeyInfo, 'connection'>>>, usersEach = 6): TenantService {
  const keys = new Map<string, KeyInfo>()
  const current = new Map<string, string>()
  const violations: string[] = []
  const troubles = new Map<number, Trouble[]>()
  let made = 0
  let requests = 0

  const rotate = (connection: string): string => {
    const key = `key-${++made}-of-${connection}`.padEnd(20, 'x')
    keys.set(key, { connection, ...connections[connection]! })
    current.set(connection, key)
    return key
  }
  for (const connection of Object.keys(connections)) rotate(connection)

  const rowsOf = (path: string, organization: number): Record<string, unknown>[] => {
    const mark = markOf(organization)
    const own = { organization: organizationIdOf(organization) }
    const users = Array.from({ length: usersEach }, (_, number) => ({ _id: userIdOf(organization, number), ...own, username: `${mark}user${number}`, email: `${mark}${number}@example.com`, firstname: mark, lastname: mark, state: 'ACTIVATED', created: '2026-01-01T00:00:00.000Z' }))
    if (path.endsWith('/systemusers')) return users
    if (path.endsWith('/usergroups')) return [{ id: idIn(organization, 500), name: `${mark}group`, type: 'user_group' }]
    return users.slice(0, 3).map(({ _id }) => ({ from: null, to: { id: _id, type: 'user' }, attributes: null }))
  }

  const answer = ({ url, headers }: TransportRequest): TransportResponse => {
    const address = new URL(url)
    const path = address.pathname
    const key = keys.get(headers['x-api-key'] ?? '')
    const header = headers['x-org-id'] ?? null
    const named = /[/](a[0-9a-f][0-9a-f]{22})(?:[/]|$)/.exec(path)?.[1] ?? null
    const aboutKey = /\/organizations(\/|$)|\/providers|getSelf/.test(path)
    if (!key) {
      violations.push(`a request without a known key: ${path}`)
      return json(401, {})
    }
    const asked = header !== null ? ownerOf(header) : named !== null && aboutKey ? ownerOf(named) : key.isProvider ? null : key.organizations[0]!
    if (asked !== null && !key.organizations.includes(asked)) violations.push(`${key.connection} asked for organization ${asked}: ${path}`)
    if (named !== null && asked !== null && ownerOf(named) !== asked) violations.push(`path of ${ownerOf(named)} with the header of ${asked}: ${path}`)
    if (aboutKey && header !== null) violations.push(`a header where none is taken: ${path}`)
    if (asked === null && !aboutKey) violations.push(`${key.connection} named no organization: ${path}`)
    if (headers['x-api-key'] !== current.get(key.connection)) return json(401, {})
    const trouble = asked === null ? undefined : troubles.get(asked)?.shift()
    if (trouble === 'tls') throw new AppError('api.tls')
    if (trouble === 'revoked') return json(401, {})
    if (trouble === 'forbidden') return json(403, {})
    if (trouble === 'notFound') return json(404, {})
    if (path.includes('/insights/')) return json(403, {})
    // Of another organization of the same key where there is one: the likeliest mistake of a service.
    const told = trouble === 'foreign' ? (key.organizations.find((other) => other !== asked) ?? (asked! + 1) % 8) : asked
    const organizations = key.organizations.map((number) => ({ _id: organizationIdOf(number), id: organizationIdOf(number), displayName: `${markOf(number)}name` }))
    if (aboutKey && named !== null) return json(200, { ...organizations[0], _id: organizationIdOf(told!), id: organizationIdOf(told!), displayName: `${markOf(told!)}name` })
    if (path.endsWith('/organizations')) return json(200, { totalCount: organizations.length, results: organizations })
    if (aboutKey) return json(403, {})
    // Members carry no organization of their own, so a service that mixes them up cannot be noticed there.
    const isMarked = path.endsWith('/systemusers') || path.endsWith('/usergroups')
    const rows = rowsOf(path, isMarked && told !== null ? told : asked!)
    if (path.endsWith('/usergroups') && told !== asked) for (const row of rows) row['organization'] = organizationIdOf(told!)
    const skip = Number(address.searchParams.get('skip') ?? 0)
    const limit = Number(address.searchParams.get('limit') ?? 100)
    const page = rows.slice(skip, skip + limit)
    return path.includes('/v2/') ? json(200, page, rows.length) : json(200, { totalCount: rows.length, results: page })
  }

  const transport = async (request: TransportRequest): Promise<TransportResponse> => {
    requests++
    await delayed(random)
    // Late answers come all the same: whoever asked may have gone on.
    return answer(request)
  }
  return {
    transport: Object.assign(transport, { close: () => undefined }),
    violations,
    requests: () => requests,
    rotate,
    keyOf: (connection) => current.get(connection)!,
    disturb: (organization, trouble) => void troubles.set(organization, [...(troubles.get(organization) ?? []), trouble].slice(-4)),
  }
}
