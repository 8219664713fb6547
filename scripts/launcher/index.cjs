// Stands in for Electron's default app in a runtime that has none: starts the app folder named on the command line.

const { app } = require('electron')
const { readFileSync } = require('node:fs')
const { join, resolve } = require('node:path')

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
if (!folder) {
  process.stderr.write('launcher: name the app folder to start\n')
  process.exit(64)
}

const path = resolve(folder)
const { name, productName, version, main } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'))
app.setAppPath(path)
app.setName(productName ?? name)
app.setVersion(version)
require(join(path, main))
