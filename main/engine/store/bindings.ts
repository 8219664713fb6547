// Everything an object is bound to and why: edges of all kinds from either end, walked the way the service's own graph inherits.
//
// A path goes into a group that the object is a member of, across one association, and out of a group to its members; each of
// the three steps at most once, in this order. So a user reaches a device through "All staff → Laptops", but never the other
// members of "All staff": what two things have in common does not bind them to each other.

import type { OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { Output, ParsedInput } from '../../../shared/contract/client.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import type { Coverage } from '../../../shared/scope/coverage.ts'
import { oneOrganization } from '../../../shared/scope/members.ts'
import { coverScope } from './coverage.ts'
import { packId, unpackId } from './packed-id.ts'
import type { Reading } from './readings.ts'
import type { ProjectionLayout, RowTable } from './projection-layout.ts'
import { forKeyBatches } from './row-batches.ts'

/** Groups that hand on what they are bound to, and what is in them. */
const membersOf: Readonly<Record<string, string>> = { userGroup: 'user', deviceGroup: 'device', policyGroup: 'policy' }

/** Reason of an answer that does not hold everything because there is too much of it. */
const cutReason = 'bindings.cut'

export interface BoundObject {
  readonly kind: string
  readonly id: string
}

/** An object that was reached, and the objects on the way to it. */
interface Arrival extends BoundObject {
  readonly via: readonly BoundObject[]
}

type Step = 'start' | 'group' | 'association' | 'member'

/** One way over the edges of one kind: from objects of one kind to the far ends. */
interface Passage {
  readonly edges: RowTable
  readonly near: 'from' | 'to'
  readonly far: 'from' | 'to'
  readonly farKind: string
  readonly step: Exclude<Step, 'start'>
}

export interface Bindings {
  readonly arrivals: readonly Arrival[]
  readonly titles: Titles
  /** Objects that edges lead to and the newest pass of their kind does not have. */
  readonly untitled: readonly BoundObject[]
  readonly coverage: Coverage
}

type Titles = Map<string, string>

export async function readBindings({ session, layout, state }: Reading, { organization, kind, id }: ParsedInput<'snapshot.bindings'>): Promise<Bindings> {
  const rank = state.organizations.find((entry) => entry.organization.id === organization)?.rank
  const arrivals: Arrival[] = []
  let isCut = false
  const walk = async (here: readonly Arrival[], hereKind: string, step: Step): Promise<void> => {
    for (const passage of passagesFrom(layout, hereKind, step)) {
      const there = await follow(passage, here)
      arrivals.push(...there)
      if (there.length > 0) await walk(there, passage.farKind, passage.step)
    }
  }
  const follow = async ({ edges, near, far, farKind }: Passage, here: readonly Arrival[]): Promise<Arrival[]> => {
    const found: Arrival[] = []
    const byId = grouped(here, ({ id: hereId }) => hereId)
    await forKeyBatches([...byId.keys()], async (batch, marks) => {
      const room = limits.bindingPathsMax - arrivals.length - found.length
      // One edge more than there is room for tells that something was left out.
      const rows = await session.all(
        `SELECT edge_${near} AS near, edge_${far} AS far FROM ${edges.table} WHERE organization = ? AND edge_${near} IN (${marks}) ORDER BY edge_${near}, edge_${far} LIMIT ?`,
        [rank!, ...batch.map(packId), room + 1],
      )
      for (const row of rows) {
        const farId = unpackId(row.far!)
        if (farKind === kind && farId === id) continue
        for (const { kind: nearKind, id: nearId, via } of byId.get(unpackId(row.near!)) ?? []) {
          if (arrivals.length + found.length >= limits.bindingPathsMax) {
            isCut = true
            return
          }
          const isStart = nearKind === kind && nearId === id
          found.push({ kind: farKind, id: farId, via: isStart ? via : [...via, { kind: nearKind, id: nearId }] })
        }
      }
    })
    return found
  }
  if (rank !== undefined) await walk([{ kind, id, via: [] }], kind, 'start')
  const titles = rank === undefined ? new Map<string, string>() : await readTitles({ session, layout }, rank, arrivals)
  return {
    arrivals,
    titles,
    untitled: distinct(arrivals).filter((object) => !titles.has(nameOf(object))),
    coverage: coverageOf(state, edgeKindsFrom(layout, kind), organization, isCut),
  }
}

/** The answer, once every object that could be named has its name. */
export function bindingsOutput(layout: ProjectionLayout, { arrivals, titles, coverage }: Bindings): Output<'snapshot.bindings'> {
  const named = ({ kind, id }: BoundObject) => ({ kind: kind as Kind, id: id as ResourceId, title: titles.get(nameOf({ kind, id })) ?? id })
  const places = new Map([...layout.tables.keys()].map((kind, place) => [kind, place]))
  const byName = new Map<string, Output<'snapshot.bindings'>['bindings'][number]>()
  for (const arrival of arrivals) {
    const name = nameOf(arrival)
    const known = byName.get(name)
    const path = arrival.via.map(named)
    if (known) known.paths.push(path)
    else byName.set(name, { ...named(arrival), paths: [path] })
  }
  const bindings = [...byName.values()]
  for (const { paths } of bindings) paths.sort((one, other) => one.length - other.length)
  const placeOf = (kind: string) => places.get(kind) ?? 0
  bindings.sort((one, other) => placeOf(one.kind) - placeOf(other.kind) || one.paths[0]!.length - other.paths[0]!.length || compareTexts(one.title, other.title) || compareTexts(one.id, other.id))
  return { bindings, coverage }
}

/** Gives an object the name it had when it was last seen. */
export const giveTitle = ({ titles }: Bindings, object: BoundObject, title: string): void => void titles.set(nameOf(object), title)

// Not the order of a language: the same everywhere, and the list sorts again as its reader likes.
const compareTexts = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

const nameOf = ({ kind, id }: BoundObject): string => `${kind}/${id}`

function distinct(arrivals: readonly Arrival[]): BoundObject[] {
  const found = new Map<string, BoundObject>()
  for (const { kind, id, via } of arrivals) for (const object of [...via, { kind, id }]) found.set(nameOf(object), object)
  return [...found.values()]
}

function grouped<T>(items: readonly T[], by: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(by(item))
    if (group) group.push(item)
    else groups.set(by(item), [item])
  }
  return groups
}

export function passagesFrom(layout: ProjectionLayout, kind: string, step: Step): Passage[] {
  const found: Passage[] = []
  for (const edges of layout.tables.values()) {
    const ends = edges.resource.edge
    if (!ends) continue
    const isMembership = membersOf[ends.from] === ends.to
    for (const [near, far] of [
      ['from', 'to'],
      ['to', 'from'],
    ] as const) {
      if (ends[near] !== kind) continue
      const next = isMembership ? (near === 'to' ? 'group' : 'member') : 'association'
      if (mayFollow(step, next, kind)) found.push({ edges, near, far, farKind: ends[far], step: next })
    }
  }
  return found
}

function mayFollow(step: Step, next: Passage['step'], kind: string): boolean {
  switch (step) {
    case 'start':
      return true
    case 'group':
      return next === 'association'
    case 'association':
      return next === 'member' && kind in membersOf
    case 'member':
      return false
  }
}

/** Kinds of edges that an answer about objects of this kind rests on. */
function edgeKindsFrom(layout: ProjectionLayout, kind: string, step: Step = 'start', found = new Set<string>()): string[] {
  for (const passage of passagesFrom(layout, kind, step)) {
    found.add(passage.edges.kind)
    edgeKindsFrom(layout, passage.farKind, passage.step, found)
  }
  return [...found]
}

/** What is known is shown with its age even where some kinds of edges could not be read; that makes the answer incomplete, not empty. */
function coverageOf(state: Reading['state'], kinds: readonly string[], organization: OrganizationId, isCut: boolean): Coverage {
  const scope = oneOrganization(organization)
  const rank = state.organizations.find((entry) => entry.organization.id === organization)?.rank
  const read = kinds.filter((kind) => rank !== undefined && state.pass(rank, kind)?.completeAt)
  const { coverage } = coverScope(scope, kinds, state.organizations, state.pass)
  const { coverage: known } = coverScope(scope, read, state.organizations, state.pass)
  const cut = isCut ? state.organizations.filter((entry) => entry.organization.id === organization).map((entry) => ({ organization, name: entry.organization.name, reason: cutReason })) : []
  return { ...coverage, isComplete: coverage.isComplete && !isCut, missing: [...coverage.missing, ...cut], oldestAt: known.oldestAt, newestAt: known.newestAt }
}

export async function readTitles({ session, layout }: Pick<Reading, 'session' | 'layout'>, rank: number, arrivals: readonly Arrival[]): Promise<Titles> {
  const titles: Titles = new Map()
  for (const [kind, objects] of grouped(distinct(arrivals), (object) => object.kind)) {
    const table = layout.tables.get(kind)
    if (!table) continue
    const fields = ['id', ...table.titles.map(({ sql }, index) => `${sql} AS v${index}`)].join(', ')
    await forKeyBatches(objects.map(({ id }) => id), async (batch, marks) => {
      for (const row of await session.all(`SELECT ${fields} FROM ${table.table} WHERE organization = ? AND id IN (${marks})`, [rank, ...batch.map(packId)])) {
        const id = unpackId(row.id!)
        const title = table.titles.map((_, index) => row[`v${index}`]).find((value) => typeof value === 'string' && value.trim() !== '')
        titles.set(nameOf({ kind, id }), typeof title === 'string' ? title : id)
      }
    })
  }
  return titles
}
