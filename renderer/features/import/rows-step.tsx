// The table against the copy: who is new, who changes, what is wrong and why. Every row is right or left out before there is a plan.

import { type ReactNode, useState } from 'react'
import type { ImportView } from '../../../shared/contract/import.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { timeText } from '../../bridge/freshness.ts'
import { useCall } from '../../bridge/use-call.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { Pager } from '../../ui/pager.tsx'
import { useNow } from '../../ui/use-now.ts'
import { ImportLine } from './import-line.tsx'
import type { RunImport } from './use-import.ts'

interface RowsStepProps {
  readonly view: ImportView
  readonly isBusy: boolean
  readonly run: RunImport
  readonly onBack: () => void
  readonly onPlan: (state: 'STAGED' | 'ACTIVATED' | null) => void
  readonly children: ReactNode
}

type Show = 'all' | 'faulty' | 'new' | 'changed' | 'same' | 'skipped'

const pageRows = 100

export function RowsStep({ view, isBusy, run, onBack, onPlan, children }: RowsStepProps) {
  const { id, version, counts, columns, total, source } = view
  const faulty = counts.bad + counts.conflict
  const [show, setShow] = useState<Show>(faulty > 0 ? 'faulty' : 'all')
  const [start, setStart] = useState(0)
  const [state, setState] = useState<'STAGED' | 'ACTIVATED' | ''>('')
  const now = useNow(30_000)
  const { data, error } = useCall('import.rows', { import: id, version, show, start, size: pageRows }, { keepPrevious: true })
  const mapped = columns.flatMap(({ field, header, faults }, index) => (field === null ? [] : [{ index, header, field, faults }]))
  // What is to be put right stands in sight, whatever else the table has.
  const shownColumns = show === 'faulty' ? [...mapped].sort((left, right) => Number(right.faults > 0) - Number(left.faults > 0)) : mapped
  const decide = (decision: Parameters<typeof run<'import.decide'>>[1]['decision']) => void run('import.decide', { import: id, decision })
  const choose = (next: Show) => {
    setShow(next)
    setStart(0)
  }
  const areLive = counts.new > 0 && (state === 'ACTIVATED' || (state === '' && view.usualState !== 'STAGED')) && !shownColumns.some(({ field }) => field === 'state')
  const { readAt, isWhole, people } = view.copy
  return (
    <div className="plan-review">
      <p className="plan-dry">
        <strong>Nothing has been sent.</strong> Compared with {people.toLocaleString()} users of this organization{readAt === null ? ', never read completely' : `, data of ${timeText(readAt, now)}${isWhole ? '' : ', incomplete'}`}.
        {!source.isWhole && ` The directory has more people than these ${total.toLocaleString()}.`}
      </p>
      <div className="import-filters">
        <div className="plan-counts" role="group" aria-label="Rows shown">
          {filtersOf(view).map(({ name, title, count }) => (
            <button key={name} type="button" className={`plan-count is-${name}`} aria-pressed={show === name} onClick={() => choose(name)}>
              <span className="numeric">{count.toLocaleString()}</span> {title}
            </button>
          ))}
        </div>
        <span className="pane-space" />
        {faulty > 0 && (
          <button type="button" className="button" disabled={isBusy} onClick={() => decide({ type: 'skipAll', verdict: 'faulty' })}>
            Skip {faulty === 1 ? 'the one' : `all ${faulty.toLocaleString()}`} to look at
          </button>
        )}
        {counts.skipped > 0 && (
          <button type="button" className="button" disabled={isBusy} onClick={() => decide({ type: 'takeAll', verdict: 'skipped' })}>
            Take {counts.skipped === 1 ? 'the one' : `all ${counts.skipped.toLocaleString()}`} skipped
          </button>
        )}
      </div>
      {error && <ErrorView error={errorWords(error)} />}
      <div className="planned-scroll" tabIndex={0} role="region" aria-label="Rows of the table">
        <table className="plain-table import-table">
          <thead>
            <tr>
              <th scope="col">In</th>
              <th scope="col">Line</th>
              <th scope="col">What it does</th>
              {shownColumns.map(({ index, header }) => (
                <th key={index} scope="col">
                  <bdi>{header}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(data?.rows ?? []).map((row) => (
              <ImportLine key={row.row} row={row} columns={shownColumns} onDecide={decide} />
            ))}
          </tbody>
        </table>
        {data?.total === 0 && <p className="planned-none muted">{show === 'faulty' ? 'Every row is right or skipped.' : 'No row of this sort.'}</p>}
      </div>
      <Pager start={start} size={pageRows} total={data?.total ?? 0} onStart={setStart} />
      {counts.new > 0 && (
        <div className="import-state">
          <label className="import-choice">
            <span className="label">New people begin</span>
            <select className="input" value={state} onChange={(event) => setState(event.target.value as typeof state)}>
              <option value="">{view.usualState === null ? 'as the organization’s settings say' : `as the organization does: ${view.usualState === 'STAGED' ? 'staged' : 'active'}`}</option>
              <option value="STAGED">staged: no access and no mail yet</option>
              <option value="ACTIVATED">active: each gets an activation mail</option>
            </select>
          </label>
          {areLive && (
            <p className="tone-warn">
              {view.usualState === null && state === '' ? 'They may be active at once' : 'They are active at once'}: {counts.new.toLocaleString()} {counts.new === 1 ? 'activation mail goes' : 'activation mails go'} out.
            </p>
          )}
        </div>
      )}
      {children}
      <footer className="dialog-actions">
        <button type="button" className="button quiet" onClick={onBack}>
          Back
        </button>
        <span className="pane-space" />
        <ActionButton className="button primary" reason={isBusy ? 'Working' : view.reason} onClick={() => onPlan(state === '' ? null : state)}>
          Show the plan
        </ActionButton>
      </footer>
    </div>
  )
}

function filtersOf({ counts, total, source }: ImportView): { name: Show; title: string; count: number }[] {
  const all: { name: Show; title: string; count: number }[] = [
    { name: 'all', title: 'All', count: total },
    { name: 'faulty', title: 'To look at', count: counts.bad + counts.conflict },
    { name: 'new', title: 'New', count: counts.new },
    { name: 'changed', title: 'Will change', count: counts.changed },
    { name: 'same', title: 'As they are', count: counts.same },
    { name: 'skipped', title: source.type === 'directory' ? 'Not chosen' : 'Skipped', count: counts.skipped },
  ]
  return all.filter(({ name, count }) => name === 'all' || name === 'faulty' || count > 0)
}
