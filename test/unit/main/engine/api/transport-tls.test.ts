import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import https from 'node:https'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createNodeTransport, type NodeTransport } from '../../../../../main/engine/api/transport-node.ts'

// Certificates are made when the test runs: no private key lies in the tree.
const hasOpenssl = spawnSync('openssl', ['version']).status === 0

const folder = mkdtempSync(join(tmpdir(), 'orgdeck-tls-'))
const open: { close(): unknown }[] = []
let good = { key: '', cert: '' }
let foreign = good

function certificate(name: string, host: string, days: string[]): { key: string; cert: string } {
  const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)]
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', cert, '-subj', `/CN=${host}`, '-addext', `subjectAltName=${host}`, ...days], { stdio: 'ignore' })
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
}

beforeAll(() => {
  if (!hasOpenssl) return
  good = certificate('good', 'IP:127.0.0.1', ['-days', '2'])
  foreign = certificate('other', 'DNS:console.example', ['-days', '2'])
})

afterAll(async () => {
  for (const one of open) await one.close()
  rmSync(folder, { recursive: true })
})

async function serve(options: https.ServerOptions): Promise<string> {
  const server = https.createServer(options, (_, response) => response.end('[]'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({ close: () => (server.closeAllConnections(), server.close()) })
  return `https://127.0.0.1:${(server.address() as net.AddressInfo).port}/`
}

function transportOf(certificates?: string[]): NodeTransport {
  const transport = createNodeTransport({ connectMs: 400, headersMs: 400, bodyMs: 400, ...(certificates && { certificates }) })
  open.push(transport)
  return transport
}

const get = (transport: NodeTransport, url: string) => transport({ method: 'GET', url, headers: {} })

test.runIf(hasOpenssl)('a certificate that is trusted and fits the host is accepted', async () => {
  expect((await get(transportOf([good.cert]), await serve(good))).status).toBe(200)
})

test.runIf(hasOpenssl)('a self-signed certificate, another host and an old protocol are not genuine', async () => {
  await expect(get(transportOf(), await serve(good))).rejects.toMatchObject({ code: 'api.tls' })
  await expect(get(transportOf([foreign.cert]), await serve(foreign))).rejects.toMatchObject({ code: 'api.tls' })
  const old = await serve({ ...good, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' })
  await expect(get(transportOf([good.cert]), old)).rejects.toMatchObject({ code: 'api.tls' })
})

test.runIf(hasOpenssl)('what the environment trusts or tolerates counts for nothing', async () => {
  const url = await serve(good)
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
  try {
    await expect(get(transportOf(), url)).rejects.toMatchObject({ code: 'api.tls' })
  } finally {
    delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
  }
})

test('a handshake that never ends is a timeout', async () => {
  const silent = net.createServer(() => undefined)
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  open.push({ close: () => silent.close() })
  await expect(get(transportOf(), `https://127.0.0.1:${(silent.address() as net.AddressInfo).port}/`)).rejects.toMatchObject({ code: 'api.timeout' })
})
