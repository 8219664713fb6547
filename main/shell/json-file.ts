// A small JSON file of the profile: parsed by a schema, replaced atomically, never holding anything about an organization.

import { mkdirSync, readFileSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { z } from 'zod'

export interface JsonFile<T> {
  value(): T
  change(part: Partial<T>): T
  /** Resolves when everything changed so far is on disk. */
  flush(): Promise<void>
}

/** Read at once (start-up only); an unreadable or unknown content counts as `initial`. */
export function openJsonFile<T extends object>(path: string, schema: z.ZodType<T>, initial: T): JsonFile<T> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  let value = read(path, schema, initial) ?? initial
  let writing = Promise.resolve()
  return {
    value: () => value,
    change: (part) => {
      value = { ...value, ...part }
      const text = JSON.stringify(value, null, 1)
      writing = writing.then(() => replace(path, text)).catch(() => undefined)
      return value
    },
    flush: () => writing,
  }
}

/** What an earlier version did not know yet is as it is at first. */
function read<T extends object>(path: string, schema: z.ZodType<T>, initial: T): T | null {
  try {
    return schema.parse({ ...initial, ...(JSON.parse(readFileSync(path, 'utf8')) as object) })
  } catch {
    return null
  }
}

async function replace(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text, { mode: 0o600 })
  await rename(`${path}.new`, path)
}
