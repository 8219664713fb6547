import { gzipSync } from 'node:zlib'
import net from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createNodeTransport, type NodeTransport } from '../../../../../main/engine/api/transport-node.ts'
import { localServer, type LocalServer } from './local-server.ts'

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

const serve = async (...answer: Parameters<typeof localServer>): Promise<LocalServer> => {
  const server = await localServer(...answer)
  open.push(server)
  return server
}

const transportOf = (options: Parameters<typeof createNodeTransport>[0] = {}): NodeTransport => {
  const transport = createNodeTransport({ connectMs: 300, headersMs: 300, bodyMs: 300, ...options })
  open.push(transport)
  return transport
}

const get = (transport: NodeTransport, url: string, signal?: AbortSignal) => transport({ method: 'GET', url, headers: {}, ...(signal && { signal }) })

/** A server that speaks raw bytes, for answers no HTTP library would write. */
async function raw(onRequest: (socket: net.Socket) => void): Promise<string> {
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => onRequest(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({ close: () => void server.close() })
  return `http://127.0.0.1:${(server.address() as net.AddressInfo).port}/`
}

test('an answer arrives with its status, lower-case headers and unpacked body', async () => {
  const server = await serve((_, response) => {
    response.writeHead(200, { 'Content-Encoding': 'gzip', 'X-Total-Count': '7' })
    response.end(gzipSync('{"name":"Jürgen"}'))
  })
  const answer = await get(transportOf(), server.url)
  expect(answer).toMatchObject({ status: 200, body: '{"name":"Jürgen"}' })
  expect(answer.headers['x-total-count']).toBe('7')
})

test('a redirect is an answer and is not followed', async () => {
  const other = await serve((_, response) => response.end('secret place'))
  const server = await serve((_, response) => response.writeHead(302, { location: other.url }).end())
  expect((await get(transportOf(), server.url)).status).toBe(302)
  expect(other.requests).toHaveLength(0)
})

test('a connection is used again', async () => {
  const server = await serve((_, response) => response.end('[]'))
  const transport = transportOf()
  await get(transport, server.url)
  await get(transport, server.url)
  expect(server.requests[0]!.socket.remotePort).toBe(server.requests[1]!.socket.remotePort)
})

test('plain http leaves this machine in no case', async () => {
  await expect(get(transportOf(), 'http://192.0.2.1/')).rejects.toThrow('broken invariant')
  await expect(get(transportOf(), 'ftp://127.0.0.1/')).rejects.toThrow('broken invariant')
})

test('a body over the limit is refused, packed or not', async () => {
  const transport = transportOf({ bytesMax: 10_000 })
  const bomb = gzipSync(Buffer.alloc(5_000_000))
  const packed = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb))
  const plain = await serve((_, response) => response.end(Buffer.alloc(20_000)))
  expect(bomb.length).toBeLessThan(10_000)
  await expect(get(transport, packed.url)).rejects.toMatchObject({ code: 'api.shape' })
  await expect(get(transport, plain.url)).rejects.toMatchObject({ code: 'api.shape' })
})

test('an unknown or broken packing is a wrong shape', async () => {
  const strange = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'br' }).end('xxxx'))
  const broken = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip'))
  await expect(get(transportOf(), strange.url)).rejects.toMatchObject({ code: 'api.shape' })
  await expect(get(transportOf(), broken.url)).rejects.toMatchObject({ code: 'api.shape' })
})

test('silence before the headers, a stalled body and a slow drip end in time', async () => {
  const silent = await serve(() => undefined)
  const stalled = await serve((_, response) => void response.write('['))
  const drip = await serve((_, response) => {
    const timer = setInterval(() => response.write(' '), 50)
    response.on('close', () => clearInterval(timer))
  })
  for (const server of [silent, stalled, drip]) await expect(get(transportOf(), server.url)).rejects.toMatchObject({ code: 'api.timeout' })
})

test('a refused connection, a reset and a body shorter than promised are the network', async () => {
  const gone = await raw((socket) => socket.resetAndDestroy())
  const cut = await raw((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n[1,2'))
  for (const url of ['http://127.0.0.1:1/', gone, cut]) await expect(get(transportOf(), url)).rejects.toMatchObject({ code: 'api.offline' })
})

test('an answer that is not HTTP is a wrong shape', async () => {
  const url = await raw((socket) => socket.end('SMTP ready\r\n\r\n'))
  await expect(get(transportOf(), url)).rejects.toMatchObject({ code: 'api.shape' })
})

test('https against a server without TLS is not genuine', async () => {
  const server = await serve((_, response) => response.end())
  await expect(get(transportOf(), server.url.replace('http:', 'https:'))).rejects.toMatchObject({ code: 'api.tls' })
})

test('the signal ends a request at once, before and during', async () => {
  const server = await serve(() => undefined)
  const transport = transportOf({ headersMs: 5_000 })
  await expect(get(transport, server.url, AbortSignal.abort())).rejects.toMatchObject({ code: 'call.cancelled' })
  const controller = new AbortController()
  const pending = get(transport, server.url, controller.signal)
  setTimeout(() => controller.abort(), 30)
  await expect(pending).rejects.toMatchObject({ code: 'call.cancelled' })
})

test('closing cancels what is on its way', async () => {
  const server = await serve(() => undefined)
  const transport = transportOf({ headersMs: 5_000 })
  const pending = get(transport, server.url)
  setTimeout(() => transport.close(), 30)
  await expect(pending).rejects.toMatchObject({ code: 'call.cancelled' })
})
