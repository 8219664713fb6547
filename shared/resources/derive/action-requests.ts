// Action → the requests it reads and sends, for one target of one organization; the registry knows where single objects are.

import type { ActionDescription, BulkTemplate, ReadTemplate, RequestTemplate, Subject } from '../../actions/action.ts'
import { fill, filledPath, type Places, placesIn, readPlaces, requestPlaces } from '../../actions/template.ts'
import type { ResourceDescription } from '../define.ts'
import { resourceOf, resources } from '../index.ts'

/** One reading of one part of an image. */
export interface PartRead {
  readonly part: string
  readonly api: 'v1' | 'v2'
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly organizationHeader: 'sent' | 'refused'
  /** `object`: the body, or a property of it; 404 means that there is none. `row`: the first row of a list that fits. */
  readonly take: { readonly as: 'object'; readonly at?: string } | { readonly as: 'row'; readonly rows: string; readonly path: string; readonly is: string; readonly isPaged: boolean }
  /** Where the snapshot has it. */
  readonly stored: { readonly kind: string; readonly id: string; readonly parent?: string } | null
}

export interface ActionRequest {
  readonly api: 'v1' | 'v2'
  readonly method: RequestTemplate['method']
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly organizationHeader: 'sent' | 'refused'
  /** Undefined for a request without body. */
  readonly body: unknown
  readonly isIdempotent: boolean
}

/** What to read for the image of a target. Parts whose place is not known yet (the id of a new object) are left out: they are null. */
export function readsOf(action: ActionDescription, target: Pick<Subject, 'id' | 'organization' | 'parameters'>, registry: readonly ResourceDescription[] = resources): PartRead[] {
  const places = readPlaces(target)
  return Object.entries(action.reads).flatMap(([part, template]) => (isFilled(template, places) ? [partRead(part, template, places, registry)] : []))
}

/** The request of one target; throws when no request of the action fits the image, which `refuse` must have said. */
export function requestOf(action: ActionDescription, subject: Subject): ActionRequest {
  const template = action.requests.find(({ when }) => !when || when(subject))
  if (!template) throw new Error(`${action.id} has no request for this target`)
  return { ...filledRequest(template, requestPlaces(action, subject)), body: action.body?.(subject) }
}

/** One request for many targets with the same parameters, for actions that have a bulk route. */
export function bulkRequestOf(bulk: NonNullable<ActionDescription['bulk']>, subjects: readonly [Subject, ...Subject[]]): ActionRequest {
  return { ...filledRequest(bulk, readPlaces(subjects[0])), body: bulk.items(subjects) }
}

function filledRequest(template: RequestTemplate | BulkTemplate, places: Places): Omit<ActionRequest, 'body'> {
  const { api, method, headers = {}, organizationHeader = 'sent', isIdempotent } = template
  return { api, method, path: filledPath(template.path, places), query: filledQuery(template.query, places), headers, organizationHeader, isIdempotent }
}

function partRead(part: string, template: ReadTemplate, places: Places, registry: readonly ResourceDescription[]): PartRead {
  if (template.route) {
    const { route, take, stored } = template
    return {
      part,
      api: route.api,
      path: filledPath(route.path, places),
      query: filledQuery(route.query, places),
      organizationHeader: route.organizationHeader ?? 'sent',
      take: take.as === 'row' ? { ...take, is: fill(take.is, places) } : take,
      stored: stored && { kind: stored.kind, id: fill(stored.id, places), ...(stored.parent === undefined ? {} : { parent: fill(stored.parent, places) }) },
    }
  }
  const resource = resourceOf(template.kind, registry)
  const id = fill(template.id, places)
  if (!resource.one) throw new Error(`${resource.kind} has no route for one object`)
  return { part, api: resource.list.api, path: filledPath(resource.one.path, { id }), query: {}, organizationHeader: resource.list.organizationHeader ?? 'sent', take: { as: 'object', ...(resource.one.at === undefined ? {} : { at: resource.one.at }) }, stored: { kind: resource.kind, id } }
}

const filledQuery = (query: Readonly<Record<string, string>> | undefined, places: Places): Record<string, string> => Object.fromEntries(Object.entries(query ?? {}).map(([key, value]) => [key, fill(value, places)]))

function isFilled(template: ReadTemplate, places: Places): boolean {
  const texts = template.route ? [template.route.path, ...Object.values(template.route.query ?? {}), ...(template.take.as === 'row' ? [template.take.is] : [])] : [template.id]
  return texts.flatMap(placesIn).every((place) => (places[place] ?? '') !== '')
}
