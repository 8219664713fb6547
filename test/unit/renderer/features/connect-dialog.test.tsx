// @vitest-environment happy-dom
// Adding an organization: the key passes through once and stays nowhere.

import { QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BridgeContext } from '../../../../renderer/bridge/bridge-context.ts'
import { createClient } from '../../../../renderer/bridge/client.ts'
import { createQueryClient } from '../../../../renderer/bridge/query-client.ts'
import { ConnectDialog } from '../../../../renderer/features/connect/connect-dialog.tsx'
import { firstPanes, focusedPlace, usePanes } from '../../../../renderer/stores/panes.ts'
import { homeOf } from '../../../../renderer/stores/place.ts'
import { createFakeBridge, type FakeBridge, type FakeBridgeParts } from '../../../support/fake-bridge.ts'
import { fakeOrganization } from '../../../support/fake-estate.ts'
import '../patience.ts'

const key = 'canary-key-0123456789abcdef'
const contoso = fakeOrganization({ name: 'Contoso', monogram: 'CO', colour: 'azure', users: 1 }, Date.now())
let closed = 0

function open(parts: FakeBridgeParts = {}): { bridge: FakeBridge; unmount: () => void } {
  const bridge = createFakeBridge({ organizations: [contoso], ...parts })
  const { unmount } = render(
    <BridgeContext value={createClient(bridge)}>
      <QueryClientProvider client={createQueryClient()}>
        <ConnectDialog onClose={() => closed++} />
      </QueryClientProvider>
    </BridgeContext>,
  )
  return { bridge, unmount }
}

const enter = (text: string) => fireEvent.change(screen.getByLabelText('API key'), { target: { value: text } })
const check = () => act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Check key' })))

beforeEach(() => {
  closed = 0
  usePanes.getState().restore(firstPanes)
})
afterEach(cleanup)

describe('ConnectDialog', () => {
  it('empties the field with the check and keeps the key out of the page, whatever the answer', async () => {
    const { bridge } = open()
    enter(`bad-${key}`)
    await check()
    await screen.findByText(/JumpCloud refused this key/)
    expect((screen.getByLabelText('API key') as HTMLInputElement).value).toBe('')
    expect(document.body.innerHTML).not.toContain(key)
    expect(bridge.calls.find(({ name }) => name === 'connection.check')?.input).toMatchObject({ source: { from: 'paste', key: `bad-${key}` }, region: 'us' })
  })

  it('asks for nothing while the field is empty', async () => {
    const { bridge } = open()
    await check()
    expect(bridge.calls.some(({ name }) => name === 'connection.check')).toBe(false)
  })

  it('lets main read the clipboard without the key passing the page', async () => {
    const { bridge } = open()
    await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Use clipboard' })))
    await screen.findByText(/The clipboard holds no text/)
    expect(bridge.calls.find(({ name }) => name === 'connection.check')?.input).toEqual({ source: { from: 'clipboard' }, region: 'us' })
  })

  it('adds read-only with the keychain by default, goes there and syncs', async () => {
    const added = fakeOrganization({ name: 'Initech', monogram: 'IN', colour: 'teal', users: 0 }, Date.now()).record
    const { bridge, unmount } = open({ handlers: { 'connection.add': () => [added] } })
    enter(key)
    await check()
    await act(async () => void fireEvent.click(await screen.findByRole('button', { name: 'Add and sync' })))
    await waitFor(() => expect(closed).toBe(1))
    expect(bridge.calls.find(({ name }) => name === 'connection.add')?.input).toEqual({
      ticket: 'ticket-1',
      safety: 'readOnly',
      keep: 'keychain',
      organizations: [{ id: 'c0ffee00c0ffee00c0ffee00', name: 'Initech', appearance: { colour: 'teal', monogram: 'IN' } }],
    })
    expect(focusedPlace(usePanes.getState())).toEqual(homeOf(added.id))
    unmount()
    expect(bridge.calls.some(({ name }) => name === 'connection.discard')).toBe(false)
  })

  it('offers the session alone where no keychain can be used, and says why', async () => {
    open({ state: { keychain: 'absent', isSessionOnly: true } })
    enter(key)
    await check()
    expect((await screen.findByLabelText('In the keychain of this computer')).hasAttribute('disabled')).toBe(true)
    expect((screen.getByLabelText(/For this session only/) as HTMLInputElement).checked).toBe(true)
    screen.getByText(/offers no keychain/)
  })

  it('refuses a mark that another organization has', async () => {
    open()
    enter(key)
    await check()
    fireEvent.change(await screen.findByLabelText('Mark'), { target: { value: 'co' } })
    await screen.findByText('Contoso has this mark already.')
    expect(screen.getByRole('button', { name: 'Add and sync' }).hasAttribute('disabled')).toBe(true)
  })

  it('forgets a checked key that is not added', async () => {
    const { bridge, unmount } = open()
    enter(key)
    await check()
    await screen.findByRole('button', { name: 'Add and sync' })
    unmount()
    expect(bridge.calls.at(-1)).toEqual({ name: 'connection.discard', input: { ticket: 'ticket-1' } })
  })
})
