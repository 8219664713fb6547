// The page source of a question: made anew when the question changes, while the old rows stay until the new ones are there.

import { useEffect, useState } from 'react'
import type { ListQuestion } from '../../shared/contract/snapshot.ts'
import { limits } from '../../shared/base/limits.ts'
import { useClient } from '../bridge/bridge-context.ts'
import { isTouched } from '../bridge/invalidation.ts'
import { useTopic } from '../bridge/use-topic.ts'
import { createPageSource, type PageSource, type PageSourceState } from './page-source.ts'

export interface ShownSource {
  readonly source: PageSource | null
  /** The question that the shown rows answer. */
  readonly question: string
  readonly state: PageSourceState
}

const nothing: PageSourceState = { total: null, isCounted: false, revision: -1, coverage: null, error: null }
/** An answer later than this shows waiting rows instead of those of the question before. */
const keepOldRowsMs = 150
const firstRows = 40

export function usePageSource(question: ListQuestion, columns: readonly string[]): ShownSource {
  const client = useClient()
  const key = JSON.stringify(question)
  // Another order of the same columns needs no other rows.
  const columnsKey = JSON.stringify([...columns].sort())
  const [shown, setShown] = useState<ShownSource>({ source: null, question: key, state: nothing })

  useEffect(() => {
    const asked = JSON.parse(key) as ListQuestion
    const paths = JSON.parse(columnsKey) as string[]
    const source = createPageSource({
      columns: paths,
      pageRows: limits.pageRowsDefault,
      load: (start, size, signal) => client.call('snapshot.page', { ...asked, columns: paths, start, size, countsLater: true }, { signal }),
      count: async (signal) => {
        const { sort: _, ...list } = asked
        return (await client.call('snapshot.count', list, { signal })).total
      },
    })
    let isShown = false
    const show = () => {
      isShown = true
      setShown((before) => (before.source === source && before.state === source.state() ? before : { source, question: key, state: source.state() }))
    }
    const timer = setTimeout(show, keepOldRowsMs)
    const stop = source.subscribe(() => {
      const { total, error } = source.state()
      if (isShown || total !== null || error) {
        clearTimeout(timer)
        show()
      }
    })
    source.want(0, firstRows)
    return () => {
      clearTimeout(timer)
      stop()
      source.close()
    }
  }, [client, key, columnsKey])

  useTopic('store.changed', {}, (change) => {
    if (isTouched('snapshot.page', question, change)) shown.source?.refresh()
  })
  return shown
}
