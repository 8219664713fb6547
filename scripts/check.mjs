// Run the project's checks one after another, all of them even when one fails, and count what passed.
// node scripts/check.mjs fast | all

import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { checkout } from './paths.mjs'
import { exitCode, runAsCommand, say } from './run.mjs'

const results = join(checkout, 'out', 'check')
const bin = (name) => join(checkout, 'node_modules', '.bin', name)
const script = (name) => join(checkout, 'scripts', name)

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} command
 * @property {string} [report] the JSON file that vitest leaves; without it the step counts as one check
 */

const tool = (name, ...command) => ({ name, command })

const reporters = (report) => ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]

function project(name) {
  const report = join(results, name, 'vitest.json')
  return { name, report, command: [bin('vitest'), 'run', '--project', name, ...reporters(report)] }
}

/** Inside a session only its own result folder can be written; the session copies it out at the end. */
function projectInSession(name) {
  const vitest = `exec vitest run --project ${name} ${reporters('"$ORGDECK_OUT"/vitest.json').join(' ')}`
  return { name, report: join(results, name, 'vitest.json'), command: [process.execPath, script('session.mjs'), 'bash', '-c', vitest] }
}

const native = tool('native', process.execPath, script('native.mjs'))
const sources = [tool('types', bin('tsc'), '-b'), tool('lint', bin('oxlint'), '--quiet'), tool('unused', bin('knip'))]
const quick = [project('unit'), project('contract'), project('architecture')]

/** The folder that is packaged here is Linux's, and so is the virtual display in which it is tried. */
const packaging = process.platform === 'linux' ? [tool('package', process.execPath, script('package.mjs')), tool('smoke', process.execPath, script('smoke.mjs'))] : []

/** @type {Record<string, Step[]>} */
const plans = {
  fast: [native, ...sources, ...quick],
  all: [
    tool('setup', process.execPath, script('setup.mjs')),
    ...sources,
    ...quick,
    project('integration'),
    projectInSession('e2e'),
    ...packaging,
  ],
}

const stepLimitMs = 20 * 60_000

/** A group of its own, so that a step that hangs ends with everything it started. */
function runStep(step) {
  const folder = join(results, step.name)
  mkdirSync(folder, { recursive: true })
  const log = openSync(join(folder, 'log.txt'), 'w')
  const [program, ...args] = step.command
  const env = { ...process.env, ORGDECK_OUT: folder }
  const child = spawn(program, args, { cwd: checkout, env, detached: true, stdio: ['ignore', log, log] })
  const end = (signal) => {
    try {
      process.kill(-child.pid, signal)
    } catch {
      // It has ended by itself.
    }
  }
  const interrupted = () => {
    end('SIGTERM')
    process.exit(130)
  }
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted)
  const limit = setTimeout(() => end('SIGTERM'), stepLimitMs)
  const lastLimit = setTimeout(() => end('SIGKILL'), stepLimitMs + 20_000)
  return new Promise((resolve) => {
    const finish = (code) => {
      clearTimeout(limit)
      clearTimeout(lastLimit)
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted)
      closeSync(log)
      resolve(code)
    }
    child.once('error', () => finish(127))
    child.once('close', (code, signal) => finish(exitCode(code, signal)))
  })
}

/** Tests that a vitest run counted; a file that could not be loaded counts as one failure, for it has no tests to count. */
function countTests(report) {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
  const unloaded = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  return { passed: numPassedTests, failed: numFailedTests + unloaded }
}

function count(step, code) {
  if (!step.report) return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
  const { passed, failed } = existsSync(step.report) ? countTests(step.report) : { passed: 0, failed: 0 }
  // An error outside every test, or a run that never reported, must not look like success.
  const silentFailure = failed === 0 && (code !== 0 || passed === 0)
  return { passed, failed: silentFailure ? 1 : failed }
}

function showLog(step) {
  const file = join(results, step.name, 'log.txt')
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  const shown = lines.slice(-300)
  console.log(shown.map((line) => `    ${line}`).join('\n'))
  if (shown.length < lines.length) console.log(`    (the last ${shown.length} of ${lines.length} lines; all of them are in ${relative(checkout, file)})`)
}

runAsCommand(import.meta, async ([plan]) => {
  const steps = plans[plan]
  if (!steps) throw new Error(`usage: node scripts/check.mjs ${Object.keys(plans).join(' | ')}`)
  rmSync(results, { recursive: true, force: true })
  const total = { passed: 0, failed: 0 }
  for (const step of steps) {
    const started = performance.now()
    const code = await runStep(step)
    const { passed, failed } = count(step, code)
    total.passed += passed
    total.failed += failed
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const detail = step.report ? `${passed} passed, ${failed} failed` : ''
    console.log(`${failed === 0 ? 'ok    ' : 'FAILED'}  ${step.name.padEnd(13)} ${detail.padEnd(28)} ${seconds.padStart(7)} s`)
    if (failed > 0) showLog(step)
  }
  if (total.failed > 0) say(`logs are in ${relative(process.cwd(), results)}`)
  console.log(`${total.passed} passed, ${total.failed} failed`)
  return total.failed === 0 ? 0 : 1
})
