import { expect, test } from 'vitest'
import { started } from './ask.ts'

const estate = { organizations: [{ users: 30 }] }

test('totals are missing, text, or in a header instead of the body', async () => {
  const { simulator, ask } = await started({ estate, quirks: { totals: 'missing' } })
  expect((await ask('/api/systems')).body.totalCount).toBeUndefined()
  expect((await ask('/api/v2/systemgroups')).headers.has('x-total-count')).toBe(false)
  simulator.estate.quirks = { ...simulator.estate.quirks, totals: 'text' }
  expect(typeof (await ask('/api/v2/alerts')).body.count).toBe('string')
  simulator.estate.quirks = { ...simulator.estate.quirks, totals: 'header' }
  const reply = await ask('/api/v2/roles')
  expect([reply.body.totalCount, Number(reply.headers.get('x-total-count'))]).toEqual([undefined, reply.body.results.length])
})

test('dates are null or bare in some rows, and ids stand under both names', async () => {
  const { simulator, ask } = await started({ estate, quirks: { dates: 'null' } })
  const created = async () => ((await ask('/api/systems?limit=4&sort=_id')).body.results as { created: unknown }[]).map((row) => row.created)
  expect((await created()).map((value) => value === null)).toEqual([true, false, true, false])
  simulator.estate.quirks = { ...simulator.estate.quirks, dates: 'bare', ids: 'both' }
  expect((await created()).map((value) => String(value).length)).toEqual([10, 24, 10, 24])
  const [group] = (await ask('/api/v2/systemgroups')).body
  expect(group._id).toBe(group.id)
  expect((await ask(`/api/v2/systemgroups/${group.id}`)).body._id).toBe(group.id)
})

test('rows of deleted objects are counted and not sent, in every list of the newer surface', async () => {
  const { ask } = await started({ estate, quirks: { ghosts: 0.5 } })
  for (const path of ['/api/v2/usergroups?sort=name&', '/api/v2/policies?', '/api/v2/systemgroups?']) {
    const pages = []
    for (let skip = 0; skip < 60; skip += 5) pages.push((await ask(`${path}limit=5&skip=${skip}`)).body as { id: string }[])
    const ids = pages.flat().map(({ id }) => id)
    expect([pages.some((page) => page.length > 0 && page.length < 5), new Set(ids).size]).toEqual([true, ids.length])
  }
  const reply = await ask('/api/v2/usergroups?limit=100')
  expect(Number(reply.headers.get('x-total-count'))).toBeGreaterThan(reply.body.length)
})

test('quirks can be switched over the control surface', async () => {
  const { simulator, ask } = await started({ estate, isControlled: true })
  const { url, token } = simulator.control!
  const reply = await fetch(`${url}/quirks`, { method: 'POST', headers: { 'x-control-token': token }, body: JSON.stringify({ totals: 'missing' }) })
  expect([reply.status, (await ask('/api/commands')).body.totalCount]).toEqual([200, undefined])
})
