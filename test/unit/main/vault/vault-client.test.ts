import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { errorToPlain, AppError } from '../../../../shared/base/app-error.ts'
import { limits } from '../../../../shared/base/limits.ts'
import { createVaultClient } from '../../../../main/engine/link/vault-client.ts'
import type { EngineRequest } from '../../../../main/vault/protocol.ts'

const ports: MessagePort[] = []
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => {
  vi.useRealTimers()
  for (const port of ports.splice(0)) port.close()
})

/** The vault's end of the port; `answer` gives the text of a key or an error. */
function vaultEnd(answer: (request: EngineRequest) => string | AppError | null) {
  const { port1, port2 } = new MessageChannel()
  ports.push(port1, port2)
  const requests: EngineRequest[] = []
  port2.on('message', (request: EngineRequest) => {
    requests.push(request)
    const given = answer(request)
    if (given instanceof AppError) port2.postMessage({ id: request.id, ok: false, error: errorToPlain(given) })
    else if (given !== null) port2.postMessage({ id: request.id, ok: true, value: Uint8Array.from(Buffer.from(given)) })
  })
  return { port: port1, requests, say: (message: unknown) => port2.postMessage(message) }
}

const soon = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)))

test('a key is asked for once and remembered until it is dropped', async () => {
  const vault = vaultEnd((request) => (request.method === 'key' ? `key of ${request.credential}` : 'root'))
  const client = createVaultClient(vault.port)
  expect(await client.key('con_x')).toBe('key of con_x')
  expect(await client.key('con_x')).toBe('key of con_x')
  expect(await client.key('con_y')).toBe('key of con_y')
  expect(vault.requests).toHaveLength(2)
  client.drop('con_x')
  await client.key('con_y')
  expect(vault.requests).toHaveLength(2)
  await client.key('con_x')
  expect(vault.requests).toHaveLength(3)
  client.drop()
  await client.key('con_x')
  await client.key('con_y')
  expect(vault.requests).toHaveLength(5)
})

test('the root key is not remembered', async () => {
  const vault = vaultEnd(() => 'r'.repeat(limits.rootKeyBytes))
  const client = createVaultClient(vault.port)
  const first = await client.rootKey()
  first.fill(0)
  expect((await client.rootKey()).toString()).toBe('r'.repeat(limits.rootKeyBytes))
  expect(vault.requests.map(({ method }) => method)).toEqual(['rootKey', 'rootKey'])
})

test('an error of the vault keeps its code and is not remembered', async () => {
  let isLocked = true
  const vault = vaultEnd(() => (isLocked ? new AppError('keychain.locked') : 'key'))
  const client = createVaultClient(vault.port)
  await expect(client.key('con_x')).rejects.toMatchObject({ code: 'keychain.locked' })
  isLocked = false
  expect(await client.key('con_x')).toBe('key')
})

test('an answer that was asked for before a drop is not remembered after it', async () => {
  const vault = vaultEnd(() => null)
  const client = createVaultClient(vault.port)
  const asked = client.key('con_x')
  await soon()
  client.drop('con_x')
  vault.say({ id: 1, ok: true, value: Uint8Array.from(Buffer.from('old')) })
  expect(await asked).toBe('old')
  const again = client.key('con_x')
  await soon()
  expect(vault.requests).toHaveLength(2)
  vault.say({ id: 2, ok: true, value: Uint8Array.from(Buffer.from('new')) })
  expect(await again).toBe('new')
})

test('a vault that says nothing costs the deadline and no more', async () => {
  const vault = vaultEnd(() => null)
  const client = createVaultClient(vault.port)
  const asked = client.key('con_x')
  asked.catch(() => undefined)
  await vi.advanceTimersByTimeAsync(limits.vaultDeadlineMs)
  await expect(asked).rejects.toMatchObject({ code: 'keychain.timeout', detail: { seconds: limits.vaultDeadlineMs / 1_000 } })
  vault.say({ id: 1, ok: true, value: new Uint8Array(3) })
  await soon()
})

test('a new vault is asked what the old one left unanswered, and what is remembered stays', async () => {
  const old = vaultEnd((request) => (request.method === 'key' && request.credential === 'con_x' ? 'known' : null))
  const client = createVaultClient(old.port)
  await client.key('con_x')
  const asked = client.key('con_y')
  await soon()
  const next = vaultEnd(() => 'from the new one')
  client.attach(next.port)
  expect(await asked).toBe('from the new one')
  expect(await client.key('con_x')).toBe('known')
  expect(next.requests).toEqual([{ id: 2, method: 'key', credential: 'con_y' }])
})

test("fits Electron's ports, whose messages come in an event", async () => {
  let listen: (event: { data: unknown }) => void = () => undefined
  const start = vi.fn()
  const client = createVaultClient({
    postMessage: (message) => listen({ data: { id: (message as EngineRequest).id, ok: true, value: Uint8Array.from(Buffer.from('key')) } }),
    on: (_, listener) => (listen = listener),
    start,
  })
  expect(await client.key('con_x')).toBe('key')
  expect(start).toHaveBeenCalledOnce()
})
