// A list's order, worked out once: position → row number in a temporary table in memory, so that any jump costs one lookup per row.
// Kept per question and version of its rows, a few at a time.

import { limits } from '../../../shared/base/limits.ts'
import type { SqlSession } from './driver.ts'
import type { Selection } from './question.ts'

export interface RankTable {
  readonly name: string
  readonly total: number
}

export interface RankTables {
  known(key: string): RankTable | undefined
  build(session: SqlSession, key: string, selection: Selection): Promise<RankTable>
}

/** Belongs to one connection: its tables are seen by no other. */
export function createRankTables(): RankTables {
  const kept = new Map<string, RankTable>()
  let number = 0
  return {
    known: (key) => {
      const found = kept.get(key)
      if (!found) return undefined
      kept.delete(key)
      kept.set(key, found)
      return found
    },
    build: async (session, key, { from, where, order }) => {
      const name = `rank_${++number}`
      await session.exec(`CREATE TEMP TABLE ${name} (position INTEGER PRIMARY KEY, row INTEGER NOT NULL)`)
      const total = await session.run(`INSERT INTO temp.${name} (row) SELECT row FROM ${from} WHERE ${where.sql} ORDER BY ${order}`, where.parameters)
      const table = { name, total }
      kept.set(key, table)
      await dropSpare(session, kept)
      return table
    },
  }
}

async function dropSpare(session: SqlSession, kept: Map<string, RankTable>): Promise<void> {
  let rows = [...kept.values()].reduce((sum, table) => sum + table.total, 0)
  for (const [key, table] of kept) {
    if (kept.size <= limits.rankTablesMin || (kept.size <= limits.rankTablesMax && rows <= limits.rankRowsMax)) return
    await session.exec(`DROP TABLE temp.${table.name}`)
    kept.delete(key)
    rows -= table.total
  }
}
