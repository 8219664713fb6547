// What the palette asks for, and what of an older answer may still show.

import { expect, test } from 'vitest'
import { fitted, paletteQuestion, stillFitting } from '../../../../renderer/shell/palette-search.ts'

const hit = (title: string, value: string | null = null) => ({ organization: 'a', id: title, title, matched: value === null ? null : { path: 'email', value }, stand: null })
const group = (kind: string, hits: unknown[], isMore = false) => ({ kind, hits, isMore }) as never

test('a prefix picks what is looked for', () => {
  expect(paletteQuestion('maria')).toMatchObject({ needle: 'maria', wantsCommands: true, wantsOrganizations: true, kinds: undefined })
  expect(paletteQuestion('@ maria')).toMatchObject({ needle: 'maria', wantsCommands: false, wantsOrganizations: false, kinds: ['user', 'administrator'] })
  expect(paletteQuestion('!co-1')).toMatchObject({ needle: 'co-1', kinds: ['device'] })
  expect(paletteQuestion(':con')).toMatchObject({ needle: 'con', wantsOrganizations: true, wantsCommands: false, kinds: null })
  expect(paletteQuestion('>sync')).toMatchObject({ needle: 'sync', wantsCommands: true, wantsOrganizations: false, kinds: null })
  expect(paletteQuestion('?')).toMatchObject({ wantsHelp: true, wantsCommands: false, kinds: null })
  expect(paletteQuestion('')).toMatchObject({ wantsCommands: true, wantsOrganizations: true, kinds: null })
})

test('of an older answer only what fits the text shows, however its letters are marked', () => {
  const groups = [group('user', [hit('Jürgen Vogt'), hit('Anna', 'anna@jur.example')]), group('device', [hit('Laptop')])]
  expect(stillFitting(groups, 'jur').map(({ kind, hits }) => [kind, hits.map(({ title }) => title)])).toEqual([['user', ['Jürgen Vogt', 'Anna']]])
  expect(stillFitting(groups, 'jurg vog').flatMap(({ hits }) => hits.map(({ title }) => title))).toEqual(['Jürgen Vogt'])
})

test('what is cut off is said', () => {
  const groups = [group('user', [hit('a'), hit('b')]), group('device', [hit('c'), hit('d')]), group('role', [hit('e')])]
  expect(fitted(groups, 3).map(({ kind, hits, isMore }) => [kind, hits.length, isMore])).toEqual([['user', 2, false], ['device', 1, true]])
})
