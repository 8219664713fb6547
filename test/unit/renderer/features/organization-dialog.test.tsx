// @vitest-environment happy-dom
// Alias, tags, favourite and the choice of the key: what is sent, and what is not.

import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import type { ConnectionId } from '../../../../shared/base/ids.ts'
import { OrganizationDialog } from '../../../../renderer/features/organization/organization-dialog.tsx'
import { fakeOrganization } from '../../../support/fake-estate.ts'
import { mount, now } from '../mount.tsx'

const provider = 'con_bbbbbbbbbbbbbbbb' as ConnectionId
const own = fakeOrganization({ name: 'Contoso', monogram: 'CO', colour: 'azure', users: 1 }, now)
const connection = own.record.connection
const contoso = { ...own, record: { ...own.record, tags: ['Gold'], rights: [{ connection, type: 'apiKey' as const }, { connection: provider, type: 'provider' as const }] } }
const other = fakeOrganization({ name: 'Initech', monogram: 'IN', colour: 'teal', users: 1, record: { tags: ['Oslo'] } }, now)

function open() {
  let closed = 0
  const { bridge } = mount(<OrganizationDialog organization={contoso.record.id} onClose={() => closed++} />, { organizations: [contoso, other] })
  const sent = () => bridge.calls.filter(({ name }) => name === 'organization.update').map(({ input }) => input)
  return { sent, closed: () => closed }
}

const save = () => act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Save' })))

afterEach(cleanup)

describe('the dialog of an organization', () => {
  test('sends what was said, with a tag that was typed and not yet added, in the spelling that is in use', async () => {
    const { sent, closed } = open()
    fireEvent.change(await screen.findByLabelText('Alias'), { target: { value: '  The big one ' } })
    fireEvent.change(screen.getByLabelText('Tags'), { target: { value: 'oslo' } })
    fireEvent.click(screen.getByLabelText(/Favourite/))
    await save()
    await waitFor(() => expect(closed()).toBe(1))
    expect(sent()).toEqual([{ organization: contoso.record.id, alias: 'The big one', tags: ['Gold', 'Oslo'], isFavourite: true }])
  })

  test('names the connection only when another one is chosen', async () => {
    const { sent } = open()
    await screen.findByLabelText('Alias')
    fireEvent.click(screen.getByLabelText(/Provider key/))
    await save()
    await waitFor(() => expect(sent()).toHaveLength(1))
    expect(sent()[0]).toMatchObject({ connection: provider, alias: null })
  })

  test('offers the tags of other organizations and takes one off', async () => {
    const { sent } = open()
    fireEvent.click(await screen.findByRole('button', { name: '+ Oslo' }))
    fireEvent.click(screen.getByRole('button', { name: 'Take off the tag Gold' }))
    await save()
    await waitFor(() => expect(sent()).toHaveLength(1))
    expect(sent()[0]).toMatchObject({ tags: ['Oslo'] })
  })
})
