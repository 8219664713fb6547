// A list of users behind a token bucket and a latency, its pages made and packed before anything is measured:
// what the bench times is the pager, not the making of people.

import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'

export interface PacedServiceOptions {
  readonly rows: number
  readonly latencyMs: { readonly mean: number; readonly spread: number }
  /** No limit when left out. */
  readonly limit?: { readonly perSecond: number; readonly burst: number }
}

export interface PacedService {
  readonly url: string
  readonly requests: number
  readonly refused: number
  /** Gives every so many-th row another job title, so that a second reading finds changes. */
  change(every: number): number
  close(): Promise<void>
}

const idOf = (index: number): string => index.toString(16).padStart(24, '0')

/** About the size of a real user: two kilobytes of JSON, nine times smaller when packed. */
const userOf = (index: number) => ({
  _id: idOf(index),
  id: idOf(index),
  username: `user.${index}`,
  email: `user.${index}@organization.example`,
  firstname: `First${index % 997}`,
  lastname: `Last${index % 1_499}`,
  state: 'ACTIVATED',
  suspended: false,
  activated: true,
  mfaEnrollment: { overallStatus: index % 3 === 0 ? 'NOT_ENROLLED' : 'ENROLLED', totpStatus: 'ENROLLED', pushStatus: 'NOT_ENROLLED' },
  attributes: Array.from({ length: 20 }, (_, at) => ({ name: `attribute${at}`, value: `value ${(index * 31 + at) % 5_003}` })),
  addresses: [{ type: 'work', locality: `City ${index % 211}`, streetAddress: `${index % 400} Example Street`, country: 'US' }],
  password_expiration_date: '2027-02-03T00:00:00.000Z',
  created: '2022-03-04T05:06:07.000Z',
})

const packed = new Map<string, Buffer>()

function pageOf(rows: number, skip: number, limit: number, every: number): Buffer {
  const name = `${rows} ${skip} ${limit} ${every}`
  const known = packed.get(name)
  if (known) return known
  const results = Array.from({ length: Math.max(0, Math.min(limit, rows - skip)) }, (_, at) => {
    const user = userOf(skip + at)
    return every > 0 && (skip + at) % every === 0 ? { ...user, jobTitle: 'Changed' } : user
  })
  const page = gzipSync(JSON.stringify({ totalCount: rows, results }))
  packed.set(name, page)
  return page
}

export async function startPacedService({ rows, latencyMs, limit }: PacedServiceOptions): Promise<PacedService> {
  let changedEvery = 0
  const pack = () => {
    for (let skip = 0; skip <= rows; skip += 5) if (skip % 95 === 0 || skip % 100 === 0) pageOf(rows, skip, 100, changedEvery)
  }
  pack()
  let tokens = limit?.burst ?? 0
  let filledMs = performance.now()
  let requests = 0
  let refused = 0

  const isGranted = (): boolean => {
    if (!limit) return true
    const nowMs = performance.now()
    tokens = Math.min(limit.burst, tokens + ((nowMs - filledMs) * limit.perSecond) / 1_000)
    filledMs = nowMs
    if (tokens < 1) return false
    tokens--
    return true
  }

  const answer: http.RequestListener = ({ url = '/' }, response) => {
    requests++
    const query = new URL(url, 'http://service').searchParams
    const delayMs = latencyMs.mean + (Math.random() * 2 - 1) * latencyMs.spread
    // The decision falls where the request arrives, half of the latency before the answer does.
    const decide = () => {
      const granted = isGranted()
      const send = () => {
        if (granted) {
          const page = pageOf(rows, Number(query.get('skip')), Number(query.get('limit')), changedEvery)
          response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip', 'content-length': page.length }).end(page)
        } else {
          refused++
          response.writeHead(429, { 'retry-after': '1' }).end('{"message":"Too Many Requests"}')
        }
      }
      if (delayMs > 0) setTimeout(send, delayMs / 2)
      else send()
    }
    if (delayMs > 0) setTimeout(decide, delayMs / 2)
    else decide()
  }

  const server = http.createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get requests() {
      return requests
    },
    get refused() {
      return refused
    },
    change: (every) => {
      changedEvery = every
      pack()
      return every === 0 ? 0 : Math.ceil(rows / every)
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
