// Run one gate by hand: a seeded property or attack from test/gate, as often as asked.
// npm run gate -- <name> [--n N] [--seed S] [--case X] [arguments of that gate]

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { checkout } from './paths.mjs'
import { runAsCommand } from './run.mjs'
import { importTypeScript } from './run-ts.mjs'
import { setup } from './setup.mjs'

const gateNames = () =>
  readdirSync(join(checkout, 'test', 'gate'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))

function wholeNumber(text, option) {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`--${option} takes a whole number`)
  return number
}

function readArguments(argv) {
  const { values, positionals } = parseArgs({
    args: argv,
    // A gate may have options of its own; they reach it in `args`.
    strict: false,
    allowPositionals: true,
    options: { n: { type: 'string' }, seed: { type: 'string' }, case: { type: 'string' } },
  })
  const [name, ...rest] = positionals
  const { n, seed, case: only, ...args } = values
  return {
    name,
    n: n === undefined ? undefined : wholeNumber(n, 'n'),
    seed: seed === undefined ? Math.floor(Math.random() * 2 ** 31) : wholeNumber(seed, 'seed'),
    only,
    args: { ...args, positionals: rest },
  }
}

runAsCommand(import.meta, async (argv) => {
  const { name, ...options } = readArguments(argv)
  const known = gateNames()
  if (!known.includes(name)) throw new Error(`usage: npm run gate -- <name> [--n N] [--seed S] [--case X]\ngates: ${known.join(', ')}`)
  await setup({ need: ['native'] })
  const gate = await importTypeScript(`test/gate/${name}.ts`)
  console.log(`gate ${name}, seed ${options.seed}`)
  const { passed, failed } = await gate.default(options).catch((error) => {
    console.error(error)
    return { passed: 0, failed: 1 }
  })
  if (failed > 0) {
    const again = [`--seed ${options.seed}`, options.n === undefined ? '' : `--n ${options.n}`, options.only === undefined ? '' : `--case ${options.only}`]
    console.log(`to run it again: npm run gate -- ${name} ${again.filter(Boolean).join(' ')}`)
  }
  console.log(`${passed} passed, ${failed} failed`)
  // A gate that counted nothing has proven nothing.
  process.exit(failed === 0 && passed > 0 ? 0 : 1)
})
