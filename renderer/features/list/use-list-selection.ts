// The selection of one list: single rows, ranges over pages that may not be in memory, and everything that matches.

import { useCallback, useRef } from 'react'
import type { ListQuestion } from '../../../shared/contract/snapshot.ts'
import { useClient } from '../../bridge/bridge-context.ts'
import type { PageSource, Row } from '../../grid/page-source.ts'
import { noSelection, type Selection, selectionOf, toggled, useSelections } from '../../stores/selection.ts'
import { useToasts } from '../../stores/toasts.ts'

export interface ListSelection {
  /** Ids; keys in a list over several organizations. */
  readonly ids: ReadonlySet<string>
  /** Everything the present question matches is selected. */
  readonly isAll: boolean
  readonly toggle: (row: Row) => void
  readonly range: (from: number, to: number, isFresh: boolean) => void
  readonly selectAll: () => void
  readonly clear: () => void
}

/** As many ids as one answer may hold. */
const idsMax = 100_000

export function useListSelection({ list, question, source }: { list: string; question: ListQuestion; source: PageSource | null }): ListSelection {
  const client = useClient()
  const selection = useSelections(selectionOf(list))
  const nameOf = (row: Row): string => (question.scope.type === 'one' ? row.id : row.key)
  const { set, clear } = useSelections.getState()
  const base = useRef<Selection>(noSelection)
  // The order of a list does not change what it matches.
  const matched = JSON.stringify({ ...question, sort: [] })
  const isAll = selection.all?.question === matched && selection.ids.size > 0

  const idsOf = useCallback(
    async (from: number, to: number): Promise<{ ids: string[]; total: number }> => {
      const rows = Array.from({ length: Math.min(to - from + 1, idsMax) }, (_, offset) => source?.rowAt(from + offset))
      if (rows.every((row) => row !== undefined)) return { ids: rows.map((row) => (question.scope.type === 'one' ? row.id : row.key)), total: rows.length }
      const { idsJson, total } = await client.call('snapshot.ids', { ...question, start: from, size: Math.min(to - from + 1, idsMax) })
      return { ids: JSON.parse(idsJson) as string[], total }
    },
    [client, question, source],
  )

  const fail = () => useToasts.getState().show({ text: 'The selection could not be read; nothing was selected', tone: 'bad' })

  return {
    ids: selection.ids,
    isAll,
    toggle: (row) => useSelections.getState().toggle(list, [nameOf(row)]),
    range: (from, to, isFresh) => {
      if (isFresh) base.current = selectionOf(list)(useSelections.getState())
      const before = base.current
      idsOf(from, to).then(({ ids }) => set(list, toggled(before, ids, true)), fail)
    },
    selectAll: () => {
      if (isAll) return clear(list)
      client.call('snapshot.ids', { ...question, start: 0, size: idsMax }).then(({ idsJson, total }) => {
        const ids = new Set(JSON.parse(idsJson) as string[])
        set(list, { ids, all: ids.size === total ? { question: matched, total } : null })
      }, fail)
    },
    clear: () => clear(list),
  }
}
