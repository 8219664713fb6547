// People of a connected directory: read page by page, chosen one by one, planned with the directory as where they come from, and bound to it.

import { expect, test } from 'vitest'
import { plainStory } from '../../../main/simulator/profile.ts'
import type { ResourceId } from '../../../shared/base/ids.ts'
import { startActionWorld } from '../../support/action-world.ts'

test.each([
  ['g_suite', 'jumpcloud:gapps', 'user.importFromGoogle'],
  ['office_365', 'jumpcloud:o365', 'user.importFromMicrosoft'],
] as const)('the people of a %s directory are chosen, imported and bound to it (3.2, 3.3, 3.4, 3.5)', async (type, creationSource, action) => {
  // More than one page of candidates.
  const world = await startActionWorld({ estate: { organizations: [{ name: 'Contoso', users: 130, devices: 1, region: 'us', story: { ...plainStory, directories: [{ type }] } }] } })
  try {
    const { engine, organization, truth, simulator } = world
    const table = truth.tableOf('directory')
    const directory = table.idAt(table.indexes()[0]!) as ResourceId
    const view = await engine.call('import.openDirectory', { organization, directory })
    // Nobody is in before somebody chooses; who is here already is said.
    expect(view).toMatchObject({ source: { type: 'directory', isWhole: true }, counts: { new: 0, same: 0, skipped: view.total }, reason: 'Nothing would be added or changed' })
    const asked = simulator.recorder.entries.filter(({ path }) => /\/import\/(?:users|jumpcloudusers)$/.test(path)).length
    expect(asked).toBe(Math.ceil(view.total / 100))
    const { rows } = await engine.call('import.rows', { import: view.id, version: view.version, show: 'all', start: 0, size: 500 })
    expect(rows.filter(({ person }) => person !== null)).toHaveLength(130)
    const starters = rows.filter(({ person }) => person === null)
    expect(starters.length).toBeGreaterThan(10)

    const chosen = await engine.call('import.decide', { import: view.id, decision: { type: 'take', rows: [...starters.slice(0, 3).map(({ row }) => row), rows.find(({ person }) => person !== null)!.row] } })
    expect(chosen).toMatchObject({ counts: { new: 3, conflict: 0, bad: 0 }, reason: null })
    const plan = await engine.call('import.plan', { import: view.id })
    expect((await world.rows(plan)).filter((row) => row.action === action && row.verdict === 'change')).toHaveLength(3)
    expect(world.writes()).toEqual([])
    const job = await world.run(plan)
    expect(job.phase).toBe('complete')
    const added = truth.users.indexes().map((index) => truth.users.at(index)).filter((raw) => starters.slice(0, 3).some(({ cells }) => cells[0] === raw.email))
    expect(added.map((raw) => raw.creationSource)).toEqual([creationSource, creationSource, creationSource])

    const assignment = await engine.call('import.planAssignment', { job: job.id, organization, groups: [], directories: [directory] })
    expect(assignment.counts).toMatchObject({ total: 3, change: 3 })
    expect((await world.run(assignment)).counts).toMatchObject({ confirmed: 3 })
  } finally {
    await world.close()
  }
})
