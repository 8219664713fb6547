// Small samples of the gates over changes, so that a broken promise is met before anybody runs them whole.

import { expect, test } from 'vitest'
import { killThrough } from '../../gate/bulk.ts'
import { rehearse } from '../../gate/rehearsal.ts'
import { takeBack } from '../../gate/undo.ts'
import { jobSteps, rowSteps } from '../../support/bulk-steps.ts'

test('what a plan says is what happens, and nothing is sent before the confirmation (c5, 14.2)', async () => {
  const tally = await rehearse(12, 7)
  expect(tally.wrong).toEqual([])
  expect(tally.writesBeforeConfirmation).toBe(0)
  expect(tally.asPredicted).toBeGreaterThan(0)
})

test('what can be taken back leaves everybody as they were, and what cannot says so first (c6, 14.3)', async () => {
  const tally = await takeBack(6, 7)
  expect(tally.wrong).toEqual([])
  expect(tally.undone).toBe(6)
})

test('a job that is killed at each of its steps does everything once, and its report is exact (14.5, G16)', async () => {
  const { wrong, hits } = await killThrough('suspend', { people: 48, kills: 8, seed: 7 })
  expect(wrong).toEqual([])
  expect([...hits.keys()].sort()).toEqual([...jobSteps, ...rowSteps].sort())
  // Each life of the program is a process of its own.
}, 400_000)
