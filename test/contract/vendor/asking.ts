// Asks every route of the simulator with real ids: lists, single objects, each sort of associations.

import type { Simulator } from '../../../main/simulator/server.ts'
import type { EstateOrganization } from '../../../main/simulator/estate-organization.ts'
import { androidDevices } from '../../../main/simulator/access/android-enterprise.ts'
import { associationTargets, type NodeType, nodes, nodeTypes } from '../../../main/simulator/graph/nodes.ts'
import type { Route } from '../../../main/simulator/routes.ts'

export interface Answered {
  readonly status: number
  readonly body: unknown
}

/** How many objects are asked for where every one of them is a question of its own. */
const objectsAsked = 5

const kindOfSegment: Readonly<Record<string, string>> = {
  ...Object.fromEntries(nodeTypes.map((type) => [nodes[type].path, nodes[type].kind])),
  systemusers: 'user',
  commandresults: 'commandResult',
  applemdms: 'appleMdm',
  'google-emm': 'androidEnterprise',
  workdays: 'directory',
  passwordpolicies: 'passwordPolicy',
  authn: 'conditionalAccessPolicy',
  iplists: 'ipList',
  roles: 'role',
  'service-accounts': 'serviceAccount',
  alerts: 'alert',
}

/** Parameters of a path with values of this organization. */
function pathsOf({ estate }: Simulator, path: string): string[] {
  if (!path.includes('{')) return [path]
  const [first, second] = estate.organizations
  const [, segment = '', next = ''] = path.split('/')
  if (segment === 'organizations') return [first!, second!].map(({ id }) => path.replace(/\{[^}]+\}/, id))
  if (segment === 'providers') return [path.replace(/\{[^}]+\}/, estate.providers[0]!.id)]
  if (segment === 'bulk') return [path.replace(/\{[^}]+\}/, first!.later.addJob([{ id: first!.users.idAt(0), status: 'finished', statusMsg: '', createdAt: null, updatedAt: null, meta: {}, persistedFields: null }]))]
  if (path.startsWith('/google-emm/devices/')) return androidDevices(first!.profile, first!.blueprint.seedFor('android')).slice(0, objectsAsked).map(({ deviceId }) => path.replace(/\{[^}]+\}/, String(deviceId)))
  if (segment === 'featureTrials') return [path.replace(/\{[^}]+\}/, 'workflows')]
  const kind = segment === 'passwordpolicies' && next === 'user' ? 'user' : segment === 'passwordpolicies' && next === 'usergroup' ? 'userGroup' : kindOfSegment[segment]
  if (kind === undefined) throw new Error(`the test knows no ids for ${path}`)
  return idsOf(first!, kind, segment, path.endsWith('/fdekey')).map((id) => path.replace(/\{[^}]+\}/, id))
}

function idsOf(organization: EstateOrganization, kind: string, segment: string, isEncryptedOnly: boolean): string[] {
  const table = organization.tableOf(kind)
  // Workday is a directory without a place in the graph.
  const type = segment === 'workdays' ? 'workday' : nodeTypes.find((node) => nodes[node].path === segment)
  const fits = (index: number): boolean => {
    if (kind === 'directory') return organization.profile.story.directories[index]?.type === type
    return !isEncryptedOnly || organization.blueprint.fleet.at(index).isKeyHeld
  }
  // People differ most from each other, so all of them are looked at.
  return table.indexes().filter(fits).slice(0, kind === 'user' && segment === 'systemusers' ? table.count : objectsAsked).map((index) => table.idAt(index))
}

function queriesOf({ method, path, query }: Route): string[] {
  if (method !== 'GET') return ['']
  const [, segment, , last] = path.split('/')
  if (query) return [`?limit=100&${new URLSearchParams(query).toString()}`]
  if (last === 'associations') return associationTargets[nodeTypes.find((node: NodeType) => nodes[node].path === segment)!].map((target) => `?limit=100&targets=${target}`)
  return [path.endsWith('}') ? '' : path.endsWith('/users') ? '?limit=100&syncStatus=true' : '?limit=100']
}

export async function answersOf(simulator: Simulator, route: Route): Promise<Answered[]> {
  const { method, api, header } = route
  const [first] = simulator.estate.organizations
  const [provider] = simulator.estate.providers
  const base = `${simulator.url}/us/${{ v1: 'console/api', v2: 'console/api/v2', insights: 'api/insights/directory/v1', oauth: 'oauth' }[api]}`
  const addresses = pathsOf(simulator, route.path).flatMap((path) => queriesOf(route).map((query) => `${base}${path}${query}`))
  return Promise.all(
    addresses.map(async (address) => {
      const reply = await fetch(address, {
        method,
        headers: { 'x-api-key': header === 'refused' ? provider!.apiKey : first!.apiKey, 'content-type': 'application/json' },
        ...(method === 'POST' ? { body: JSON.stringify(api === 'insights' ? eventQuestion(simulator) : { limit: 100 }) } : {}),
      })
      return { status: reply.status, body: (await reply.json()) as unknown }
    }),
  )
}

/** A body that all questions about events understand. */
const eventQuestion = ({ estate }: Simulator) => ({ service: ['all'], start_time: new Date(estate.nowMs - 40 * 86_400_000).toISOString(), limit: 500, field: 'event_type', interval_unit: 'd' })
