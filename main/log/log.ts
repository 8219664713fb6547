// Structured log lines with rotation. A line carries names, codes, counts and durations; never a payload.

import { appendFile, mkdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { limits } from '../../shared/base/limits.ts'
import { redact } from './redact.ts'

export type LogFields = Readonly<Record<string, string | number | boolean | null>>

export interface Log {
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  /** Something tried what it must not: kept apart by its level. */
  security(message: string, fields?: LogFields): void
  /** A programmer's error, with its stack after redaction. */
  failure(message: string, error: unknown): void
  flush(): Promise<void>
}

export function createLog(folder: string, now: () => number): Log {
  const path = join(folder, 'orgdeck.log')
  let writing: Promise<void> = mkdir(folder, { recursive: true, mode: 0o700 }).then(() => undefined)
  let waiting = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  const writeWaiting = () => {
    clearTimeout(timer)
    timer = undefined
    const lines = waiting
    waiting = ''
    if (lines !== '') writing = writing.then(() => rotate(path)).then(() => appendFile(path, lines, { mode: 0o600 })).catch(() => undefined)
  }
  const write = (level: string, message: string, fields: LogFields = {}) => {
    waiting += `${redact(JSON.stringify({ at: new Date(now()).toISOString(), level, message, ...fields }))}\n`
    // A window that scrolls asks a hundred times a second, and each file operation takes the time of a call. What may precede an end is written at once.
    if (level === 'info') timer ??= setTimeout(writeWaiting, limits.logLinesWaitMs)
    else writeWaiting()
  }
  return {
    info: (message, fields) => write('info', message, fields),
    warn: (message, fields) => write('warn', message, fields),
    security: (message, fields) => write('security', message, fields),
    failure: (message, error) => write('failure', message, { stack: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    flush: () => {
      writeWaiting()
      return writing
    },
  }
}

async function rotate(path: string): Promise<void> {
  const size = await stat(path).then((found) => found.size, () => 0)
  if (size < limits.logFileBytesMax) return
  for (let index = limits.logFilesMax - 1; index >= 1; index--) {
    await rename(index === 1 ? path : `${path}.${index - 1}`, `${path}.${index}`).catch(() => undefined)
  }
}
