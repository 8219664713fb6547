// B10: the overview of 500 organizations from summary rows, whatever they hold, against counting by grouping; and the search over
// everything and the matrix of settings on the same estate.

import { resourceOf } from '../../shared/resources/index.ts'
import type { StagedRow } from '../../main/engine/store/store.ts'
import { type BenchContext, type BenchRow, makeUsers, median, openBeside, publishUsers, spread, timed } from '../support/filled-store.ts'
import { openTempStore, organization, organizationId, publish, type TempStore } from '../support/temp-store.ts'

const organizations = 500
const rounds = 15
const question = { scope: { type: 'all' }, trend: { kind: 'user', measure: null } } as const

export default async function overview({ say }: BenchContext): Promise<BenchRow[]> {
  say(`filling ${organizations} organizations of 20 users each …`)
  const small = await filled(20)
  const few = await measure(small).finally(() => small.remove())
  say(`filling ${organizations} organizations of 200 users each …`)
  const large = await filled(200)
  try {
    const many = await measure(large)
    const grouping = await grouped(large)
    const found = await searches(large)
    const matrix = median(await repeated(() => large.store.matrix({ scope: { type: 'all' }, kind: 'organization' })))
    return [
      { id: 'B10', what: `overview of ${organizations} organizations, 100,000 users, answered`, value: many.answer, unit: 'ms', goal: '≤ 100 ms painted', baseline: grouping, ratio: grouping / many.answer, ok: many.answer <= 100 },
      { id: 'B10', what: 'the same with ten times the users in each', value: many.answer, unit: 'ms', goal: '≤ 1.2 × of 20 users each', baseline: few.answer, ratio: many.answer / few.answer, ok: many.answer <= 1.2 * few.answer + 1 },
      { id: 'B10', what: 'right after a change, when everything is read anew', value: many.afterChange, unit: 'ms', goal: '≤ 100 ms', baseline: grouping, ratio: grouping / many.afterChange, ok: many.afterChange <= 100 },
      { id: 'B6', what: 'one text in everything, three characters and more, p50', value: found.p50, unit: 'ms', goal: '≤ 16 ms', ok: found.p50 <= 16 },
      { id: 'B6', what: 'the same, p99', value: found.p99, unit: 'ms', goal: '≤ 30 ms of the 50 to a painted answer', ok: found.p99 <= 30 },
      { id: 'c9', what: `settings of ${organizations} organizations beside one another`, value: matrix, unit: 'ms', goal: '≤ 100 ms of the 500 to a painted matrix', ok: matrix <= 100 },
    ]
  } finally {
    await large.remove()
  }
}

async function filled(usersEach: number): Promise<TempStore> {
  const temp = await openTempStore()
  for (const [index, rows] of makeUsers(organizations, usersEach).entries()) {
    const id = organizationId(index + 1)
    await temp.store.saveOrganization(organization(index + 1, { name: `Bench ${index}` }))
    await publishUsers(temp.store, id, rows)
    await publish(temp.store, id, { organization: [record(id, index)] })
  }
  return temp
}

const record = (id: string, index: number): StagedRow => ({ id, raw: { _id: id, displayName: `Bench ${index}`, settings: { requireAdminMFA: index % 9 > 0, passwordPolicy: { minLength: index % 30 === 0 ? 8 : 12, needsNumeric: true } } } })

async function measure({ store }: TempStore): Promise<{ answer: number; afterChange: number }> {
  const answer = median(await repeated(() => store.overview(question)))
  const afterChange = median(
    await repeated(async () => store.overview(question), async (round) => {
      await store.setProblem(organizationId(1 + round), null, new Date().toISOString())
    }),
  )
  return { answer, afterChange }
}

async function repeated(work: () => Promise<unknown>, before?: (round: number) => Promise<void>): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    await before?.(round)
    times.push(await timed(work))
  }
  return times
}

/** The same totals without summaries: every row of users is visited. */
async function grouped(temp: TempStore): Promise<number> {
  const beside = await openBeside(temp)
  const { table, words } = { table: 'row_user', words: resourceOf('user').words.many }
  const times = await repeated(() => beside.all(`SELECT organization, count(*) AS ${words}, sum(nullif(c_email, '') IS NOT NULL) AS mails FROM ${table} GROUP BY organization`))
  await beside.close()
  return median(times)
}

async function searches({ store }: TempStore): Promise<{ p50: number; p99: number }> {
  const first = await store.page({ scope: { type: 'all' }, kind: 'user', sort: [], columns: ['username', 'email', 'lastname'], start: 0, size: 200 })
  const texts = (JSON.parse(first.rowsJson) as (string | null)[][]).flatMap((row) => row.slice(2).flatMap((text) => (text && text.length >= 6 ? [text.slice(1, 4), text.slice(0, 5), text] : [])))
  const times: number[] = []
  for (const text of texts.slice(0, 300)) times.push(await timed(() => store.search({ text, scope: { type: 'all' }, perKind: 8 })))
  return spread(times)
}
