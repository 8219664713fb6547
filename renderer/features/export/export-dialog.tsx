// Export: which rows, which columns, which format; then the system asks where. Main knows the path, this page never does.

import { useState } from 'react'
import type { ResourceId } from '../../../shared/base/ids.ts'
import type { Input } from '../../../shared/contract/client.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { useCall } from '../../bridge/use-call.ts'
import { countText } from '../../bridge/freshness.ts'
import { useOrganization } from '../../bridge/organizations.ts'
import { kindData } from '../../bridge/registry.ts'
import { useRun } from '../../bridge/use-run.ts'
import type { OpenDialog } from '../../stores/dialog.ts'
import { useToasts } from '../../stores/toasts.ts'
import { freshOrganizations, shareText } from '../../../shared/scope/share.ts'
import { EstateNote } from '../../filters/estate-note.tsx'
import { scopeTitle } from '../../filters/scope-picker.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorView } from '../../ui/error-view.tsx'

type ExportDialogProps = Omit<Extract<OpenDialog, { name: 'export' }>, 'name'> & { readonly onClose: () => void }

type Format = Input<'export.choose'>['format']

const formats: readonly (readonly [Format, string])[] = [
  ['csv', 'CSV'],
  ['xlsx', 'XLSX'],
  ['json', 'JSON'],
]

const formatNotes: { readonly [Name in Format]: string } = {
  csv: 'For spreadsheets and scripts: UTF-8, cells that could act as formulas are made harmless.',
  xlsx: 'For Excel and its like: one sheet with typed dates and numbers; no cell is a formula.',
  json: 'For programs: one object for each row, with the names of the columns as JumpCloud has them.',
}

/** As many ids of 24 characters, or keys of 49, as one call may carry (limits.callBytesMax), with room for the rest. */
const idsMax = { one: 8_000, several: 4_500 }

export function ExportDialog({ organization: id, question, shownColumns, allColumns, selectedIds, total, isNarrowed, onClose }: ExportDialogProps) {
  const organization = useOrganization(id)
  const selectedMax = id ? idsMax.one : idsMax.several
  const canSelect = selectedIds.length > 0 && selectedIds.length <= selectedMax
  const [rows, setRows] = useState<'selected' | 'matching' | 'all'>(canSelect ? 'selected' : isNarrowed ? 'matching' : 'all')
  const [columns, setColumns] = useState<'shown' | 'all'>('shown')
  const [format, setFormat] = useState<Format>('csv')
  const choose = useRun('export.choose')
  const start = useRun('export.start')
  const isBusy = choose.isRunning || start.isRunning
  const error = choose.error ?? start.error
  const { words } = kindData(question.kind)
  // Whom the file will lack is said before it is written, not only in it.
  const { data: list } = useCall('snapshot.page', { ...question, columns: [], start: 0, size: 1, countsLater: true }, { isOff: id !== null })
  const coverage = list?.coverage
  const matching = total ?? (list?.isCounted ? list.total : null)

  const run = async () => {
    const target = await choose.run({ suggestedName: fileName(organization?.name ?? scopeTitle(question.scope), words.many, format), format })
    if (!target) return
    const { scope, kind, sort } = question
    const written = await start.run({
      token: target.token,
      question: rows === 'matching' ? question : { scope, kind, sort },
      columns: [...(columns === 'shown' ? shownColumns : allColumns)],
      ...(rows === 'selected' ? { ids: selectedIds as ResourceId[] } : {}),
    })
    if (!written) return
    const share = !id && coverage && freshOrganizations(coverage) < coverage.organizationsTotal ? `, from ${shareText(coverage, (value) => value.toLocaleString())}` : ''
    useToasts.getState().show({ text: `${countText(written.rows, kind)} written to ${written.fileName}${share}`, tone: share === '' ? 'ok' : 'warn', ...(id ? { organization: id } : {}) })
    onClose()
  }

  const choice = <Value extends string>(group: string, value: Value, chosen: Value, set: (value: Value) => void, label: string) => (
    <label key={value} className="choice">
      <input type="radio" name={group} value={value} checked={chosen === value} onChange={() => set(value)} />
      <span>{label}</span>
    </label>
  )

  return (
    <Dialog title={`Export ${words.many}`} organization={organization} width="small" isBusy={isBusy} onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          void run()
        }}
      >
        <fieldset>
          <legend>Rows</legend>
          <div className="choices column">
            {canSelect && choice('rows', 'selected', rows, setRows, `${countText(selectedIds.length, question.kind)} selected`)}
            {isNarrowed && choice('rows', 'matching', rows, setRows, `${matching === null ? `All ${words.many}` : countText(matching, question.kind)} under the search and filters`)}
            {choice('rows', 'all', rows, setRows, id ? `All ${words.many} of this organization` : `All ${words.many} of ${question.scope.type === 'all' ? 'all organizations' : scopeTitle(question.scope)}`)}
          </div>
          {selectedIds.length > selectedMax && (
            <p className="muted">
              {countText(selectedIds.length, question.kind)} are selected; a selection of more than {selectedMax.toLocaleString()} is exported by the search and filters that give it.
            </p>
          )}
        </fieldset>
        <fieldset>
          <legend>Columns</legend>
          <div className="choices column">
            {choice('columns', 'shown', columns, setColumns, `The ${shownColumns.length} shown, in their order`)}
            {choice('columns', 'all', columns, setColumns, `All ${allColumns.length}`)}
          </div>
        </fieldset>
        <fieldset>
          <legend>Format</legend>
          <div className="choices">{formats.map(([value, title]) => choice('format', value, format, setFormat, title))}</div>
        </fieldset>
        <p className="muted">{formatNotes[format]} A second file says when the data was read{id ? '' : ', of how many organizations and which are missing,'} and which filter was on.</p>
        {!id && coverage && <EstateNote coverage={coverage} what="The rows are of" />}
        {error && <ErrorView error={errorWords(error, { organization: organization?.name ?? '' })} />}
        <footer className="dialog-actions">
          <button type="button" className="button" disabled={isBusy} onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button primary" disabled={isBusy}>
            {start.isRunning ? 'Writing the file' : 'Choose a file and export'}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}

/** Organization, kind and day; only characters that every file system takes. */
function fileName(organization: string, many: string, format: Format): string {
  const now = new Date()
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
  const plain = organization.normalize('NFKC').replace(/[^\p{L}\p{N} ._-]+/gu, ' ').trim().slice(0, 60) || 'organization'
  return `${plain} ${many} ${day}.${format}`.replaceAll(/\s+/g, ' ')
}
