// What a window asks while the copies are being opened: waits, and is not sent any more when it was given up meanwhile.

import { expect, test } from 'vitest'
import { whenTried } from '../../../../main/ipc/router.ts'

function waitingRouter() {
  const sent: string[] = []
  let open!: () => void
  const opened = new Promise<void>((resolve) => (open = resolve))
  const callByName = whenTried(() => opened, async (name) => sent.push(name))
  return { sent, open, callByName }
}

test('a call waits until the copies are open', async () => {
  const { sent, open, callByName } = waitingRouter()
  const answer = callByName('organization.list', {}, { deadlineMs: 1_000 })
  await Promise.resolve()
  expect(sent).toEqual([])
  open()
  expect(await answer).toBe(1)
  expect(sent).toEqual(['organization.list'])
})

test('a call that was cancelled while it waited is never sent', async () => {
  const { sent, open, callByName } = waitingRouter()
  const controller = new AbortController()
  const answer = callByName('organization.list', {}, { deadlineMs: 1_000, signal: controller.signal })
  controller.abort()
  open()
  await expect(answer).rejects.toThrow()
  expect(sent).toEqual([])
})
