// B13: random slices of a list through the real bridge, idle and while a sync runs at full speed, and how late the main process gets.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSimulator } from '../../main/simulator/server.ts'
import { launchApp, type RunningApp } from '../support/electron-app.ts'
import { connectDialog, firstRun, organizationHeader } from '../support/page-objects/screens.ts'
import { percentile } from '../support/numbers.ts'

export const isDesktop = true

const users = 20_000
const slices = 1_000

export default async function window() {
  const profile = await mkdtemp(join(tmpdir(), 'orgdeck-window-'))
  const simulator = await startSimulator({ estate: { organizations: [{ name: 'Window', users, devices: 0, region: 'us' }] } })
  const organization = simulator.estate.organizations[0]!
  try {
    const app = await launchApp({ profile, simulatorUrl: simulator.url })
    await firstRun(app.page).addByKey()
    const connect = connectDialog(app.page)
    await connect.check(organization.apiKey)
    await connect.dialog.getByText(organization.id).waitFor()
    await connect.add()
    const header = organizationHeader(app.page, organization.name)
    await header.group.getByText(/^synced/i).waitFor({ timeout: 300_000 })
    const idle = await timeSlices(app, organization.id)
    await startWatch(app)
    await header.sync()
    const busy = await timeSlices(app, organization.id)
    const lateness = await endWatch(app)
    await app.quit()
    const [idle50, idle99, busy99, late99] = [percentile(idle, 50), percentile(idle, 99), percentile(busy, 99), percentile(lateness, 99)]
    return [
      { id: 'B13', what: `100-row slice of ${users} users through the bridge, p50`, value: idle50, unit: 'ms', goal: '≤ 2 ms', ok: idle50 <= 2 },
      { id: 'B13', what: 'the same, p99', value: idle99, unit: 'ms', goal: '≤ 8 ms', ok: idle99 <= 8 },
      { id: 'B13', what: 'the same during a sync, p99', value: busy99, unit: 'ms', ratio: busy99 / idle99, baseline: idle99, goal: '≤ 2 × idle', ok: busy99 <= 2 * idle99 },
      { id: 'B13', what: 'main process lateness during a sync, p99', value: late99, unit: 'ms', goal: '≤ 8 ms', ok: late99 <= 8 },
    ]
  } finally {
    await simulator.stop()
    await rm(profile, { recursive: true, force: true })
  }
}

const timeSlices = ({ page }: RunningApp, organization: string): Promise<number[]> =>
  page.evaluate(
    async ({ organization: id, users: total, slices: count }) => {
      const { bridge } = globalThis as unknown as { bridge: { call(request: unknown): Promise<unknown> } }
      const times: number[] = []
      for (let index = 0; index < count; index++) {
        const from = performance.now()
        await bridge.call({
          name: 'snapshot.page',
          callId: `bench-${Math.random()}`,
          input: {
            scope: { type: 'one', organization: id }, kind: 'user', sort: [{ column: 'username', descending: false }],
            columns: ['username', 'firstname', 'lastname', 'email', 'status', 'passwordStatus', 'mfaEnrollment.overallStatus', 'groupCount', 'created', 'department', 'jobTitle', 'location'],
            start: Math.floor(Math.random() * (total - 100)), size: 100,
          },
        })
        times.push(performance.now() - from)
        // As a person scrolls: under the gate's limit of calls in a second.
        await new Promise((resolve) => setTimeout(resolve, 3))
      }
      return times.slice(20)
    },
    { organization, users, slices },
  )

const startWatch = ({ electron }: RunningApp) =>
  electron.evaluate(() => {
    const late: number[] = []
    let expected = performance.now() + 5
    const timer = setInterval(() => {
      const now = performance.now()
      late.push(Math.max(0, now - expected))
      expected = now + 5
    }, 5)
    Object.assign(globalThis, { watch: { late, timer } })
  })

const endWatch = ({ electron }: RunningApp): Promise<number[]> =>
  electron.evaluate(() => {
    const { late, timer } = (globalThis as unknown as { watch: { late: number[]; timer: ReturnType<typeof setInterval> } }).watch
    clearInterval(timer)
    return late
  })
