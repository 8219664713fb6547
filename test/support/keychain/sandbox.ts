// A keychain of its own for one command: fresh folders, a session bus, and gnome-keyring in the state asked for.
// The folders outlive the command, so that the next one finds what the first one saved.

import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const unlock = 'printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 && gdbus wait --session --timeout 10 org.freedesktop.secrets'
export const lockCommand = `gdbus call --session --dest org.freedesktop.secrets --object-path /org/freedesktop/secrets --method org.freedesktop.Secret.Service.Lock "[objectpath '/org/freedesktop/secrets/collection/login']" >/dev/null`
const servicesOn = '<standard_session_servicedirs/>'
const denySecrets = '<deny send_destination="org.freedesktop.secrets"/>'

export const keychains = {
  unlocked: { services: servicesOn, rule: '', prepare: unlock },
  locked: { services: servicesOn, rule: '', prepare: `${unlock} && ${lockCommand}` },
  /** A bus, and nothing on it that keeps secrets. */
  'no-service': { services: '', rule: '', prepare: 'true' },
  /** The bus refuses to carry the question. */
  denied: { services: '', rule: denySecrets, prepare: unlock },
  /** A keychain without the collection that secrets go to: its file was moved to `data/aside`. */
  empty: { services: servicesOn, rule: '', prepare: 'mkdir -p "$XDG_DATA_HOME/aside" && mv "$XDG_DATA_HOME"/keyrings/* "$XDG_DATA_HOME/aside/" && gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1' },
  'no-bus': null,
} as const
export type KeychainKind = keyof typeof keychains

/** What is missing on this machine to run a keychain, or nothing. */
export const missingTools = (): string[] =>
  ['dbus-run-session', 'gnome-keyring-daemon', 'gdbus'].filter((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0)

export const hasDisplayServer = (): boolean => spawnSync('sh', ['-c', 'command -v Xvfb']).status === 0

export interface Sandbox {
  readonly folder: string
  run(kind: KeychainKind, command: readonly string[], options?: RunOptions): Promise<{ code: number | null; stdout: string; stderr: string }>
  remove(): void
}

interface RunOptions {
  readonly variables?: Readonly<Record<string, string>>
  /** With a display, the system's prompt appears and waits; without one it is dismissed at once. */
  readonly display?: boolean
  readonly timeoutMs?: number
}

export function createSandbox(): Sandbox {
  // Short on purpose: socket paths below it may not pass 107 bytes.
  const folder = mkdtempSync(join(tmpdir(), 'od-'))
  const place = (name: string) => join(folder, name)
  for (const name of ['home', 'run', 'data', 'data/keyrings', 'profile']) mkdirSync(place(name))
  chmodSync(place('run'), 0o700)

  return {
    folder,
    run: (kind, command, { variables = {}, display = false, timeoutMs = 120_000 } = {}) => {
      const env = {
        PATH: process.env['PATH'] ?? '/usr/bin:/bin',
        LANG: 'C.UTF-8',
        GSETTINGS_BACKEND: 'memory',
        NO_AT_BRIDGE: '1',
        HOME: place('home'),
        XDG_RUNTIME_DIR: place('run'),
        XDG_DATA_HOME: place('data'),
        TMPDIR: process.env['TMPDIR'] ?? '/tmp',
        ...variables,
      }
      const keychain = keychains[kind]
      const line = keychain ? wrap(keychain, command, place('bus.conf'), place('run'), display) : [...command]
      return runToEnd(line, env, timeoutMs)
    },
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}

function wrap(keychain: NonNullable<(typeof keychains)[KeychainKind]>, command: readonly string[], busFile: string, socketFolder: string, display: boolean): string[] {
  writeFileSync(
    busFile,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><keep_umask/><listen>unix:tmpdir=${socketFolder}</listen><auth>EXTERNAL</auth>${keychain.services}
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>${keychain.rule}</policy></busconfig>`,
  )
  const screen = display ? 'exec 3>"$XDG_RUNTIME_DIR/display"; Xvfb -displayfd 3 -screen 0 800x600x24 -nolisten tcp >/dev/null 2>&1 & until [ -s "$XDG_RUNTIME_DIR/display" ]; do sleep 0.05; done; export DISPLAY=:$(cat "$XDG_RUNTIME_DIR/display"); dbus-update-activation-environment DISPLAY; trap "kill %1" EXIT; ' : ''
  return ['dbus-run-session', '--config-file', busFile, '--', 'bash', '-c', `${screen}${keychain.prepare} && "$@"`, 'bash', ...command]
}

function runToEnd(line: readonly string[], env: Record<string, string>, timeoutMs: number): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const [program = '', ...args] = line
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (text) => (stdout += text))
    child.stderr.on('data', (text) => (stderr += text))
    child.once('error', reject)
    const end = () => {
      try {
        process.kill(-(child.pid ?? 0), 'SIGKILL')
      } catch {
        // All of the group has ended by itself.
      }
    }
    const timer = setTimeout(end, timeoutMs)
    child.once('exit', (code) => {
      clearTimeout(timer)
      // A daemon that survived its bus would keep the pipes open and the next run from starting its own.
      end()
      setTimeout(() => resolve({ code, stdout, stderr }), 50)
    })
  })
}
