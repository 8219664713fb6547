// Cells as people read them.

import { describe, expect, it } from 'vitest'
import { kindColumns } from '../../../../renderer/bridge/registry-columns.ts'
import { cellText, relativeText } from '../../../../renderer/grid/cell-text.ts'

const now = Date.parse('2026-11-21T14:00:00Z')
const column = (path: string) => {
  const found = kindColumns('user').columns.find((each) => each.path === path)
  if (!found) throw new Error(path)
  return found
}
const text = (path: string, cell: string | number | null) => cellText(column(path), cell, now)

describe('cellText', () => {
  it('says every choice with glyph and word', () => {
    expect(text('status', 'suspended')).toEqual({ text: 'Suspended', glyph: 'suspended', tone: 'warn' })
    for (const choice of column('status').choices) expect(text('status', choice.value).glyph, choice.value).toBeDefined()
  })

  it('shows a value that the registry does not know as it came', () => {
    expect(text('status', 'NEW_STATE')).toEqual({ text: 'NEW_STATE' })
  })

  it('says nested values in one line, and leaves a text that only begins like them', () => {
    expect(text('username', '{"committedUsers":146,"contractType":"annual"}').text).toBe('committed users: 146 · contract type: annual')
    expect(text('username', '[draft] Mia').text).toBe('[draft] Mia')
  })

  it('never leaves a cell blank', () => {
    for (const path of ['status', 'email', 'groupCount', 'created', 'totp_enabled', 'tags']) expect(text(path, null)).toMatchObject({ text: '–', isEmpty: true })
    expect(text('email', '')).toMatchObject({ isEmpty: true })
    expect(text('groupCount', 0)).toEqual({ text: '0' })
  })

  it('tells booleans in words', () => {
    expect(text('totp_enabled', 1).text).toBe('Yes')
    expect(text('totp_enabled', 0).text).toBe('No')
  })

  it('tells times relatively within a day and as a date beyond, with the exact time in the title', () => {
    expect(text('created', '2026-11-21T12:00:00Z').text).toBe('2 h ago')
    expect(text('password_expiration_date', '2026-11-21T15:00:00Z').text).toBe('in 1 h')
    expect(text('created', '2026-10-12T12:00:00Z').text).not.toContain('2026')
    expect(text('created', '2019-10-12T12:00:00Z').text).toContain('2019')
    expect(text('created', '2026-11-21T12:00:00Z').title).toContain('2026')
  })

  it('pictures what could deceive in any text', () => {
    expect(text('email', 'a\u202Eb@c').text).toBe('a⟪U+202E⟫b@c')
    expect(text('created', 'not a \u200Bdate').text).toContain('⟪U+200B⟫')
  })
})

describe('relativeText', () => {
  const day = 86_400_000
  it('uses the largest unit that still says something, both ways', () => {
    const told = [0, -30_000, -3 * 3_600_000, -40 * day, -200 * day, -2_952 * day, 30_000, 27 * day].map((offset) => relativeText(now + offset, now))
    expect(told).toEqual(['just now', 'just now', '3 h ago', '40 days ago', '6 months ago', '8 years ago', 'just now', 'in 27 days'])
  })
})
