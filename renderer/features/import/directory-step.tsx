// Which directory people come from: those of the wanted sort that this organization has, by the copy.

import { type ReactNode, useState } from 'react'
import type { Cell } from '../../../shared/base/cell.ts'
import type { OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import { asOfText } from '../../bridge/freshness.ts'
import { useCall } from '../../bridge/use-call.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { useNow } from '../../ui/use-now.ts'
import { Visible } from '../../ui/visible.tsx'

interface DirectoryStepProps {
  readonly organization: OrganizationId
  readonly sort: 'g_suite' | 'office_365'
  readonly isBusy: boolean
  readonly onRead: (directory: ResourceId) => void
  readonly onCancel: () => void
  readonly children: ReactNode
}

const directoryNames = { g_suite: 'Google Workspace', office_365: 'Microsoft 365' } as const

export function DirectoryStep({ organization, sort, isBusy, onRead, onCancel, children }: DirectoryStepProps) {
  const now = useNow(30_000)
  const { data } = useCall('snapshot.page', { scope: { type: 'one', organization }, kind: 'directory', filter: { field: 'type', is: 'equals', value: sort }, sort: [], columns: ['name'], start: 0, size: 50 })
  const rows = data ? (JSON.parse(data.rowsJson) as [string, ResourceId, Cell][]) : []
  const [chosen, setChosen] = useState<ResourceId | null>(null)
  const directory = chosen ?? rows[0]?.[1] ?? null
  const name = directoryNames[sort]
  const reason = isBusy ? 'Reading' : directory === null ? `There is no ${name} here` : null
  return (
    <div className="dialog-form">
      {data && rows.length === 0 && (
        <p className="muted">
          This organization has no {name} connection. {asOfText(data.coverage, now)}. It is connected in the JumpCloud console.
        </p>
      )}
      {data && rows.length > 0 && (
        <fieldset>
          <legend>{name}</legend>
          <div className="choices column">
            {rows.map(([, id, title]) => (
              <label key={id} className="choice">
                <input type="radio" name="directory" value={id} checked={directory === id} onChange={() => setChosen(id)} />
                <Visible text={String(title ?? id)} />
              </label>
            ))}
          </div>
          <p className="hint muted">{asOfText(data.coverage, now)}. Its people are read from the service now.</p>
        </fieldset>
      )}
      {children}
      <footer className="dialog-actions">
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
        <ActionButton className="button primary" reason={reason} onClick={() => directory && onRead(directory)}>
          {isBusy ? 'Reading its people' : 'Show its people'}
        </ActionButton>
      </footer>
    </div>
  )
}
