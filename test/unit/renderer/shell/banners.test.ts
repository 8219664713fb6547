// Which banner stands above the pane, and what closes the window altogether.

import { describe, expect, it } from 'vitest'
import { bannersOf } from '../../../../renderer/shell/banners.ts'
import { closedBy } from '../../../../renderer/shell/closed.ts'
import type { OrganizationId } from '../../../../shared/base/ids.ts'
import type { AppState } from '../../../../shared/contract/app.ts'
import type { Organization } from '../../../../shared/contract/organization.ts'
import { fakeOrganization } from '../../../support/fake-estate.ts'

const now = Date.parse('2026-11-21T14:00:00Z')
const app: AppState = { keychain: 'ready', isSessionOnly: false, engine: 'ready', storeError: null, showsFirstView: false, demo: 'off' }
const online = { status: 'online', since: new Date(now).toISOString(), troubled: [] } as const
const organization = (record: Partial<Organization> = {}) => fakeOrganization({ name: 'Contoso', monogram: 'CO', colour: 'azure', users: 1, record }, now).record
type Facts = Parameters<typeof bannersOf>[0]
const banners = ({ organization, ...facts }: Omit<Facts, 'organizations'> & Partial<Facts>) => bannersOf({ organizations: organization ? [organization] : [], organization, ...facts })
const ids = (facts: Parameters<typeof banners>[0]) => banners(facts).map(({ id }) => id)

describe('bannersOf', () => {
  it('shows none while all is well', () => {
    expect(ids({ app, network: online, organization: organization(), now })).toEqual([])
  })

  it('puts the refused key of this organization before being offline, and keeps both', () => {
    const problem = { code: 'key.revoked', detail: {}, at: new Date(now).toISOString() }
    const both = banners({ app, network: { ...online, status: 'offline' }, organization: organization({ problem }), now })
    expect(both.map(({ id }) => id)).toEqual(['key', 'offline'])
    expect(both[0]).toMatchObject({ action: { does: 'replaceKey' }, text: expect.stringContaining('Contoso') })
    expect(both[1]?.text).toContain('Showing data that is 3 min old.')
  })

  it('names its organization without the id that errors carry', () => {
    const problem = { code: 'api.server', detail: { organization: `Contoso (${'a'.repeat(24)})` }, at: new Date(now).toISOString() }
    const [banner] = banners({ app, network: online, organization: organization({ problem }), now })
    expect(banner!.id).toBe('problem')
    expect(banner!.text).not.toContain('aaaa')
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
    const contoso = organization()
    expect(ids({ app: { ...app, engine: 'restarting', isSessionOnly: true }, network: { ...online, status: 'trouble', troubled: [contoso.id] }, organization: contoso, now })).toEqual(['engine', 'trouble', 'sessionOnly'])
  })

  describe('while the service answers some with errors', () => {
    const names = ['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir']
    const all = names.map((name, at) => fakeOrganization({ name, monogram: name.slice(0, 2), colour: 'azure', users: 1, record: { id: `5f000000000000000000000${at}` as OrganizationId } }, now).record)
    const troubled = (count: number) => ({ ...online, status: 'trouble' as const, troubled: all.slice(0, count).map(({ id }) => id) })
    const text = (facts: Partial<Facts>) => banners({ app, network: online, organization: null, organizations: all, now, ...facts }).map((each) => each.text)

    it('says of how many of how many that is so, and of whom', () => {
      expect(text({ network: troubled(2) })[0]).toMatch(/^JumpCloud answers with errors for 2 of 6 organizations: Alder, Birch\. Showing what was read before\./)
      expect(text({ network: troubled(5) })[0]).toContain('for 5 of 6 organizations: Alder, Birch, Cedar and 2 more.')
      expect(banners({ app, network: troubled(5), organization: null, organizations: all, now })[0]?.title).toBe('Alder, Birch, Cedar, Dogwood, Elm')
      expect(text({ network: troubled(6) })[0]).toMatch(/^JumpCloud answers with errors\. /)
    })

    it('says nothing of it above an organization that is answered well', () => {
      expect(text({ network: troubled(2), organization: all[5]! })).toEqual([])
      expect(text({ network: troubled(2), organization: all[0]! })[0]).toContain('for Alder, 2 of 6 organizations in all.')
      expect(text({ network: { ...troubled(1), troubled: [] } })).toEqual([])
    })

    it('says of an organization that its last sync failed when the service is well again, or others are', () => {
      const failed = { ...all[5]!, problem: { code: 'api.server', detail: {}, at: new Date(now).toISOString() } }
      const organizations = [...all.slice(0, 5), failed]
      for (const network of [online, troubled(2)]) expect(ids({ app, network, organization: failed, organizations, now })).toEqual(['problem'])
      expect(ids({ app, network: { ...online, status: 'trouble', troubled: [failed.id] }, organization: failed, organizations, now })).toEqual(['trouble'])
    })
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
