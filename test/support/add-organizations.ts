// Adds organizations by the calls that the dialogs make, and waits until each has been read once: the dialogs have tests of their own.

import type { Page } from 'playwright-core'
import { expect } from 'vitest'

interface Asking {
  readonly bridge: { call(request: object): Promise<{ ok: boolean; value?: unknown; error?: unknown }> }
}

export async function addOrganizations(page: Page, organizations: readonly { readonly name: string; readonly apiKey: string }[]): Promise<void> {
  for (const { name, apiKey } of organizations) {
    const added = await page.evaluate(async (key) => {
      const { bridge } = globalThis as unknown as Asking
      const ask = async (operation: string, input: object) => {
        const answer = await bridge.call({ name: operation, input, callId: `test-${operation}-${Math.random()}`.slice(0, 60) })
        if (!answer.ok) throw new Error(`${operation}: ${JSON.stringify(answer.error)}`)
        return answer.value as never
      }
      const { ticket, organizations: found }: { ticket: string; organizations: { id: string; name: string; suggested: object }[] } = await ask('connection.check', { source: { from: 'paste', key }, region: 'us' })
      const { id, name, suggested } = found[0]!
      await ask('connection.add', { ticket, safety: 'readOnly', keep: 'keychain', organizations: [{ id, name, appearance: suggested }] })
      return name
    }, apiKey)
    expect(added).toBe(name)
  }
  const unread = () =>
    page.evaluate(async () => {
      const { bridge } = globalThis as unknown as Asking
      const answer = await bridge.call({ name: 'organization.list', input: {}, callId: `test-list-${Math.random()}` })
      return (answer.value as { name: string; syncedAt: string | null }[]).filter(({ syncedAt }) => syncedAt === null).map(({ name }) => name)
    })
  await expect.poll(unread, { timeout: 300_000, interval: 1_000 }).toEqual([])
}
