// A whole desktop for one command: the unprivileged user, a fresh home, a virtual display, a session bus and a keychain.
// Everything it starts ends with the command, and everything it wrote is removed, except what was put into ORGDECK_OUT.

import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { cacheFolder, checkout, isRoot } from './paths.mjs'
import { exitCode, follow, runAsCommand } from './run.mjs'
import { setup } from './setup.mjs'
import { ensureRunner, folderFor, giveTo, nodeFor, warnWithoutNamespaces } from './user.mjs'

/** Unlocked with a known password, and only then on: a question before the name is on the bus would start a second daemon. */
const unlock = 'printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null && gdbus wait --session --timeout 10 org.freedesktop.secrets'
const lock = `gdbus call --session --dest org.freedesktop.secrets --object-path /org/freedesktop/secrets --method org.freedesktop.Secret.Service.Lock "[objectpath '/org/freedesktop/secrets/collection/login']" >/dev/null`

/** What ORGDECK_KEYRING may ask for: how the keychain is prepared, and whether the bus starts services when they are asked for. */
const keyrings = {
  unlocked: { bus: true, services: true, prepare: unlock },
  locked: { bus: true, services: true, prepare: `${unlock} && ${lock}` },
  absent: { bus: true, services: false, prepare: 'true' },
  none: { bus: false },
}

const busConfiguration = (socketFolder, services) => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <keep_umask/>
  <listen>unix:tmpdir=${socketFolder}</listen>
  <auth>EXTERNAL</auth>
  ${services ? '<standard_session_servicedirs/>' : ''}
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`

const passedOn = /^(ORGDECK_|VITEST_|CI$|ELECTRON_UNDER_TEST$|DEBUG$|TERM$|NO_COLOR$|FORCE_COLOR$|TZ$)/

/** A cookie for every display number: the number is not known before the server has started. */
function writeDisplayCookie(file) {
  const anyDisplay = 0xffff
  const field = (bytes) => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes])
  const family = Buffer.from([anyDisplay >> 8, anyDisplay & 0xff])
  const none = field(Buffer.alloc(0))
  writeFileSync(file, Buffer.concat([family, none, none, field(Buffer.from('MIT-MAGIC-COOKIE-1')), field(randomBytes(16))]), { mode: 0o600 })
}

/** The folders of one session. The path is short on purpose: socket paths below it may not pass 107 bytes. */
function makeFolders(runner, keyring) {
  const base = mkdtempSync(join(isRoot ? '/tmp' : tmpdir(), 'orgdeck-'))
  const folders = { base }
  for (const name of ['home', 'run', 'data', 'tmp', 'out', 'screen']) {
    folders[name] = join(base, name)
    mkdirSync(folders[name])
  }
  chmodSync(folders.run, 0o700)
  mkdirSync(join(folders.data, 'keyrings'))
  writeFileSync(join(base, 'bus.conf'), busConfiguration(folders.run, keyring.services))
  writeDisplayCookie(join(base, 'cookie'))
  giveTo(runner, base)
  return folders
}

function makeEnvironment(folders, folder, runner, node, variables) {
  const kept = Object.entries(process.env).filter(([name]) => passedOn.test(name))
  return {
    ...Object.fromEntries(kept),
    PATH: [join(folder, 'node_modules', '.bin'), dirname(node), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter),
    LANG: 'C.UTF-8',
    USER: runner.name,
    LOGNAME: runner.name,
    HOME: folders.home,
    TMPDIR: folders.tmp,
    XDG_RUNTIME_DIR: folders.run,
    XDG_DATA_HOME: folders.data,
    XDG_CONFIG_HOME: join(folders.home, '.config'),
    XDG_CACHE_HOME: join(folders.home, '.cache'),
    // Neither settings nor screen readers are under test; both would start services of their own.
    GSETTINGS_BACKEND: 'memory',
    NO_AT_BRIDGE: '1',
    // Tools that run inside find what was made outside.
    ORGDECK_CACHE: cacheFolder(),
    ORGDECK_SESSION: folders.base,
    ORGDECK_OUT: folders.out,
    ORGDECK_SCREEN: join(folders.screen, 'Xvfb_screen0'),
    ...variables,
  }
}

/** Start the virtual display; it picks a free number and tells it. */
function startDisplay(folders, options) {
  // The folder of the sockets must exist and be root's; on a machine without a desktop nobody has made it yet.
  if (isRoot && !existsSync('/tmp/.X11-unix')) {
    mkdirSync('/tmp/.X11-unix')
    chmodSync('/tmp/.X11-unix', 0o1777)
  }
  const command = ['Xvfb', '-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset', '-auth', join(folders.base, 'cookie'), '-fbdir', folders.screen]
  const server = spawn(command[0], command.slice(1), { ...options, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] })
  return new Promise((resolveDisplay, reject) => {
    let complaint = ''
    server.stderr.on('data', (text) => (complaint += text))
    server.once('error', (error) => reject(new Error(`Xvfb could not be started: ${error.message}`)))
    server.once('exit', () => reject(new Error(`Xvfb ended at once: ${complaint.trim()}`)))
    server.stdio[3].once('data', (number) => resolveDisplay({ server, display: `:${String(number).trim()}` }))
  })
}

/** What was started in this session and outlived the command, found by the session's name in its environment. */
function endLeftovers(base) {
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    try {
      if (readFileSync(`/proc/${entry}/environ`, 'utf8').split('\0').includes(`ORGDECK_SESSION=${base}`)) process.kill(Number(entry), 'SIGKILL')
    } catch {
      // Gone meanwhile, or not ours to read: either way nothing of this session.
    }
  }
}

function keepResults(from, to) {
  if (readdirSync(from).length === 0) return
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from)) cpSync(join(from, entry), join(to, entry), { recursive: true })
}

function chosenKeyring() {
  const keyring = keyrings[process.env.ORGDECK_KEYRING || 'unlocked']
  if (!keyring) throw new Error(`ORGDECK_KEYRING is one of ${Object.keys(keyrings).join(', ')}`)
  return keyring
}

/** The command line: the bus around the keychain around the command. */
function wrap(command, keyring, folders) {
  if (!keyring.bus) return command
  const prepared = ['bash', '-c', `${keyring.prepare} && exec "$@"`, 'bash', ...command]
  return ['dbus-run-session', '--config-file', join(folders.base, 'bus.conf'), '--', ...prepared]
}

/** The virtual desktop is Linux's; elsewhere the one that is there has to do. */
function runHere(command, electron, { variables, stdio, results }) {
  mkdirSync(results, { recursive: true })
  const env = {
    ELECTRON_UNDER_TEST: electron.executable,
    ...process.env,
    PATH: [join(checkout, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
    ORGDECK_OUT: resolve(results),
    ...variables,
  }
  return follow(command[0], command.slice(1), { stdio, env, cwd: checkout })
}

/**
 * Run a command inside a desktop of its own and answer its exit code.
 *
 * @param {string[]} command found in node_modules/.bin or on the usual path
 * @param {{ variables?: Record<string, string>, stdio?: import('node:child_process').StdioOptions, results?: string }} [options]
 *   `results` is where the files that the command put into its ORGDECK_OUT are copied to
 */
export async function runInSession(command, { variables = {}, stdio = 'inherit', results = process.env.ORGDECK_OUT || join(checkout, 'out', 'session') } = {}) {
  const { electron } = await setup({ need: ['native', 'electron', 'display', 'build'] })
  if (process.platform !== 'linux') return runHere(command, electron, { variables, stdio, results })

  const keyring = chosenKeyring()
  const runner = ensureRunner()
  warnWithoutNamespaces(runner)
  const folder = folderFor(runner)
  const node = await nodeFor(runner)
  const folders = makeFolders(runner, keyring)
  const underTest = process.env.ELECTRON_UNDER_TEST || electron.executable
  const environment = makeEnvironment(folders, folder, runner, node, { ...variables, ELECTRON_UNDER_TEST: seenFrom(folder, underTest) })
  const options = { ...runner.identity, cwd: folder, env: environment }
  let server
  const stop = () => endLeftovers(folders.base)
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    const started = await startDisplay(folders, options)
    server = started.server
    const [program, ...args] = wrap(command, keyring, folders)
    const env = { ...environment, DISPLAY: started.display, XAUTHORITY: join(folders.base, 'cookie') }
    const child = spawn(program, args, { ...options, env, stdio })
    return await new Promise((resolveCode, reject) => {
      child.once('error', reject)
      child.once('close', (code, signal) => resolveCode(exitCode(code, signal)))
    })
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
    server?.removeAllListeners('exit').kill()
    endLeftovers(folders.base)
    keepResults(folders.out, resolve(results))
    rmSync(folders.base, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** A path inside the checkout, as the runner reaches it when it works from a copy. */
function seenFrom(folder, path) {
  return path.startsWith(checkout + '/') ? folder + path.slice(checkout.length) : path
}

runAsCommand(import.meta, async (command) => {
  if (command.length === 0) throw new Error('usage: node scripts/session.mjs <command …>')
  return runInSession(command)
})
