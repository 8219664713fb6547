// Search for text in an archive of events, against a LIKE scan of the same rows and checked against it.

import { join } from 'node:path'
import type { ArchivedEvent } from '../../main/engine/store/event-archive.ts'
import { openSqlcipher } from '../../main/engine/store/driver-sqlcipher.ts'
import { fold } from '../../main/engine/store/fold.ts'
import { createKeyFiles } from '../../main/engine/store/key-files.ts'
import { storeFolder } from '../../main/engine/store/store-files.ts'
import { instantFromMs } from '../../shared/base/instant.ts'
import { createRandom } from '../../shared/base/random.ts'
import { type BenchContext, type BenchRow, median, timed } from '../support/filled-store.ts'
import { openTempStore, organization, organizationId } from '../support/temp-store.ts'

const eventsInAll = 100_000
const batch = 1_000
const needlesEach = 25
const startMs = Date.UTC(2026, 0, 1)
const acme = organizationId(1)

export default async function events({ say }: BenchContext): Promise<BenchRow[]> {
  const temp = await openTempStore()
  try {
    await temp.store.saveOrganization(organization(1))
    say(`filling an archive with ${eventsInAll.toLocaleString('en')} events …`)
    const random = createRandom(11)
    const people = Array.from({ length: 4_000 }, () => `${random.pick(given)}.${random.pick(family)}${random.integer(1, 99)}`)
    const make = (number: number): ArchivedEvent => {
      const initiator = `${random.pick(people)}@example.com`
      const raw = JSON.stringify({ id: `e${number}`, initiated_by: { email: initiator }, changes: [{ field: 'state', to: random.hex(8) }] })
      return { id: `e${number}`, atMs: startMs + number * 60_000, service: 'directory', type: random.pick(types), success: null, initiator, resource: random.pick(people), address: `203.0.113.${random.integer(0, 255)}`, country: 'AU', raw }
    }
    for (let from = 0; from < eventsInAll; from += batch) await temp.store.events.add(acme, Array.from({ length: batch }, (_, at) => make(from + at)), null)
    const key = await createKeyFiles(storeFolder(temp.folder), temp.rootKey).read(`${acme}.events`)
    const beside = await openSqlcipher({ path: join(temp.folder, 'history', `${acme}.events.db`), key, isReadOnly: true })
    const question = { organization: acme, from: instantFromMs(startMs), to: instantFromMs(startMs + eventsInAll * 60_000), services: [], types: [], success: null, start: 0, size: 100 }
    const found = async (text: string) => temp.store.events.page({ ...question, text })
    const scanned = async (text: string) => {
      const like = [`%${fold(text)}%`]
      const total = (await beside.all<{ total: number }>('SELECT count(*) AS total FROM event WHERE search LIKE ?', like))[0]!.total
      await beside.all(`SELECT event.*, payload.content FROM event JOIN payload ON payload.row = event.row WHERE event.row IN (SELECT row FROM event WHERE search LIKE ? ORDER BY at DESC LIMIT 100)`, like)
      return total
    }
    const rows: BenchRow[] = []
    let isRight = true
    for (const [what, goal, needles] of [
      ['one person', 0.2, people.slice(0, needlesEach)],
      ['what thousands of them have', 1.5, people.slice(0, needlesEach).map((name) => name.slice(2, 8))],
      ['no hit', 0.05, Array.from({ length: needlesEach }, (_, at) => `qxz${at}jk`)],
    ] as const) {
      say(`searching for ${what} …`)
      const [byIndex, byScan]: [number[], number[]] = [[], []]
      for (const needle of needles) {
        let total = -1
        let wanted = -2
        byIndex.push(await timed(async () => void (total = (await found(needle)).total)))
        byScan.push(await timed(async () => void (wanted = await scanned(needle))))
        isRight &&= total === wanted
      }
      const [value, baseline] = [median(byIndex), median(byScan)]
      rows.push({ id: 'events', what: `first page and total, ${what}`, value, unit: 'ms', baseline, ratio: value / baseline, goal: `≤ ${goal}× a LIKE scan`, ok: value / baseline <= goal })
    }
    await beside.close()
    rows.push({ id: 'events', what: 'totals equal those of the scan', value: isRight ? 1 : 0, unit: '', goal: 'every one', ok: isRight })
    return rows
  } finally {
    await temp.remove()
  }
}

const given = ['ada', 'bo', 'cleo', 'dara', 'emil', 'fatma', 'grace', 'hana', 'ivo', 'jun', 'kofi', 'lena', 'mira', 'nils', 'olga', 'pablo', 'quinn', 'rosa', 'sven', 'tara']
const family = ['adler', 'baum', 'chen', 'diaz', 'ek', 'fox', 'garcia', 'hall', 'ito', 'jansen', 'kumar', 'lopez', 'meyer', 'novak', 'okafor', 'park', 'rossi', 'silva', 'tanaka', 'weber']
const types = ['user_update', 'user_login_attempt', 'sso_auth', 'association_change', 'system_update', 'admin_login_attempt']
