// How often organizations are read again by themselves.

import { useQueryClient } from '@tanstack/react-query'
import type { Input } from '../../../shared/contract/client.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useRun } from '../../bridge/use-run.ts'
import { ErrorView } from '../../ui/error-view.tsx'

const intervals = [
  [null, 'Only when I ask'],
  [15, 'Every 15 minutes'],
  [60, 'Every hour'],
  [240, 'Every 4 hours'],
  [1_440, 'Once a day'],
] as const

export function SyncSection() {
  const settings = useCall('settings.get', {}).data
  const save = useRun('settings.set')
  const queries = useQueryClient()
  if (!settings) return null
  const set = async (change: Input<'settings.set'>) => {
    const value = await save.run(change)
    if (value) queries.setQueryData(['settings.get', {}], value)
  }
  return (
    <section className="card" aria-labelledby="settings-sync">
      <h2 id="settings-sync">Syncing</h2>
      <fieldset>
        <legend>Read organizations again</legend>
        <div className="choices">
          {intervals.map(([minutes, title]) => (
            <label key={title} className="choice">
              <input type="radio" name="sync-interval" checked={settings.syncMinutes === minutes} disabled={save.isRunning} onChange={() => void set({ syncMinutes: minutes })} />
              <span>{title}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <label className="choice">
        <input type="checkbox" checked={settings.isSyncPaused} disabled={save.isRunning} onChange={(event) => void set({ isSyncPaused: event.target.checked })} />
        <span>
          Paused
          <span className="choice-note">For a metered connection: nothing is read by itself; a sync that you start still runs</span>
        </span>
      </label>
      <p className="hint">Only while OrgDeck is open. An organization whose key is refused waits for a new key instead of asking again and again.</p>
      {save.error && <ErrorView error={errorWords(save.error)} />}
    </section>
  )
}
