// Open the app from this checkout. Where there is no display, take pictures of every screen instead.

import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkout } from './paths.mjs'
import { follow, runAsCommand, say } from './run.mjs'
import { setup } from './setup.mjs'
import { tour } from './tour.mjs'
import { ensureRunner, folderFor, giveTo } from './user.mjs'

const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/** Start in the caller's own desktop. */
const startHere = (electron, args) => follow(electron.executable, [checkout, ...args])

/**
 * Root may not run the app, so the user `orgdeck` does, in root's X display and on a session bus of its own.
 *
 * A Wayland display cannot be lent to another user; X needs the cookie.
 */
async function startAsRunner(electron, runner, args) {
  if (!process.env.DISPLAY) throw new Error(`only a Wayland display was found, and ${runner.name} cannot use root's: start this as an ordinary user`)
  const loan = mkdtempSync(join(tmpdir(), 'orgdeck-display-'))
  try {
    const cookie = process.env.XAUTHORITY || join(homedir(), '.Xauthority')
    if (existsSync(cookie)) copyFileSync(cookie, join(loan, 'cookie'))
    else say(`if the window does not open, allow ${runner.name} to use this display: xhost +SI:localuser:${runner.name}`)
    giveTo(runner, loan)
    const env = {
      PATH: process.env.PATH,
      LANG: process.env.LANG ?? 'C.UTF-8',
      HOME: runner.home,
      USER: runner.name,
      LOGNAME: runner.name,
      DISPLAY: process.env.DISPLAY,
      XAUTHORITY: join(loan, 'cookie'),
      XDG_RUNTIME_DIR: loan,
    }
    const folder = folderFor(runner)
    return await follow('dbus-run-session', ['--', electron.executable, folder, ...args], { ...runner.identity, cwd: folder, env })
  } finally {
    rmSync(loan, { recursive: true, force: true })
  }
}

runAsCommand(import.meta, async (args) => {
  if (!hasDisplay()) {
    say('no display was found: taking pictures of every screen into out/tour instead of opening a window')
    return tour()
  }
  const { electron } = await setup({ need: ['native', 'electron', 'build'] })
  const runner = ensureRunner()
  return runner.identity.uid ? startAsRunner(electron, runner, args) : startHere(electron, args)
})
