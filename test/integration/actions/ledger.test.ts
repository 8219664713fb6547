// The ledger as somebody reads it afterwards: levels, jobs and rows with who, why and what, in the window's pages and in exported files.

import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LedgerLine } from '../../../shared/contract/ledger.ts'
import { type ActionWorld, startActionWorld } from '../../support/action-world.ts'

let world: ActionWorld
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'orgdeck-ledger-'))
  world = await startActionWorld()
}, 120_000)
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

const all = async (filter = {}): Promise<LedgerLine[]> => (await world.engine.call('ledger.page', { filter, start: 0, size: 500 })).lines
const operator = userInfo().username

test('each change of the level is a line with who, where, from and to; saying the same again is none (11.6)', async () => {
  const before = await all()
  expect(before.map(({ type, changes }) => [type, changes])).toEqual([['level', [{ title: 'Level', path: 'safety', from: 'Read-only', to: 'Guarded' }]]])
  await world.setSafety('guarded')
  await world.engine.call('organization.update', { organization: world.organization, alias: 'Ours' })
  expect(await all()).toEqual(before)
  await world.setSafety('expert')
  const [newest] = await all({ types: ['level'] })
  expect(newest).toMatchObject({ operator, organization: world.organization, organizationName: world.truth.name, changes: [{ from: 'Guarded', to: 'Expert' }], job: null })
})

test('an exported ledger has every line as the page shows it, with its mark, and nothing that a spreadsheet would run (11.6)', async () => {
  const [id] = world.userIds(12).filter((user) => world.served('user', user)!.state === 'ACTIVATED')
  const plan = await world.plan('user.edit', [id!], { changes: { department: '=HYPERLINK("https://example.com")', jobTitle: 'a "quoted"\nclerk' } })
  const job = await world.run(plan, { changes: 1, reason: '+1 for "them"', ticket: '@T-7' })
  expect(job.phase).toBe('complete')
  const lines = await all()

  const json = await world.engine.call('engine.writeLedger', { path: join(folder, 'ledger.json'), format: 'json', filter: {} })
  const written = readFileSync(join(folder, 'ledger.json'))
  expect(json).toEqual({ lines: lines.length, sha256: createHash('sha256').update(written).digest('hex') })
  expect(JSON.parse(written.toString('utf8'))).toEqual(lines)

  const csv = await world.engine.call('engine.writeLedger', { path: join(folder, 'ledger.csv'), format: 'csv', filter: { job: job.id, types: ['row'] } })
  const text = readFileSync(join(folder, 'ledger.csv'), 'utf8')
  expect(csv).toEqual({ lines: 1, sha256: createHash('sha256').update(text).digest('hex') })
  const [line] = await all({ job: job.id, types: ['row'] })
  for (const part of [line!.mark, job.id, job.plan, operator, world.truth.name, id!, `"'+1 for ""them"""`, `"'@T-7"`]) expect(text).toContain(part)
  // Two line ends: the heading's and the line's; the one inside a field is quoted.
  expect(text.split('\r\n')).toHaveLength(3)
  expect(text).not.toMatch(/(^|,)"?[=+@-]/m)
})
