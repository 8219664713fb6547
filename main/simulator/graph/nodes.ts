// The things that the vendor's graph connects: their names on the wire, the kinds they are, and their places in paths.

export const nodes = {
  user: { kind: 'user', path: 'users' },
  user_group: { kind: 'userGroup', path: 'usergroups' },
  system: { kind: 'device', path: 'systems' },
  system_group: { kind: 'deviceGroup', path: 'systemgroups' },
  policy: { kind: 'policy', path: 'policies' },
  policy_group: { kind: 'policyGroup', path: 'policygroups' },
  command: { kind: 'command', path: 'commands' },
  software_app: { kind: 'softwareApp', path: 'softwareapps' },
  application: { kind: 'application', path: 'applications' },
  ldap_server: { kind: 'ldapServer', path: 'ldapservers' },
  radius_server: { kind: 'radiusServer', path: 'radiusservers' },
  // Three sorts of one kind, each with routes of its own.
  g_suite: { kind: 'directory', path: 'gsuites' },
  office_365: { kind: 'directory', path: 'office365s' },
  active_directory: { kind: 'directory', path: 'activedirectories' },
} as const

export type NodeType = keyof typeof nodes

export const nodeTypes = Object.keys(nodes) as NodeType[]

export const isNodeType = (text: string): text is NodeType => Object.hasOwn(nodes, text)

const containers: Partial<Record<NodeType, NodeType>> = { user: 'user_group', system: 'system_group', policy: 'policy_group' }

/** The sort of group that holds things of this sort. */
export const containerOf = (type: NodeType): NodeType | null => containers[type] ?? null

/** What associations of each sort of thing may be asked for; the service knows some that this one has none of. */
export const associationTargets: Readonly<Record<NodeType, readonly string[]>> = {
  user: ['active_directory', 'application', 'g_suite', 'idp_routing_policy', 'ldap_server', 'office_365', 'password_manager_item', 'policy', 'policy_group', 'radius_server', 'system', 'system_group'],
  user_group: ['active_directory', 'application', 'g_suite', 'idp_routing_policy', 'ldap_server', 'office_365', 'password_manager_item', 'policy', 'policy_group', 'radius_server', 'system', 'system_group'],
  system: ['command', 'policy', 'policy_group', 'user', 'user_group'],
  system_group: ['command', 'policy', 'policy_group', 'radius_server', 'user', 'user_group'],
  policy: ['system', 'system_group', 'user', 'user_group'],
  policy_group: ['system', 'system_group', 'user', 'user_group'],
  command: ['system', 'system_group', 'password_manager_item'],
  software_app: ['system', 'system_group'],
  application: ['agent_group', 'user', 'user_group'],
  ldap_server: ['user', 'user_group'],
  radius_server: ['user', 'user_group', 'system_group'],
  g_suite: ['user', 'user_group'],
  office_365: ['user', 'user_group'],
  active_directory: ['user', 'user_group'],
}

/** Effective lists: what can be reached from where, directly or through groups. `directory` stands for all sorts of directories. */
export const effectiveTargets: Readonly<Record<NodeType, readonly (NodeType | 'directory')[]>> = {
  user: ['system', 'system_group', 'application', 'directory', 'g_suite', 'office_365', 'active_directory', 'ldap_server', 'radius_server', 'policy', 'policy_group'],
  user_group: ['system', 'system_group', 'application', 'directory', 'g_suite', 'office_365', 'active_directory', 'ldap_server', 'radius_server', 'policy', 'policy_group'],
  system: ['user', 'user_group', 'policy', 'policy_group', 'command'],
  system_group: ['user', 'user_group', 'policy', 'policy_group', 'command'],
  policy: ['system', 'system_group', 'user', 'user_group'],
  policy_group: ['system', 'system_group', 'user', 'user_group'],
  command: ['system', 'system_group'],
  software_app: ['system', 'system_group'],
  application: ['user', 'user_group'],
  ldap_server: ['user', 'user_group'],
  radius_server: ['user', 'user_group', 'system_group'],
  g_suite: ['user', 'user_group'],
  office_365: ['user', 'user_group'],
  active_directory: ['user', 'user_group'],
}

export const directoryNodes = ['active_directory', 'g_suite', 'ldap_server', 'office_365'] as const satisfies readonly NodeType[]
