// Changes that may last only until a day: noted with the outcome that made them, and listed as long as the copy says that they hold.

import type { RawObject } from '../../../shared/base/raw-object.ts'
import type { OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import type { Instant } from '../../../shared/base/instant.ts'
import { drifted } from '../../../shared/actions/judge.ts'
import type { Output } from '../../../shared/contract/client.ts'
import { actionOf } from '../../../shared/resources/index.ts'
import type { ExceptionEffect, JobHeader, JobWorkRow, LastingException, Settlement } from '../store/ledger.ts'
import type { ActionParts } from './parts.ts'

/** What the end of a row means for exceptions; null where nothing was changed. What nobody could prove counts as made: the copy will tell. */
export function exceptionEffect({ operator }: Pick<ActionParts, 'operator'>, job: Pick<JobHeader, 'id'>, { shown, work, object, pre }: JobWorkRow, { outcome, object: made }: Settlement, at: Instant): ExceptionEffect | null {
  const id = made ?? object ?? shown.id
  if (id === null || (outcome !== 'confirmed' && outcome !== 'unknown') || work.changes.length === 0) return null
  const { organization, title } = shown
  const action = actionOf(work.action)
  const inverse = action.inverse({ id, organization, image: pre, parameters: work.parameters, at })
  const told = action.exception?.(work.parameters)
  const exception: LastingException | null = told
    ? { ...told, until: told.until as Instant, organization, object: id, kind: action.kind, title, action: action.id, remedy: 'action' in inverse ? inverse.action : action.id, changes: work.changes, operator, since: at, job: job.id }
    : null
  return { organization, object: id, places: work.changes.map(({ part, path }) => `${action.kind} ${part} ${path ?? ''}`), exception }
}

export async function openExceptions({ store }: Pick<ActionParts, 'store'>, only?: OrganizationId): Promise<Output<'exception.list'>> {
  const present = new Set((await store.organizations()).map(({ id }) => id))
  const all = (await store.ledger.exceptions(only)).filter(({ organization }) => present.has(organization))
  const groups = new Map<string, LastingException[]>()
  for (const each of all) groups.set(`${each.organization} ${each.kind}`, [...(groups.get(`${each.organization} ${each.kind}`) ?? []), each])
  const open: LastingException[] = []
  for (const group of groups.values()) {
    const { organization, kind } = group[0]!
    const texts = await store.currentObjects(organization, kind, group.map(({ object }) => object))
    open.push(...group.filter((each, index) => texts[index] !== null && holds(each, JSON.parse(texts[index]!) as RawObject)))
  }
  return open
    .sort((left, right) => (left.until < right.until ? -1 : left.until > right.until ? 1 : left.title.localeCompare(right.title)))
    .map(({ organization, kind, object, title, what, reason, until, operator, since, job, remedy }) => ({ organization, kind: kind as 'user', id: object as ResourceId, title, what, reason, until, operator, since, job, remedy }))
}

/** Somebody may have ended it elsewhere. */
const holds = ({ changes }: LastingException, object: RawObject): boolean => drifted(changes.map((change) => ({ ...change, from: change.to })), { object }).length === 0
