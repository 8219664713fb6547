// Runs the program beside it with the compiler's cache of it, when there is one: the bundle becomes `program.cjs`, this file `index.cjs`.
// The cache is part of the build, never of a profile: what another may write must not become code. V8 refuses one of another runtime,
// and then the program is compiled as usual.

'use strict'

const { readFileSync } = require('node:fs')
const Module = require('node:module')
const { join } = require('node:path')
const { Script } = require('node:vm')

const filename = join(__dirname, 'program.cjs')
const source = Module.wrap(readFileSync(filename, 'utf8'))

function cached() {
  try {
    return readFileSync(join(__dirname, 'program.cache'))
  } catch {
    return undefined
  }
}

const script = new Script(source, { filename, cachedData: cached() })
script.runInThisContext().call(module.exports, module.exports, require, module, filename, __dirname)
