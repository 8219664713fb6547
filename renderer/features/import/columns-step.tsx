// How the source was read, and which of its columns is which field. Both can be put right; the samples show at once what follows.

import type { ReactNode } from 'react'
import type { ImportView } from '../../../shared/contract/import.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Visible } from '../../ui/visible.tsx'
import type { RunImport } from './use-import.ts'

interface ColumnsStepProps {
  readonly view: ImportView
  readonly isBusy: boolean
  readonly run: RunImport
  readonly onBack: () => void
  readonly onNext: () => void
  readonly children: ReactNode
}

const encodings = [
  ['utf-8', 'UTF-8'],
  ['windows-1252', 'Windows-1252 (Western)'],
  ['utf-16le', 'UTF-16'],
  ['utf-16be', 'UTF-16, big end first'],
] as const
const delimiters = [
  [',', 'commas'],
  [';', 'semicolons'],
  ['\t', 'tabs'],
  ['|', 'bars'],
] as const

export function ColumnsStep({ view, isBusy, run, onBack, onNext, children }: ColumnsStepProps) {
  const { source, columns, fields, id, total } = view
  const read = (choice: object) => void run('import.read', { import: id, ...choice })
  const setField = (column: number, field: string | null) =>
    void run('import.map', { import: id, fields: columns.map((each, index) => (index === column ? field : each.field === field && field !== null ? null : each.field)) })
  const hasKey = columns.some(({ field }) => field === 'email' || field === 'username')
  return (
    <div className="plan-review">
      <p>
        <Visible className="found-name" text={source.name} />: {total.toLocaleString()} {total === 1 ? 'row' : 'rows'}, {columns.length} {columns.length === 1 ? 'column' : 'columns'}
        {source.blankRows > 0 && `, ${source.blankRows.toLocaleString()} blank ${source.blankRows === 1 ? 'row' : 'rows'} left out`}.
      </p>
      <div className="import-reading" role="group" aria-label="How it is read">
        {source.encoding !== null && <Choice label="Encoding" value={source.encoding} choices={encodings} onChoose={(encoding) => read({ encoding })} />}
        {source.delimiter !== null && <Choice label="Separated by" value={source.delimiter} choices={delimiters} onChoose={(delimiter) => read({ delimiter })} />}
        {source.sheets.length > 1 && <Choice label="Sheet" value={String(source.sheet)} choices={source.sheets.map((name, index) => [String(index), name] as const)} onChoose={(sheet) => read({ sheet: Number(sheet) })} />}
        <label className="choice">
          <input type="checkbox" checked={source.hasHeader} onChange={(event) => read({ hasHeader: event.target.checked })} />
          <span>The first row names the columns</span>
        </label>
      </div>
      {source.encodingGuess !== null && (
        <p className="plan-problem" role="note">
          <span>
            <strong>The encoding is a guess.</strong> {source.encodingGuess}
          </span>
        </p>
      )}
      <div className="planned-scroll" tabIndex={0} role="region" aria-label="Columns of the table">
        <table className="plain-table planned-table import-columns">
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">Is the field</th>
              <th scope="col">First rows</th>
              <th scope="col">Check</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ header, field, attribute, problem, samples, faults }, index) => (
              <tr key={index}>
                <th scope="row">
                  <Visible className="truncate" text={header} />
                </th>
                <td>
                  <select className="input" aria-label={`Field of column ${index + 1}, ${header}`} value={field ?? ''} onChange={(event) => setField(index, event.target.value || null)}>
                    <option value="">Left out</option>
                    {groupsOf(fields).map(({ group, members }) => (
                      <optgroup key={group} label={group}>
                        {members.map(({ field: each, label }) => (
                          <option key={each} value={each}>
                            {label}
                          </option>
                        ))}
                      </optgroup>
                    ))}
                    <optgroup label="Custom attribute">
                      {[...new Set([field ?? '', attribute === '' ? '' : `${attributePrefix}${attribute}`])].filter((each) => each.startsWith(attributePrefix)).map((each) => (
                        <option key={each} value={each}>
                          Attribute {each.slice(attributePrefix.length)}
                        </option>
                      ))}
                    </optgroup>
                  </select>
                </td>
                <td className="muted">
                  <Visible className="truncate" text={samples.filter((text) => text.trim() !== '').join(' · ') || '–'} />
                </td>
                <td>
                  {problem !== null && <span className="tone-warn">{problem}</span>}
                  {problem === null && field === null && <span className="muted">Left out</span>}
                  {field !== null && (faults > 0 ? <span className="tone-bad numeric">{faults.toLocaleString()} to look at</span> : problem === null && <span className="tone-ok">All right</span>)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="muted">
        {columns.some(({ field }) => field === 'username') ? 'People who are here already are found by their company email.' : 'Without a column for it, the username of somebody new is what stands before the @ of the company email.'} An empty cell leaves a value as it is. The choice is remembered for this organization.
      </p>
      {children}
      <footer className="dialog-actions">
        <button type="button" className="button quiet" onClick={onBack}>
          Back
        </button>
        <span className="pane-space" />
        <ActionButton className="button primary" reason={isBusy ? 'Reading' : hasKey ? null : 'Say which column is the company email'} onClick={onNext}>
          Look at the rows
        </ActionButton>
      </footer>
    </div>
  )
}

/** How the contract writes that a column is a custom attribute. */
const attributePrefix = 'attributes.'

function groupsOf(fields: ImportView['fields']): { readonly group: string; readonly members: ImportView['fields'] }[] {
  return [...new Set(fields.map(({ group }) => group))].map((group) => ({ group, members: fields.filter((each) => each.group === group) }))
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly choices: readonly (readonly [value: string, label: string])[]
  readonly onChoose: (value: string) => void
}

const Choice = ({ label, value, choices, onChoose }: ChoiceProps) => (
  <label className="import-choice">
    <span className="label">{label}</span>
    <select className="input" value={value} onChange={(event) => onChoose(event.target.value)}>
      {choices.map(([each, title]) => (
        <option key={each} value={each}>
          {title}
        </option>
      ))}
    </select>
  </label>
)
