// A sealed note outside each history file that says which generation the file must hold: a file put back to an older state shows.
// Written before a commit (what is intended) and after it (what is reached).

import { seal, unseal } from './seal.ts'
import { readIfPresent, type StoreFolder, writeWhole } from './store-files.ts'
import { rm } from 'node:fs/promises'

export interface GenerationMark {
  readonly generation: number
  readonly root: string
}

export interface Witness extends GenerationMark {
  /** A commit that may or may not have happened. */
  readonly intent: GenerationMark | null
  /** Look of the file when it was last closed by us; another look means that its content must be checked. */
  readonly fingerprint: string | null
}

export interface WitnessFiles {
  /** Null when there is none or it does not open. */
  read(name: string): Promise<Witness | null>
  write(name: string, witness: Witness): Promise<void>
  remove(name: string): Promise<boolean>
}

const context = (name: string): string => `witness|${name}`

export function createWitnessFiles(folder: StoreFolder, rootKey: Buffer): WitnessFiles {
  return {
    read: async (name) => {
      const sealed = await readIfPresent(folder.witness(name))
      const text = sealed && unseal(rootKey, context(name), sealed)
      return text ? (JSON.parse(text.toString('utf8')) as Witness) : null
    },
    // Only the intent must be on the disk before the commit is; what follows can be worked out from it.
    write: (name, witness) =>
      writeWhole(folder.witness(name), seal(rootKey, context(name), Buffer.from(JSON.stringify(witness), 'utf8')), { isDurable: witness.intent !== null }),
    remove: async (name) => {
      const path = folder.witness(name)
      const isPresent = (await readIfPresent(path)) !== null
      await rm(path, { force: true })
      return isPresent
    },
  }
}

export type Verdict = 'current' | 'committed' | 'rolledBack'

const isSame = (left: GenerationMark, right: GenerationMark): boolean => left.generation === right.generation && left.root === right.root

/** Judges what a file says of itself; `committed` means that the intended commit did happen. */
export function judge(file: GenerationMark, witness: Witness): Verdict {
  if (isSame(file, witness)) return 'current'
  return witness.intent && isSame(file, witness.intent) ? 'committed' : 'rolledBack'
}
