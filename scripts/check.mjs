// Run the project's checks one after another, all of them even when one fails, and count what passed.
// node scripts/check.mjs fast | all | proofs

import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs'
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
 * @property {(files: string[]) => string[]} [again] the same for some test files only
 */

const tool = (name, ...command) => ({ name, command })

const reporters = (report) => ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]

function project(name) {
  const report = join(results, name, 'vitest.json')
  const command = (files) => [bin('vitest'), 'run', '--project', name, ...files, ...reporters(report)]
  return { name, report, command: command([]), again: command }
}

/** Inside a session only its own result folder can be written; the session copies it out at the end. */
function projectInSession(name) {
  const vitest = (files) => `exec vitest run --project ${name} ${[...files, ...reporters('"$ORGDECK_OUT"/vitest.json')].join(' ')}`
  const command = (files) => [process.execPath, script('session.mjs'), 'bash', '-c', vitest(files)]
  return { name, report: join(results, name, 'vitest.json'), command: command([]), again: command }
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
  /** What proves the requirements (requirements.mjs). */
  proofs: [project('integration'), projectInSession('e2e')],
}

const stepLimitMs = 32 * 60_000
const secondTriesMax = 3

/** A group of its own, so that a step that hangs ends with everything it started. */
function runStep(step, command = step.command) {
  const folder = join(results, step.name)
  mkdirSync(folder, { recursive: true })
  const log = openSync(join(folder, 'log.txt'), 'a')
  const [program, ...args] = command
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

/** Where the report of a first try is kept when a second one is made. */
export const firstReport = (report) => report.replace(/\.json$/, '.first.json')

/** Titles of the tests that failed, and the files they are in; a file that could not be loaded has no titles. */
function failures(step) {
  if (!step.report || !existsSync(step.report)) return { titles: [], files: [] }
  const failed = JSON.parse(readFileSync(step.report, 'utf8')).testResults.filter((file) => file.status === 'failed')
  const titles = failed.flatMap((file) => file.assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName))
  return { titles, files: failed.map((file) => relative(checkout, file.name)) }
}

/**
 * A few failures are tried once more by themselves: a machine that is busy elsewhere must not fail a change. What passed only then
 * is named with its title, because it is a bug of the test or of the program that somebody has to look for.
 */
async function tryAgain(step, first) {
  const { titles, files } = failures(step)
  if (!step.again || titles.length === 0 || titles.length > secondTriesMax) return { ...first, titles, unsteady: [] }
  // The first report still says what became of all the others.
  renameSync(step.report, firstReport(step.report))
  const second = count(step, await runStep(step, step.again(files)))
  if (second.failed > 0) return { ...first, titles: failures(step).titles, unsteady: [] }
  return { passed: first.passed + titles.length, failed: 0, titles: [], unsteady: titles }
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
  const failedTitles = []
  for (const step of steps) {
    const started = performance.now()
    const first = count(step, await runStep(step))
    const { passed, failed, titles, unsteady } = first.failed > 0 ? await tryAgain(step, first) : { ...first, titles: [], unsteady: [] }
    total.passed += passed
    total.failed += failed
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const detail = step.report ? `${passed} passed, ${failed} failed` : ''
    console.log(`${failed === 0 ? 'ok    ' : 'FAILED'}  ${step.name.padEnd(13)} ${detail.padEnd(28)} ${seconds.padStart(7)} s`)
    for (const title of unsteady) console.log(`        unsteady, passed on the second try: ${title}`)
    if (failed > 0) {
      showLog(step)
      failedTitles.push(...(titles.length > 0 ? titles : ['(see its log)']).map((title) => `${step.name}: ${title}`))
    }
  }
  // Once more at the end, where they are found without the logs above.
  for (const title of failedTitles) console.log(`FAILED  ${title}`)
  if (total.failed > 0) say(`logs are in ${relative(process.cwd(), results)}`)
  console.log(`${total.passed} passed, ${total.failed} failed`)
  return total.failed === 0 ? 0 : 1
})
