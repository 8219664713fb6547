// A small part of the gate of faults, every time: each class against some kinds, so that every kind and every class is met.
// `npm run gate -- faults` runs all of them against all.

import { expect, test } from 'vitest'
import { resources } from '../../../shared/resources/index.ts'
import { faultCases } from '../../support/faults/fault-cases.ts'
import { faultQuestions } from '../../support/faults/fault-questions.ts'
import { positionsOf, runQuestion, runRead, runSync } from '../../support/faults/fault-runs.ts'

// No request may go there: a name that cannot exist.
const cases = faultCases('http://elsewhere.invalid')
const classes = [...new Set(cases.map(({ id }) => id))]

test('there is a case of every class of the design', () => {
  expect(classes).toEqual(Array.from({ length: 24 }, (_, index) => `F${String(index + 1).padStart(2, '0')}`))
})

test.each(classes)('a list that meets %s is read whole, told as partial or refused with the right words, whatever its kind', async (id) => {
  const ways = cases.filter((faultCase) => faultCase.id === id)
  const first = classes.indexOf(id)
  const problems: string[] = []
  // Every kind meets two classes, every class about four kinds, each at another page.
  for (let at = first; at < 2 * resources.length; at += classes.length) {
    const resource = resources[at % resources.length]!
    const faultCase = ways[at % ways.length]!
    const position = positionsOf(resource)[at % positionsOf(resource).length]!
    for (const often of ['once', 'always'] as const) {
      const problem = await runRead(faultCase, resource, position, often, at)
      if (problem) problems.push(`${faultCase.name}, ${resource.kind}, ${position} page, ${often}: ${problem}`)
    }
  }
  expect(problems).toEqual([])
})

test.each(classes)('a sync that meets %s leaves one generation or the other, never a mix', async (id) => {
  const [faultCase] = cases.filter((each) => each.id === id)
  const resource = resources[(classes.indexOf(id) * 5 + 1) % resources.length]!
  expect(await runSync(faultCase!, resource, 1)).toBeNull()
})

test('what is read beside lists fails as it should, whatever it meets', async () => {
  const plain = cases.filter(({ id }) => id !== 'F20' && id !== 'F21')
  const problems: string[] = []
  for (const [at, question] of faultQuestions.entries()) {
    const faultCase = plain[at % plain.length]!
    const problem = await runQuestion(faultCase, question, at % 2 === 0 ? 'always' : 'once', at)
    if (problem) problems.push(`${faultCase.name}, ${question.name}: ${problem}`)
  }
  expect(problems).toEqual([])
})

