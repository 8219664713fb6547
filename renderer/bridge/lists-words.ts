// How many lists of an organization its last sync could read, and since when the others fail, in words. Pure: the time comes in.

import type { Organization } from '../../shared/contract/organization.ts'
import { reasonText, timeText } from './freshness.ts'
import { kindTitle } from './registry.ts'
import { edgeTitle, isEdge } from './registry-lists.ts'

export interface ListsWords {
  /** "30 of 31 lists" */
  readonly text: string
  /** "Users failed since 13:02 (no answer), shown as of 12:02." */
  readonly failing: readonly string[]
}

/** Null where every list is as new as the sync, and where the whole organization is in trouble, which is said elsewhere. */
export function listsWords({ syncedAt, problem, lists }: Pick<Organization, 'syncedAt' | 'problem' | 'lists'>, now: number): ListsWords | null {
  if (syncedAt === null || lists.read >= lists.total || (problem && problem.list === undefined)) return null
  return {
    text: `${lists.read} of ${lists.total} lists`,
    failing: lists.failing.map(({ kind, reason, since, readAt }) => {
      const title = isEdge(kind) ? edgeTitle(kind) : kindTitle(kind)
      return `${title} failed since ${timeText(since, now)} (${reasonText(reason)}), ${readAt ? `shown as of ${timeText(readAt, now)}` : 'never read'}.`
    }),
  }
}
