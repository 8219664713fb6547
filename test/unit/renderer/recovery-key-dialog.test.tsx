// @vitest-environment happy-dom
// The recovery key: only after the device's name was typed, shown once, and in no cache.

import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { ResourceId } from '../../../shared/base/ids.ts'
import { RecoveryKeyDialog } from '../../../renderer/features/list/recovery-key-dialog.tsx'
import { failWith, type FakeBridgeParts } from '../../support/fake-bridge.ts'
import { contoso, mount } from './mount.tsx'

const device = 'd'.repeat(24) as ResourceId

function show(parts: FakeBridgeParts = {}) {
  const onClose = vi.fn<() => void>()
  const mounted = mount(<RecoveryKeyDialog organization={contoso.record.id} device={device} deviceName="COL-PC-0001" onClose={onClose} />, parts)
  const type = (text: string) => fireEvent.change(screen.getByRole('textbox'), { target: { value: text } })
  return { ...mounted, onClose, type, ask: () => screen.getByRole<HTMLButtonElement>('button', { name: 'Show 1 key' }) }
}

test('another name shows nothing', async () => {
  const { type, ask, bridge } = show()
  await screen.findByRole('textbox')
  expect(ask().disabled).toBe(true)
  type('COL-PC-0002')
  expect(ask().disabled).toBe(true)
  expect(bridge.calls.map(({ name }) => name)).not.toContain('live.recoveryKey')
})

test('the right name shows the key once, and nothing keeps it', async () => {
  const { type, ask, bridge, queries, onClose } = show()
  await screen.findByRole('textbox')
  type('COL-PC-0001')
  fireEvent.click(ask())
  expect(await screen.findByText('AAAA-BBBB-CCCC-DDDD')).toBeTruthy()
  expect(bridge.calls.find(({ name }) => name === 'live.recoveryKey')?.input).toEqual({ organization: contoso.record.id, device, typedName: 'COL-PC-0001' })
  expect(JSON.stringify([queries.getQueryCache().getAll().map(({ state }) => state), queries.getMutationCache().getAll()])).not.toContain('AAAA')
  fireEvent.click(screen.getByRole('button', { name: 'Copy' }))
  await waitFor(() => expect(bridge.calls.find(({ name }) => name === 'clipboard.write')?.input).toEqual({ text: 'AAAA-BBBB-CCCC-DDDD' }))
  fireEvent.click(screen.getByRole('button', { name: 'Hide the key' }))
  expect(onClose).toHaveBeenCalledOnce()
})

test('a refusal says what happened and leaves the name typed', async () => {
  const { type, ask } = show({ handlers: { 'live.recoveryKey': () => failWith('api.forbidden') } })
  await screen.findByRole('textbox')
  type('COL-PC-0001')
  fireEvent.click(ask())
  expect((await screen.findByRole('alert')).textContent).toContain('This key may not read recovery keys in Contoso.')
  expect(screen.getByRole<HTMLInputElement>('textbox').value).toBe('COL-PC-0001')
})
