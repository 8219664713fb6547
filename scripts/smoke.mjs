// Start the packaged app in a session of its own with a fresh profile, and prove from outside that its first screen appeared.
// The released binary has no inspector, so this looks at windows and pixels only.

import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { coloursIn, encodePng, readScreen } from './framebuffer.mjs'
import { wrongFuses } from './fuses.mjs'
import { packagedFolder } from './package.mjs'
import { checkout } from './paths.mjs'
import { capture, runAsCommand, say } from './run.mjs'
import { runInSession } from './session.mjs'
import { ensureRunner, reachableFolder } from './user.mjs'

const windowTitle = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')).productName
const limitMs = 30_000

/** The app's main window: the title is ours and the size is that of a window for people. */
function findWindow() {
  const tree = capture('xwininfo', ['-root', '-tree'])
  const lines = tree.split('\n').filter((line) => line.includes(`"${windowTitle}`))
  const places = lines.map((line) => /(\d+)x(\d+)\+-?\d+\+-?\d+\s+\+(-?\d+)\+(-?\d+)/.exec(line)).filter(Boolean)
  return places
    .map((place) => place.slice(1).map(Number))
    .map(([width, height, x, y]) => ({ width, height, x, y }))
    .find(({ width, height, x, y }) => width >= 400 && height >= 300 && x >= 0 && y >= 0)
}

/** An empty page has one colour; text alone brings dozens of shades, spread over more than a speck. */
function isPainted(screen, area) {
  const visible = { ...area, width: Math.min(area.width, screen.width - area.x), height: Math.min(area.height, screen.height - area.y) }
  const colours = coloursIn(screen, visible)
  const background = colours[0][1]
  return colours.length >= 24 && visible.width * visible.height - background >= 2000
}

function throwIfEnded(app) {
  const ending = app.exitCode ?? app.signalCode
  if (ending !== null) throw new Error(`the packaged app ended by itself with ${ending}`)
}

async function waitForFirstScreen(app) {
  const started = performance.now()
  while (performance.now() - started < limitMs) {
    throwIfEnded(app)
    const area = findWindow()
    if (area) {
      const screen = readScreen(process.env.ORGDECK_SCREEN)
      if (isPainted(screen, area)) return { area, milliseconds: Math.round(performance.now() - started) }
    }
    await pause(100)
  }
  throw new Error(`no painted window titled ${windowTitle} within ${limitMs / 1000} s`)
}

const keepPicture = () => writeFileSync(join(process.env.ORGDECK_OUT, 'first-screen.png'), encodePng(readScreen(process.env.ORGDECK_SCREEN)))

/** The part that runs inside the session, as the user who starts the app. */
async function watch(executable) {
  const app = spawn(executable, [], { stdio: ['ignore', 'inherit', 'inherit'] })
  const ended = new Promise((resolve) => app.once('exit', resolve))
  try {
    const { area, milliseconds } = await waitForFirstScreen(app)
    // A moment later the screen has settled, and an app that crashes after its first picture has crashed.
    await pause(1500)
    throwIfEnded(app)
    console.log(`first screen after ${milliseconds} ms, window ${area.width}×${area.height}`)
  } finally {
    keepPicture()
    app.kill()
    await Promise.race([ended, pause(5000, undefined, { ref: false })])
    app.kill('SIGKILL')
  }
}

/** Prove that the packaged app starts; answers an exit code. */
export async function smokePackaged() {
  const executable = join(packagedFolder, 'orgdeck')
  if (!existsSync(executable)) throw new Error('nothing is packaged yet, please run: npm run package')
  const wrong = await wrongFuses(executable)
  if (wrong.length > 0) throw new Error(`fuses are not as decided: ${wrong.join(', ')}`)
  const reached = join(reachableFolder(ensureRunner(), packagedFolder), 'orgdeck')
  const code = await runInSession(['node', 'scripts/smoke.mjs', '--inside', reached])
  if (code === 0) say('the packaged app shows its first screen')
  return code
}

runAsCommand(import.meta, ([option, executable]) => (option === '--inside' ? watch(executable) : smokePackaged()))
