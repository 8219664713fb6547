// The edit form that is made from the description: which actions have one, what it sends, what it refuses.

import { describe, expect, test } from 'vitest'
import { changedLines } from '../../../../renderer/ui/changed-lines.ts'
import { filledIn, parametersIn } from '../../../../renderer/features/review/parameters-form.tsx'
import { askedFields, badLines, changesOf, isUnread, problemOf, typedOf } from '../../../../renderer/features/review/edit-object/edited.ts'
import type { NamedForm } from '../../../../shared/actions/field.ts'
import { parametersSchema } from '../../../../shared/actions/field.ts'
import type { RawObject } from '../../../../shared/base/raw-object.ts'
import { actionOf, actions } from '../../../../shared/resources/index.ts'

/** Those that take `changes` and have no form made from their description, with the reason. */
const withoutForm: Readonly<Record<string, string>> = {
  'user.edit': 'has a form of its own, for lists of parts and for several people at once',
  'organization.editSettings': 'depends on what the settings switch on and off, which needs a page of its own',
}

const formsOf = (id: string, raw: RawObject = {}): readonly NamedForm[] => askedFields(actionOf(id).fields['changes']!.form.fields ?? [], raw)

test('every action that takes changes has a form made from its fields, or a reason why not', () => {
  const taking = actions.filter(({ fields }) => fields['changes'] !== undefined)
  expect(taking.filter(({ fields }) => fields['changes']!.form.type !== 'changes').map(({ id }) => id).sort()).toEqual(Object.keys(withoutForm).sort())
  for (const { id } of taking.filter(({ fields }) => fields['changes']!.form.type === 'changes')) expect(formsOf(id).length, id).toBeGreaterThan(0)
})

test('what the list does not tell is left as it is unless somebody fills it in, and is asked only where it means something', () => {
  const raw = { name: 'Clean up', command: 'true', commandType: 'mac' }
  const fields = formsOf('command.edit', raw)
  const before = typedOf(fields, raw)
  expect(fields.map(({ name }) => name)).toEqual(['name', 'command', 'description', 'timeout'])
  expect(fields.filter((field) => isUnread(field, raw)).map(({ name }) => name)).toEqual(['description', 'timeout'])
  expect(changesOf(fields, raw, before, { ...before, timeout: '' })).toEqual({})
  expect(changesOf(fields, raw, before, { ...before, timeout: '60' })).toEqual({ timeout: '60' })
  expect(problemOf(fields.find(({ name }) => name === 'timeout')!, 'a minute')).toBe('Whole seconds, such as 120.')
  expect(formsOf('command.edit', { ...raw, commandType: 'windows' }).map(({ name }) => name)).toContain('shell')
})

describe('what is sent', () => {
  const fields = formsOf('command.edit')
  const raw = { name: 'Clean up', command: 'cd /tmp\r\nrm -rf cache\r\n', description: null, trigger: 'nightly' }
  const before = typedOf(fields, raw)
  const sent = (typed: Readonly<Record<string, string>>) => changesOf(fields, raw, before, { ...before, ...typed })

  test('nothing when nothing is touched, also where the service has nulls and other line ends', () => {
    expect(sent({})).toEqual({})
    expect(sent({ name: ' Clean up ' })).toEqual({})
  })

  test('only what differs; a script keeps its line ends, and what is emptied is sent empty', () => {
    expect(sent({ command: 'cd /tmp\nrm -rf old\n' })).toEqual({ command: 'cd /tmp\r\nrm -rf old\r\n' })
    expect(sent({ description: 'By night' })).toEqual({ description: 'By night' })
    expect(changesOf(fields, { ...raw, description: 'x' }, typedOf(fields, { ...raw, description: 'x' }), { ...before, description: '' })).toEqual({ description: '' })
  })

  test('what the form sends fits the action, also what is taken back', () => {
    const schema = parametersSchema(actionOf('command.edit').fields)
    expect(schema.parse({ changes: sent({ name: 'Tidy', command: 'true' }) })).toEqual({ changes: { name: 'Tidy', command: 'true' } })
    expect(schema.safeParse({ changes: { shell: 'cmd', timeout: '120', description: ' as it was ' } }).data).toEqual({ changes: { shell: 'cmd', timeout: '120', description: ' as it was ' } })
    expect(schema.safeParse({ changes: { commandType: 'mac' } }).success).toBe(false)
  })

  test('a list in another order is the same list', () => {
    const list = formsOf('ipList.edit')
    const ips = { name: 'Office', ips: ['192.0.2.1', '192.0.2.8/29'] }
    const was = typedOf(list, ips)
    expect(changesOf(list, ips, was, { ...was, ips: '192.0.2.8/29\n\n 192.0.2.1 ' })).toEqual({})
    expect(changesOf(list, ips, was, { ...was, ips: '192.0.2.8/29\n2001:db8::/32' })).toEqual({ ips: ['192.0.2.8/29', '2001:db8::/32'] })
  })
})

describe('what is refused', () => {
  const field = (id: string, name: string) => formsOf(id).find((each) => each.name === name)!
  const ips = field('ipList.edit', 'ips')

  test('lines that are no address are named with their number, as the action itself would refuse them', () => {
    const text = '192.0.2.1\n\nnot an address\n10.0.0.0/33\n256.1.1.1\n2001:db8::1\n2001:db8::/129\n10.0.0.1-10.0.0.9\n::ffff:192.0.2.1'
    expect(badLines(ips, text).map(({ line }) => line)).toEqual([3, 4, 5, 7])
    expect(problemOf(ips, text)).toBe('Line 3 (“not an address”), Line 4 (“10.0.0.0/33”), Line 5 (“256.1.1.1”), Line 7 (“2001:db8::/129”) are not what belongs here. One address, a block, or a range in each line.')
    const schema = parametersSchema(actionOf('ipList.edit').fields)
    for (const line of text.split('\n').filter((each) => each !== '')) expect([line, schema.safeParse({ changes: { ips: [line] } }).success]).toEqual([line, problemOf(ips, line) === null])
  })

  test('an empty list, an empty name and a text that is too long', () => {
    expect(problemOf(ips, ' \n')).toBe('Addresses: at least one is needed.')
    expect(problemOf(field('userGroup.edit', 'name'), ' ')).toBe('Name is needed.')
    expect(problemOf(field('userGroup.edit', 'description'), '')).toBeNull()
    expect(problemOf(field('command.edit', 'command'), 'x'.repeat(65_537))).toBe('Script: at most 65,536 characters, and these are 65,537.')
  })
})

test('a plan shows the lines that differ with their neighbours and counts the others', () => {
  const lines = (middle: string) => ['a', 'b', 'c', middle, 'd', 'e', 'f'].join('\n')
  const said = (from: string, to: string) => Object.values(changedLines(from, to)).map((side) => side.map(({ text, isSame }) => (isSame ? text : `≠ ${text}`)))
  expect(said(lines('x'), lines('y\nz'))).toEqual([['… 2 lines as before', 'c', '≠ x', 'd', '… 2 lines as before'], ['… 2 lines as before', 'c', '≠ y', '≠ z', 'd', '… 2 lines as before']])
  expect(said('a\na', 'a\na\na')).toEqual([['… 1 line as before', 'a'], ['… 1 line as before', 'a', '≠ a']])
  expect(said('–', 'a\nb')).toEqual([['≠ –'], ['≠ a', '≠ b']])
})

test('a description left empty is sent empty where an object is made, and what was refused stands there again', () => {
  const { fields } = actionOf('ipList.create')
  const action = { id: 'ipList.create', fields: Object.entries(fields).map(([name, { form }]) => ({ name, ...form })) } as unknown as Parameters<typeof filledIn>[0]
  const typed = { name: 'Branches', description: '', ips: '192.0.2.77\nnowhere' }
  const given = parametersIn({ get: (name) => typed[name as keyof typeof typed] }, action)
  expect(given).toEqual({ name: 'Branches', description: '', ips: ['192.0.2.77', 'nowhere'] })
  expect(parametersSchema(fields).safeParse({ ...given, ips: ['192.0.2.77'] }).success).toBe(true)
  expect(filledIn(action, given).fields.map(({ initial }) => initial)).toEqual(['Branches', '', typed.ips])
})
