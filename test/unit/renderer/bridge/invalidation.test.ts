// Which cached answers a change of the store touches.

import { describe, expect, it } from 'vitest'
import { isTouched, readsOf, type StoreChange } from '../../../../renderer/bridge/invalidation.ts'
import { reads, sensitive } from '../../../../renderer/bridge/registry.ts'
import type { OrganizationId } from '../../../../shared/base/ids.ts'
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
