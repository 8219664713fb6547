// First run: where keys live, and the two ways in.

import { FlaskConical, KeyRound } from 'lucide-react'
import { errorWords } from '../../bridge/error-text.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useLatest } from '../../bridge/use-topic.ts'
import { useRun } from '../../bridge/use-run.ts'
import { useDialog } from '../../stores/dialog.ts'
import { ErrorView } from '../../ui/error-view.tsx'
import { iconProps } from '../../ui/icons.ts'

export function ReadMeFirst() {
  const demo = useRun('app.startDemo')
  const state = useLatest('app.state')
  const versions = useCall('app.versions', {}).data
  const isStarting = demo.isRunning || state?.demo === 'starting'
  return (
    <div className="first-run">
      <div className="first-run-card">
        <h1>OrgDeck</h1>
        <p className="lead">Every customer in one window, online and offline.</p>
        <div className="first-run-ways">
          <button type="button" className="button primary large" onClick={() => useDialog.getState().open({ name: 'connect' })}>
            <KeyRound {...iconProps} />
            Add an organization by API key
          </button>
          <button type="button" className="button large" disabled={isStarting} onClick={() => void demo.run({})}>
            <FlaskConical {...iconProps} />
            {isStarting ? 'Starting the demo estate' : 'Explore the demo estate'}
          </button>
        </div>
        {demo.error && <ErrorView error={errorWords(demo.error)} />}
        <dl className="first-run-facts">
          <div>
            <dt>Your keys</dt>
            <dd>
              {state?.keychain === 'absent'
                ? 'This system offers no keychain, so keys are kept in memory for this session only. They are never written to a file.'
                : 'They stay in the keychain of this computer. After you enter one it is never shown again, not even here.'}
            </dd>
          </div>
          <div>
            <dt>Your data</dt>
            <dd>It is read from JumpCloud into encrypted files on this computer. Nothing is sent anywhere else, and there is no telemetry.</dd>
          </div>
          <div>
            <dt>What can happen</dt>
            <dd>A new organization starts read-only. The demo estate is made up and never leaves this computer.</dd>
          </div>
        </dl>
        {versions && !versions.isRuntimeSupported && (
          <p className="muted">This runtime (Electron {versions.electron}) no longer gets security fixes: real keys are refused on it, the demo estate works.</p>
        )}
      </div>
    </div>
  )
}
