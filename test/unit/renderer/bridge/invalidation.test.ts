// Which cached answers a change of the store touches.

import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { invalidator, isTouched, readsOf } from '../../../../renderer/bridge/invalidation.ts'
import { reads, sensitive } from '../../../../renderer/bridge/registry.ts'
import type { OrganizationId } from '../../../../shared/base/ids.ts'
import type { StoreChange } from '../../../../shared/contract/touched.ts'
import { declarations } from '../../../../shared/contract/index.ts'

const first = 'a'.repeat(24) as OrganizationId
const second = 'b'.repeat(24) as OrganizationId
const users = (organization: OrganizationId) => ({ scope: { type: 'one', organization }, kind: 'user', sort: [], columns: [], start: 0, size: 100 })
const change = (kinds: string[], organizations: OrganizationId[] = []): StoreChange => ({ kinds, organizations })

describe('the table of what queries read', () => {
  it('names every query of the contract, with the kinds that the declaration itself gives', () => {
    const inputs: Record<string, Record<string, string>> = { plain: { kind: 'user', edge: 'membership', target: 'userGroup' } }
    for (const [name, declaration] of Object.entries(declarations)) {
      if (declaration.type !== 'query') continue
      expect(readsOf(name, inputs['plain']), name).toEqual(declaration.reads(inputs['plain']))
    }
    expect(Object.keys(reads).length).toBeGreaterThan(5)
  })

  it('knows the sensitive tasks', () => {
    expect(sensitive).toEqual(expect.arrayContaining(['connection.check', 'connection.replaceKey', 'clipboard.write']))
    expect(sensitive).not.toContain('connection.add')
  })
})

describe('isTouched', () => {
  it('touches a page when its kind changed, and not when another did', () => {
    expect(isTouched('snapshot.page', users(first), change(['user']))).toBe(true)
    expect(isTouched('snapshot.page', users(first), change(['userGroup']))).toBe(false)
  })

  it('leaves pages of other organizations alone', () => {
    expect(isTouched('snapshot.page', users(first), change(['user'], [second]))).toBe(false)
    expect(isTouched('snapshot.page', users(first), change(['user'], [second, first]))).toBe(true)
  })

  it('reads a change without organizations as one of all of them', () => {
    expect(isTouched('snapshot.object', { organization: first, kind: 'user', id: 'x' }, change(['user']))).toBe(true)
  })

  it('touches what reads everything with any change, within its scope', () => {
    expect(isTouched('snapshot.summary', { scope: { type: 'all' } }, change(['membership'], [first]))).toBe(true)
    expect(isTouched('snapshot.summary', { scope: { type: 'several', organizations: [second] } }, change(['membership'], [first]))).toBe(false)
  })

  it('touches both ends of a relation', () => {
    const related = { organization: first, kind: 'user', id: 'x', edge: 'membership', target: 'userGroup' }
    expect(isTouched('snapshot.related', related, change(['membership']))).toBe(true)
    expect(isTouched('snapshot.related', related, change(['userGroup']))).toBe(true)
    expect(isTouched('snapshot.related', related, change(['user']))).toBe(false)
  })

  it('takes a star among the changed kinds as all of them', () => {
    expect(isTouched('connection.list', {}, change(['*']))).toBe(true)
  })

  it('touches nothing it does not know', () => {
    expect(isTouched('unknown.query', {}, change(['*']))).toBe(false)
  })
})

describe('a store that changes all the time', () => {
  it('is asked at most a fourth of the time, and its last change is seen', async () => {
    const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } })
    let version = 0
    let asked = 0
    const busy = async () => {
      asked++
      const answer = version
      await new Promise((resolve) => setTimeout(resolve, 40))
      return answer
    }
    const observer = new QueryObserver(queries, { queryKey: ['snapshot.summary', { scope: { type: 'all' } }], queryFn: busy })
    const stop = observer.subscribe(() => undefined)
    const invalidate = invalidator(queries)
    await expect.poll(() => observer.getCurrentResult().data, { timeout: 10_000 }).toBe(0)
    for (; version < 50; ) {
      version++
      invalidate(change(['user']))
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    // Fifty changes took half a second or more; each answer and its rest take at least 160 ms of it.
    const askedMeanwhile = asked
    await expect.poll(() => observer.getCurrentResult().data, { timeout: 10_000 }).toBe(50)
    expect(askedMeanwhile).toBeLessThan(25)
    stop()
  })

  it('does not keep a page waiting that opens what has changed meanwhile', async () => {
    const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } })
    let asked = 0
    const options = { queryKey: ['organization.list', {}], queryFn: () => Promise.resolve(++asked) }
    await queries.fetchQuery(options)
    invalidator(queries)(change(['organizationList']))
    const observer = new QueryObserver(queries, options)
    const stop = observer.subscribe(() => undefined)
    await expect.poll(() => observer.getCurrentResult().data, { timeout: 10_000 }).toBe(2)
    stop()
  })
})

describe('a store that changes faster than it answers', () => {
  it('is seen all the same, and asked once more after its last change', async () => {
    const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } })
    let asked = 0
    const answers: (() => void)[] = []
    const observer = new QueryObserver(queries, {
      queryKey: ['snapshot.summary', { scope: { type: 'all' } }],
      queryFn: () =>
        new Promise<number>((resolve) => {
          const mine = ++asked
          answers.push(() => resolve(mine))
        }),
    })
    const stop = observer.subscribe(() => undefined)
    const invalidate = invalidator(queries)
    for (let times = 0; times < 5; times++) invalidate(change(['user']))
    expect(asked).toBe(1)
    answers[0]!()
    await expect.poll(() => asked, { timeout: 10_000 }).toBe(2)
    expect(observer.getCurrentResult().data).toBe(1)
    answers[1]!()
    await expect.poll(() => observer.getCurrentResult().data, { timeout: 10_000 }).toBe(2)
    expect(asked).toBe(2)
    stop()
  })
})
