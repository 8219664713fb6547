// The first path through every process: page → preload → gate → engine and back.

import { expect, test } from 'vitest'
import { launchApp, withProfile } from '../support/electron-app.ts'

test('the page shows versions that only the engine knows, with the sandbox on and the content policy kept', async () => {
  await withProfile(async (profile) => {
    const app = await launchApp({ profile })
    try {
      const answer = await app.page.evaluate(() =>
        (globalThis as unknown as { bridge: { call(request: unknown): Promise<unknown> } }).bridge.call({ name: 'app.versions', input: {}, callId: 'test-1' }),
      )
      expect(answer).toMatchObject({ ok: true, value: { electron: expect.stringMatching(/^\d+\./), sqlcipher: expect.stringMatching(/^4\./) } })
      expect(await app.page.evaluate(() => typeof (globalThis as Record<string, unknown>)['require'])).toBe('undefined')
      expect(app.complaints).toEqual([])
    } finally {
      await app.quit()
    }
  })
})
