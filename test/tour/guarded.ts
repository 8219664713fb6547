// What every walk through changes begins with: one organization of the small estate, read, and guarded instead of read-only.

import type { Page } from 'playwright-core'
import { startSimulator } from '../../main/simulator/server.ts'
import { launchApp, type RunningApp, withProfile } from '../support/electron-app.ts'
import { setSafety } from '../support/page-objects/changes.ts'
import { connectDialog, firstRun, navigation, organizationHeader } from '../support/page-objects/screens.ts'

type Simulator = Awaited<ReturnType<typeof startSimulator>>

export interface GuardedWalk {
  readonly app: RunningApp
  readonly page: Page
  readonly profile: string
  readonly simulator: Simulator
  readonly truth: Simulator['estate']['organizations'][number]
}

export async function guarded(work: (walk: GuardedWalk) => Promise<void>): Promise<void> {
  const simulator = await startSimulator({ estate: 'small' })
  const truth = simulator.estate.organizations[0]!
  try {
    await withProfile(async (profile) => {
      const app = await launchApp({ profile, simulatorUrl: simulator.url })
      const { page } = app
      await firstRun(page).addByKey()
      await connectDialog(page).check(truth.apiKey)
      await connectDialog(page).add()
      await organizationHeader(page, truth.name).synced()
      await navigation(page).go('Settings')
      await setSafety(page, 'Guarded')
      await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Dismiss' }).click()
      await work({ app, page, profile, simulator, truth })
    })
  } finally {
    await simulator.stop()
  }
}
