// The SQLCipher binding, compiled once from the locked package and kept in the cache for later checkouts.
// Package install scripts never run (.npmrc), so this is the only native code that is built here.

import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { cacheFolder, checkout, fillOnce } from './paths.mjs'
import { capture, runAsCommand, say } from './run.mjs'
import { ensureSystemPackages } from './system.mjs'

const require = createRequire(import.meta.url)

const packageName = '@journeyapps/sqlcipher'
const packageFolder = join(checkout, 'node_modules', packageName)
const binaryName = 'node_sqlite3.node'
const installedBinary = join(packageFolder, 'build', 'Release', binaryName)

/** The lock file's integrity hash is part of the name: another tarball is another binary. */
function cachedBinary() {
  const lock = JSON.parse(readFileSync(join(checkout, 'package-lock.json'), 'utf8'))
  const { version, integrity } = lock.packages[`node_modules/${packageName}`]
  const tarball = Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex').slice(0, 16)
  return join(cacheFolder(), 'native', `sqlcipher-${version}-${tarball}-${process.platform}-${process.arch}`, binaryName)
}

/** Headers of this Node, so that compiling needs no download; undefined lets node-gyp fetch them. */
function nodeFolderWithHeaders() {
  const candidates = [process.env.npm_config_nodedir, dirname(dirname(process.execPath))]
  return candidates.find((folder) => folder && existsSync(join(folder, 'include', 'node', 'node_api.h')))
}

function compile(target) {
  ensureSystemPackages(['native'])
  say('compiling the SQLCipher binding, once for this machine (about a minute and a half) …')
  // A copy beside the other packages: the build finds its headers there, and the package itself stays clean.
  const workshop = mkdtempSync(join(checkout, 'node_modules', '.sqlcipher-build-'))
  try {
    cpSync(packageFolder, workshop, { recursive: true, filter: (source) => source !== join(packageFolder, 'build') })
    const headers = nodeFolderWithHeaders()
    const nodeGyp = require.resolve('node-gyp/bin/node-gyp.js')
    capture(process.execPath, [nodeGyp, 'rebuild', ...(headers ? [`--nodedir=${headers}`] : [])], {
      cwd: workshop,
      env: { ...process.env, JOBS: 'max' },
    })
    copyFileSync(join(workshop, 'build', 'Release', binaryName), join(target, binaryName))
  } catch (error) {
    const hint = nodeFolderWithHeaders() ? '' : '\nThe headers of this Node were not found; point npm_config_nodedir at a folder that has include/node.'
    throw new Error(`the SQLCipher binding could not be compiled: ${error.message}${hint}`)
  } finally {
    rmSync(workshop, { recursive: true, force: true })
  }
}

/** Size and time are enough here: the copy below carries the time over, and a reinstall removes the file. */
function isInstalled(source) {
  if (!existsSync(installedBinary)) return false
  const [installed, cached] = [statSync(installedBinary), statSync(source)]
  return installed.size === cached.size && Math.abs(installed.mtimeMs - cached.mtimeMs) < 1000
}

function install(source) {
  mkdirSync(dirname(installedBinary), { recursive: true })
  const draft = `${installedBinary}.${process.pid}`
  copyFileSync(source, draft)
  const { atime, mtime } = statSync(source)
  utimesSync(draft, atime, mtime)
  renameSync(draft, installedBinary)
}

/** Proof that the binary loads and encrypts: run in a process of its own, since a wrong binary may crash its host. */
const proof = `
  const { Database } = require('${packageName}')
  const { mkdtempSync, readFileSync, rmSync } = require('node:fs')
  const { join } = require('node:path')
  const folder = mkdtempSync(join(require('node:os').tmpdir(), 'orgdeck-native-'))
  const file = join(folder, 'proof.db')
  const database = new Database(file)
  const done = (error) => {
    if (!error && readFileSync(file).includes('SQLite format 3')) error = new Error('the file is not encrypted')
    rmSync(folder, { recursive: true })
    if (error) { console.error(error.message); process.exit(1); }
  }
  database.exec("PRAGMA key = 'proof'; CREATE TABLE t (a); INSERT INTO t VALUES (1)", (error) => database.close((closing) => done(error ?? closing)))
`

function verify() {
  capture(process.execPath, ['--eval', proof], { cwd: checkout })
}

/** Make `require('@journeyapps/sqlcipher')` work in this checkout. Milliseconds once the cache is filled. */
export async function ensureNative() {
  if (!existsSync(packageFolder)) throw new Error('dependencies are missing, please run: npm ci')
  const source = cachedBinary()
  if (existsSync(source) && isInstalled(source)) return installedBinary
  await fillOnce(dirname(source), async (draft) => compile(draft))
  install(source)
  try {
    verify()
  } catch (error) {
    // A binary that does not work must not be offered to the next run.
    rmSync(dirname(source), { recursive: true, force: true })
    rmSync(installedBinary, { force: true })
    throw new Error(`the SQLCipher binding does not work and was removed from the cache, please run again: ${error.message}`)
  }
  return installedBinary
}

runAsCommand(import.meta, async () => {
  console.log(await ensureNative())
})
