// What goes with a deleted object: every binding of its own, who pointed at it, and how. Noted in the plan, because afterwards nobody can tell.

import type { RawObject } from '../../../shared/base/raw-object.ts'
import { valueAt } from '../../../shared/base/raw-object.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { Instant } from '../../../shared/base/instant.ts'
import { titleOf } from '../../../shared/resources/derive/row-projection.ts'
import { type Kind, resourceOf } from '../../../shared/resources/index.ts'
import type { DirectBinding } from '../store/direct-bindings.ts'
import type { Remains, StoredRow } from '../store/ledger.ts'
import type { ActionParts } from './parts.ts'

/** Fields of other objects that hold the id of one of this kind, and what that makes of them. */
const pointers: Readonly<Record<string, readonly { readonly kind: Kind; readonly path: string; readonly title: string }[]>> = {
  user: [
    { kind: 'user', path: 'manager', title: 'Reported to them' },
    { kind: 'device', path: 'primarySystemUser.id', title: 'Primary user of' },
  ],
}

/** Adds to each row what goes with its object. */
export async function withRemains(parts: Pick<ActionParts, 'store'>, kind: string, rows: readonly { readonly shown: StoredRow['shown']; work: StoredRow['work'] }[], readAt: ReadonlyMap<OrganizationId, Instant>): Promise<void> {
  const inward = new Map<OrganizationId, Awaited<ReturnType<typeof inwardOf>>>()
  for (const row of rows) {
    const { organization, id } = row.shown
    if (id === null) continue
    if (!inward.has(organization)) inward.set(organization, await inwardOf(parts, organization, kind))
    const { bindings, missing } = await parts.store.directBindings(organization, kind, id)
    const remains: Remains = {
      lists: [...outward(await described(parts, organization, bindings)), ...inward.get(organization)!(id)],
      missing: [...new Set(missing.map((edge) => resourceOf(resourceOf(edge).edge!.from).words.many))],
      readAt: readAt.get(organization) ?? null,
    }
    row.work = { ...row.work, remains }
  }
}

interface Described {
  readonly sort: string
  readonly name: string
}

/** Each binding by the name of its other end, and what was special about it. */
async function described({ store }: Pick<ActionParts, 'store'>, organization: OrganizationId, bindings: readonly DirectBinding[]): Promise<Described[]> {
  const raws = new Map<DirectBinding, RawObject | null>()
  for (const edge of new Set(bindings.map((each) => each.edge))) {
    const own = bindings.filter((each) => each.edge === edge)
    const texts = await store.currentObjects(organization, edge, own.map(({ edgeId }) => edgeId))
    for (const [index, each] of own.entries()) raws.set(each, texts[index] ? (JSON.parse(texts[index]) as RawObject) : null)
  }
  return bindings.map((each) => {
    const raw = raws.get(each) ?? null
    const isAdministrator = raw !== null && valueAt(raw, 'attributes.sudo.enabled') === true
    const note = !isAdministrator ? '' : valueAt(raw, 'attributes.sudo.withoutPassword') === true ? ' (administrator, never asked for a password)' : ' (administrator)'
    return { sort: capital(resourceOf(each.kind).words.many), name: `${each.title}${note}` }
  })
}

function outward(all: readonly Described[]): Remains['lists'] {
  const sorts = [...new Set(all.map(({ sort }) => sort))]
  return sorts.map((sort) => ({ title: sort, names: all.filter((each) => each.sort === sort).map(({ name }) => name).sort(byText) }))
}

/** Who points at an object of this kind, by its id: read once for all of them. */
async function inwardOf({ store }: Pick<ActionParts, 'store'>, organization: OrganizationId, kind: string): Promise<(id: string) => Remains['lists']> {
  const found: { readonly title: string; readonly names: Map<string, string[]> }[] = []
  for (const { kind: other, path, title } of pointers[kind] ?? []) {
    const resource = resourceOf(other)
    const titles = resource.titlePaths.filter((each) => resource.columns.some((column) => column.path === each))
    const names = new Map<string, string[]>()
    await store.eachSlice({ scope: { type: 'one', organization }, kind: other, sort: [], columns: [path, ...titles] }, async ({ rowsJson }) => {
      for (const [, id, target, ...cells] of JSON.parse(rowsJson) as [OrganizationId, string, unknown, ...unknown[]][]) {
        if (typeof target !== 'string' || target === '') continue
        const name = cells.find((cell) => typeof cell === 'string' && cell.trim() !== '') ?? id
        names.set(target, [...(names.get(target) ?? []), String(name)])
      }
    })
    found.push({ title, names })
  }
  return (id) => found.flatMap(({ title, names }) => (names.has(id) ? [{ title, names: names.get(id)!.sort(byText) }] : []))
}

/** The lists as lines to read, and what they may lack. */
export function remainsText({ lists, missing, readAt }: Remains): string {
  const lines = lists.map(({ title, names }) => `${title}: ${names.join(', ')}`)
  if (missing.length > 0) lines.push(`Not read completely, so that some may be missing: ${missing.join(', ')}`)
  const asOf = readAt === null ? '' : ` (data of ${readAt.slice(0, 16).replace('T', ' ')} UTC)`
  return lines.length === 0 ? `It was bound to nothing${asOf}.` : [`To be put back one by one${asOf}:`, ...lines].join('\n')
}

/** What an object is or was called, and whether it is there, by the copy. */
export async function nameIn({ store }: Pick<ActionParts, 'store'>, organization: OrganizationId, kind: Kind, id: string): Promise<{ name: string; isThere: boolean }> {
  const [now] = await store.currentObjects(organization, kind, [id])
  const [text] = now ? [now] : await store.wholeObjects(organization, kind, [id])
  return { name: text ? titleOf(resourceOf(kind), JSON.parse(text) as RawObject) : id, isThere: Boolean(now) }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

// Not the order of a language: the same everywhere.
const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
