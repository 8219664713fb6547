// Every write that the guide to the console's actions names is sent by an action, or is left out on purpose.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { actions } from '../../../shared/resources/index.ts'
import { documentsFolder } from './documents.ts'

const guide = join(documentsFolder, 'GUIDE.md')

/** Writes that are no change of an organization's objects, or that have nothing to be aimed at. */
const leftOut: Readonly<Record<string, string>> = {
  'v2 POST /google-emm/devices/{d}/{…}': 'Android devices are looked at through their enterprise and are no objects of the copy',
  'v2 POST /providers/{p}/administrators': 'administrators are invited in the vendor’s console',
}

interface Write {
  readonly api: string
  readonly method: string
  readonly path: string
}

function guideWrites(): Write[] {
  const text = readFileSync(guide, 'utf8')
  const section = text.slice(text.indexOf('\n## 12.'), text.indexOf('\n## 13.') === -1 ? undefined : text.indexOf('\n## 13.'))
  const found = [...section.matchAll(/(DI: )?\b(POST|PUT|PATCH|DELETE) (v2:)?(\/[^\s`?]+)/g)]
  const writes = found.filter(([, insights, , , path]) => !insights && !path!.startsWith('/search/') && !path!.startsWith('/events')).map(([, , method, v2, path]): Write => ({ api: v2 ? 'v2' : 'v1', method: method!, path: path! }))
  return [...new Map(writes.map((write) => [nameOf(write), write])).values()]
}

const nameOf = ({ api, method, path }: Write): string => `${api} ${method} ${path}`

const sent: readonly Write[] = actions.flatMap(({ requests, bulk }) => [...requests, ...(bulk ? [bulk] : [])])

/** A name in braces stands for any one part of a path. */
const isSent = ({ api, method, path }: Write): boolean => {
  const fits = new RegExp(`^${path.split('/').map((part) => (part.startsWith('{') ? '[^/]+' : part.replaceAll('.', '\\.'))).join('/')}$`)
  return sent.some((request) => request.api === api && request.method === method && fits.test(request.path))
}

describe.skipIf(!existsSync(guide))('the writes of the guide', () => {
  const writes = existsSync(guide) ? guideWrites() : []

  test('are found in it', () => expect(writes.length).toBeGreaterThan(25))
  test.each(writes.map((write) => [nameOf(write), write] as const))('%s', (name, write) => expect(isSent(write)).toBe(!(name in leftOut)))
  test('that are left out are there to be left out', () => expect(Object.keys(leftOut).filter((name) => !writes.some((write) => nameOf(write) === name))).toEqual([]))
})
