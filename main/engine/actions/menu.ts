// The actions that fit a selection, and how many of it each would change: judged on the copy, so that opening a menu asks nobody.

import type { ActionDescription } from '../../../shared/actions/action.ts'
import { judge } from '../../../shared/actions/judge.ts'
import { errorToPlain } from '../../../shared/base/app-error.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
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
  const isAsked = Object.entries(action.fields).some(([name, { form }]) => form.isRequired && !(name in parameters))
  // What an action does may depend on what nobody has filled in yet: then only what is certain without it is counted.
  if (isAsked || action.target === 'new') return { eligible: targets.length, noop: 0, refused: 0, why: null }
  const images = await imagesFromCopy(parts, targets.map(({ organization, id }) => ({ organization, id, action, parameters })))
  const tally = { eligible: 0, noop: 0, refused: 0 }
  const reasons = new Map<string, number>()
  for (const [index, { image }] of images.entries()) {
    const { organization, id } = targets[index]!
    const found = judge(action, { organization, id, image, parameters, at })
    tally[found.verdict === 'change' ? 'eligible' : found.verdict] += 1
    if (found.verdict !== 'change') reasons.set(found.why, (reasons.get(found.why) ?? 0) + 1)
  }
  const why = [...reasons].sort((left, right) => right[1] - left[1])[0]?.[0] ?? null
  return { ...tally, why }
}
