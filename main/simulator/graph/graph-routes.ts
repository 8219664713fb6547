// The table of graph routes: associations, members and effective lists of every sort of thing.

import type { Route } from '../routes.ts'
import { associationsOf, membersOf } from './association-routes.ts'
import { effectiveOf, groupsAndMembers } from './effective-routes.ts'
import { containerOf, effectiveTargets, nodes, nodeTypes } from './nodes.ts'

type GraphRoute = Pick<Route, 'path' | 'kind' | 'handle'>

const paths: Readonly<Record<string, string>> = { ...Object.fromEntries(nodeTypes.map((type) => [type, nodes[type].path])), directory: 'directories' }

const associations = nodeTypes.map((type): GraphRoute => ({ path: `/${paths[type]}/{parent}/associations`, kind: null, handle: associationsOf(type) }))

const effective = nodeTypes.flatMap((from) => effectiveTargets[from].map((to): GraphRoute => ({ path: `/${paths[from]}/{parent}/${paths[to]}`, kind: null, handle: effectiveOf(from, to) })))

/** Members of groups that the registry has a kind for are served as that kind. */
const groups = nodeTypes.flatMap((type): GraphRoute[] => {
  const group = containerOf(type)
  if (group === null) return []
  const kind = type === 'user' ? 'membership' : type === 'system' ? 'deviceMembership' : 'policyGroupToPolicy'
  return [
    { path: `/${paths[type]}/{parent}/memberof`, kind, handle: groupsAndMembers(type, group) },
    { path: `/${paths[group]}/{parent}/membership`, kind, handle: groupsAndMembers(group, type) },
    { path: `/${paths[group]}/{parent}/members`, kind, handle: membersOf(group, type) },
  ]
})

export const graphRoutes: readonly Route[] = [...associations, ...effective, ...groups].map((route) => ({ ...route, method: 'GET', api: 'v2', header: 'sent' }))
