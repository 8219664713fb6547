// The ledger of every request: what was asked by whom and what was answered. Keys appear by label, never by text.

interface LedgerEntry {
  readonly number: number
  /** Milliseconds since the simulator started. */
  readonly atMs: number
  readonly method: string
  readonly region: string | null
  /** Vendor path such as `/api/systemusers`, without the query. */
  readonly path: string
  readonly query: string
  /** Label of the key; null for none or an unknown one. */
  readonly key: string | null
  readonly organizationHeader: string | null
  /** Organization that answered. */
  readonly organization: string | null
  readonly kind: string | null
  /** The route changes something, whether or not this call did. */
  readonly isWrite: boolean
  readonly status: number
  readonly bytes: number
  readonly faults: readonly string[]
}

export interface Recorder {
  readonly entries: readonly LedgerEntry[]
  add(entry: Omit<LedgerEntry, 'number'>): void
  clear(): void
}

/** A long run must not grow without end; the newest entries are those a test asks for. */
const entriesMax = 200_000

export function createRecorder(): Recorder {
  let entries: LedgerEntry[] = []
  let number = 0
  return {
    get entries() {
      return entries
    },
    add: (entry) => {
      if (entries.length >= entriesMax) entries = entries.slice(entriesMax / 2)
      entries.push({ number: ++number, ...entry })
    },
    clear: () => {
      entries = []
    },
  }
}
