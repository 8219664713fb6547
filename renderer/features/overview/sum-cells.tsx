// The sums of several organizations, column by column: each a way into the list of what it counts, and never without saying of how many.

import { overviewColumns } from '../../bridge/registry-overview.ts'
import { useWay } from '../../stores/pane-context.ts'
import { type EstateScope, estateListOf } from '../../stores/place.ts'
import { type OverviewRow, sumOf } from './rows.ts'

interface SumCellsProps {
  readonly rows: readonly OverviewRow[]
  /** What the lists behind the sums cover. */
  readonly scope: EstateScope
  /** Whose sums these are, for those who do not see where they stand. */
  readonly of: string
}

export function SumCells({ rows, scope, of }: SumCellsProps) {
  const { go } = useWay()
  return overviewColumns.map(({ kind, measure, words, isShown }, at) => {
    if (!isShown) return null
    const { value, from } = sumOf(rows, at)
    return (
      <td key={`${kind} ${measure}`} className="type-count numeric">
        {value === null ? (
          '–'
        ) : (
          <button
            type="button"
            className="link tone-plain"
            aria-label={`${of}, ${words}: ${value.toLocaleString()}, from ${from} of ${rows.length} organizations`}
            onClick={(event) => go(estateListOf(scope, kind, measure === null ? {} : { filters: [{ type: 'named', id: measure }] }), event)}
          >
            {value.toLocaleString()}
          </button>
        )}
        {value !== null && from < rows.length && (
          <span className="sum-from" title={`From ${from.toLocaleString()} of ${rows.length.toLocaleString()} organizations`}>
            from {from.toLocaleString()}
          </span>
        )}
      </td>
    )
  })
}
