// An organization renamed through its provider: reviewed, sent once, read again, taken back; and refused with the organization's own key.

import { afterEach, expect, test } from 'vitest'
import { type ActionWorld, startActionWorld } from '../../support/action-world.ts'

let world: ActionWorld
afterEach(() => world.close())

const nameAtService = () => world.truth.record.displayName

test('with the provider’s key it has the new name, here and there, and its old one after the way back', async () => {
  world = await startActionWorld({ users: 2, isByProvider: true })
  const before = nameAtService()
  const plan = await world.plan('organization.rename', [world.organization], { name: 'Contoso Holding' })
  expect(plan).toMatchObject({ class: 'B', counts: { total: 1, change: 1, refused: 0 } })
  expect(world.writes()).toEqual([])
  const job = await world.run(plan)
  expect(job).toMatchObject({ phase: 'complete', counts: { confirmed: 1 } })
  expect(nameAtService()).toBe('Contoso Holding')
  expect(world.writes()).toEqual([`PUT /api/v2/providers/${String(world.truth.record.provider)}/organizations/${world.organization}`])
  expect((await world.copied('organization', world.organization)).cells.displayName).toBe('Contoso Holding')
  // The route takes no organization header, and names the organization in its path.
  const sent = world.simulator.recorder.entries.find(({ isWrite }) => isWrite)!
  expect(sent.organizationHeader).toBeNull()
  expect(await world.run(await world.engine.call('action.planUndo', { job: job.id }))).toMatchObject({ phase: 'complete' })
  expect(nameAtService()).toBe(before)
}, 120_000)

test('with the organization’s own key the service refuses it, and nothing changed', async () => {
  world = await startActionWorld({ users: 2 })
  const before = nameAtService()
  const job = await world.run(await world.plan('organization.rename', [world.organization], { name: 'Contoso Holding' }))
  expect(job.counts).toMatchObject({ confirmed: 0, failed: 1 })
  expect(nameAtService()).toBe(before)
}, 120_000)
