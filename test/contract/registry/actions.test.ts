// Every action of the registry: total, filled, invertible, worded. What it does to the service is asked of the simulator.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRoutes } from '../../../main/simulator/routes.ts'
import type { ActionDescription, Image, Subject } from '../../../shared/actions/action.ts'
import { parametersSchema } from '../../../shared/actions/field.ts'
import { drifted, effectOf, isDone, judge, leavesNoTrace } from '../../../shared/actions/judge.ts'
import { bulkRequestOf, readsOf, requestOf } from '../../../shared/resources/derive/action-requests.ts'
import { referencePage } from '../../../shared/resources/derive/reference-page.ts'
import { actionOf, actions, resourceOf, resources } from '../../../shared/resources/index.ts'
import { parametersFor } from './action-samples.ts'

const at = '2026-03-02T08:00:00.000Z'
const id = 'a'.repeat(24)
const organization = 'b'.repeat(24)

const cases = actions.map((action) => [action.id, action] as const)

const subjectOf = (action: ActionDescription, image: Image, parameters = parametersFor(action)): Subject => ({ id: action.target === 'new' ? null : id, organization, image, parameters, at })

/** Images that nobody made: any value at any name that an action may look at. */
const anyImage = (action: ActionDescription): fc.Arbitrary<Image> =>
  fc.record(Object.fromEntries(Object.keys(action.reads).map((part) => [part, fc.option(fc.dictionary(fc.constantFrom(...namesOf(action)), fc.jsonValue({ maxDepth: 2 })), { nil: null })])))

const namesOf = ({ kind }: ActionDescription): string[] => [...Object.keys(resourceOf(kind).schema.shape), 'state', 'membershipMethod', 'suspended', 'attributes', 'builtInCommands']

test('every action has a name of its own that begins with its kind', () => {
  expect(new Set(actions.map((action) => action.id)).size).toBe(actions.length)
  for (const action of actions) expect(action.id.startsWith(`${action.kind}.`), action.id).toBe(true)
  for (const action of actions) expect(actionOf(action.id)).toBe(action)
})

// What the portal offers for a selection, in its own words; a row of features.md each.
const portals: Readonly<Record<string, readonly string[]>> = {
  user: ['user.resendEmail', 'user.forcePasswordChange', 'user.unlock', 'user.requireMfa', 'user.removeMfaRequirement', 'user.resetTotp'],
  device: ['device.enableMfa', 'device.disableMfa', 'device.enableSystemInsights', 'device.disableSystemInsights', 'device.delete'],
  policy: ['policy.delete'],
}

const sortedPortals = Object.fromEntries(Object.entries(portals).map(([kind, ids]) => [kind, [...ids].sort()]))

test('the portal’s bulk actions are those of its menus, all of them in More actions', () => {
  const declared = actions.filter(({ menu }) => menu.isPortals)
  expect(Object.fromEntries(Object.keys(portals).map((kind) => [kind, declared.filter((action) => action.kind === kind).map((action) => action.id).sort()]))).toEqual(sortedPortals)
  expect(declared.filter(({ menu }) => menu.place !== 'moreActions').map((action) => action.id)).toEqual([])
})

describe('taking an action out of its description', () => {
  const routes = createRoutes(resources).filter(({ isWrite }) => isWrite).map(({ method, api, path }) => `${method} ${api} ${shape(path)}`)
  const sentBy = (all: readonly ActionDescription[]) => new Set(all.flatMap((action) => [...action.requests, ...(action.bulk ? [action.bulk] : [])].map(({ method, api, path }) => `${method} ${api} ${shape(path)}`)))

  test.each(cases)('%s disappears from plans, menus and the reference, and leaves its route and its inverse alone', (id, action) => {
    const poorer = actions.filter((each) => each !== action)
    const resource = resourceOf(action.kind)
    const without = { ...resource, actions: resource.actions!.filter((each) => each !== action) }
    expect(() => actionOf(id, poorer)).toThrow(id)
    expect(without.actions.filter(({ menu }) => menu.place === action.menu.place)).toHaveLength(resource.actions!.filter(({ menu }) => menu.place === action.menu.place).length - 1)
    expect(referencePage([without])).not.toBe(referencePage([resource]))
    const orphans = routes.filter((name) => !sentBy(poorer).has(name)).length
    const needing = poorer.filter((each) => inverseOf(each) === id).length
    const isShared = poorer.some((each) => [...sentBy([action])].every((name) => sentBy([each]).has(name)))
    expect(orphans + needing > 0 || isShared).toBe(true)
    expect(routes.filter((name) => !sentBy(actions).has(name))).toEqual([])
  })
})

const shape = (path: string) => path.replaceAll(/\{[^}]+\}/g, '{}')

const inverseOf = (action: ActionDescription): string | null => {
  const inverse = action.inverse(subjectOf(action, {}))
  return 'action' in inverse ? inverse.action : null
}

describe.each(cases)('%s', (_, action) => {
  test('answers for every image', () => {
    fc.assert(
      fc.property(anyImage(action), (image) => {
        const subject = subjectOf(action, image)
        const judgement = judge(action, subject)
        expect(['change', 'noop', 'refused']).toContain(judgement.verdict)
        if (judgement.verdict !== 'change') expect(judgement.why).not.toBe('')
        action.remark?.(subject)
        const inverse = action.inverse(subject)
        if ('irreversible' in inverse) expect(inverse.irreversible).not.toBe('')
        if (judgement.verdict === 'change') {
          const request = requestOf(action, subject)
          expect(request.path).not.toMatch(/[{}]|undefined|null/)
          expect(drifted(judgement.changes, image)).toEqual([])
          expect(judgement.changes.length === 0).toBe(leavesNoTrace(action, subject))
        }
        if (judgement.verdict === 'noop') expect(isDone(action.aims(subject), image)).toBe(true)
      }),
      { numRuns: 60, seed: 7 },
    )
  })

  test('reads what it looks at: the target first, and every part has its place', () => {
    const parameters = parametersFor(action)
    const reads = readsOf(action, { id: action.target === 'new' ? null : id, organization, parameters })
    expect(reads.map(({ part }) => part)).toContain('object')
    for (const { path, query } of reads) expect([path, ...Object.values(query)].join(' ')).not.toMatch(/[{}]/)
    for (const aim of action.aims(subjectOf(action, Object.fromEntries(reads.map(({ part }) => [part, null]))))) expect(Object.keys(action.reads)).toContain(aim.part)
  })

  test('its parameters fit their own schema, and nothing undeclared does', () => {
    const parameters = parametersFor(action)
    expect(parametersSchema(action.fields).parse(parameters)).toEqual(parameters)
    expect(parametersSchema(action.fields).safeParse({ ...parameters, surprise: 1 }).success).toBe(false)
  })

  test('its inverse is an action that takes the parameters it is given', () => {
    const inverse = action.inverse(subjectOf(action, {}))
    if ('irreversible' in inverse) return
    expect(parametersSchema(actionOf(inverse.action).fields).safeParse(inverse.parameters).error?.message).toBeUndefined()
    expect(actionOf(inverse.action).kind).toBe(action.kind)
  })

  test('says what it does in words', () => {
    const { words, consequences } = action
    expect(words.title).toContain('{targets}')
    for (const text of [words.menu, words.verb, words.done, words.already]) expect(text).toMatch(/^\p{Lu}/u)
    expect(consequences(parametersFor(action)).length).toBeGreaterThan(0)
    for (const { text } of consequences(parametersFor(action))) expect(text).toMatch(/\.$/)
    expect(action.class === 'D').toBe(words.phrase !== undefined)
    expect(effectOf(action)).toBe(action.class === 'D' ? 'destructive' : 'remoteChange')
  })

  test('its bulk route carries every target', () => {
    const { bulk } = action
    if (!bulk) return
    const subject = subjectOf(action, { object: { _id: id } })
    const request = bulkRequestOf(bulk, [subject, { ...subject, id: 'c'.repeat(24) }])
    // Who does not exist yet has no id: there is a row for each.
    if (action.target === 'new') return expect(request.body).toHaveLength(2)
    expect(JSON.stringify(request.body)).toContain(id)
    expect(JSON.stringify(request.body)).toContain('c'.repeat(24))
  })
})
