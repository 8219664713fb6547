// @vitest-environment happy-dom
// Many keys at once: by name, one after the other, in any order, and never a wrong one.

import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { ReplaceKeysDialog } from '../../../../renderer/features/connect/replace-keys-dialog.tsx'
import { AppError } from '../../../../shared/base/app-error.ts'
import type { ConnectionId, OrganizationId } from '../../../../shared/base/ids.ts'
import { fakeOrganization } from '../../../support/fake-estate.ts'
import { mount, now } from '../mount.tsx'

afterEach(cleanup)

const organizations = ['Zebra', 'Alder', 'Maple'].map((name, at) =>
  fakeOrganization({ name, monogram: name.slice(0, 2).toUpperCase(), colour: 'azure', users: 1, record: { id: `5f000000000000000000000${at}` as OrganizationId, connection: `con_${String(at).repeat(16)}` as ConnectionId } }, now),
)
const connections = organizations.map(({ record }) => record.connection)

const items = () => within(screen.getByRole('list', { name: 'Keys to replace' })).getAllByRole('button').map((item) => `${item.textContent}${item.getAttribute('aria-current') ? ' <' : ''}`)
const enter = (key: string) =>
  act(async () => {
    fireEvent.change(screen.getByLabelText('API key'), { target: { value: key } })
    fireEvent.click(screen.getByRole('button', { name: 'Check and replace' }))
  })
const press = (name: string | RegExp) => act(async () => void fireEvent.click(screen.getByRole('button', { name })))

test('the keys are replaced by name, one can be skipped and come back to, and a key of another organization changes nothing', async () => {
  const onClose = vi.fn()
  const { bridge } = mount(<ReplaceKeysDialog connections={connections} onClose={onClose} />, {
    organizations,
    handlers: {
      'connection.replaceKey': ({ source }) => {
        if (source.from === 'paste' && source.key.startsWith('wrong')) throw new AppError('key.organization-other', { organization: 'Alder' })
        return null
      },
    },
  })
  await screen.findByText('0 of 3 replaced')
  expect(items()).toEqual(['ALAlder <', 'MAMaple', 'ZEZebra'])
  await enter('wrong-key-0123456789abcdef')
  await screen.findByText(/This key belongs to another organization than Alder/)
  expect(items()[0]).toBe('ALAlder <')
  await press('Skip')
  expect(items()).toEqual(['ALAlderskipped', 'MAMaple <', 'ZEZebra'])
  await enter('right-key-0123456789abcdef')
  await screen.findByText('1 of 3 replaced')
  expect(items()).toEqual(['ALAlderskipped', 'MAMaple replaced', 'ZEZebra <'])
  await press(/Alder/)
  await enter('right-key-0123456789abcdef')
  await screen.findByText('2 of 3 replaced')
  expect(onClose).not.toHaveBeenCalled()
  await enter('right-key-0123456789abcdef')
  await vi.waitFor(() => expect(onClose).toHaveBeenCalledOnce())
  const asked = bridge.calls.filter(({ name }) => name === 'connection.replaceKey').map(({ input }) => (input as { connection: string }).connection)
  expect(asked).toEqual([1, 2, 1, 0].map((at) => connections[at]))
})
