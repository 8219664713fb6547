// Every reading that the guide to the console's actions names is asked by the client, or is read in another way for a reason that is written down.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { clientOf, questions, surfaceOf } from './client-questions.ts'
import { documentsFolder, type Surface } from './documents.ts'
import { readExceptions } from './exceptions.ts'

const guide = join(documentsFolder, 'GUIDE.md')

interface Reading {
  readonly api: Surface
  readonly method: string
  readonly path: string
}

const nameOf = ({ api, method, path }: Reading): string => `${api} ${method} ${path}`

/** Readings of the table: with their method, or as a path alone that stands beside one. Searches and events are asked by POST. */
function guideReadings(): Reading[] {
  const text = readFileSync(guide, 'utf8')
  const section = text.slice(text.indexOf('\n## 12.'), text.indexOf('\n## 13.'))
  const named = [...section.matchAll(/(DI: )?\b(GET|POST) (v2:)?(\/[^\s`?]+)/g)].map(([, insights, method, v2, path]): Reading => ({ api: insights ? 'insights' : v2 ? 'v2' : 'v1', method: method!, path: path! }))
  const alone = [...section.matchAll(/`(v2:)?(\/(?!runCommand)[^\s`?]+)(?:\?[^`]*)?`/g)].map(([, v2, path]): Reading => ({ api: v2 || path!.startsWith('/office365s/') ? 'v2' : 'v1', method: 'GET', path: path! }))
  const readings = [...named, ...alone].filter(({ api, method, path }) => method === 'GET' || api === 'insights' || path.startsWith('/search/'))
  return [...new Map(readings.map((reading) => [nameOf(reading), reading])).values()]
}

/** A name in braces stands for any one part of a path. */
const pattern = (path: string): RegExp => new RegExp(`^${path.split('/').map((part) => (part.startsWith('{') ? '[^/]+' : part.replaceAll('.', '\\.'))).join('/')}$`)

describe.skipIf(!existsSync(guide))('the readings of the guide', () => {
  const readings = existsSync(guide) ? guideReadings() : []
  const asked: Reading[] = []

  beforeAll(async () => {
    for (const [, ask, reply] of questions) {
      const client = clientOf(reply)
      await ask(client)
      asked.push(...client.requests.map(({ method, url }) => ({ ...surfaceOf(url), method })))
    }
  }, 60_000)

  const isAsked = ({ api, method, path }: Reading): boolean => asked.some((each) => each.api === api && each.method === method && pattern(path).test(each.path))

  test('are found in it', () => expect(readings.length).toBeGreaterThan(24))
  test.each(readings.map((reading) => [nameOf(reading), reading] as const))('%s', (name, reading) => expect(isAsked(reading)).toBe(readExceptions[name] === undefined))
  test('that are read in another way are there to be read', () => expect(Object.keys(readExceptions).filter((name) => !readings.some((reading) => nameOf(reading) === name))).toEqual([]))
})
