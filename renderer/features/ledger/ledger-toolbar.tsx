// Above the ledger: search, filters, export. The export holds what the filter leaves.

import { Download } from 'lucide-react'
import { useRef, useState } from 'react'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { Outcome } from '../../../shared/actions/plan.ts'
import type { LedgerFilter, LedgerLine } from '../../../shared/contract/ledger.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { useOrganizations } from '../../bridge/organizations.ts'
import { useRun } from '../../bridge/use-run.ts'
import { SearchField } from '../../filters/search-field.tsx'
import { useCommand } from '../../shell/command-handlers.ts'
import { shortcutOf } from '../../shell/commands.ts'
import { useToasts } from '../../stores/toasts.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { iconProps } from '../../ui/icons.ts'
import { Popover } from '../../ui/popover.tsx'
import { pictureText } from '../../ui/visible-text.ts'
import { dayEdge, lineWords, outcomeTitles } from './ledger-words.ts'

interface LedgerToolbarProps {
  readonly filter: LedgerFilter
  readonly total: number | undefined
  readonly onChange: (filter: LedgerFilter) => void
}

export function LedgerToolbar({ filter, total, onChange }: LedgerToolbarProps) {
  const organizations = useOrganizations() ?? []
  const search = useRef<HTMLInputElement>(null)
  const exportButton = useRef<HTMLButtonElement>(null)
  const [isExportOpen, setIsExportOpen] = useState(false)
  const [days, setDays] = useState({ from: '', to: '' })
  const reason = total === 0 ? 'There are no lines to export' : null
  const openExport = () => setIsExportOpen(true)
  useCommand('list.search', () => search.current?.select())
  useCommand('list.export', openExport, reason)
  const set = <Name extends keyof LedgerFilter>(name: Name, value: LedgerFilter[Name] | undefined) => {
    const { [name]: _, ...rest } = filter
    onChange(value === undefined ? rest : { ...rest, [name]: value })
  }
  const day = (name: 'from' | 'to', label: string) => (
    <label className="ledger-day">
      <span>{label}</span>
      <input
        className="input"
        type="date"
        value={days[name]}
        onChange={(event) => {
          setDays({ ...days, [name]: event.target.value })
          set(name, dayEdge(event.target.value, name === 'from' ? 'begins' : 'ends'))
        }}
      />
    </label>
  )
  return (
    <div className="list-toolbar events-toolbar" role="group" aria-label="Ledger tools" data-region="toolbar">
      <h1>Ledger</h1>
      <span role="status" className="list-count numeric">
        {total?.toLocaleString()}
      </span>
      <span className="pane-space" />
      <SearchField ref={search} label="Search the ledger" placeholder="Search the ledger" hint="Searches titles, objects, reasons, tickets and operators" value={filter.search ?? ''} keys={shortcutOf('list.search')} onChange={(text) => set('search', text === '' ? undefined : text)} onLeave={() => undefined} />
      <select className="input" aria-label="Organization" value={filter.organization ?? ''} onChange={(event) => set('organization', event.target.value === '' ? undefined : (event.target.value as OrganizationId))}>
        <option value="">All organizations</option>
        {organizations.map(({ id, name }) => (
          <option key={id} value={id}>
            {pictureText(name)}
          </option>
        ))}
      </select>
      <select className="input" aria-label="Sort of line" value={filter.types?.[0] ?? ''} onChange={(event) => set('types', event.target.value === '' ? undefined : [event.target.value as LedgerLine['type']])}>
        <option value="">All lines</option>
        {Object.entries(lineWords).map(([type, title]) => (
          <option key={type} value={type}>
            {title}
          </option>
        ))}
      </select>
      <select className="input" aria-label="Outcome" value={filter.outcome ?? ''} onChange={(event) => set('outcome', event.target.value === '' ? undefined : (event.target.value as Outcome))}>
        <option value="">All outcomes</option>
        {(['confirmed', 'failed', 'unknown', 'drifted', 'skipped'] as const).map((outcome) => (
          <option key={outcome} value={outcome}>
            {outcomeTitles[outcome].title}
          </option>
        ))}
      </select>
      <span className="ledger-days">
        {day('from', 'From')}
        {day('to', 'to')}
      </span>
      <ActionButton ref={exportButton} className="button" aria-haspopup="dialog" aria-expanded={isExportOpen} reason={reason} keys={shortcutOf('list.export')} onClick={openExport}>
        <Download {...iconProps} size={14} />
        Export
      </ActionButton>
      {isExportOpen && (
        <Popover label="Export the ledger" trigger={exportButton} onClose={() => setIsExportOpen(false)}>
          <ExportChoice filter={filter} onDone={() => setIsExportOpen(false)} />
        </Popover>
      )}
    </div>
  )
}

function ExportChoice({ filter, onDone }: { filter: LedgerFilter; onDone: () => void }) {
  const choose = useRun('export.choose')
  const write = useRun('ledger.export')
  const error = choose.error ?? write.error
  const run = async (format: 'csv' | 'json') => {
    const target = await choose.run({ suggestedName: `OrgDeck ledger ${new Date().toISOString().slice(0, 10)}.${format}`, format })
    if (!target) return
    const written = await write.run({ token: target.token, filter })
    if (!written) return
    useToasts.getState().show({ text: `${written.lines.toLocaleString()} lines written to ${written.fileName}`, tone: 'ok' })
    onDone()
  }
  const isBusy = choose.isRunning || write.isRunning
  return (
    <>
      <p className="muted">The lines that the filter leaves, with their marks.</p>
      {error && <ErrorText error={error} />}
      <div className="job-buttons">
        <button type="button" className="button" disabled={isBusy} onClick={() => void run('csv')}>
          CSV
        </button>
        <button type="button" className="button" disabled={isBusy} onClick={() => void run('json')}>
          JSON
        </button>
      </div>
    </>
  )
}

const ErrorText = ({ error }: { error: Parameters<typeof errorWords>[0] }) => {
  const { what, safe, next } = errorWords(error)
  return (
    <p role="alert" className="tone-bad">
      {what} {safe} {next}
    </p>
  )
}
