// Run measurements from test/bench and print each value beside its goal.
// npm run bench -- [name …] [--json FILE]

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { checkout } from './paths.mjs'
import { runAsCommand, say } from './run.mjs'
import { importTypeScript } from './run-ts.mjs'
import { runInSession } from './session.mjs'
import { setup } from './setup.mjs'

/**
 * @typedef {object} Row
 * @property {string} id
 * @property {string} what
 * @property {number} value
 * @property {string} unit
 * @property {number} [ratio] value against the baseline
 * @property {string} goal
 * @property {number} [baseline] the same, done the obvious way
 * @property {boolean} ok
 */

/** Helpers of several measurements share the folder; a measurement exports a default function and is named without an underscore. */
const benchNames = () =>
  readdirSync(join(checkout, 'test', 'bench'))
    .filter((file) => file.endsWith('.ts') && !file.startsWith('_') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.ts'.length))

/** What needs the real window runs this same script again inside a session, and hands its rows back in a file. */
async function measure(name) {
  const measurement = await importTypeScript(`test/bench/${name}.ts`)
  if (!measurement.isDesktop || process.env.ELECTRON_UNDER_TEST) return measurement.default({ say })
  const results = mkdtempSync(join(tmpdir(), 'orgdeck-bench-'))
  try {
    await runInSession(['bash', '-c', `node scripts/bench.mjs ${name} --json "$ORGDECK_OUT/rows.json" >&2`], { results })
    return JSON.parse(readFileSync(join(results, 'rows.json'), 'utf8')).rows
  } finally {
    rmSync(results, { recursive: true, force: true })
  }
}

const number = (value) => (value === undefined ? '' : value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 1 }))

const columns = [
  { title: 'id', text: (row) => row.id },
  { title: 'what', text: (row) => row.what },
  { title: 'value', text: (row) => `${number(row.value)} ${row.unit}`, right: true },
  { title: 'baseline', text: (row) => number(row.baseline), right: true },
  { title: 'ratio', text: (row) => (row.ratio === undefined ? '' : `${number(row.ratio)}×`), right: true },
  { title: 'goal', text: (row) => String(row.goal) },
  { title: '', text: (row) => (row.ok ? 'ok' : 'MISSED') },
]

function printTable(rows) {
  const lines = [columns.map((column) => column.title), ...rows.map((row) => columns.map((column) => column.text(row)))]
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => line[index].length)))
  for (const line of lines) {
    console.log(line.map((text, index) => (columns[index].right ? text.padStart(widths[index]) : text.padEnd(widths[index]))).join('  ').trimEnd())
  }
}

runAsCommand(import.meta, async (argv) => {
  const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options: { json: { type: 'string' } } })
  const known = benchNames()
  const unknown = positionals.find((name) => !known.includes(name))
  if (unknown) throw new Error(`there is no measurement ${unknown}; there are: ${known.join(', ')}`)
  await setup({ need: ['native'] })

  /** @type {Row[]} */
  const rows = []
  for (const name of positionals.length > 0 ? positionals : known) {
    say(`measuring ${name} …`)
    rows.push(...(await measure(name)))
  }
  const machine = { node: process.version, platform: `${process.platform} ${process.arch}`, processors: cpus().length, processor: cpus()[0]?.model, memoryGb: Math.round(totalmem() / 2 ** 30) }
  console.log(`${machine.processors} × ${machine.processor}, ${machine.memoryGb} GB, ${machine.platform}, Node ${machine.node}\n`)
  printTable(rows)
  if (values.json) {
    const file = resolve(values.json)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${JSON.stringify({ machine, rows }, undefined, 2)}\n`)
  }
  process.exit(rows.every((row) => row.ok) ? 0 : 1)
})
