// What changed since the operator last looked: objects by what became of them, counted after readings, forgotten when looked at.

import { afterEach, expect, test, vi } from 'vitest'
import { createDrifts, type Drifts } from '../../../main/engine/diffs/drift.ts'
import { limits } from '../../../shared/base/limits.ts'
import { groupRow, memberRow, openTempStore, organization, organizationId, publish, type TempStore, userRow, users } from '../../support/temp-store.ts'

let temp: TempStore
let drifts: Drifts
let counted: string[]
const [acme, other] = [organizationId(1), organizationId(2)]
/** A busy machine may take its time. */
const soon = { timeout: 30_000, interval: 100 }

async function begin(): Promise<void> {
  temp = await openTempStore()
  counted = []
  for (const number of [1, 2]) await temp.store.saveOrganization(organization(number))
  start()
}

const start = () => {
  drifts = createDrifts({ store: temp.store, clock: temp.clock, onCounted: (id) => counted.push(id) })
}

afterEach(async () => {
  await drifts.close()
  await temp.remove()
})

/** A reading of its own moment. */
const read = async (number: number, rows: Parameters<typeof publish>[2]) => {
  temp.clock.nowMs += 60_000
  await publish(temp.store, organizationId(number), rows)
}

const kindsOf = async (id: string) => (await drifts.all()).find((each) => each.organization === id)
const rowsOf = async (id = acme) => (await drifts.rows({ organization: id, start: 0, size: 100 })).rows.map(({ title, what, changes }) => [title, what, ...changes.map(({ path, from, to }) => `${path}: ${from} → ${to}`)])

test('says who came, went and changed since the first reading, by fields that count, and of no other organization', async () => {
  await begin()
  await read(1, { user: users(0, 4) })
  await read(2, { user: users(10, 12) })
  expect(await rowsOf()).toEqual([])
  // The last is what the service changes by itself at every reading.
  await read(1, { user: [userRow(0), userRow(1, { state: 'SUSPENDED' }), userRow(3, { badLoginAttempts: 0 }), userRow(9)] })
  expect((await rowsOf()).map(([title, what]) => [title, what]).sort()).toEqual([['user1', 'changed'], ['user2', 'removed'], ['user9', 'added']])
  expect((await rowsOf()).find(([, what]) => what === 'changed')?.slice(2).join()).toMatch(/suspended/i)
  await vi.waitFor(async () => expect(await kindsOf(acme)).toMatchObject({ isCounted: true, lookedAt: null, kinds: [{ kind: 'user', added: 1, changed: 1, removed: 1 }] }), soon)
  await vi.waitFor(async () => expect(await kindsOf(other)).toMatchObject({ isCounted: true, kinds: [] }), soon)
  expect(await rowsOf(other)).toEqual([])
})

test('begins anew when somebody looked, also after the program was closed, and forgets what was taken back', async () => {
  await begin()
  await read(1, { user: users(0, 3) })
  await read(1, { user: users(0, 4) })
  temp.clock.nowMs += 1_000
  await drifts.look(acme)
  expect(await kindsOf(acme)).toMatchObject({ kinds: [], isCounted: true })
  expect(await rowsOf()).toEqual([])
  await drifts.close()
  await temp.reopen()
  start()
  expect((await kindsOf(acme))?.lookedAt).not.toBeNull()
  await read(1, { user: [...users(0, 3), userRow(3, { department: 'Sales' })] })
  expect(await rowsOf()).toHaveLength(1)
  // As it was when somebody looked: nothing changed since then.
  await read(1, { user: users(0, 4) })
  expect(await rowsOf()).toEqual([])
  await vi.waitFor(async () => expect(await kindsOf(acme)).toMatchObject({ kinds: [] }), soon)
})

test('counts what an earlier session read and did not come to count', async () => {
  await begin()
  await read(1, { user: users(0, 2) })
  await read(1, { user: users(0, 5) })
  // Closed before it was quiet for long enough.
  await drifts.close()
  expect((await kindsOf(acme))?.isCounted).toBe(false)
  await temp.reopen()
  start()
  await vi.waitFor(async () => expect((await kindsOf(acme))?.kinds).toEqual([{ kind: 'user', added: 3, changed: 0, removed: 0 }]), soon)
  expect(counted).toContain(acme)
  expect(limits.driftSettleMs).toBeLessThan(soon.timeout)
})

test('counts bindings too, called by both ends even when one of them is gone', async () => {
  await begin()
  await read(1, { userGroup: [groupRow(1, 'VPN Users'), groupRow(2, 'Finance')], user: users(0, 3), membership: [memberRow(1, 0), memberRow(1, 1)] })
  await read(1, { userGroup: [groupRow(1, 'VPN Users'), groupRow(2, 'Finance')], user: users(0, 2), membership: [memberRow(1, 0), memberRow(2, 1)] })
  const { rows, total } = await drifts.rows({ organization: acme, start: 0, size: 100 })
  expect(rows.map(({ kind, title, what }) => [kind, title, what]).sort()).toEqual([
    ['membership', 'Finance – user1', 'added'],
    ['membership', 'VPN Users – user1', 'removed'],
    ['user', 'user2', 'removed'],
  ])
  expect([total, rows.find(({ what }) => what === 'added')!.owner]).toEqual([3, { kind: 'userGroup', id: groupRow(2).id }])
  expect(rows.find(({ kind }) => kind === 'user')!.owner).toBeNull()
  // A window further on names what is in it.
  expect((await drifts.rows({ organization: acme, start: 2, size: 1 })).rows).toHaveLength(1)
  await vi.waitFor(async () => expect((await kindsOf(acme))?.kinds).toEqual(expect.arrayContaining([{ kind: 'membership', added: 1, changed: 0, removed: 1 }])), soon)
})
