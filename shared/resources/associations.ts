// Associations: edges between resources, each pair of kinds a kind of its own, read from the side that has fewer objects.

import { z } from 'zod'
import { defineResource, type ListRoute, type ResourceDescription } from './define.ts'

interface Pair<Name extends string, To extends string> {
  /** First half of the kind's name: the asked kind, or the sort of it that has this path. */
  readonly name: Name
  /** The kind whose objects are asked, where it is not `name`; and the path below one of them. */
  readonly from?: string
  readonly path: string
  readonly to: To
  /** The far end's name in the vendor's graph; a list of members takes none. */
  readonly target?: string
  readonly where?: ListRoute['perWhere']
  readonly order: number
}

const capital = <Text extends string>(text: Text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}` as Capitalize<Text>

function association<const Name extends string, const To extends string>({ name, from = name, path, to, target, where, order }: Pair<Name, To>): ResourceDescription & { readonly kind: `${Name}To${Capitalize<To>}` } {
  return defineResource({
    kind: `${name}To${capital(to)}` as const,
    words: { one: 'association', many: 'associations', title: 'Associations', section: 'userManagement', icon: 'link' },
    wire: { name: 'association', idField: 'id' },
    list: {
      api: 'v2',
      path,
      envelope: 'array',
      total: 'header',
      sort: null,
      per: from,
      ...(where ? { perWhere: where } : {}),
      ...(target ? { query: { targets: target } } : {}),
    },
    schema: z.looseObject({ to: z.looseObject({ id: z.string(), type: z.string().nullish() }), attributes: z.unknown().optional() }),
    titlePaths: [],
    columns: [
      { path: 'attributes', type: 'text', title: 'Attributes', width: 200, diff: 'value' },
      { path: 'to.type', type: 'text', title: 'Type', width: 100, diff: 'value' },
    ],
    filters: [],
    edge: { from, to, toPath: 'to.id' },
    sync: { order, mode: 'fullPass' },
    isHidden: true,
    example: { attributes: null },
  })
}

const user = { to: 'user', target: 'user' } as const
const userGroup = { to: 'userGroup', target: 'user_group' } as const
const device = { to: 'device', target: 'system' } as const
const deviceGroup = { to: 'deviceGroup', target: 'system_group' } as const

const google = { name: 'google', from: 'directory', path: '/gsuites/{parent}/associations', where: { path: 'type', is: 'g_suite' } } as const
const activeDirectory = { name: 'activeDirectory', from: 'directory', path: '/activedirectories/{parent}/associations', where: { path: 'type', is: 'active_directory' } } as const
const microsoft = { name: 'microsoft', from: 'directory', path: '/office365s/{parent}/associations', where: { path: 'type', is: 'office_365' } } as const

/**
 * There are far fewer applications, servers, directories, policies and commands than people and devices, so each of these is
 * asked once per far kind; groups are asked for what is bound to them from people and devices, of which there are many more.
 * Bindings of single people to single devices have no small side: they are read per device, last.
 */
export const associations = [
  association({ name: 'application', path: '/applications/{parent}/associations', ...user, order: 210 }),
  association({ name: 'application', path: '/applications/{parent}/associations', ...userGroup, order: 211 }),
  association({ name: 'ldapServer', path: '/ldapservers/{parent}/associations', ...user, order: 212 }),
  association({ name: 'ldapServer', path: '/ldapservers/{parent}/associations', ...userGroup, order: 213 }),
  association({ name: 'radiusServer', path: '/radiusservers/{parent}/associations', ...user, order: 214 }),
  association({ name: 'radiusServer', path: '/radiusservers/{parent}/associations', ...userGroup, order: 215 }),
  association({ ...google, ...user, order: 216 }),
  association({ ...google, ...userGroup, order: 217 }),
  association({ ...microsoft, ...user, order: 218 }),
  association({ ...microsoft, ...userGroup, order: 219 }),
  association({ name: 'policy', path: '/policies/{parent}/associations', ...device, order: 220 }),
  association({ name: 'policy', path: '/policies/{parent}/associations', ...deviceGroup, order: 221 }),
  association({ name: 'policyGroup', path: '/policygroups/{parent}/members', to: 'policy', order: 222 }),
  association({ name: 'policyGroup', path: '/policygroups/{parent}/associations', ...deviceGroup, order: 223 }),
  association({ name: 'command', path: '/commands/{parent}/associations', ...device, order: 224 }),
  association({ name: 'command', path: '/commands/{parent}/associations', ...deviceGroup, order: 225 }),
  association({ name: 'softwareApp', path: '/softwareapps/{parent}/associations', ...device, order: 226 }),
  association({ name: 'softwareApp', path: '/softwareapps/{parent}/associations', ...deviceGroup, order: 227 }),
  association({ name: 'userGroup', path: '/usergroups/{parent}/associations', ...deviceGroup, order: 228 }),
  association({ name: 'userGroup', path: '/usergroups/{parent}/associations', ...device, order: 229 }),
  association({ name: 'deviceGroup', path: '/systemgroups/{parent}/associations', ...user, order: 230 }),
  association({ name: 'policyGroup', path: '/policygroups/{parent}/associations', ...device, order: 231 }),
  association({ name: 'policyGroup', path: '/policygroups/{parent}/associations', ...user, order: 232 }),
  association({ name: 'policyGroup', path: '/policygroups/{parent}/associations', ...userGroup, order: 233 }),
  association({ name: 'policy', path: '/policies/{parent}/associations', ...user, order: 234 }),
  association({ name: 'policy', path: '/policies/{parent}/associations', ...userGroup, order: 235 }),
  association({ ...activeDirectory, ...user, order: 236 }),
  association({ ...activeDirectory, ...userGroup, order: 237 }),
  association({ name: 'radiusServer', path: '/radiusservers/{parent}/associations', ...deviceGroup, order: 238 }),
  association({ name: 'device', path: '/systems/{parent}/associations', ...user, order: 290 }),
] as const
