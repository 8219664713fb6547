// Which banner stands above the pane, and what closes the window altogether.

import { describe, expect, it } from 'vitest'
import { bannersOf } from '../../../../renderer/shell/banners.ts'
import { closedBy } from '../../../../renderer/shell/closed.ts'
import type { AppState } from '../../../../shared/contract/app.ts'
import type { Organization } from '../../../../shared/contract/organization.ts'
import { fakeOrganization } from '../../../support/fake-estate.ts'

const now = Date.parse('2026-11-21T14:00:00Z')
const app: AppState = { keychain: 'ready', isSessionOnly: false, engine: 'ready', storeError: null, demo: 'off' }
const online = { status: 'online', since: new Date(now).toISOString() } as const
const organization = (record: Partial<Organization> = {}) => fakeOrganization({ name: 'Contoso', monogram: 'CO', colour: 'azure', users: 1, record }, now).record
const ids = (facts: Parameters<typeof bannersOf>[0]) => bannersOf(facts).map(({ id }) => id)

describe('bannersOf', () => {
  it('shows none while all is well', () => {
    expect(ids({ app, network: online, organization: organization(), now })).toEqual([])
  })

  it('puts the refused key of this organization before being offline, and keeps both', () => {
    const problem = { code: 'key.revoked', detail: {}, at: new Date(now).toISOString() }
    const banners = bannersOf({ app, network: { ...online, status: 'offline' }, organization: organization({ problem }), now })
    expect(banners.map(({ id }) => id)).toEqual(['key', 'offline'])
    expect(banners[0]).toMatchObject({ action: { does: 'replaceKey' }, text: expect.stringContaining('Contoso') })
    expect(banners[1]?.text).toContain('Showing data that is 3 min old.')
  })

  it('says nothing of keys or network where the page shows all organizations or a demo', () => {
    expect(ids({ app, network: online, organization: null, now })).toEqual([])
    expect(ids({ app, network: { ...online, status: 'offline' }, organization: organization({ isDemo: true }), now })).toEqual(['demo'])
  })

  it('tells a network problem once, by the network banner', () => {
    const problem = { code: 'api.offline', detail: {}, at: new Date(now).toISOString() }
    expect(ids({ app, network: { ...online, status: 'offline' }, organization: organization({ problem }), now })).toEqual(['offline'])
  })

  it('puts a stopped engine before everything', () => {
    expect(ids({ app: { ...app, engine: 'restarting', isSessionOnly: true }, network: { ...online, status: 'trouble' }, organization: organization(), now })).toEqual(['engine', 'trouble', 'sessionOnly'])
  })
})

describe('closedBy', () => {
  it('closes the window for every state of the keychain that keeps the copies closed', () => {
    for (const keychain of ['locked', 'denied', 'absent', 'timeout'] as const) {
      expect(closedBy({ ...app, keychain, engine: 'locked' }), keychain).toMatchObject({ type: 'keychain', problem: { code: `keychain.${keychain}` } })
    }
  })

  it('stays open when the operator chose this session only, and while the engine comes back', () => {
    expect(closedBy({ ...app, keychain: 'absent', isSessionOnly: true })).toBeNull()
    expect(closedBy({ ...app, engine: 'restarting' })).toBeNull()
    expect(closedBy({ ...app, keychain: 'locked', engine: 'ready' })).toBeNull()
  })

  it('tells a lost key apart, which only starting afresh can end', () => {
    expect(closedBy({ ...app, keychain: 'missing-item', engine: 'locked' })).toEqual({ type: 'lost', problem: { code: 'keychain.missing-item', detail: {} } })
    expect(closedBy({ ...app, engine: 'locked', storeError: { code: 'store.key', detail: {} } })).toMatchObject({ type: 'lost' })
  })

  it('tells a closed store and a lost engine apart from starting', () => {
    expect(closedBy({ ...app, storeError: { code: 'store.newer', detail: { version: '3' } } })).toMatchObject({ type: 'store' })
    expect(closedBy({ ...app, engine: 'failed' })).toMatchObject({ type: 'engine' })
    expect(closedBy({ ...app, engine: 'starting' })).toEqual({ type: 'starting' })
    expect(closedBy(undefined)).toEqual({ type: 'starting' })
  })
})
