// A store kept in maps: what runs staged, published and left behind, for tests of the sync alone.

import { AppError } from '../../../../../shared/base/app-error.ts'
import type { OrganizationId, RunId } from '../../../../../shared/base/ids.ts'
import type { Proof, QuarantinedObject, RunWriter, StagedRow, Store } from '../../../../../main/engine/store/store.ts'

export interface MemoryRun {
  readonly organization: OrganizationId
  readonly staged: Map<string, Map<string, StagedRow>>
  readonly quarantined: QuarantinedObject[]
  readonly published: Map<string, Proof>
  readonly failed: Map<string, AppError>
  outcomes: string[]
}

export interface MemoryStore extends Pick<Store, 'organizations' | 'setProblem' | 'beginRun' | 'turn' | 'value' | 'saveValue'> {
  readonly runs: MemoryRun[]
  readonly problems: Map<OrganizationId, AppError | null>
  /** What readers would see: rows of the newest complete generation by organization and kind. */
  visible(organization: string, kind: string): string[]
  /** Made to fail once per entry, at the next writes. */
  readonly writeErrors: AppError[]
  /** Nothing can be written while this is true; a run that met it stays broken, as a writer may. */
  isFull: boolean
}

export function createMemoryStore(organizations: readonly { id: string; name: string }[]): MemoryStore {
  const runs: MemoryRun[] = []
  const problems = new Map<OrganizationId, AppError | null>()
  const generations = new Map<string, string[]>()
  const writeErrors: AppError[] = []
  const values = new Map<string, string>()
  const write = async () => {
    const error = writeErrors.shift()
    if (error) throw error
  }
  const store: MemoryStore = {
    isFull: false,
    turn: async () => undefined,
    value: async (name) => values.get(name) ?? null,
    saveValue: async (name, value) => {
      if (store.isFull) throw new AppError('store.full')
      values.set(name, value)
    },
    runs,
    problems,
    writeErrors,
    visible: (organization, kind) => generations.get(`${organization}/${kind}`) ?? [],
    organizations: async () => organizations as never,
    setProblem: async (organization, problem) => void problems.set(organization, problem),
    beginRun: async (organization) => {
      let isBroken = false
      /** Set aside in this run, and there in the generation before. */
      const kept = new Map<string, string[]>()
      const run: MemoryRun = { organization, staged: new Map(), quarantined: [], published: new Map(), failed: new Map(), outcomes: [] }
      runs.push(run)
      const writer: RunWriter = {
        id: `run_${runs.length}` as RunId,
        organization,
        stage: async (kind, rows) => {
          await write()
          isBroken ||= store.isFull
          if (isBroken) throw new AppError('store.full')
          const staged = run.staged.get(kind) ?? new Map<string, StagedRow>()
          for (const row of rows) staged.set(row.id, row)
          run.staged.set(kind, staged)
        },
        quarantine: async (kind, objects) => {
          run.quarantined.push(...objects)
          for (const { id } of objects) if (id !== null && generations.get(`${organization}/${kind}`)?.includes(id)) kept.set(kind, [...(kept.get(kind) ?? []), id])
        },
        stagedIds: async (kind) => [...(run.staged.get(kind)?.keys() ?? [])],
        publish: async (kind, proof) => {
          await write()
          run.published.set(kind, proof)
          const ids = [...(run.staged.get(kind)?.keys() ?? [])]
          if (proof.isComplete) generations.set(`${organization}/${kind}`, [...new Set([...ids, ...(kept.get(kind) ?? [])])])
          return { added: ids.length, changed: 0, removed: 0, total: ids.length }
        },
        fail: async (kind, error) => void run.failed.set(kind, error),
        finish: async (outcome) => void run.outcomes.push(outcome),
      }
      return writer
    },
  }
  return store
}

export const asStore = (store: MemoryStore): Store => store as unknown as Store
