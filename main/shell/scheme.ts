// The app:// scheme: serves the built page from a fixed table of files with the content policy on every answer.

import { readdir } from 'node:fs/promises'
import { extname, join, posix } from 'node:path'
import { protocol } from 'electron'

export const scheme = 'app'
export const pageOrigin = `${scheme}://orgdeck`
export const pageUrl = `${pageOrigin}/index.html`

const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "worker-src 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types orgdeck',
].join('; ')

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/** `net::ERR_FILE_NOT_FOUND` */
const fileNotFound = -6

/** Must run before `ready`. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: false, corsEnabled: false } }])
}

/** Serves exactly the files found under `folder` at start; a request is a look-up in that table, never a path on disk. */
export function serveScheme(folder: string): void {
  // Not waited for: the first window is made meanwhile.
  const files = filesBelow(folder).then((paths) => new Map(paths.map((path) => [`/${path}`, join(folder, path)])))
  // Not `protocol.handle`: its first request loads Node's whole fetch, and each answer is a stream through it (README, 2026-11-22).
  protocol.registerFileProtocol(scheme, (request, callback) => {
    const url = new URL(request.url)
    const isOurs = url.host === 'orgdeck' && request.method === 'GET'
    files.then(
      (table) => {
        const path = isOurs ? table.get(url.pathname) : undefined
        callback(path === undefined ? { error: fileNotFound } : { path, headers: headersOf(extname(path)) })
      },
      () => callback({ error: fileNotFound }),
    )
  })
}

const headersOf = (extension: string): Record<string, string> => ({
  'content-type': mediaTypes[extension] ?? 'application/octet-stream',
  'content-security-policy': contentPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
})

async function filesBelow(folder: string, prefix = ''): Promise<string[]> {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true })
  const nested = entries.map((entry) => {
    const path = posix.join(prefix, entry.name)
    return entry.isDirectory() ? filesBelow(folder, path) : Promise.resolve([path])
  })
  return (await Promise.all(nested)).flat()
}
