// The operating-system packages that building, running and testing need, on Debian and its relatives.
// Installs them as root; otherwise stops with the one command to run. Elsewhere it does nothing: the tool that is missing will say so.

import { isRoot } from './paths.mjs'
import { ask, capture, runAsCommand, say } from './run.mjs'

/** What each task needs. A list inside a list is one package under its older and newer names. */
const packagesFor = {
  native: ['python3', 'make', 'g++', 'libssl-dev'],
  electron: [
    ['libgtk-3-0', 'libgtk-3-0t64'],
    'libnss3',
    ['libasound2', 'libasound2t64'],
    'libgbm1',
    'libxss1',
    ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'],
    'libsecret-1-0',
    ['libssl3', 'libssl3t64'],
    'fonts-dejavu-core',
  ],
  display: ['xvfb', 'x11-utils', 'dbus', 'gnome-keyring', 'libglib2.0-bin'],
}

const aliases = (entry) => (Array.isArray(entry) ? entry : [entry])

function installedPackages(names) {
  const answer = ask('dpkg-query', ['-W', '-f=${Package} ${db:Status-Status}\n', ...names])
  if (!answer) return undefined
  const lines = answer.output.split('\n').filter((line) => line.endsWith(' installed'))
  return new Set(lines.map((line) => line.split(' ')[0]))
}

/** The entries of the given tasks that are not installed; undefined where there is no dpkg to ask. */
function missingPackages(tasks) {
  const entries = tasks.flatMap((task) => packagesFor[task] ?? [])
  const installed = installedPackages(entries.flatMap(aliases))
  return installed && entries.filter((entry) => !aliases(entry).some((name) => installed.has(name)))
}

function nameKnownToApt(entry) {
  const names = aliases(entry)
  if (names.length === 1) return names[0]
  // Without package lists every name is unknown; the first is right on the older release, which needs no lists here.
  return names.find((name) => /Candidate: [^(]/.test(capture('apt-cache', ['policy', name]))) ?? names[0]
}

function install(missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  capture('apt-get', ['update', '-q'], { env })
  const names = missing.map(nameKnownToApt)
  say(`installing system packages: ${names.join(' ')}`)
  capture('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], { env })
}

/**
 * Make sure that the system packages of the given tasks are there.
 *
 * @param {('native' | 'electron' | 'display')[]} tasks
 */
export function ensureSystemPackages(tasks) {
  if (process.platform !== 'linux') return
  const missing = missingPackages(tasks)
  if (missing === undefined || missing.length === 0) return
  if (isRoot) {
    install(missing)
    return
  }
  const names = missing.map((entry) => aliases(entry).join(' or ')).join(' ')
  throw new Error(`these system packages are missing, please run: sudo apt-get install ${names}`)
}

runAsCommand(import.meta, async () => ensureSystemPackages(Object.keys(packagesFor)))
