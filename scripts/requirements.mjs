// List every required row of the design's feature table with the end-to-end and integration tests that prove it: their titles begin
// with the rows' numbers ("2.12, 14.1: …"). A row without a passing test fails. The design lies beside the checkout, not in it.
// npm run requirements

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { firstReport } from './check.mjs'
import { checkout } from './paths.mjs'
import { follow, runAsCommand, say } from './run.mjs'

const table = process.env.DESIGN_DOCUMENTS ? join(process.env.DESIGN_DOCUMENTS, 'features.md') : join(dirname(checkout), 'shared', 'design', 'features.md')
const areas = [2, 3, 4, 5, 6, 7, 8, 14]
const reports = ['integration', 'e2e'].map((name) => join(checkout, 'out', 'check', name, 'vitest.json'))

/** @returns {{ row: string, text: string }[]} */
function requiredRows(markdown) {
  return [...markdown.matchAll(/^\| (\d+)\.(\d+) \| \*\*REQ-\w+\*\* ([^|]+) \|/gm)].filter((match) => areas.includes(Number(match[1]))).map(([, area, number, text]) => ({ row: `${area}.${number}`, text: text.trim() }))
}

/** Row numbers at the beginning of a title, or in brackets at its end; other references may stand between them. */
function rowsOf(title) {
  const [, first, last] = /^(?:([a-z]?\d+(?:\.\d+)?(?:, [a-z]?\d+(?:\.\d+)?)*): )?.*?(?: \(([a-z]?\d+(?:\.\d+)?(?:, [a-z]?\d+(?:\.\d+)?)*)\))?$/.exec(title) ?? []
  const list = first ?? last
  return (list ?? '').split(', ').filter((reference) => /^\d+\.\d+$/.test(reference))
}

/** @returns {{ title: string, file: string, hasPassed: boolean }[]} */
function testsIn(report) {
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'))
  return testResults.flatMap(({ name, assertionResults }) => assertionResults.map(({ title, status }) => ({ title, file: relative(checkout, name).replace(/^.*?(?=test\/)/, ''), hasPassed: status === 'passed' })))
}

runAsCommand(import.meta, async () => {
  if (!existsSync(table)) {
    say(`NOT CHECKED: ${table} is not there, so no requirement is compared with a test; DESIGN_DOCUMENTS may name another folder`)
    return 0
  }
  if (!reports.every((report) => existsSync(report))) {
    say('no report of the tests yet: running the integration and end-to-end tests')
    await follow(process.execPath, [join(checkout, 'scripts', 'check.mjs'), 'proofs'], { cwd: checkout })
  }
  // A test that was tried again stands in both reports; the second says what became of it.
  const tests = [...new Map(reports.flatMap((report) => [firstReport(report), report]).filter((report) => existsSync(report)).flatMap(testsIn).map((test) => [`${test.file} ${test.title}`, test])).values()]
  const rows = requiredRows(readFileSync(table, 'utf8'))
  const known = new Set(rows.map(({ row }) => row))
  let open = 0
  for (const { row, text } of rows) {
    const proofs = tests.filter(({ title }) => rowsOf(title).includes(row))
    const isProven = proofs.some(({ hasPassed }) => hasPassed) && proofs.every(({ hasPassed }) => hasPassed)
    if (!isProven) open++
    console.log(`${isProven ? 'ok  ' : 'OPEN'}  ${row.padEnd(5)} ${text}`)
    for (const { title, file, hasPassed } of proofs) console.log(`            ${hasPassed ? '' : 'FAILED '}${file}: ${title}`)
  }
  const optional = new Set(tests.flatMap(({ title }) => rowsOf(title)).filter((row) => !known.has(row)))
  console.log(`${rows.length - open} of ${rows.length} required rows are proven${optional.size > 0 ? `; tests name ${optional.size} rows beyond them` : ''}`)
  return open === 0 ? 0 : 1
})
