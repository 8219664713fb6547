// The part of the registry that home, overview and lists draw from: named filters, their measures, and what is bound to what.

import { listData } from 'virtual:registry-lists'
import type { NamedFilter } from '../../shared/resources/define.ts'
import type { Kind } from '../../shared/resources/index.ts'
import { kindData } from './registry.ts'

export interface Relation {
  readonly edge: Kind
  readonly target: Kind
  /** Which end of the edge the target is. */
  readonly end: 'from' | 'to'
}

interface KindLists {
  readonly filters: readonly NamedFilter[]
  readonly relations: readonly Relation[]
  /** Set for edges: the kinds at their two ends. */
  readonly edge: { readonly from: Kind; readonly to: Kind } | null
}

const nothing: KindLists = { filters: [], relations: [], edge: null }

export const kindLists = (kind: string): KindLists => (listData as Readonly<Record<string, KindLists>>)[kind] ?? nothing

export const isEdge = (kind: string): boolean => kindLists(kind).edge !== null

// Two edge kinds leave the same end when its objects are of several sorts; the name's first half tells them apart.
const sorts: Readonly<Record<string, string>> = { google: 'Google Workspace', microsoft: 'Microsoft 365' }

/** An edge by its two ends: "SSO applications – Users". */
export function edgeTitle(kind: string): string {
  const { edge } = kindLists(kind)
  if (!edge) return kind
  return `${sorts[kind.replace(/To[A-Z].*$/, '')] ?? kindData(edge.from).words.title} – ${kindData(edge.to).words.title}`
}
