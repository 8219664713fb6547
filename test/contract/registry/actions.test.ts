// Every action of the registry: total, filled, invertible, worded. What it does to the service is asked of the simulator.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ActionDescription, Image, Subject } from '../../../shared/actions/action.ts'
import { parametersSchema } from '../../../shared/actions/field.ts'
import { drifted, effectOf, isDone, judge, leavesNoTrace } from '../../../shared/actions/judge.ts'
import { bulkRequestOf, readsOf, requestOf } from '../../../shared/resources/derive/action-requests.ts'
import { actionOf, actions, resourceOf } from '../../../shared/resources/index.ts'
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
    expect(JSON.stringify(request.body)).toContain(id)
    expect(JSON.stringify(request.body)).toContain('c'.repeat(24))
  })
})
