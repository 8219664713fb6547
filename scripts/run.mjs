// Run a command of the operating system and say what went wrong in one error; no shell in between.

import { spawn, spawnSync } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** One line for the person in front of the terminal, marked as coming from the tools. */
export function say(text) {
  process.stderr.write(`orgdeck: ${text}\n`)
}

/** Run to the end and answer its output; throws with the last lines of what it said when it fails. */
export function capture(command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, ...options })
  if (result.error) throw new Error(`${command} could not be started: ${result.error.message}`)
  if (result.status !== 0) {
    const tail = `${result.stdout ?? ''}\n${result.stderr ?? ''}`.trim().split('\n').slice(-25).join('\n')
    throw new Error(`${command} ${args.join(' ')} ended with ${result.status ?? result.signal}\n${tail}`)
  }
  return result.stdout
}

/** Run to the end and answer what happened, for questions to which "no" is an answer; `undefined` when there is no such command. */
export function ask(command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: 'utf8', ...options })
  return result.error ? undefined : { succeeded: result.status === 0, output: result.stdout }
}

/** Run with the caller's terminal and answer the exit code (128 + signal, like a shell, when killed). */
export function follow(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options })
    // The child decides how it ends, so that what was made for it can be tidied up after it.
    const passOn = (signal) => child.kill(signal)
    process.on('SIGINT', passOn).on('SIGTERM', passOn)
    const stopPassing = () => process.off('SIGINT', passOn).off('SIGTERM', passOn)
    child.once('error', (error) => {
      stopPassing()
      reject(error)
    })
    child.once('close', (code, signal) => {
      stopPassing()
      resolve(exitCode(code, signal))
    })
  })
}

const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 }

export function exitCode(code, signal) {
  return code ?? 128 + (signalNumbers[signal] ?? 0)
}

/** The entry point of a file that is both a module and a command. */
export function runAsCommand(importMeta, main) {
  if (realpathSync(process.argv[1]) !== fileURLToPath(importMeta.url)) return
  main(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code ?? 0
    },
    (error) => {
      say(error.message)
      process.exitCode = 1
    },
  )
}
