// What the windows showed when the program was closed, until the offline copies are open: answers of the engine, sealed at the end of a
// session and given once at the beginning of the next.
//
// Invariants:
// - The record exists only from a clean end to the next start; it is taken away before the engine may change a copy.
// - An answer that a change of the copies touches is forgotten at once, so what is kept is what the copies would answer.
// - It is sealed with a key that stays in the vault, and given to nobody but the question it was the answer to.

import { existsSync } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isAppError } from '../../shared/base/app-error.ts'
import { limits } from '../../shared/base/limits.ts'
import type { Declaration } from '../../shared/contract/define.ts'
import { organizationsNamed, type StoreChange, touches } from '../../shared/contract/touched.ts'
import type { Log } from '../log/log.ts'
import type { CallOptions, EngineLink } from './engine-link.ts'
import type { VaultHost } from './vault-process.ts'

type CallByName = EngineLink['callByName']

export interface FirstView {
  /** Resolves when the engine has to start: at once, unless windows can be answered without it for a moment. */
  readonly engineNeeded: Promise<void>
  /** Takes the record; called when the key of the copies is at hand. Resolves to whether windows can be answered now. Never throws. */
  open(): Promise<boolean>
  /** The copies are open, or stay closed: from now on everything is asked of the engine. Resolves to whether anything was answered before. */
  end(): boolean
  /** Answers from the record as long as that stands, asks otherwise, and remembers what was answered. */
  through(callByName: CallByName): CallByName
  forget(change: StoreChange): void
  /** The copies are given up: neither the record nor what is remembered stays. */
  discard(): Promise<void>
  /** Seals what is remembered; the engine has stopped. */
  keep(): Promise<void>
}

export interface FirstViewParts {
  readonly profileFolder: string
  readonly declarations: Readonly<Record<string, Declaration>>
  readonly vault: Pick<VaultHost, 'seal' | 'unseal'>
  /** A record of another version is not read. */
  readonly version: string
  readonly log: Pick<Log, 'warn'>
}

interface Remembered {
  readonly name: string
  readonly input: unknown
  readonly value: unknown
}

interface Sealed {
  readonly version: string
  readonly answers: readonly Remembered[]
}

const keyOf = (name: string, input: unknown): string => `${name} ${JSON.stringify(input)}`

export function createFirstView({ profileFolder, declarations, vault, version, log }: FirstViewParts): FirstView {
  const file = join(profileFolder, 'first-view')
  /** Oldest first. */
  const remembered = new Map<string, Remembered>()
  const inFlight = new Set<{ readonly reads: readonly string[]; readonly input: unknown; isOld: boolean }>()
  let record: Map<string, Remembered> | null = null
  let isOver = false
  let wasUsed = false
  const decided = signal()
  const engine = signal()
  const decide = () => {
    decided.give()
    if (!record) engine.give()
  }
  if (!existsSync(file)) decide()

  /** Null where the answer is not made of the copies alone: then it belongs to whoever asked, and to nobody later. */
  const readsOf = (name: string, input: unknown): readonly string[] | null => {
    const declaration = declarations[name]
    if (declaration?.type !== 'query' || declaration.sensitive === true) return null
    const reads = declaration.reads(input as never)
    return reads.length === 0 ? null : reads
  }

  const remember = (one: Remembered) => {
    const key = keyOf(one.name, one.input)
    remembered.delete(key)
    remembered.set(key, one)
    const same = [...remembered].filter(([, { name }]) => name === one.name)
    if (same.length > limits.firstViewAnswersPerNameMax) remembered.delete(same[0]![0])
  }

  const ask = async (callByName: CallByName, name: string, input: unknown, options: CallOptions): Promise<unknown> => {
    const reads = readsOf(name, input)
    if (!reads) return callByName(name, input, options)
    const question = { reads, input, isOld: false }
    inFlight.add(question)
    try {
      const value = await callByName(name, input, options)
      if (!question.isOld) remember({ name, input, value })
      return value
    } finally {
      inFlight.delete(question)
    }
  }

  const read = async (): Promise<Map<string, Remembered>> => {
    const sealed = await readFile(file, 'utf8')
    // Before it is used: whatever happens from here on, the next start does not find it again.
    await rm(file, { force: true })
    const { version: of, answers } = JSON.parse(await vault.unseal(sealed)) as Sealed
    return new Map(of === version ? answers.map((one) => [keyOf(one.name, one.input), one]) : [])
  }

  return {
    engineNeeded: engine.given,
    open: async () => {
      if (!isOver && existsSync(file)) {
        try {
          const answers = await read()
          // Over while it was read: the engine answers already.
          if (!isOver && answers.size > 0) record = answers
          setTimeout(engine.give, limits.firstViewUnusedMs)
        } catch (error) {
          // The code alone: the text of an error may quote what it is about.
          log.warn('first view not used', { code: isAppError(error) ? error.code : 'unreadable' })
        }
      }
      decide()
      return record !== null
    },
    end: () => {
      isOver = true
      record = null
      decide()
      return wasUsed
    },
    through: (callByName) => async (name, input, options) => {
      await decided.given
      const known = record?.get(keyOf(name, input))
      if (known) {
        if (!wasUsed) setTimeout(engine.give, limits.firstViewMs)
        wasUsed = true
        remember(known)
        return known.value
      }
      // Only the engine knows: whoever asked is not kept waiting for longer than it takes to start.
      engine.give()
      return ask(callByName, name, input, options)
    },
    forget: (change) => {
      for (const question of inFlight) if (touches(change, question.reads, question.input)) question.isOld = true
      for (const [key, { name, input }] of remembered) if (touches(change, readsOf(name, input) ?? [], input)) remembered.delete(key)
    },
    discard: async () => {
      remembered.clear()
      for (const question of inFlight) question.isOld = true
      await rm(file, { force: true })
    },
    keep: async () => {
      const answers = keptOf([...remembered.values()])
      if (answers.length === 0) return
      await writeFile(`${file}.new`, await vault.seal(JSON.stringify({ version, answers } satisfies Sealed)), { mode: 0o600 })
      await rename(`${file}.new`, file)
    },
  }
}

interface Signal {
  readonly given: Promise<void>
  give(): void
}

function signal(): Signal {
  let give!: () => void
  const given = new Promise<void>((resolve) => (give = resolve))
  return { given, give }
}

/** The latest that fit, and only of organizations that are there: without the list of them nothing is kept. */
function keptOf(all: readonly Remembered[]): Remembered[] {
  const list = all.find(({ name }) => name === 'organization.list')
  const known = new Set((list?.value as readonly { id: string }[] | undefined)?.map(({ id }) => id))
  if (known.size === 0) return []
  let left = limits.firstViewBytesMax
  return [...all].reverse().filter((one) => (organizationsNamed(one.input) ?? []).every((id) => known.has(id)) && (left -= JSON.stringify(one).length) >= 0)
}
