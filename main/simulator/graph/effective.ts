// What a thing reaches, directly or through groups: every way is kept, because its length tells direct from inherited.

import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { Graph } from './graph.ts'
import { containerOf, type NodeType } from './nodes.ts'
import type { Edge } from './relation.ts'

interface Step extends Edge {
  readonly type: NodeType
}

export interface Reached {
  readonly type: NodeType
  readonly index: number
  readonly ways: readonly (readonly Step[])[]
}

/** Direct, through the group of the near end, through the group of the far end, or through both. */
function routesBetween(from: NodeType, to: NodeType): NodeType[][] {
  const near = containerOf(from)
  const far = containerOf(to)
  const routes: NodeType[][] = [[to]]
  if (near && near !== to) routes.push([near, to])
  if (far && far !== from) routes.push([far, to])
  if (near && far && near !== to && far !== from && near !== far) routes.push([near, far, to])
  return routes
}

export function reachedFrom(graph: Graph, from: NodeType, index: number, to: NodeType): Reached[] {
  const found = new Map<number, Step[][]>()
  for (const route of routesBetween(from, to)) {
    for (const way of waysAlong(graph, from, index, route)) {
      const end = way[way.length - 1]!.index
      const ways = found.get(end)
      if (ways) ways.push(way)
      else found.set(end, [way])
    }
  }
  return [...found].map(([end, ways]) => ({ type: to, index: end, ways }))
}

/** Only what is reached, for readers of many things who do not ask how. */
export function indexesReachedFrom(graph: Graph, from: NodeType, index: number, to: NodeType): ReadonlySet<number> {
  const found = new Set<number>()
  const follow = (type: NodeType, place: number, route: readonly NodeType[], at: number): void => {
    const next = route[at]!
    for (const edge of graph.edges(type, place, next)) {
      if (at === route.length - 1) found.add(edge.index)
      else follow(next, edge.index, route, at + 1)
    }
  }
  for (const route of routesBetween(from, to)) follow(from, index, route, 0)
  return found
}

function waysAlong(graph: Graph, from: NodeType, index: number, [next, ...rest]: readonly NodeType[]): Step[][] {
  if (next === undefined) return [[]]
  return graph.edges(from, index, next).flatMap((edge) => waysAlong(graph, next, edge.index, rest).map((way) => [{ ...edge, type: next }, ...way]))
}

/** Attributes of all steps and of the groups on the way, as the service compiles them. */
export function compiled(ways: readonly (readonly Step[])[], attributesOf: (type: NodeType, index: number) => RawObject | null): RawObject | null {
  const all = ways.flatMap((way) => way.flatMap(({ type, index, attributes }) => [attributes, attributesOf(type, index)])).filter((attributes) => attributes !== null)
  return all.length === 0 ? null : Object.assign({}, ...all)
}
