// The import corpus: tables as they really come. Each problem is named by line and column, and no row that is wrong is taken.

import writeWorkbook from 'write-excel-file/node'
import { describe, expect, test } from 'vitest'
import { decode } from '../../../../../main/engine/imports/decode.ts'
import { delimiterOf, rowsOfText } from '../../../../../main/engine/imports/delimited.ts'
import type { KnownPeople } from '../../../../../main/engine/imports/directory.ts'
import { valueInList, withLists } from '../../../../../main/engine/imports/lists.ts'
import { openSession } from '../../../../../main/engine/imports/session.ts'
import type { Source } from '../../../../../main/engine/imports/source.ts'
import type { ImportId, OrganizationId, ResourceId } from '../../../../../shared/base/ids.ts'
import { limits } from '../../../../../shared/base/limits.ts'
import type { RawObject } from '../../../../../shared/base/raw-object.ts'

const ada = { id: 'a'.repeat(24) as ResourceId, title: 'Ada Adler', email: 'ada@contoso.test', username: 'ada' }
const raw: RawObject = { _id: ada.id, email: ada.email, username: ada.username, firstname: 'Ada', lastname: 'Adler', department: 'Sales' }
const people: KnownPeople = { byEmail: new Map([[ada.email, ada]]), byUsername: new Map([['ada', ada]]), byEmployee: new Map([['4711', ada]]), total: 1, readAt: '2026-11-22T08:00:00.000Z' as KnownPeople['readAt'], isWhole: true }

const file = (bytes: Buffer, name = 'people.csv'): Source => ({ type: 'file', name, bytes })
const text = (content: string): Source => ({ type: 'paste', text: content })

const open = (source: Source, remembered = {}) =>
  openSession({ id: 'imp_aaaaaaaaaaaaaaaa' as ImportId, organization: 'b'.repeat(24) as OrganizationId, source, people, usualState: null, remembered, objects: async (ids) => ids.map((id) => (id === ada.id ? raw : null)), pause: async () => undefined })

const said = async (source: Source) => (await open(source)).view().problems

describe('encodings (3.9)', () => {
  const table = 'Email,First name,Last name\nzoe@contoso.test,Zoë,Müller\n'
  test.each([
    ['UTF-8', Buffer.from(table), 'utf-8', false],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${table}`), 'utf-8', false],
    ['UTF-16 with its mark', Buffer.from(`\uFEFF${table}`, 'utf16le'), 'utf-16le', false],
    ['UTF-16, big end first', Buffer.from(`\uFEFF${table}`, 'utf16le').swap16(), 'utf-16be', false],
    ['UTF-16 without a mark', Buffer.from(table, 'utf16le'), 'utf-16le', true],
    ['Windows-1252', Buffer.from(table, 'latin1'), 'windows-1252', true],
  ])('%s is read, and a guess says so', async (_, bytes, encoding, isGuess) => {
    const session = await open(file(bytes))
    const { source, counts } = session.view()
    expect(source.encoding).toBe(encoding)
    expect(source.encodingGuess !== null).toBe(isGuess)
    expect(counts.new).toBe(1)
    expect(session.rows('all', 0, 1).rows[0]!.cells).toEqual(['zoe@contoso.test', 'Zoë', 'Müller'])
  })

  test('the guess of Windows-1252 names the line, and another choice is obeyed', async () => {
    const session = await open(file(Buffer.from('Email,First name\na@contoso.test,Ann\nb@contoso.test,Björn €\n', 'latin1')))
    expect(session.view().source.encodingGuess).toContain('line 3')
    await session.read({ encoding: 'utf-8' })
    expect(session.view().problems).toEqual(['Line 3, column 2 “First name”: has a character that could not be read (�): choose another encoding, or type what it should be.'])
    expect(decode(Buffer.from([0x80, 0x41])).text).toBe('€A')
  })

  test('accents that were read wrongly before are said, with what they were', async () => {
    const session = await open(text('Email,Last name\na@contoso.test,MÃ¼ller\n'))
    expect(session.view().problems).toEqual(['Line 2, column 2 “Last name”: looks like accents that were read in the wrong encoding.'])
    expect(session.rows('faulty', 0, 1).rows[0]!.problems[0]).toMatchObject({ suggestion: 'Müller', canStay: true })
  })
})

describe('shape (3.9)', () => {
  test.each([
    [',', 'Email,First name\na@contoso.test,"Ann, Anna"\n'],
    [';', 'Email;First name\na@contoso.test;Ann, Anna\n'],
    ['\t', 'Email\tFirst name\na@contoso.test\tAnn, Anna\n'],
    ['|', 'Email|First name\na@contoso.test|Ann, Anna\n'],
  ])('%j separates', async (delimiter, content) => {
    expect(delimiterOf(content)).toBe(delimiter)
    expect((await open(text(content))).rows('all', 0, 1).rows[0]!.cells[1]).toBe('Ann, Anna')
  })

  test('quotation marks hold separators, line ends and themselves; lines are counted on', () => {
    const rows = [...rowsOfText('a,"one\ntwo, ""three"""\r\n"x",y\rlast,', ',')]
    expect(rows).toEqual([
      { line: 1, cells: ['a', 'one\ntwo, "three"'] },
      { line: 3, cells: ['x', 'y'] },
      { line: 4, cells: ['last', ''] },
    ])
  })

  test('rows of another width are named, and may stay on purpose', async () => {
    const session = await open(text('Email,First name,Last name\na@contoso.test,Ann\nb@contoso.test,Bo,Baum,Sales\nc@contoso.test,Cy,Cole\n'))
    expect(session.view().problems).toEqual([
      'Line 2 has 2 cells, the header has 3: values may stand in the wrong columns.',
      'Line 3 has 4 cells, the header has 3: something is cut in two or stands one column too far.',
    ])
    expect(session.view()).toMatchObject({ counts: { bad: 2, new: 1 }, reason: '2 rows are neither right nor skipped' })
    session.keep(0, null)
    await session.setSkipped([1], true)
    expect(session.view()).toMatchObject({ counts: { bad: 0, new: 2, skipped: 1 }, reason: null })
  })

  test('a quotation mark that never ends is named by the line that it stands on', async () => {
    expect(await said(text('Email,First name\na@contoso.test,"Ann\nb@contoso.test,Bo\n'))).toContain('Line 2: The quotation mark of line 2 never ends: everything after it is one cell.')
  })

  test('the same header twice is named, and only the first of them is taken', async () => {
    const session = await open(text('Email,First name,E-Mail\na@contoso.test,Ann,other@contoso.test\n'))
    expect(session.view().problems).toEqual(['Line 1, column 3 “E-Mail”: has the same header as column 1; only one of them can be a field.'])
    expect(session.view().columns.map(({ field }) => field)).toEqual(['email', 'firstname', null])
    await session.map([null, 'firstname', 'email'])
    expect(session.rows('new', 0, 1).total).toBe(1)
    await session.map(['email', 'email', 'email'])
    expect(session.view().columns.map(({ field }) => field)).toEqual(['email', null, null])
  })

  test('blank rows are left out and counted; a table without rows is refused', async () => {
    expect((await open(text('Email\n\na@contoso.test\n ,\n\n'))).view()).toMatchObject({ total: 1, source: { blankRows: 3 } })
    await expect(open(text('Email,Name\n'))).rejects.toMatchObject({ code: 'import.empty' })
    await expect(open(text(`${'x,'.repeat(limits.importColumnsMax + 1)}\n1\n`))).rejects.toMatchObject({ code: 'import.too-large' })
  })
})

describe('cells (3.9)', () => {
  test('empty cells: an address is asked for, everything else is left as it is', async () => {
    const session = await open(text('Email,Username,Department\n,ada,\n,,Sales\nnew@contoso.test,,Sales\n'))
    expect(session.view().problems).toEqual([
      'Line 3, column 1 “Email”: is empty: somebody new needs an address.',
      'Line 4, column 2 “Username”: is empty: somebody new needs a username.',
    ])
    expect(session.view().counts).toMatchObject({ same: 1, bad: 2 })
    await session.write(2, 1, 'new')
    expect(session.view().counts).toMatchObject({ new: 1, bad: 1 })
  })

  test('formulas are named and never worked out; the apostrophe of an export is no part of a name', async () => {
    const session = await open(text(`Email,First name,Description\na@contoso.test,=1+1,-- none\nb@contoso.test,@SUM(A1),'=kept\n`))
    expect(session.view().problems).toEqual([
      'Line 2, column 2 “First name”: holds a formula (=1+1). Formulas are not worked out: type the value.',
      'Line 3, column 2 “First name”: holds a formula (@SUM(A1)). Formulas are not worked out: type the value.',
    ])
    expect(session.sheet.judged(1).values.description).toBe('=kept')
  })

  test('names from right to left are names; what cannot be seen in one is said', async () => {
    const session = await open(text('Email,First name,Last name\nsara@contoso.test,שרה,כהן\nali@contoso.test,علی‌رضا,محمدی\nevil@contoso.test,\u202Egnp.exe,Smith\n'))
    expect(session.view().counts).toMatchObject({ new: 2, bad: 1 })
    expect(session.view().problems).toEqual(['Line 4, column 2 “First name”: has characters that cannot be seen, which can make two names look alike.'])
    session.keep(2, 1)
    expect(session.view().counts).toMatchObject({ new: 3, bad: 0 })
  })

  test('a control character and an address that is none are named, with what could stand there', async () => {
    const session = await open(text('Email,First name\nAnn <ann@contoso.test>,Ann\nbo(at)contoso.test,B\u0000o\n'))
    expect(session.view().problems).toHaveLength(3)
    expect(session.rows('faulty', 0, 9).rows.map(({ problems }) => problems[0]!.suggestion)).toEqual(['ann@contoso.test', 'bo@contoso.test'])
  })
})

describe('against the copy (3.3, 3.7)', () => {
  test('who is there is matched by address, whatever its case; only what differs is changed', async () => {
    const session = await open(text('Email,Department,First name\nADA@contoso.test,Marketing,Ada\nada2@contoso.test,,Bea\n'))
    expect(session.rows('changed', 0, 9).rows).toMatchObject([{ line: 2, person: { title: 'Ada Adler' }, changes: [{ title: 'Department', from: 'Sales', to: 'Marketing' }] }])
    expect(session.view().counts).toMatchObject({ new: 1, changed: 1 })
  })

  test('a username, an employee id and an address that belong to somebody else are conflicts', async () => {
    const session = await open(text('Email,Username,Employee ID\nnew@contoso.test,ADA,1\nada@contoso.test,ada.adler,\nnew2@contoso.test,n2,4711\nx@contoso.test,x1,\nX@contoso.test,x2,\n'))
    expect(session.view().counts).toMatchObject({ conflict: 5, new: 0 })
    expect(session.view().problems[0]).toContain('Line 2, column 2 “Username”: Ada Adler has the username “ada” already')
    expect(session.view().problems[3]).toBe('Line 5, column 1 “Email”: stands on line 6 too: skip all but one.')
    await session.setSkipped([4], true)
    expect(session.rows('new', 0, 9).rows.map(({ line }) => line)).toEqual([5])
    await session.setSkipped([4], false)
    expect(session.view().counts.conflict).toBe(5)
  })

  test('two addresses that make the same username are a conflict, because only one of them could be added', async () => {
    const session = await open(text('Email,First name\nann@contoso.test,Ann\nANN@fabrikam.test,Anna\nbo@contoso.test,Bo\nbo@contoso.test,Bo\nada@contoso.test,Ada\n'))
    expect(session.view().problems).toEqual([
      'Line 2, column 1 “Email”: makes the username “ann”, as line 3 does: give the table a column of usernames, or skip all but one.',
      'Line 3, column 1 “Email”: makes the username “ANN”, as line 2 does: give the table a column of usernames, or skip all but one.',
      'Line 4, column 1 “Email”: stands on line 5 too: skip all but one.',
      'Line 5, column 1 “Email”: stands on line 4 too: skip all but one.',
    ])
    await session.setSkipped([1, 3], true)
    expect(session.view()).toMatchObject({ counts: { new: 2, same: 1, skipped: 2 }, reason: null })
  })

  test('a manager is somebody of the copy, or somebody who is new in the same file', async () => {
    const session = await open(text('Email,Manager\nb@contoso.test,ada\nc@contoso.test,B@contoso.test\nd@contoso.test,nobody\nada@contoso.test,b@contoso.test\ne@contoso.test,e@contoso.test\n'))
    expect(session.sheet.judged(0).values.manager).toBe(ada.id)
    expect(session.sheet.judged(1)).toMatchObject({ verdict: 'new', values: { managerAddress: 'B@contoso.test' } })
    expect(session.view().problems).toEqual([
      'Line 4, column 2 “Manager”: Nobody here has the address or username “nobody”.',
      'Line 5, column 2 “Manager”: “b@contoso.test” is new in this file and Ada Adler is here already: leave the manager as it is now, and import this file once more afterwards.',
      'Line 6, column 2 “Manager”: is the person themselves.',
    ])
    session.keep(3, 1)
    expect(session.sheet.judged(3)).toMatchObject({ verdict: 'same', changes: [] })
    // Who is left out is nobody's manager; who is taken again is.
    await session.setSkipped([0], true)
    expect(session.sheet.judged(1).problems).toMatchObject([{ column: 1, text: 'Nobody here has the address or username “B@contoso.test”.' }])
    await session.setSkipped([0], false)
    expect(session.sheet.judged(1).verdict).toBe('new')
    await session.write(0, 0, 'b2@contoso.test')
    expect(session.sheet.judged(1).verdict).toBe('bad')
  })

  test('what columns were is remembered, also that one was left out', async () => {
    const session = await open(text('Wer,Email,Abt\nAnn,a@contoso.test,Sales\n'), { wer: 'firstname', abt: '' })
    expect(session.view().columns.map(({ field }) => field)).toEqual(['firstname', 'email', null])
    expect(session.mapped()).toEqual({ wer: 'firstname', email: 'email', abt: '' })
  })
})

describe('telephone numbers, addresses and custom attributes (3.9, 2.14)', () => {
  const header = 'Email,Handy,Straße,Ort,PLZ,attributes.badge,Shirt size'

  test('headers find them, an attribute by its prefix; any other column becomes one when it is chosen, and stays so', async () => {
    const session = await open(text(`${header}\nnew@contoso.test,+49 30 555,Elm 12,Berlin,10115,1A,M\n`))
    expect(session.view().columns.map(({ field }) => field)).toEqual(['email', 'phoneNumbers.mobile', 'addresses.work.streetAddress', 'addresses.work.locality', 'addresses.work.postalCode', 'attributes.badge', null])
    expect(session.view().columns[6]!.attribute).toBe('Shirt size')
    await session.map(session.view().columns.map(({ field }, column) => (column === 6 ? 'attributes.Shirt size' : field)))
    expect(session.sheet.judged(0).values).toMatchObject({ 'phoneNumbers.mobile': '+49 30 555', 'attributes.badge': '1A', 'attributes.Shirt size': 'M' })
    const again = await open(text(`${header}\nnew@contoso.test,,,,,,L\n`), session.mapped())
    expect(again.view().columns[6]!.field).toBe('attributes.Shirt size')
  })

  test('a cell that is wrong is named by line and column like any other', async () => {
    expect(await said(text(`${header}\nnew@contoso.test,=A1+1,,B\u0000erlin,,=SUM(A1),\n`))).toEqual([
      'Line 2, column 2 “Handy”: holds a formula (=A1+1). Formulas are not worked out: type the value.',
      'Line 2, column 4 “Ort”: has control characters, which names do not have.',
      'Line 2, column 6 “attributes.badge”: holds a formula (=SUM(A1)). Formulas are not worked out: type the value.',
    ])
  })

  test('of somebody who is here only what differs is changed, and the rest of their lists goes along', () => {
    const before: RawObject = { phoneNumbers: [{ id: 'p', type: 'work', number: '1' }, { id: 'q', type: 'mobile', number: '2' }], addresses: [{ id: 'a', type: 'work', streetAddress: 'Elm 1', locality: 'Bonn', region: '' }], attributes: [{ name: 'badge', value: '1A' }, { name: 'size', value: 'M' }] }
    expect(valueInList(before, 'addresses.work.locality')).toBe('Bonn')
    expect(valueInList(before, 'addresses.home.locality')).toBe('')
    expect(withLists({ department: 'Sales', 'phoneNumbers.mobile': '3', 'addresses.work.locality': 'Berlin', 'addresses.home.country': 'DE', 'attributes.size': 'L', 'attributes.onCall': 'yes' }, before)).toEqual({
      department: 'Sales',
      phoneNumbers: [{ type: 'work', number: '1' }, { type: 'mobile', number: '3' }],
      addresses: [{ type: 'work', streetAddress: 'Elm 1', locality: 'Berlin' }, { type: 'home', country: 'DE' }],
      attributes: [{ name: 'badge', value: '1A' }, { name: 'size', value: 'L' }, { name: 'onCall', value: 'yes' }],
    })
  })
})

describe('workbooks (3.9)', () => {
  const workbook = async () =>
    file(
      await writeWorkbook([
        [{ value: 'Email' }, { value: 'First name' }, { value: 'Employee ID' }],
        [{ value: 'zoe@contoso.test' }, { value: 'Zoë & Co' }, { value: 12_345, type: Number }],
        [{ value: 'bo@contoso.test' }, { value: 'CONCAT("B","o")', type: 'Formula' }, { value: 7, type: Number }],
        [{ value: 'cy@contoso.test' }, null, null],
      ] as never).toBuffer(),
      'people.xlsx',
    )

  test('texts, numbers and gaps are read; formulas are named', async () => {
    const session = await open(await workbook())
    expect(session.rows('all', 0, 9).rows.map(({ cells }) => cells)).toEqual([['zoe@contoso.test', 'Zoë & Co', '12345'], ['bo@contoso.test', '', '7'], ['cy@contoso.test', '', '']])
    expect(session.view().problems).toEqual(['Line 3, column 2 “First name”: holds the formula =CONCAT("B","o"). Formulas are not worked out; its last result is “”.'])
    await session.write(1, 1, 'Bo')
    expect(session.view().counts).toMatchObject({ new: 3, bad: 0 })
  })

  test('what only calls itself a workbook is refused in words', async () => {
    await expect(open(file(Buffer.from('PK\u0003\u0004 nothing'), 'x.xlsx'))).rejects.toMatchObject({ code: 'import.format' })
    await expect(open(file(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), 'old.xls'))).rejects.toMatchObject({ code: 'import.format' })
    const whole = (await workbook()) as Extract<Source, { type: 'file' }>
    await expect(open(file(whole.bytes.subarray(0, whole.bytes.length / 2), 'cut.xlsx'))).rejects.toMatchObject({ code: 'import.format' })
  })
})

test('100,000 rows are judged in slices, and one correction touches only its own (3.9)', async () => {
  const lines = ['Email,First name,Last name,Department,Employee ID']
  for (let index = 0; index < 100_000; index++) lines.push(`p${index}@contoso.test,First ${index},Last ${index},Dept ${index % 40},E${index}`)
  lines[50_000] = 'broken,First,Last,Dept,E'
  let pauses = 0
  const session = await openSession({ id: 'imp_aaaaaaaaaaaaaaaa' as ImportId, organization: 'b'.repeat(24) as OrganizationId, source: file(Buffer.from(lines.join('\r\n'))), people, usualState: null, remembered: {}, objects: async (ids) => ids.map(() => null), pause: async () => void pauses++ })
  expect(session.view()).toMatchObject({ total: 100_000, counts: { new: 99_999, bad: 1 }, problems: ['Line 50001, column 1 “Email”: is not an email address: “broken”.'] })
  expect(pauses).toBeGreaterThan(100)
  await session.write(49_999, 0, 'fixed@contoso.test')
  expect(session.view()).toMatchObject({ counts: { new: 100_000, bad: 0 }, reason: `One plan holds ${limits.planRowsMax.toLocaleString('en-US')} people: skip some and import them afterwards` })
}, 120_000)
