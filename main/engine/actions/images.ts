// Images of targets: from the copy, many at a time, or from the service, one after the other within the pace.

import { AppError } from '../../../shared/base/app-error.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { RawObject } from '../../../shared/base/raw-object.ts'
import type { ActionDescription, Image } from '../../../shared/actions/action.ts'
import { type PartRead, readsOf } from '../../../shared/resources/derive/action-requests.ts'
import type { OrganizationContext } from '../api/organization-context.ts'
import type { ReadOptions } from '../api/api.ts'
import { assertOwn } from '../sync/sort-out.ts'
import type { ActionParts } from './parts.ts'

export interface ImageTarget {
  readonly organization: OrganizationId
  readonly id: string | null
  readonly action: ActionDescription
  readonly parameters: Readonly<Record<string, unknown>>
}

type Read = Pick<ActionParts, 'api' | 'store'>

const rowId = ({ id, parent }: NonNullable<PartRead['stored']>): string => (parent === undefined ? id : `${parent}:${id}`)

/** Every declared part, also those whose place is not known yet: they are null. */
const emptyImage = (action: ActionDescription): Record<string, RawObject | null> => Object.fromEntries(Object.keys(action.reads).map((part) => [part, null]))

/**
 * Images from the copy. A part that the copy does not keep is null, and told by `isWhole: false`.
 */
export async function imagesFromCopy({ store }: Pick<Read, 'store'>, targets: readonly ImageTarget[]): Promise<{ image: Image; isWhole: boolean }[]> {
  const wanted = new Map<OrganizationId, Map<string, Set<string>>>()
  const reads = targets.map((target) => readsOf(target.action, target))
  for (const [index, { organization }] of targets.entries()) {
    for (const { stored } of reads[index]!) {
      if (!stored) continue
      const kinds = wanted.get(organization) ?? new Map<string, Set<string>>()
      wanted.set(organization, kinds)
      kinds.set(stored.kind, (kinds.get(stored.kind) ?? new Set()).add(rowId(stored)))
    }
  }
  const found = new Map<string, RawObject>()
  for (const [organization, kinds] of wanted) {
    for (const [kind, ids] of kinds) {
      const all = [...ids]
      const texts = await store.currentObjects(organization, kind, all)
      for (const [index, text] of texts.entries()) if (text !== null) found.set(`${organization} ${kind} ${all[index]}`, JSON.parse(text) as RawObject)
    }
  }
  return targets.map(({ organization, action }, index) => {
    const image = emptyImage(action)
    for (const { part, stored } of reads[index]!) if (stored) image[part] = found.get(`${organization} ${stored.kind} ${rowId(stored)}`) ?? null
    return { image, isWhole: reads[index]!.every(({ stored }) => stored !== null) }
  })
}

/** One image from the service. @throws AppError, also `organization.mismatch` for an answer about another organization */
export async function imageFromService({ api }: Pick<Read, 'api'>, context: OrganizationContext, target: ImageTarget, options: ReadOptions): Promise<Image> {
  const image = emptyImage(target.action)
  const reads = readsOf(target.action, target)
  await Promise.all(
    reads.map(async (read) => {
      const raw = await api.part(context, read, { ...options, isForeground: true })
      if (raw) assertOwn([raw], target.organization, () => 'OM-ACTION')
      image[read.part] = raw
    }),
  )
  return image
}

/** Several images from the service, few at a time; the first failure ends it. */
export async function imagesFromService(parts: Pick<ActionParts, 'api' | 'contextOf'>, targets: readonly ImageTarget[], options: ReadOptions): Promise<Image[]> {
  const images: Image[] = []
  let next = 0
  const work = async (): Promise<void> => {
    for (let index = next++; index < targets.length; index = next++) {
      const target = targets[index]!
      images[index] = await imageFromService(parts, await parts.contextOf(target.organization), target, options)
    }
  }
  await Promise.all(Array.from({ length: Math.min(limits.jobInFlightMax, targets.length) }, work))
  return images
}

/** What the copy should hold after a reading: each stored part, null when it is gone. */
export function storedParts(target: ImageTarget, image: Image): { kind: string; id: string; raw: RawObject | null; edge?: { from: string; to: string } }[] {
  return readsOf(target.action, target).flatMap(({ part, stored }) => {
    if (!stored) return []
    const raw = image[part] ?? null
    if (stored.parent === undefined) return [{ kind: stored.kind, id: stored.id, raw }]
    // A membership is read from its other end here; the copy keeps it as the list of the group shows it.
    return [{ kind: stored.kind, id: rowId(stored), raw: raw && { attributes: null, to: { attributes: null, id: stored.id, type: edgeTypeOf(stored.kind) } }, edge: { from: stored.parent, to: stored.id } }]
  })
}

const edgeTypeOf = (kind: string): string => (kind.startsWith('device') ? 'system' : 'user')

/** The network, the key or this computer is at fault: the next target would fail the same way. */
export const isTroubleOfAll = (error: unknown): error is AppError => error instanceof AppError && troubleOfAll.has(error.code)

const troubleOfAll = new Set<AppError['code']>(['api.offline', 'api.timeout', 'api.tls', 'api.redirect', 'api.unauthorized', 'key.revoked', 'keychain.locked', 'keychain.missing-item', 'keychain.denied', 'keychain.timeout', 'keychain.absent', 'connection.unknown', 'organization.unknown', 'organization.mismatch', 'engine.unavailable', 'call.cancelled'])
