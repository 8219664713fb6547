// Targets and an action → a frozen plan: for each target what would change, what is so already, what is refused and why. Only reads.
//
// Where the reading comes from: the copy, when it is complete and younger than a day and keeps every part that the action looks at;
// otherwise the service. Whatever the plan was judged by, each object is read again just before it is sent.

import { createHash, randomBytes } from 'node:crypto'
import type { ActionDescription, Image } from '../../../shared/actions/action.ts'
import { type Change, drifted, judge } from '../../../shared/actions/judge.ts'
import { areEdited, parametersSchema } from '../../../shared/actions/field.ts'
import type { Plan, PlanCounts, PlannedRow, PlanOrigin } from '../../../shared/actions/plan.ts'
import { AppError } from '../../../shared/base/app-error.ts'
import { localIdFrom, type OrganizationId, type PlanId, type ResourceId } from '../../../shared/base/ids.ts'
import { type Instant, instantFromMs, instantToMs } from '../../../shared/base/instant.ts'
import { limits } from '../../../shared/base/limits.ts'
import { valueAt } from '../../../shared/base/raw-object.ts'
import { stableJson } from '../../../shared/base/stable-json.ts'
import type { Coverage } from '../../../shared/scope/coverage.ts'
import { readsOf } from '../../../shared/resources/derive/action-requests.ts'
import { titleOf } from '../../../shared/resources/derive/row-projection.ts'
import { actionOf, resourceOf } from '../../../shared/resources/index.ts'
import type { PlanHeader, RowWork, StoredRow } from '../store/ledger.ts'
import { changeTexts, wordingOf } from './change-words.ts'
import { checkHolders, holderNames, holdersOf } from './holders.ts'
import { imagesFromCopy, imagesFromService, isTroubleOfAll } from './images.ts'
import type { ActionParts } from './parts.ts'
import { draftProblem, phraseOf, planButton, planTitle, undoText, uniqueConsequences } from './plan-words.ts'
import { withRemains } from './remains.ts'

/** One target with what is to be done to it; undo and drafts do different things to different targets. */
export interface PlanTarget {
  readonly organization: OrganizationId
  readonly id: ResourceId | null
  readonly action: ActionDescription
  readonly parameters: Readonly<Record<string, unknown>>
  /** Said of this target besides what its action says. */
  readonly remark?: string
  /** What whoever decided this took for granted; where it moved, the row shows all three. */
  readonly expected?: readonly Change[]
  /** Where it moved nothing is sent until somebody has chosen. */
  readonly areConflictsHeld?: boolean
}

export interface PlanQuestion {
  /** Whose words head the plan. */
  readonly action: ActionDescription
  /** In place of what the action says of itself: a plan that takes back, repeats or sends drafts. */
  readonly title?: string
  readonly verb?: string
  /** What the button counts where rows are not objects: several changes of one person. */
  readonly counted?: { readonly one: string; readonly many: string }
  readonly targets: readonly PlanTarget[]
  /** The copy is older than the targets: what they are bound to is asked of the service, as far as they are few enough. */
  readonly areReadNow?: boolean
  readonly revision: number
  readonly origin: PlanOrigin
  /** Organizations that belong to the selection and could not answer. */
  readonly missing?: Coverage['missing']
  readonly signal: AbortSignal
}

/** Whether one object is changed in several ways: then changes are counted, not objects. */
export const haveSeveralEach = (targets: readonly PlanTarget[]): boolean => new Set(targets.map(({ organization, id }, index) => `${organization} ${id ?? `new ${index}`}`)).size < targets.length

/** The plan with what may not be kept: parameters that live in memory only, by position. */
export interface MadePlan {
  readonly header: PlanHeader
  readonly secrets: ReadonlyMap<number, Readonly<Record<string, unknown>>>
}

/** Parameters as the action's fields take them. @throws AppError `plan.parameters` */
export function checkedParameters(action: ActionDescription, given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const parsed = parametersSchema(action.fields).safeParse(given)
  if (parsed.success) return parsed.data
  const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0] ?? issue.code)))]
  throw new AppError('plan.parameters', { fields: names.map((name) => action.fields[name]?.form.label ?? name).join(', ') })
}

export async function makePlan(parts: ActionParts, question: PlanQuestion): Promise<MadePlan> {
  const { action, targets, origin } = question
  if (targets.length > limits.planRowsMax) throw new AppError('plan.too-large', { total: targets.length, limit: limits.planRowsMax })
  const holders = await holdersOf(parts)
  checkHolders(holders, targets)
  const createdMs = parts.clock.now()
  const createdAt = instantFromMs(createdMs)
  const { images, readAt } = await imagesFor(parts, question, createdAt)
  const secrets = new Map<number, Readonly<Record<string, unknown>>>()
  const rows: { readonly shown: PlannedRow; work: RowWork }[] = []
  for (const [position, target] of targets.entries()) {
    const { kept, secret } = splitSecrets(target.action, target.parameters)
    if (secret) secrets.set(position, secret)
    const row = plannedRow(target, images[position]!, position, createdAt, kept)
    rows.push(secret ? { ...row, work: { ...row.work, secrets: Object.keys(secret) } } : row)
  }
  const gone = rows.filter(({ shown, work }) => shown.verdict === 'change' && actionOf(work.action).again)
  for (const kind of new Set(gone.map(({ work }) => actionOf(work.action).kind))) await withRemains(parts, kind, gone.filter(({ work }) => actionOf(work.action).kind === kind), readAt)

  const names = new Map(holders.map(({ id, name }) => [id, name]))
  const order = [...new Set([...targets.map(({ organization }) => organization), ...(question.missing ?? []).map(({ organization }) => organization)])]
  const counts = countsOf(rows)
  const changing = rows.filter(({ shown }) => shown.verdict === 'change')
  const inverses = new Set<string>()
  const reasons = new Set<string>()
  for (const { shown, work } of changing) {
    if (shown.irreversible !== null) reasons.add(shown.irreversible)
    else inverses.add(inverseMenu(work, shown, createdAt))
  }
  const isSnapshotForced = changing.some(({ work }) => actionOf(work.action).class === 'D')
  const calls = changing.reduce((sum, row) => sum + callsOf(row, isSnapshotForced), 0)
  const perSecond = await slowestPace(parts, order.filter((organization) => names.has(organization)))
  const organizations = order.map((organization): Plan['organizations'][number] => {
    const own = rows.filter(({ shown }) => shown.organization === organization)
    const ownCounts = countsOf(own)
    const name = names.get(organization) ?? organization
    const typed = typedOf(own)
    const isTypedPhrase = isSnapshotForced && ownCounts.change > 0 && typed.length === 0
    return {
      organization,
      name,
      counts: ownCounts,
      phrase: isTypedPhrase ? phraseOf(action, ownCounts.change, name) : null,
      typed,
      oldestAt: readAt.get(organization) ?? null,
      problem: own.length === 0 ? { code: 'plan.incomplete', detail: { organization: name, kind: resourceOf(action.kind).words.many } } : null,
    }
  })
  const header: Omit<PlanHeader, 'id' | 'sha256'> = {
    action: action.id,
    kind: action.kind,
    class: classOf(changing.map(({ work }) => actionOf(work.action)), action),
    title: question.title ?? planTitle(action, rows.length, organizations.map(({ name }) => name)),
    button: planButton(action, counts, question.verb, question.counted),
    createdAt,
    expiresAt: instantFromMs(createdMs + limits.planAgeMsMax),
    revision: question.revision,
    origin,
    counts,
    organizations,
    consequences: uniqueConsequences(changing.length === 0 ? [] : changing.flatMap(({ shown, work }) => actionOf(work.action).consequences(targets[shown.position]!.parameters))),
    undo: undoText(counts, inverses, reasons),
    draftProblem: draftProblem(changing, origin),
    exception: exceptionOf(changing),
    isSnapshotForced,
    calls,
    seconds: Math.ceil(calls / perSecond),
    callsPerMinute: Math.round(perSecond * 60),
    secrets: [...new Set(targets.flatMap(({ action: each, parameters }) => Object.entries(each.fields).flatMap(([name, { form }]) => (form.isSecret && parameters[name] !== undefined ? [name] : []))))],
  }
  const digest = createHash('sha256').update(stableJson(header)).update(stableJson(rows)).update((parts.random ?? randomBytes)(16)).digest()
  const named: PlanHeader = { ...header, id: localIdFrom('pln', digest) as PlanId, sha256: digest.toString('hex') }
  await parts.store.ledger.savePlan(named, rows)
  return { header: named, secrets }
}

async function imagesFor(parts: ActionParts, { targets, signal, action, areReadNow = false }: PlanQuestion, now: Instant): Promise<{ images: Image[]; readAt: Map<OrganizationId, Instant> }> {
  const copyAt = await copyAges(parts, targets)
  const fromCopy = await imagesFromCopy(parts, targets)
  const oldest = parts.clock.now() - limits.planCopyAgeMsMax
  const isFresh = (organization: OrganizationId): boolean => (instantToMs(copyAt.get(organization) ?? null) ?? 0) >= oldest
  // Many new objects were looked for in the copy by whoever made their list; each is looked for in the service before it is sent.
  const areNewRead = targets.filter(({ id }) => id === null).length <= limits.planFreshReadsMax
  const live = targets.flatMap((target, index) => ((target.id === null && !areNewRead ? false : target.id === null || (areReadNow && targets.length <= limits.newTargetsMax) || !fromCopy[index]!.isWhole || !isFresh(target.organization) || (targets.length === 1 && changesUnread(target, fromCopy[index]!.image, now))) ? [index] : []))
  const images = fromCopy.map(({ image }) => image)
  const readAt = new Map(copyAt)
  if (live.length === 0) return { images, readAt }
  // Without the service the copy has to do; the plan says how old it is, and starting it waits for the service anyway.
  if (live.length > limits.planFreshReadsMax && !parts.isOffline()) {
    const stale = live.find((index) => !isFresh(targets[index]!.organization))
    if (stale !== undefined) throw await tooOldToPlan(parts, targets[stale]!.organization, copyAt, live.length, resourceOf(action.kind).words.many)
  }
  try {
    const read = await imagesFromService(parts, live.map((index) => targets[index]!), { signal })
    for (const [at, index] of live.entries()) {
      images[index] = read[at]!
      readAt.set(targets[index]!.organization, now)
    }
  } catch (error) {
    if (!isTroubleOfAll(error) || error.code !== 'api.offline') throw error
  }
  return { images, readAt }
}

/** Whether an edit is about something that the list does not tell, and therefore not the copy: from what it changes only the object itself says. */
const changesUnread = ({ action, organization, id, parameters }: PlanTarget, image: Image, at: Instant): boolean =>
  areEdited(action.fields) &&
  action.aims({ id, organization, image, parameters, at }).some((aim) => 'path' in aim && image[aim.part] && valueAt(image[aim.part]!, aim.path) === undefined)

/** A copy that was never complete is another matter than one that was complete too long ago. */
async function tooOldToPlan(parts: ActionParts, id: OrganizationId, copyAt: ReadonlyMap<OrganizationId, Instant>, total: number, kind: string): Promise<AppError> {
  const organization = await nameOf(parts, id)
  if (!copyAt.has(id)) return new AppError('plan.incomplete', { organization, kind })
  return new AppError('plan.stale', { organization, kind, total, hours: limits.planCopyAgeMsMax / 3_600_000, limit: limits.planFreshReadsMax })
}

const nameOf = async (parts: ActionParts, id: OrganizationId): Promise<string> => (await holderNames(parts)).get(id) ?? id

/** When the copies that the plan looks at were last complete, the oldest kind of each organization; absent without one. */
async function copyAges({ store }: ActionParts, targets: readonly PlanTarget[]): Promise<Map<OrganizationId, Instant>> {
  const ages = new Map<OrganizationId, Instant>()
  for (const organization of new Set(targets.map((target) => target.organization))) {
    const kinds = new Set(targets.filter((target) => target.organization === organization).slice(0, 50).flatMap((target) => readsOf(target.action, target).flatMap(({ stored }) => (stored ? [stored.kind] : []))))
    const summary = await store.summary({ scope: { type: 'one', organization } })
    const coverages = summary.organizations.flatMap(({ kinds: all }) => all.filter(({ kind }) => kinds.has(kind)).map(({ coverage }) => coverage))
    const oldest = coverages.map(({ oldestAt }) => oldestAt)
    if (oldest.length < kinds.size || oldest.some((at) => at === null)) continue
    const [first] = (oldest as Instant[]).sort()
    if (first !== undefined) ages.set(organization, first)
  }
  return ages
}

function plannedRow(target: PlanTarget, image: Image, position: number, at: Instant, parameters: Readonly<Record<string, unknown>>): StoredRow {
  const { action, organization, id } = target
  const subject = { id, organization, image, parameters: target.parameters, at }
  const conflict = conflictOf(target, image)
  const found = judge(action, subject)
  const isHeld = found.verdict === 'change' && target.areConflictsHeld === true && conflict.length > 0
  const judgement = isHeld ? ({ verdict: 'refused', why: 'Somebody changed it meanwhile: choose yours or theirs.' } as const) : found
  const changes = judgement.verdict === 'change' ? judgement.changes : []
  const inverse = judgement.verdict === 'change' ? action.inverse(subject) : null
  const remarks = judgement.verdict === 'change' ? [action.remark?.(subject) ?? null, target.remark ?? null].filter((text) => text !== null) : []
  const shown: PlannedRow = {
    position,
    organization,
    id,
    title: rowTitle(action, image, target),
    action: action.id,
    verdict: judgement.verdict,
    why: judgement.verdict === 'change' ? null : judgement.why,
    changes: changeTexts(action, image, changes),
    remark: remarks.length === 0 ? null : remarks.join(' · '),
    irreversible: inverse && 'irreversible' in inverse ? inverse.irreversible : null,
    conflict: found.verdict === 'refused' ? [] : conflict,
  }
  return { shown, work: { action: action.id, parameters, image: judgement.verdict === 'change' ? image : {}, changes } }
}

/** Where the world is neither as it was taken for nor as it shall be: before, theirs, mine. */
function conflictOf({ action, expected = [] }: PlanTarget, image: Image): PlannedRow['conflict'] {
  return drifted(expected, image).flatMap((moved) => {
    const was = expected.find(({ part, path }) => part === moved.part && path === moved.path)!
    if (stableJson(moved.to ?? null) === stableJson(was.to ?? null)) return []
    const { title, text } = wordingOf(action, image, was)
    return [{ title, path: was.path, before: text(image, was.from), theirs: text(image, moved.to), mine: text(image, was.to) }]
  })
}

function rowTitle(action: ActionDescription, image: Image, { parameters, id }: PlanTarget): string {
  if (image.object) return titleOf(resourceOf(action.kind), image.object)
  const told = ['displayname', 'username', 'name', 'email', 'displayName'].map((name) => parameters[name]).find((value) => typeof value === 'string' && value !== '')
  return typeof told === 'string' ? told : (id ?? '')
}

const countsOf = (rows: readonly StoredRow[]): PlanCounts => {
  const of = (verdict: PlannedRow['verdict']): number => rows.filter(({ shown }) => shown.verdict === verdict).length
  return {
    total: rows.length, change: of('change'), noop: of('noop'), refused: of('refused'),
    irreversible: rows.filter(({ shown }) => shown.verdict === 'change' && shown.irreversible !== null).length,
    conflict: rows.filter(({ shown }) => shown.conflict.length > 0).length,
  }
}

/** The gravest of what the rows do. */
const classOf = (used: readonly ActionDescription[], fallback: ActionDescription): Plan['class'] => (['D', 'C', 'B'] as const).find((each) => used.some((action) => action.class === each)) ?? fallback.class

function typedOf(rows: readonly StoredRow[]): Plan['organizations'][number]['typed'] {
  return rows.flatMap(({ shown, work }) => {
    const { typedPath } = actionOf(work.action)
    if (shown.verdict !== 'change' || typedPath === undefined) return []
    const value = work.image.object ? valueAt(work.image.object, typedPath) : undefined
    return [{ position: shown.position, text: typeof value === 'string' && value !== '' ? value : shown.title }]
  })
}

/** What all changing rows that are exceptions have in common. */
function exceptionOf(changing: readonly StoredRow[]): Plan['exception'] {
  const all = changing.flatMap(({ work }) => actionOf(work.action).exception?.(work.parameters) ?? [])
  const [first] = all
  return first && all.every((each) => stableJson(each) === stableJson(first)) ? { ...first, until: first.until as Instant } : null
}

function inverseMenu(work: RowWork, shown: PlannedRow, at: Instant): string {
  const inverse = actionOf(work.action).inverse({ id: shown.id, organization: shown.organization, image: work.image, parameters: work.parameters, at })
  return 'irreversible' in inverse ? '' : actionOf(inverse.action).words.menu
}

/** Read, send, read again; with a snapshot one reading more. */
const callsOf = ({ work }: StoredRow, isSnapshotForced: boolean): number => Object.keys(actionOf(work.action).reads).length * (isSnapshotForced ? 3 : 2) + 1

async function slowestPace(parts: ActionParts, organizations: readonly OrganizationId[]): Promise<number> {
  let slowest = Number.POSITIVE_INFINITY
  for (const organization of organizations.slice(0, 20)) slowest = Math.min(slowest, await parts.api.perSecond(await parts.contextOf(organization)))
  return Number.isFinite(slowest) ? slowest : limits.wireRatePerSecondMin
}

function splitSecrets(action: ActionDescription, parameters: Readonly<Record<string, unknown>>): { kept: Readonly<Record<string, unknown>>; secret: Readonly<Record<string, unknown>> | null } {
  const secret = Object.fromEntries(Object.entries(parameters).filter(([name]) => action.fields[name]?.form.isSecret))
  if (Object.keys(secret).length === 0) return { kept: parameters, secret: null }
  return { kept: Object.fromEntries(Object.entries(parameters).filter(([name]) => !(name in secret))), secret }
}

