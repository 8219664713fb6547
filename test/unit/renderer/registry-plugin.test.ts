// What the build hands the page of registry and contract, and what it refuses to build.

import { describe, expect, it } from 'vitest'
import { columnData, firstBytesMax, listData, pagePlugins, registryData } from '../../../renderer/registry-plugin.ts'
import { declarations } from '../../../shared/contract/index.ts'
import { resources } from '../../../shared/resources/index.ts'

describe('registry data', () => {
  it('holds every kind with its columns, filters and both ends of its relations, as plain data', () => {
    const data = registryData()
    expect(data.kinds.flatMap(({ kinds }) => kinds).sort()).toEqual(resources.map(({ kind }) => kind).sort())
    const lists = listData() as unknown as Record<string, { relations: unknown[] }>
    expect(lists['user']?.relations).toContainEqual({ edge: 'membership', target: 'userGroup', end: 'from' })
    expect(lists['userGroup']?.relations).toContainEqual({ edge: 'membership', target: 'user', end: 'to' })
    expect(JSON.parse(JSON.stringify(data))).toEqual(data)
    expect(columnData()['user']?.columns.length).toBe(resources.find(({ kind }) => kind === 'user')?.columns.length)
  })

  it('knows what each query reads', () => {
    const queries = Object.entries(declarations).filter(([, { type }]) => type === 'query')
    expect(Object.keys(registryData().reads).sort()).toEqual(queries.map(([name]) => name).sort())
    expect(registryData().reads['snapshot.page']).toEqual(['$kind'])
    // Anything else would end every renewal of the cache as soon as that query is in it.
    expect(Object.values(registryData().reads).flat().filter((read) => typeof read !== 'string')).toEqual([])
  })
})

describe('the rules of the page bundle', () => {
  const rules = pagePlugins().find(({ name }) => name === 'orgdeck-page-rules') as { writeBundle: (this: object, options: unknown, bundle: object) => void }
  const build = (bundle: object, environment = 'client') => () => rules.writeBundle.call({ environment: { name: environment } }, {}, bundle)
  const chunk = (fileName: string, more: object) => ({ [fileName]: { fileName, imports: [], moduleIds: [], code: '', ...more } })

  it('refuse zod anywhere in the page, and let it be elsewhere', () => {
    const bundle = chunk('list.js', { moduleIds: ['/x/node_modules/zod/v4/core/index.js'] })
    expect(build(bundle)).toThrow(/zod/)
    expect(build(bundle, 'engine')).not.toThrow()
  })

  it('count what the entry imports statically, and nothing that loads later', () => {
    const half = 'x'.repeat(firstBytesMax / 2)
    const entry = chunk('index.js', { isEntry: true, code: half, imports: ['react.js'] })
    expect(build({ ...entry, ...chunk('react.js', { code: half }), ...chunk('later.js', { code: half }) })).not.toThrow()
    expect(build({ ...entry, ...chunk('react.js', { code: `${half}y` }) })).toThrow(/300001 bytes/)
  })
})
