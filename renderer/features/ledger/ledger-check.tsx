// Whether the ledger is as it was written: every mark is compared, now and whenever somebody asks again.

import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { LedgerCheck as Check } from '../../../shared/contract/ledger.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { timeText } from '../../bridge/freshness.ts'
import { useRun } from '../../bridge/use-run.ts'
import { ErrorView } from '../../ui/error-view.tsx'
import { iconProps } from '../../ui/icons.ts'
import { useNow } from '../../ui/use-now.ts'

/** `lines` is how many the page knows of: when it grows, the check is made again. */
export function LedgerCheck({ lines }: { lines: number | undefined }) {
  const { run, isRunning, error } = useRun('ledger.check')
  const [check, setCheck] = useState<Check | null>(null)
  const now = useNow(60_000)
  useEffect(() => {
    void run({}).then((answer) => answer && setCheck(answer))
  }, [run, lines])
  if (error) return <ErrorView error={errorWords(error)} />
  return (
    <div className={`ledger-check ${check && !check.isIntact ? 'is-broken' : ''}`} role="status">
      {check && (check.isIntact ? <ShieldCheck {...iconProps} size={14} className="tone-ok" /> : <ShieldAlert {...iconProps} size={14} className="tone-bad" />)}
      <span>{check ? checkText(check) : 'Comparing the marks of all lines'}</span>
      {check && <span className="muted numeric">Checked {timeText(check.checkedAt, now)}</span>}
      <span className="pane-space" />
      <button type="button" className="button" disabled={isRunning} onClick={() => void run({}).then((answer) => answer && setCheck(answer))}>
        {isRunning ? 'Checking' : 'Check again'}
      </button>
    </div>
  )
}

export function checkText({ isIntact, lines, broken }: Pick<Check, 'isIntact' | 'lines' | 'broken'>): string {
  const count = lines === 1 ? '1 line' : `${lines.toLocaleString()} lines`
  if (isIntact || broken === null) return lines === 0 ? 'Nothing written yet.' : `${count}, all as they were written.`
  const how = { changed: `line ${broken.number.toLocaleString()} was changed`, missing: `lines before ${broken.number.toLocaleString()} are missing`, cut: `lines from ${broken.number.toLocaleString()} on were cut off` }[broken.how]
  return `This ledger was tampered with: ${how}. Lines before it are as they were written.`
}
