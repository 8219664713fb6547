// The licences of everything that ships: the production packages, and the packages whose code is in the bundles.
// The list comes from the build itself, so a new import cannot be forgotten here.

import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { checkout } from './paths.mjs'

const marker = '/node_modules/'

function packageFolderOf(id) {
  const path = id.replace(/^\0/, '').split('?')[0]
  const at = path.lastIndexOf(marker)
  if (at < 0) return undefined
  const parts = path.slice(at + marker.length).split('/')
  return path.slice(0, at + marker.length) + parts.slice(0, parts[0].startsWith('@') ? 2 : 1).join('/')
}

/** A build plugin that remembers which packages ended up in the output. */
export function collectBundledPackages() {
  const folders = new Set()
  const add = (id) => {
    const folder = packageFolderOf(id)
    if (folder && existsSync(join(folder, 'package.json'))) folders.add(folder)
  }
  const plugin = {
    name: 'collect-bundled-packages',
    generateBundle(_, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type === 'asset') for (const file of output.originalFileNames) add(resolve(this.environment.config.root, file))
        else for (const [id, module] of Object.entries(output.modules)) if (module.renderedLength > 0) add(id)
      }
      // Style sheets leave no code in a chunk.
      for (const id of this.getModuleIds()) if (/\.css(\?|$)/.test(id)) add(id)
    },
  }
  return { plugin, folders }
}

function productionFolders() {
  const lock = JSON.parse(readFileSync(join(checkout, 'package-lock.json'), 'utf8'))
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && !entry.dev && !entry.devOptional)
    .map(([path]) => join(checkout, path))
    .filter((folder) => existsSync(folder))
}

const licenceFile = /^(licen[cs]e|copying|notice)/i

/** SQLCipher is inside the binding's sources and has a licence of its own, at the top of its part. */
function sqlcipherNotice() {
  const source = readFileSync(join(checkout, 'node_modules/@journeyapps/sqlcipher/deps/sqlcipher-amalgamation/sqlite3.c'), 'utf8')
  const notice = /\/\*\s*\*\*\s*SQLCipher\s[\s\S]*?ZETETIC LLC[\s\S]*?\*\//.exec(source)
  if (!notice) throw new Error('the licence of SQLCipher was not found in its source')
  return notice[0].replace(/^\/?\*+\/? ?/gm, '').trim()
}

function describe(folder) {
  const { name, version, license, author, homepage, repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const texts = readdirSync(folder)
    .filter((file) => licenceFile.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
  if (texts.length === 0 && !license) throw new Error(`${name} ships, but names no licence`)
  const origin = homepage ?? repository?.url ?? repository ?? ''
  const holder = typeof author === 'string' ? author : author?.name
  const fallback = `Licence ${license}${holder ? `, ${holder}` : ''}; the package carries no licence text of its own.`
  return { title: `${name} ${version} (${license ?? 'see below'})`, origin, text: texts.join('\n\n') || fallback }
}

/**
 * The text of THIRD-PARTY-NOTICES.txt.
 *
 * @param {Iterable<string>} bundledFolders package folders seen by the build plugin
 */
export function noticesText(bundledFolders) {
  const packages = [...new Set([...productionFolders(), ...bundledFolders])].map(describe)
  packages.push({ title: 'SQLCipher Community Edition (BSD-3-Clause), with SQLite (public domain)', origin: 'https://www.zetetic.net/sqlcipher/', text: sqlcipherNotice() })
  packages.sort((a, b) => (a.title < b.title ? -1 : 1))
  const line = '-'.repeat(78)
  const entries = packages.map(({ title, origin, text }) => `${line}\n${title}\n${origin}\n\n${text}\n`)
  return `OrgDeck contains software by others, under the licences below. The licences of\nElectron and Chromium are in files of their own beside the program.\n\n${entries.join('\n')}`
}
