// A small sample of the gate of isolation (`npm run gate -- tenant`): what it does a hundred thousand times must hold a few hundred times here.

import { expect, test } from 'vitest'
import { interleave } from '../../gate/tenant.ts'

test('interleaved syncs, reads, removals, new keys and foreign answers of several organizations never mix', async () => {
  const { violations, requests, rows } = await interleave({ n: 250, seed: 7, plant: 'none', stopAtFirst: false })
  expect(violations).toEqual([])
  expect(requests).toBeGreaterThan(0)
  expect(rows).toBeGreaterThan(0)
})

test('a build that reads what was asked for last instead of what is asked for is caught', async () => {
  expect((await interleave({ n: 20_000, seed: 7, plant: 'scope', stopAtFirst: true })).violations).not.toEqual([])
})
