// What is bound to what: people and groups to directories, applications, servers and devices; policies, commands and software to devices. From both ends.

import { type ActionDescription, type Aim, defineAction, type Image, type ReadTemplate } from '../../actions/action.ts'
import { type Field, fields } from '../../actions/field.ts'
import { valueAt } from '../../base/raw-object.ts'

interface End {
  readonly kind: string
  /** Its name in ids and parameters. */
  readonly name: string
  readonly title: string
  /** In paths and bodies of the service. */
  readonly path: string
  readonly type: string
}

const end = (kind: string, title: string, path: string, type: string, name = kind): End => ({ kind, name, title, path, type })

const user = end('user', 'user', 'users', 'user')
const userGroup = end('userGroup', 'user group', 'usergroups', 'user_group')
const device = end('device', 'device', 'systems', 'system')
const deviceGroup = end('deviceGroup', 'device group', 'systemgroups', 'system_group')
const application = end('application', 'application', 'applications', 'application')
const ldapServer = end('ldapServer', 'LDAP server', 'ldapservers', 'ldap_server')
const radiusServer = end('radiusServer', 'RADIUS server', 'radiusservers', 'radius_server')
const google = end('directory', 'Google Workspace', 'gsuites', 'g_suite', 'google')
const microsoft = end('directory', 'Microsoft 365', 'office365s', 'office_365', 'microsoft')
const activeDirectory = end('directory', 'Active Directory', 'activedirectories', 'active_directory', 'activeDirectory')
const policy = end('policy', 'policy', 'policies', 'policy')
const command = end('command', 'command', 'commands', 'command')
const softwareApp = end('softwareApp', 'software', 'softwareapps', 'software_app')

interface Pair {
  readonly near: End
  readonly far: End
  /** Kind of the edges in the snapshot, and which end is their parent. */
  readonly edge: { readonly kind: string; readonly parent: 'near' | 'far' }
  readonly hasSudo?: boolean
  /** The service takes it from the near end only. */
  readonly isOneSided?: boolean
}

const kept = (kind: string, parent: 'near' | 'far') => ({ kind, parent })

const pairs: readonly Pair[] = [
  ...[user, userGroup].flatMap((near): Pair[] => {
    const Near = near === user ? 'User' : 'UserGroup'
    return [
      { near, far: application, edge: kept(`applicationTo${Near}`, 'far') },
      { near, far: ldapServer, edge: kept(`ldapServerTo${Near}`, 'far') },
      { near, far: radiusServer, edge: kept(`radiusServerTo${Near}`, 'far') },
      { near, far: google, edge: kept(`googleTo${Near}`, 'far') },
      { near, far: microsoft, edge: kept(`microsoftTo${Near}`, 'far') },
      { near, far: activeDirectory, edge: kept(`activeDirectoryTo${Near}`, 'far') },
    ]
  }),
  { near: user, far: device, edge: kept('deviceToUser', 'far'), hasSudo: true },
  { near: userGroup, far: deviceGroup, edge: kept('userGroupToDeviceGroup', 'near'), hasSudo: true },
  ...[policy, command, softwareApp].flatMap((near): Pair[] => [
    { near, far: device, edge: kept(`${near.kind}ToDevice`, 'near'), ...(near === softwareApp ? { isOneSided: true } : {}) },
    { near, far: deviceGroup, edge: kept(`${near.kind}ToDeviceGroup`, 'near'), ...(near === softwareApp ? { isOneSided: true } : {}) },
  ]),
]

type Op = 'bind' | 'unbind'

const sudoChoices = [
  { value: 'none', label: 'Ordinary user' },
  { value: 'sudo', label: 'Administrator' },
  { value: 'withoutPassword', label: 'Administrator, never asked for a password' },
] as const
type Sudo = (typeof sudoChoices)[number]['value']

function sudoOf(edge: Image[string]): Sudo {
  if (!edge || valueAt(edge, 'attributes.sudo.enabled') !== true) return 'none'
  return valueAt(edge, 'attributes.sudo.withoutPassword') === true ? 'withoutPassword' : 'sudo'
}

const attributesOf = (sudo: Sudo) => ({ sudo: { enabled: sudo !== 'none', withoutPassword: sudo === 'withoutPassword' } })

/** Somebody who is no administrator may have no attributes at all. */
const sudoAims = (sudo: Sudo, edge: Image[string]): Aim[] =>
  sudo === 'none' && sudoOf(edge) === 'none' ? [] : [{ part: 'edge', path: 'attributes.sudo.enabled', to: sudo !== 'none' }, { part: 'edge', path: 'attributes.sudo.withoutPassword', to: sudo === 'withoutPassword' }]

function read({ kind, name }: End, id: string): ReadTemplate {
  // One directory has no route that fits all sorts of them.
  if (kind !== 'directory') return { kind, id }
  return { route: { api: 'v2', path: '/directories' }, take: { as: 'row', rows: 'array', path: 'id', is: id, isPaged: true }, stored: { kind: name === 'ldapServer' ? name : kind, id } }
}

/** Whether what was read is of this sort: three sorts of directories share a kind. */
const isOf = ({ kind, type }: End, raw: Image[string] | undefined): boolean => kind !== 'directory' || raw?.type === type

function binding(pair: Pair, from: 'near' | 'far', op: Op): ActionDescription {
  const [own, other] = from === 'near' ? [pair.near, pair.far] : [pair.far, pair.near]
  const isBind = op === 'bind'
  const hasSudo = pair.hasSudo === true
  const place = `{${other.name}}`
  const parent = pair.edge.parent === from ? '{id}' : place
  const idOf = (verb: Op) => `${own.kind}.${verb}${own.name === own.kind ? '' : capital(own.name)}${capital(other.name)}`
  const declared: Record<string, Field> = { [other.name]: fields.object({ label: capital(other.title) }, other.kind), ...(hasSudo && isBind ? { sudo: fields.choice({ label: 'On the device', initial: 'none' }, sudoChoices) } : {}) }
  const wished = (parameters: Readonly<Record<string, unknown>>): Sudo => (parameters.sudo ?? 'none') as Sudo
  return defineAction({
    id: idOf(op),
    kind: own.kind,
    target: 'each',
    class: 'B',
    words: isBind
      ? { menu: `Bind ${other.title}…`, title: `Bind {targets} to ${article(other.title)}`, verb: 'Bind', done: 'Bound', already: 'Bound already' }
      : { menu: `Unbind ${other.title}…`, title: `Unbind {targets} from ${article(other.title)}`, verb: 'Unbind', done: 'Unbound', already: 'Not bound' },
    menu: { place: 'detail', group: 'access', order: isBind ? 64 : 66 },
    fields: declared,
    reads: {
      object: read(own, '{id}'),
      other: read(other, place),
      edge: {
        route: { api: 'v2', path: `/${own.path}/{id}/associations`, query: { targets: other.type } },
        take: { as: 'row', rows: 'array', path: 'to.id', is: place, isPaged: true },
        stored: { kind: pair.edge.kind, parent, id: parent === '{id}' ? place : '{id}' },
      },
    },
    refuse: ({ image }) => {
      if (!image.other) return isBind ? `The ${other.title} is no longer there.` : null
      if (!isOf(own, image.object)) return `This is not ${article(own.title)}.`
      return isOf(other, image.other) ? null : `This is not ${article(other.title)}.`
    },
    aims: ({ image, parameters }) => [{ part: 'edge', exists: isBind }, ...(isBind && hasSudo ? sudoAims(wished(parameters), image.edge ?? null) : [])],
    requests: [{ api: 'v2', method: 'POST', path: `/${own.path}/{id}/associations`, isIdempotent: true }],
    body: ({ image, parameters }) => ({
      op: isBind ? (image.edge ? 'update' : 'add') : 'remove',
      type: other.type,
      id: parameters[other.name],
      ...(isBind && hasSudo && (image.edge || wished(parameters) !== 'none') ? { attributes: attributesOf(wished(parameters)) } : {}),
    }),
    inverse: ({ image, parameters }) => {
      const { sudo: _, ...same } = parameters
      if (isBind && !image.edge) return { action: idOf('unbind'), parameters: same }
      return { action: idOf('bind'), parameters: hasSudo ? { ...same, sudo: sudoOf(image.edge ?? null) } : same }
    },
    consequences: () => consequencesOf(pair, isBind),
    volatile: [],
  })
}

function consequencesOf({ near, far, hasSudo }: Pair, isBind: boolean) {
  if (near === policy || near === command || near === softwareApp) return [{ about: 'device' as const, text: isBind ? 'The devices get it as soon as they reach the service.' : near === policy ? 'What the policy had set stays as it is; nobody sets it again.' : 'Devices that have it keep it; it is no longer sent.' }]
  if (hasSudo) return [{ about: 'device' as const, text: isBind ? 'An account is made on the device, or taken over, when it next reaches the service.' : 'The account on the device is disabled; its files stay.' }]
  if (far.kind === 'directory') return [{ about: 'access' as const, text: isBind ? 'An account is made there, or taken over, and follows this one.' : 'The account there no longer follows this one; depending on the directory it is suspended.' }]
  return [{ about: 'access' as const, text: isBind ? 'They can use it from now on.' : 'They can no longer use it, unless another way leads there.' }]
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const article = (title: string): string => (/^(Google|Microsoft|Active|software)/.test(title) ? title : `${/^[aeioL]/.test(title) ? 'an' : 'a'} ${title}`)

const all = pairs.flatMap((pair) => (['near', 'far'] as const).filter((from) => from === 'near' || !pair.isOneSided).flatMap((from) => (['bind', 'unbind'] as const).map((op) => binding(pair, from, op))))

export const bindingActionsOf = (kind: string): readonly ActionDescription[] => all.filter((action) => action.kind === kind)
