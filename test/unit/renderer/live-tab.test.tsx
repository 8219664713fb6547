// @vitest-environment happy-dom
// A live detail in each of its states: read, empty, refused by rights or plan, without a connection.

import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { ResourceId } from '../../../shared/base/ids.ts'
import { liveDetailsOf } from '../../../renderer/bridge/registry-live.ts'
import { LiveTab } from '../../../renderer/features/list/live-tab.tsx'
import { failWith, type FakeBridgeParts } from '../../support/fake-bridge.ts'
import { contoso, mount, now } from './mount.tsx'

const at = new Date(now).toISOString()
const id = 'd'.repeat(24) as ResourceId

const show = (kind: 'user' | 'device', parts: FakeBridgeParts = {}) =>
  mount(<LiveTab organization={contoso.record} kind={kind} id={id} title="Ada" details={liveDetailsOf(kind).filter(({ group, name }) => (kind === 'device' ? group === 'System Insights' : name === 'push-devices'))} />, parts)

test('it is read on opening, with its age, and again when asked', async () => {
  const rowsJson = JSON.stringify([['Phone', 'active', at, null]])
  const { bridge } = show('user', { handlers: { 'live.read': () => ({ rowsJson, total: 1, isComplete: true, readAt: at }) } })
  expect(await screen.findByText('Phone')).toBeTruthy()
  // A row that has nothing more to say is one line.
  expect(document.querySelectorAll('.live-below')).toHaveLength(0)
  expect(screen.getByRole('status').textContent).toMatch(/^Read .+, kept nowhere$/)
  expect(screen.queryByText('Last used')).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Read again' }))
  await waitFor(() => expect(bridge.calls.filter(({ name }) => name === 'live.read')).toHaveLength(2))
})

test('nothing of it is put into the cache of queries', async () => {
  const { queries } = show('user', { handlers: { 'live.read': () => ({ rowsJson: '[["Secret phone","active",null,null]]', total: 1, isComplete: true, readAt: at }) } })
  await screen.findByText('Secret phone')
  expect(JSON.stringify(queries.getQueryCache().getAll().map(({ state }) => state.data))).not.toContain('Secret phone')
})

test('an empty answer says so', async () => {
  show('user')
  expect(await screen.findByText('JumpCloud has no push devices for this object.')).toBeTruthy()
})

test.each([
  ['api.forbidden', 'This key may not read operating system'],
  ['api.not-entitled', 'Operating system is not in this plan'],
] as const)('%s is an explanation, not an error', async (code, title) => {
  show('device', { handlers: { 'live.read': () => failWith(code) } })
  expect(await screen.findByRole('heading', { name: title })).toBeTruthy()
  expect(screen.queryByRole('alert')).toBeNull()
  expect(screen.queryByText('PREMIUM') !== null).toBe(code === 'api.not-entitled')
})

test('an unexpected failure is an error with its code', async () => {
  show('user', { handlers: { 'live.read': () => failWith('api.server', { status: 500 }) } })
  expect((await screen.findByRole('alert')).textContent).toContain('api.server')
})

test('without a connection nothing is asked, and the page says why', async () => {
  const { bridge } = show('user', { handlers: { 'live.read': () => failWith('api.offline') } })
  bridge.push('network.changed', { status: 'offline', since: at, troubled: [] })
  expect(await screen.findByRole('heading', { name: 'This needs a connection' })).toBeTruthy()
  await waitFor(() => expect(screen.getByRole('button', { name: 'Read' }).getAttribute('aria-disabled')).toBe('true'))
  const asked = bridge.calls.filter(({ name }) => name === 'live.read').length
  fireEvent.click(screen.getByRole('button', { name: 'Read' }))
  expect(bridge.calls.filter(({ name }) => name === 'live.read')).toHaveLength(asked)
})

test('what a row tells more of is read when asked for, by the row’s own id, and only for that row', async () => {
  const devices = JSON.stringify([['enterprises/x/devices/1', 'a'.repeat(24)], ['enterprises/x/devices/2', 'b'.repeat(24)]])
  const about = JSON.stringify([['Google', 'Pixel 9', null, '16', '2026-10-01', 'ACTIVE', 1, at, 'PERSONALLY_OWNED', null]])
  const { bridge } = mount(<LiveTab organization={contoso.record} kind="androidEnterprise" id={id} title="Contoso" details={liveDetailsOf('androidEnterprise')} />, {
    handlers: { 'live.read': ({ detail }: { detail: string }) => ({ rowsJson: detail === 'devices' ? devices : about, total: 1, isComplete: true, readAt: at }) },
  })
  const buttons = await screen.findAllByRole('button', { name: 'About the device' })
  expect(buttons).toHaveLength(2)
  fireEvent.click(buttons[1]!)
  expect(await screen.findByText('Pixel 9')).toBeTruthy()
  expect(screen.getByText('The person')).toBeTruthy()
  expect(screen.getAllByRole('button', { name: 'About the device' })).toHaveLength(1)
  expect(bridge.calls.filter(({ name }) => name === 'live.read').map(({ input }) => input)).toMatchObject([{ detail: 'devices' }, { detail: 'device', row: 'b'.repeat(24) }])
})
