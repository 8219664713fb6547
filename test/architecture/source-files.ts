// The tracked source files and what each imports: read once, judged by several tests.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export interface SourceFile {
  readonly path: string
  readonly text: string
  readonly imports: readonly { readonly target: string; readonly isTypeOnly: boolean }[]
}

export function trackedFiles(pattern: RegExp): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  return listed.split('\n').filter((path) => pattern.test(path))
}

const importLine = /^(?:import|export)\s+(type\s+)?[^'"\n;]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm
const multiLine = /^(import|export)\s+(type\s+)?\{[^}]*\}\s+from\s+'([^']+)'/gm

export function sourceFiles(): SourceFile[] {
  return trackedFiles(/^(shared|main|preload|renderer|test)\/.*\.tsx?$/).flatMap((path) => {
    let text: string
    try {
      text = readFileSync(`${root}/${path}`, 'utf8')
    } catch {
      return []
    }
    const found = new Map<string, boolean>()
    const add = (specifier: string, isTypeOnly: boolean) => {
      const target = specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier
      found.set(target, (found.get(target) ?? true) && isTypeOnly)
    }
    for (const match of text.matchAll(importLine)) add((match[2] ?? match[3] ?? match[4])!, match[1] !== undefined)
    for (const match of text.matchAll(multiLine)) add(match[3]!, match[2] !== undefined || isEveryNameAType(match[0]))
    return [{ path, text, imports: [...found].map(([target, isTypeOnly]) => ({ target, isTypeOnly })) }]
  })
}

const isEveryNameAType = (statement: string): boolean => {
  const names = statement.slice(statement.indexOf('{') + 1, statement.indexOf('}')).split(',').map((name) => name.trim()).filter(Boolean)
  return names.length > 0 && names.every((name) => name.startsWith('type '))
}
