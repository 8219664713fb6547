// The unprivileged user that runs the app when the caller is root, since Chromium's sandbox refuses root,
// and a copy of what that user needs when it cannot read the checkout itself.

import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, checkout, fillOnce, isRoot } from './paths.mjs'
import { ask, capture, say } from './run.mjs'

const userName = 'orgdeck'

/**
 * @typedef {object} Runner who runs the app
 * @property {string} name
 * @property {string} home
 * @property {{ uid?: number, gid?: number }} identity spread into spawn options: Node drops root's groups with it
 */

function lookUp(name) {
  const answer = ask('getent', ['passwd', name])
  if (!answer?.succeeded) return undefined
  const [, , uid, gid, , home] = answer.output.trim().split(':')
  return { name, home, identity: { uid: Number(uid), gid: Number(gid) } }
}

/** @returns {Runner} the caller, or for root the user `orgdeck`, created once */
export function ensureRunner() {
  if (!isRoot || process.platform !== 'linux') return { name: process.env.USER ?? '', home: process.env.HOME ?? '', identity: {} }
  const existing = lookUp(userName)
  if (existing) return existing
  say(`creating the user ${userName}: the app's sandbox refuses to run as root`)
  capture('useradd', ['--create-home', '--user-group', '--shell', '/usr/sbin/nologin', userName])
  return lookUp(userName)
}

function succeedsAs(runner, command, args) {
  return ask(command, args, { ...runner.identity, cwd: '/', env: { PATH: process.env.PATH }, stdio: 'ignore' })?.succeeded === true
}

/** Chromium's sandbox is made of user namespaces; some systems keep them from ordinary users. Said early, since the app's own words are hard to read. */
export function warnWithoutNamespaces(runner) {
  if (succeedsAs(runner, 'unshare', ['--user', 'true'])) return
  say('this system lets ordinary users make no user namespaces, so the app\'s sandbox will not start (see kernel.unprivileged_userns_clone, or AppArmor, or the container\'s profile)')
}

/** Can the runner read these files? Asked of the kernel, so parents, modes and access lists all count. */
function canRead(runner, paths) {
  if (!runner.identity.uid) return true
  return paths.every((path) => succeedsAs(runner, 'test', ['-r', path]))
}

/** Hand a folder that root made, with all that is in it, to the runner. */
export function giveTo(runner, path) {
  const { uid, gid } = runner.identity
  if (uid) capture('chown', ['-R', '-h', `${uid}:${gid}`, path])
}

/** A Node that the runner can start: version managers keep theirs in root's closed home. */
export async function nodeFor(runner) {
  if (!runner.identity.uid || succeedsAs(runner, process.execPath, ['--version'])) return process.execPath
  const folder = join(cacheFolder(), 'node', `${process.version}-${process.arch}`)
  await fillOnce(folder, async (draft) => {
    copyFileSync(process.execPath, join(draft, 'node'))
    chmodSync(join(draft, 'node'), 0o755)
  })
  return join(folder, 'node')
}

/** Files whose readability stands for their neighbours': what a test run and the app itself load first. */
const probes = ['package.json', 'node_modules/vitest/package.json', 'node_modules/@journeyapps/sqlcipher/build/Release/node_sqlite3.node', 'out/main/index.cjs', 'scripts/session.mjs']

const notCopied = new Set(['.git', 'node_modules', 'dist', 'coverage'])

/**
 * The folder from which the runner can use this checkout: the checkout, or a readable copy of it.
 *
 * @param {Runner} runner
 */
export function folderFor(runner) {
  const present = probes.map((path) => join(checkout, path)).filter((path) => existsSync(path))
  const folder = canRead(runner, present) ? checkout : copyForRunner(runner)
  letRunnerCache(runner, folder)
  return folder
}

/** Where the copy of a folder lives that the runner cannot enter. */
function copyOf(runner, folder) {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12)
  say(`${runner.name} cannot read ${folder}, working from a copy`)
  return join(cacheFolder(), 'copies', name)
}

/** The given folder, or a fresh copy of it that the runner can read. */
export function reachableFolder(runner, folder) {
  if (canRead(runner, [folder])) return folder
  const copy = copyOf(runner, folder)
  rmSync(copy, { recursive: true, force: true })
  cpSync(folder, copy, { recursive: true })
  capture('chmod', ['-R', 'a+rX', copy])
  return copy
}

function copyForRunner(runner) {
  const copy = copyOf(runner, checkout)
  mkdirSync(copy, { recursive: true })
  for (const entry of readdirSync(copy)) if (!notCopied.has(entry)) rmSync(join(copy, entry), { recursive: true })
  for (const entry of readdirSync(checkout)) if (!notCopied.has(entry)) cpSync(join(checkout, entry), join(copy, entry), { recursive: true, preserveTimestamps: true })
  copyModules(copy)
  capture('chmod', ['-R', 'a+rX', copy])
  if (!canRead(runner, [join(copy, 'package.json')])) throw new Error(`${runner.name} cannot read ${copy}; point ORGDECK_CACHE at a folder that everybody may enter`)
  return copy
}

/** Packages are many and change rarely: copied again only when what npm installed, or what was compiled, differs. */
function copyModules(copy) {
  const from = join(checkout, 'node_modules')
  const sign = createHash('sha256').update(readFileSync(join(from, '.package-lock.json')))
  for (const compiled of probes.filter((path) => path.endsWith('.node'))) {
    if (existsSync(join(checkout, compiled))) sign.update(readFileSync(join(checkout, compiled)))
  }
  const stamp = { path: join(copy, 'node_modules', '.copied-from'), text: sign.digest('hex') }
  if (existsSync(stamp.path) && readFileSync(stamp.path, 'utf8') === stamp.text) return
  const draft = mkdtempSync(join(copy, 'node_modules-'))
  capture('cp', ['-a', '--reflink=auto', `${from}/.`, draft])
  writeFileSync(join(draft, '.copied-from'), stamp.text)
  rmSync(join(copy, 'node_modules'), { recursive: true, force: true })
  renameSync(draft, join(copy, 'node_modules'))
}

/** Vite and vitest write beside the packages; these two folders are theirs to write. */
function letRunnerCache(runner, folder) {
  for (const name of ['.vite', '.vite-temp']) {
    const path = join(folder, 'node_modules', name)
    mkdirSync(path, { recursive: true })
    giveTo(runner, path)
  }
}
