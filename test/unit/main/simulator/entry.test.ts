import { afterEach, expect, test, vi } from 'vitest'

interface Reply {
  readonly type: string
  readonly url: string
  readonly organizations: { id: string; name: string; region: string; key: string; provider: string | null }[]
  readonly providers: { id: string; name: string; key: string }[]
  readonly message: string
}

const holder = process as unknown as { parentPort?: unknown }

afterEach(() => {
  delete holder.parentPort
  vi.resetModules()
})

/** Loads the entry with a parent as a utility process has one. */
async function loaded() {
  let tell: (message: { data: unknown }) => void = () => undefined
  const waiting: ((reply: Reply) => void)[] = []
  holder.parentPort = {
    on: (_: 'message', listener: typeof tell) => (tell = listener),
    postMessage: (reply: Reply) => waiting.shift()?.(reply),
  }
  await import('../../../../main/simulator/index.ts')
  return (data: unknown) =>
    new Promise<Reply>((resolve) => {
      waiting.push(resolve)
      tell({ data })
    })
}

test('as a utility process it starts an estate and tells where it is and whose keys there are', async () => {
  const tell = await loaded()
  const reply = await tell({ type: 'start', estate: 'demo' })
  expect(reply).toMatchObject({ type: 'started', url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) })
  expect(reply.organizations).toHaveLength(8)
  const [first] = reply.organizations
  const answer = await fetch(`${reply.url}/${first!.region}/console/api/organizations`, { headers: { 'x-api-key': first!.key } })
  expect(await answer.json()).toMatchObject({ results: [{ id: first!.id, displayName: first!.name }] })
  const [provider] = reply.providers
  const listed = await fetch(`${reply.url}/us/console/api/v2/providers/${provider!.id}/organizations?limit=100`, { headers: { 'x-api-key': provider!.key } })
  const { results } = (await listed.json()) as { results: { id: string }[] }
  expect(results.map(({ id }) => id).sort()).toEqual(reply.organizations.filter((organization) => organization.provider === provider!.id).map(({ id }) => id).sort())
  expect(reply.organizations.filter((organization) => organization.provider === null).map(({ name }) => name)).toEqual(['Institut Clairval', 'Kestrel Aerospace Components'])
  expect(await tell({ type: 'stop' })).toEqual({ type: 'stopped' })
  await expect(fetch(reply.url)).rejects.toThrow('fetch failed')
})

test('an unknown estate is refused, and the next request is answered', async () => {
  const tell = await loaded()
  expect(await tell({ type: 'start', estate: 'nowhere' })).toMatchObject({ type: 'failed' })
  expect(await tell({ type: 'start', estate: 'small' })).toMatchObject({ type: 'started' })
  expect(await tell({ type: 'stop' })).toEqual({ type: 'stopped' })
})

test('under plain Node it loads and only offers its functions', async () => {
  const entry = await import('../../../../main/simulator/index.ts')
  expect(Object.keys(entry).sort()).toEqual(['createEstate', 'serve', 'startSimulator'])
})
