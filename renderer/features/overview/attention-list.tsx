// What needs attention over all organizations, worst first; each line names its organization and leads to what is to be done.

import { useState } from 'react'
import { useRun } from '../../bridge/use-run.ts'
import { useDialog } from '../../stores/dialog.ts'
import { type Held, useWay } from '../../stores/pane-context.ts'
import { listOf } from '../../stores/place.ts'
import { Mark } from '../../ui/mark.tsx'
import { pictureText } from '../../ui/visible-text.ts'
import { Visible } from '../../ui/visible.tsx'
import { openRemedy } from '../../stores/open-remedy.ts'
import type { Attention } from './attention.ts'

/** Lines that show without being asked for. */
const firstMax = 4
const allMax = 60

const fixWords = { list: 'Show', drift: 'Show', replaceKey: 'Replace key…', sync: 'Sync', exceptions: 'Resolve…' } as const
const wordsOf = (fix: Attention['fix']): string => (fix.type === 'replaceKeys' ? `Replace ${fix.connections.length.toLocaleString()} keys…` : fixWords[fix.type])

export function AttentionList({ all }: { all: readonly Attention[] }) {
  const [isOpen, setIsOpen] = useState(false)
  const start = useRun('sync.start')
  const { go } = useWay()
  if (all.length === 0) return null
  const shown = all.slice(0, isOpen ? allMax : firstMax)
  const fix = ({ organization: { id }, others, fix: step }: Attention, held: Held) => {
    if (step.type === 'list') go(listOf(id, step.kind, { filters: [{ type: 'named', id: step.filter }] }), held)
    else if (step.type === 'drift') useDialog.getState().open({ name: 'drift', organization: id })
    else if (step.type === 'replaceKey') useDialog.getState().open({ name: 'replaceKey', organization: id })
    else if (step.type === 'replaceKeys') useDialog.getState().open({ name: 'replaceKeys', connections: step.connections })
    else if (step.type === 'exceptions') openRemedy(id, step.ended)
    else for (const organization of [id, ...others.map((other) => other.id)]) void start.run({ organization })
  }
  return (
    <section className="attention" aria-label="Needs attention">
      <header>
        <h2>Needs attention</h2>
        <span className="muted numeric">{all.length.toLocaleString()}, worst first</span>
        {all.length > firstMax && (
          <button type="button" className="button quiet" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {isOpen ? 'Show the worst only' : all.length > allMax ? `Show the first ${allMax}` : `Show all ${all.length}`}
          </button>
        )}
      </header>
      <ul>
        {shown.map((each) => {
          const { key, organization, others, tone } = each
          const text = others.length === 0 ? each.text : `${each.text}; and ${others.length.toLocaleString()} more`
          const words = wordsOf(each.fix)
          return (
            <li key={key} className={`attention-line tone-${tone}`}>
              <Mark {...organization.appearance} />
              <Visible className="attention-name truncate" text={organization.name} />
              <span className="attention-text truncate" title={others.length === 0 ? text : `${each.text}; also ${others.map(({ name }) => pictureText(name)).join(', ')}`}>
                {text}
              </span>
              <button type="button" className="button small" aria-label={`${words} ${pictureText(organization.name)}: ${text}`} onClick={(event) => fix(each, event)}>
                {words}
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
