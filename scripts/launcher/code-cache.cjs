// Runs inside the runtime, as plain Node: evaluates each bundle as far as it goes without a program around it, and keeps what the
// compiler made of it. Everything that is not Node's own is a stand-in, so that nothing is opened or started.

'use strict'

const { readFileSync, writeFileSync } = require('node:fs')
const { isBuiltin, wrap } = require('node:module')
const { join } = require('node:path')
const { Script } = require('node:vm')

const standIn = new Proxy(function () {}, {
  get: (_target, name) => (name === Symbol.toPrimitive ? () => '' : standIn),
  apply: () => standIn,
  construct: () => standIn,
})

for (const folder of process.argv.slice(2)) {
  const filename = join(folder, 'program.cjs')
  const script = new Script(wrap(readFileSync(filename, 'utf8')), { filename })
  const exported = {}
  try {
    script.runInThisContext().call(exported, exported, (name) => (isBuiltin(name) ? require(name) : standIn), { exports: exported }, filename, folder)
  } catch {
    // It ends where it would need the program; all its modules have run by then.
  }
  writeFileSync(join(folder, 'program.cache'), script.createCachedData())
}
process.exit()
