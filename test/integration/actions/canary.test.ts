// Passwords among what an action is told: sent to the service once, and found nowhere else, neither on the disk nor in any answer.

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createNodeTransport } from '../../../main/engine/api/transport-node.ts'
import { openSqlcipher } from '../../../main/engine/store/driver-sqlcipher.ts'
import { createKeyFiles } from '../../../main/engine/store/key-files.ts'
import { storeFolder } from '../../../main/engine/store/store-files.ts'
import { type ActionWorld, startActionWorld } from '../../support/action-world.ts'

const canaries = { set: 'Canary-of-the-set-password-7!', refused: 'Canary-of-the-refused-one-8!', added: 'Canary-of-somebody-new-9!' }

let world: ActionWorld
/** Bodies that left this computer, and everything that the engine said to anybody. */
const sent: string[] = []
const answers: string[] = []

beforeAll(async () => {
  const transport = createNodeTransport()
  world = await startActionWorld({
    parts: {
      transport: Object.assign((request: Parameters<typeof transport>[0]) => {
        sent.push(`${request.url} ${JSON.stringify(request.headers)} ${request.body ?? ''}`)
        return transport(request)
      }, { close: () => transport.close() }),
    },
  })
}, 120_000)
afterAll(() => world.close())

const heard = <T>(answer: T): T => {
  answers.push(JSON.stringify(answer) ?? '')
  return answer
}

/** The whole way of a plan, as a window goes it, with everything that it is told on the way. */
async function carry(plan: Awaited<ReturnType<ActionWorld['plan']>>) {
  heard(plan)
  heard(await world.rows(plan))
  heard(await world.engine.call('engine.planFacts', { plan: plan.id }))
  const job = heard(await world.rested(heard(await world.start(plan, { changes: plan.counts.change, reason: 'Starts on Monday' }))))
  heard(await world.jobRows(job))
  heard(await world.engine.call('action.getPlan', { plan: plan.id, show: 'all', start: 0, size: 100 }))
  return job
}

/** Every text of every table of a file of the store. */
async function tablesOf(path: string, name: string): Promise<string> {
  const connection = await openSqlcipher({ path, key: await createKeyFiles(storeFolder(world.folder), world.rootKey).read(name), isReadOnly: true })
  try {
    const tables = await connection.all<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table'`)
    const rows = await Promise.all(tables.map(({ name: table }) => connection.all<Record<string, unknown>>(`SELECT * FROM "${table}"`)))
    return rows.flat().map((row) => Object.values(row).map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value))).join(' ')).join('\n')
  } finally {
    await connection.close()
  }
}

const filesIn = (folder: string): string[] => readdirSync(folder).flatMap((name) => (statSync(join(folder, name)).isDirectory() ? filesIn(join(folder, name)) : [join(folder, name)]))

const spellings = (canary: string): string[] => [canary, JSON.stringify(canary).slice(1, -1), encodeURIComponent(canary), Buffer.from(canary).toString('base64').replace(/=+$/, ''), Buffer.from(canary).toString('hex')]

test('passwords reach the service once and stay nowhere (c1, 4.4)', async () => {
  const [first, second] = world.userIds(12).filter((id) => world.served('user', id)!.state === 'ACTIVATED')
  expect((await carry(await world.plan('user.setPassword', [first!], { password: canaries.set }))).phase).toBe('complete')

  // The service may repeat what it refuses.
  world.simulator.faults.add({ match: { method: 'POST', path: '/api/systemusers/*/password' }, fault: { type: 'body', status: 400, body: { message: `the password ${canaries.refused} is too weak` }, headers: { 'x-request-id': canaries.refused } } })
  const failed = await carry(await world.plan('user.setPassword', [second!], { password: canaries.refused }))
  expect(failed.counts).toMatchObject({ failed: 1 })
  // What was typed is gone with its job: once more needs it once more.
  await expect(world.engine.call('job.retryFailed', { job: failed.id })).rejects.toMatchObject({ code: 'plan.empty' })

  const added = heard(
    await world.engine.call('action.plan', {
      action: 'user.add',
      parameters: {},
      selection: { type: 'new', kind: 'user', organization: world.organization, items: [{ username: 'nina.new', email: 'nina.new@contoso.test', state: 'ACTIVATED', password: canaries.added }] },
    }),
  )
  const made = await carry(added)
  expect(made).toMatchObject({ phase: 'complete', counts: { confirmed: 1 } })
  heard(await world.engine.call('action.planUndo', { job: made.id }))

  // A plan that is not started takes its secret with it when the program ends.
  const waiting = heard(await world.plan('user.setPassword', [first!], { password: canaries.set }))
  heard(await world.engine.call('ledger.page', { filter: {}, start: 0, size: 500 }))
  heard(await world.engine.call('job.list', { size: 100 }))
  for (const topic of ['job.progressed', 'store.changed', 'sync.progressed'] as const) heard(world.engine.items(topic))
  heard(world.engine.failures)
  await world.restart()
  await expect(world.start(waiting)).rejects.toMatchObject({ code: 'plan.unknown' })

  const folder = storeFolder(world.folder)
  const inside = await Promise.all([tablesOf(folder.ledger, 'ledger'), tablesOf(folder.projection, 'current'), tablesOf(folder.history(world.organization), world.organization)])
  expect(inside[0]).toContain('Starts on Monday')
  const outside = filesIn(world.folder).map((path) => readFileSync(path).toString('latin1'))
  for (const canary of Object.values(canaries)) {
    expect(sent.filter((text) => text.includes(canary))).toHaveLength(1)
    for (const spelling of spellings(canary)) {
      expect(answers.filter((text) => text.includes(spelling))).toEqual([])
      expect(inside.filter((text) => text.includes(spelling))).toEqual([])
      expect(outside.filter((text) => text.includes(spelling))).toEqual([])
    }
  }
})
