// The actions that fit a selection, and how many of it each would change: judged on the copy, so that opening a menu asks nobody.

import type { ActionDescription, Image } from '../../../shared/actions/action.ts'
import { type Judgement, judge } from '../../../shared/actions/judge.ts'
import { errorToPlain } from '../../../shared/base/app-error.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import type { RawObject } from '../../../shared/base/raw-object.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { TargetSelection } from '../../../shared/contract/action.ts'
import type { Output } from '../../../shared/contract/client.ts'
import { actions as registry } from '../../../shared/resources/index.ts'
import { imagesFromCopy } from './images.ts'
import type { ActionParts } from './parts.ts'
import { resolveTargets, type Target } from './resolve-targets.ts'
import { problemOf } from './start-checks.ts'

type Menu = Output<'action.menu'>

export async function actionMenu(parts: ActionParts, selection: TargetSelection): Promise<Menu> {
  const kind = selection.type === 'matching' ? selection.question.kind : selection.kind
  const { targets, total } = await resolveTargets(parts, selection, limits.menuTargetsMax)
  const fitting = registry
    .filter((action) => action.kind === kind && action.target === (selection.type === 'new' ? 'new' : 'each') && action.menu.place !== 'none')
    .sort((left, right) => left.menu.order - right.menu.order)
  const organizations = (await parts.store.organizations()).filter(({ id }) => targets.some(({ organization }) => organization === id))
  const actions: Menu['actions'] = []
  for (const action of fitting) {
    const problems = organizations.map((organization) => problemOf(parts, action.class, organization))
    const problem = problems.length > 0 && problems.every((found) => found !== null) ? (problems[0] ?? null) : null
    actions.push({ action: action.id, ...(await counts(parts, action, targets)), problem: problem && errorToPlain(problem) })
  }
  return { total, looked: targets.length, actions }
}

async function counts(parts: ActionParts, action: ActionDescription, targets: readonly Target[]): Promise<Omit<Menu['actions'][number], 'action' | 'problem'>> {
  const parameters = Object.fromEntries(Object.entries(action.fields).flatMap(([name, { form }]) => (form.initial === undefined ? [] : [[name, form.initial]])))
  const at = instantFromMs(parts.clock.now())
  const isAsked = isDecidedByForm(action, parameters)
  // What an action does may depend on what nobody has filled in yet: then only what is certain without it is counted.
  if (isAsked || action.target === 'new') return { eligible: targets.length, noop: 0, refused: 0, why: null }
  const images = await imagesFromCopy(parts, targets.map(({ organization, id }) => ({ organization, id, action, parameters })))
  const tally = { eligible: 0, noop: 0, refused: 0 }
  const reasons = new Map<string, number>()
  for (const [index, { image }] of images.entries()) {
    const { organization, id } = targets[index]!
    const found = judgedOn(action, image, (seen) => judge(action, { organization, id, image: seen, parameters, at }))
    tally[found.verdict === 'change' ? 'eligible' : found.verdict] += 1
    if (found.verdict !== 'change') reasons.set(found.why, (reasons.get(found.why) ?? 0) + 1)
  }
  const why = [...reasons].sort((left, right) => right[1] - left[1])[0]?.[0] ?? null
  return { ...tally, why }
}

/** Whether what is filled in decides whom it changes: something has to be, or there is nothing but an object to choose, or a PIN that some need. */
function isDecidedByForm({ fields }: ActionDescription, initial: Readonly<Record<string, unknown>>): boolean {
  const forms = Object.entries(fields)
  return forms.some(([name, { form }]) => form.isSecret || (form.isRequired && !form.isNote && !(name in initial))) || (forms.length > 0 && forms.every(([, { form }]) => form.type === 'object'))
}

/** Something that the service has and the copy does not keep: whatever is asked of it is there. */
const somewhere: RawObject = new Proxy({}, { get: () => '?', getOwnPropertyDescriptor: () => ({ value: '?', configurable: true, enumerable: true, writable: true }) })

/** What the copy does not keep may be there: only what is certain without it is held against a target. The plan asks the service. */
function judgedOn(action: ActionDescription, image: Image, judged: (image: Image) => Judgement): Judgement {
  const found = judged(image)
  const unkept = Object.entries(action.reads).filter(([, read]) => read.route && read.stored === null)
  return found.verdict === 'change' || unkept.length === 0 ? found : judged({ ...image, ...Object.fromEntries(unkept.map(([part]) => [part, somewhere])) })
}
