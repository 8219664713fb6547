// @vitest-environment happy-dom
// The events page: rows with words, gaps with the way to read them, and each reason for having none.

import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { EventsPage } from '../../../renderer/features/events/events-page.tsx'
import { eventsOf, placeFrom, plainEvents } from '../../../renderer/stores/place.ts'
import { failWith, type FakeBridgeParts } from '../../support/fake-bridge.ts'
import { contoso, mount } from './mount.tsx'

const at = new Date(Date.now() - 60_000).toISOString()
const row = (id: string, success: boolean | null) => ({ id, at, service: 'sso', type: 'sso_auth', success, initiator: 'ada', resource: 'Wiki', address: '203.0.113.9', country: 'NO', sentence: `Sentence ${id}` })
type Gap = { from: string; to: string }
const wholeGap = ({ from, to }: Gap): Gap => ({ from, to })

function show(rows: readonly ReturnType<typeof row>[], gapsOf: (asked: Gap) => Gap[] = () => [], view = {}, handlers: FakeBridgeParts['handlers'] = {}) {
  return mount(<EventsPage organization={contoso.record} view={{ ...plainEvents, ...view }} />, {
    handlers: {
      'insights.page': (asked) => ({ rows: [...rows], total: rows.length, gaps: gapsOf(asked) }),
      'insights.histogram': (asked) => ({ slices: [{ from: asked.from, succeeded: 1, failed: 1 }], gaps: gapsOf(asked) }),
      'insights.event': () => ({ row: rows[0] ?? row('none', null), raw: '{"id":"a"}' }),
      'insights.follow': () => null,
      ...handlers,
    },
  })
}

test('events are rows with result, sentence, initiator and address', async () => {
  show([row('a', true), row('b', false), row('c', null)])
  const button = await screen.findByRole('button', { name: 'Sentence a' })
  expect(button.closest('tr')?.textContent).toMatch(/SucceededSentence aada203\.0\.113\.9 · NO$/)
  expect(button.closest('tr')?.querySelector('time')?.title).toMatch(/ UTC$/)
  expect(screen.getByRole('img', { name: 'Last 24 hours: 1 succeeded, 1 failed (50%).' })).toBeTruthy()
})

test('one row is a stop of the Tab key, the arrows move on', async () => {
  show([row('a', true), row('b', false)])
  const [first, second] = [await screen.findByRole('button', { name: 'Sentence a' }), screen.getByRole('button', { name: 'Sentence b' })]
  expect([first.tabIndex, second.tabIndex]).toEqual([0, -1])
  first.focus()
  fireEvent.keyDown(first, { key: 'ArrowDown' })
  expect(document.activeElement).toBe(second)
})

test('a gap is told and can be read', async () => {
  const { bridge } = show([row('a', true)], ({ from }) => [{ from, to: new Date(Date.parse(from) + 3_600_000).toISOString() }], {}, { 'insights.fetch': () => ({ added: 3, isComplete: false }) })
  fireEvent.click(await screen.findByRole('button', { name: /^Read this time from JumpCloud/ }))
  expect(await screen.findByText(/^3 events added; there is more to read/)).toBeTruthy()
  expect(bridge.calls.filter(({ name }) => name === 'insights.fetch')).toHaveLength(1)
})

test('without anything read, the last seven days are offered', async () => {
  const { bridge } = show([], (asked) => [wholeGap(asked)], {}, { 'insights.fetch': () => ({ added: 0, isComplete: true }) })
  fireEvent.click(await screen.findByRole('button', { name: 'Read the last 7 days' }))
  await waitFor(() => expect(bridge.calls.some(({ name }) => name === 'insights.fetch')).toBe(true))
})

test.each([
  ['api.not-entitled', 'Events: not in this plan'],
  ['api.forbidden', 'This key may not read events'],
] as const)('%s is an explanation', async (code, title) => {
  show([], (asked) => [wholeGap(asked)], {}, { 'insights.fetch': () => failWith(code) })
  fireEvent.click(await screen.findByRole('button', { name: 'Read the last 7 days' }))
  expect(await screen.findByRole('heading', { name: title })).toBeTruthy()
  expect(screen.queryByText('PREMIUM') !== null).toBe(code === 'api.not-entitled')
})

test('filters without a match can be removed', async () => {
  show([], () => [], { text: 'nobody' })
  expect(await screen.findByRole('button', { name: 'Clear search and filters' })).toBeTruthy()
})

test('an event opens with its fields and what was recorded', async () => {
  show([row('a', false)], () => [], { open: 'a' })
  expect(await screen.findByRole('complementary', { name: 'Event' })).toBeTruthy()
  expect(await screen.findByRole('group', { name: 'JSON of the service' })).toBeTruthy()
  expect(screen.getByText('All of this address')).toBeTruthy()
})

test('live follows while it is on', async () => {
  const { bridge } = show([row('a', true)])
  const live = await screen.findByRole('switch', { name: 'Live' })
  fireEvent.click(live)
  await waitFor(() => expect(bridge.calls.some(({ name, input }) => name === 'insights.follow' && (input as { isOn: boolean }).isOn)).toBe(true))
  expect(live.getAttribute('aria-checked')).toBe('true')
  fireEvent.click(live)
  await waitFor(() => expect(bridge.calls.some(({ name, input }) => name === 'insights.follow' && !(input as { isOn: boolean }).isOn)).toBe(true))
})

test('a place of events survives the settings, also with values of another version', () => {
  const place = eventsOf(contoso.record.id, { range: '30d', services: ['sso'], success: false, open: 'a' })
  expect(placeFrom(JSON.parse(JSON.stringify(place)))).toEqual(place)
  expect(placeFrom({ page: 'events', organization: contoso.record.id, view: { range: '5y', types: [1, 'x'], text: null } })).toEqual(eventsOf(contoso.record.id, { types: ['x'] }))
})

test('more than a page of events is shown on asking', async () => {
  const { bridge } = show([row('a', true)], () => [], {}, {
    'insights.page': ({ start }) => ({ rows: [row(`at ${start}`, true)], total: 250, gaps: [] }),
  })
  fireEvent.click(await screen.findByRole('button', { name: 'Show more' }))
  expect(await screen.findByRole('button', { name: 'Sentence at 200' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull()
  expect(bridge.calls.filter(({ name }) => name === 'insights.page').every(({ input }) => (input as { size: number }).size <= 200)).toBe(true)
})
