// What one row of a live detail tells more of, read when asked for and shown below its row.

import { useState } from 'react'
import type { Cell } from '../../../shared/base/cell.ts'
import type { ResourceId } from '../../../shared/base/ids.ts'
import type { Output } from '../../../shared/contract/client.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { timeText } from '../../bridge/freshness.ts'
import type { LiveDetailData } from '../../bridge/registry-live.ts'
import { useRun } from '../../bridge/use-run.ts'
import { cellText } from '../../grid/cell-text.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { TextBlock } from '../../ui/text-block.tsx'
import { useNow } from '../../ui/use-now.ts'
import { isLong } from './live-rows.ts'
import { useIsOffline } from './use-live-read.ts'

interface LiveRowDetailProps {
  readonly organization: Organization
  readonly kind: Kind
  readonly id: ResourceId
  readonly row: ResourceId
  readonly detail: LiveDetailData
}

export function LiveRowDetail({ organization, kind, id, row, detail }: LiveRowDetailProps) {
  const { run, isRunning, error } = useRun('live.read')
  const [answer, setAnswer] = useState<Output<'live.read'> | null>(null)
  const isOffline = useIsOffline(organization)
  if (answer) return <RowFields answer={answer} detail={detail} />
  const what = detail.title.toLowerCase()
  return (
    <>
      <ActionButton className="button" reason={isOffline ? 'Reading this needs a connection' : isRunning ? 'It is being read' : null} onClick={() => void run({ organization: organization.id, kind, id, row, detail: detail.name }).then(setAnswer)}>
        {detail.title}
      </ActionButton>
      {error && <ErrorView error={errorWords(error, { organization: organization.name, kind: what })} />}
    </>
  )
}

function RowFields({ answer, detail }: { answer: Output<'live.read'>; detail: LiveDetailData }) {
  const now = useNow(60_000)
  const [cells = []] = JSON.parse(answer.rowsJson) as Cell[][]
  const told = detail.columns.flatMap((column, at) => (cells[at] === null || cells[at] === undefined || cells[at] === '' ? [] : [{ column, cell: cells[at] }]))
  if (told.length === 0) return <p className="muted">JumpCloud has nothing to say here.</p>
  return (
    <div className="live-row-detail">
      <p className="muted">
        {detail.title}, read {timeText(answer.readAt, now)}
      </p>
      {told.map(({ column, cell }) => (isLong(cell) ? <TextBlock key={column.path} label={column.title} text={String(cell)} /> : null))}
      <dl className="fact-list">
        {told
          .filter(({ cell }) => !isLong(cell))
          .map(({ column, cell }) => {
            const { choices = [] } = column
            const { text, title } = cellText({ type: column.type, choices }, cell, now)
            return (
              <div key={column.path}>
                <dt>{column.title}</dt>
                <dd title={title}>
                  <bdi>{text}</bdi>
                </dd>
              </div>
            )
          })}
      </dl>
    </div>
  )
}
