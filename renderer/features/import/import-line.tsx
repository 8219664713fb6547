// One row of a table: taken or not, what it would do, and each cell that is wrong as a field with its reason below.

import { useState } from 'react'
import type { Input } from '../../../shared/contract/client.ts'
import type { ImportRow } from '../../../shared/contract/import.ts'
import { Visible } from '../../ui/visible.tsx'

type Decision = Input<'import.decide'>['decision']

interface ImportLineProps {
  readonly row: ImportRow
  readonly columns: readonly { readonly index: number; readonly header: string }[]
  readonly onDecide: (decision: Decision) => void
}

const verdictWords: { readonly [Verdict in ImportRow['verdict']]: string } = { new: 'Adds', changed: 'Changes', same: 'Nothing: as they are', conflict: 'Conflict', bad: 'To put right', skipped: 'Skipped' }
const verdictTones: { readonly [Verdict in ImportRow['verdict']]: string } = { new: 'tone-ok', changed: 'tone-info', same: 'muted', conflict: 'tone-bad', bad: 'tone-bad', skipped: 'muted' }

export function ImportLine({ row, columns, onDecide }: ImportLineProps) {
  const { verdict, problems, person, line, changes } = row
  const ofRow = problems.filter(({ column }) => column === null || columns.every(({ index }) => index !== column))
  const isIn = verdict !== 'skipped'
  return (
    <tr className={`is-${verdict}`}>
      <td>
        <input type="checkbox" aria-label={`Take line ${line}`} checked={isIn} onChange={() => onDecide({ type: isIn ? 'skip' : 'take', rows: [row.row] })} />
      </td>
      <td className="numeric muted">{line}</td>
      <td className="import-verdict">
        <span className={verdictTones[verdict]}>{verdictWords[verdict]}</span>
        {person && (
          <span className="muted">
            {' '}
            <Visible text={person.title} />
            {verdict === 'skipped' && ' is here already'}
          </span>
        )}
        {changes.map(({ title, from, to }) => (
          <p key={title} className="import-change">
            <span className="muted">{title}: </span>
            <Visible text={from || '–'} /> → <Visible className="planned-after" text={to} />
          </p>
        ))}
        {isIn && ofRow.map((problem) => <Fault key={problem.text} problem={problem} onKeep={() => onDecide({ type: 'keep', row: row.row, column: problem.column })} />)}
      </td>
      {columns.map(({ index, header }) => (
        <CellOf key={index} text={row.cells[index] ?? ''} label={`${header} of line ${line}`} problems={isIn ? problems.filter(({ column }) => column === index) : []} onWrite={(text) => onDecide({ type: 'write', row: row.row, column: index, text })} onKeep={() => onDecide({ type: 'keep', row: row.row, column: index })} />
      ))}
    </tr>
  )
}

interface FaultProps {
  readonly problem: ImportRow['problems'][number]
  readonly onKeep: () => void
  readonly onUse?: (text: string) => void
}

const Fault = ({ problem: { text, suggestion, canStay }, onKeep, onUse }: FaultProps) => (
  <div className="import-fault">
    <p>{capital(text)}</p>
    {suggestion !== null && onUse && (
      <button type="button" className="text-button" onClick={() => onUse(suggestion)}>
        Use “<Visible text={suggestion} />”
      </button>
    )}
    {canStay && (
      <button type="button" className="text-button" onClick={onKeep}>
        Leave it so
      </button>
    )}
  </div>
)

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

interface CellProps {
  readonly text: string
  readonly label: string
  readonly problems: ImportRow['problems']
  readonly onWrite: (text: string) => void
  readonly onKeep: () => void
}

function CellOf({ text, label, problems, onWrite, onKeep }: CellProps) {
  if (problems.length === 0) {
    return (
      <td>
        <Visible text={text} />
      </td>
    )
  }
  return (
    <td className="import-faulty">
      <Fixer key={text} text={text} label={label} onWrite={onWrite} />
      {problems.map((problem) => (
        <Fault key={problem.text} problem={problem} onKeep={onKeep} onUse={onWrite} />
      ))}
    </td>
  )
}

/** Written with Enter, or by leaving the field; judged at once. */
function Fixer({ text, label, onWrite }: { text: string; label: string; onWrite: (text: string) => void }) {
  const [typed, setTyped] = useState(text)
  const write = () => {
    if (typed !== text) onWrite(typed)
  }
  return <input className="input" aria-label={label} aria-invalid dir="auto" spellCheck={false} autoComplete="off" maxLength={2_000} value={typed} onChange={(event) => setTyped(event.target.value)} onBlur={write} onKeyDown={(event) => event.key === 'Enter' && write()} />
}
