// Settings of the program on this computer: appearance, keyboard, where data is, what runs. Choices act at once.

import { errorWords } from '../../bridge/error-text.ts'
import { useOrganizations } from '../../bridge/organizations.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useLatest } from '../../bridge/use-topic.ts'
import { useRun } from '../../bridge/use-run.ts'
import { shortcutOf } from '../../shell/commands.ts'
import { useAppearance } from '../../stores/appearance.ts'
import { useDialog } from '../../stores/dialog.ts'
import { ErrorView } from '../../ui/error-view.tsx'
import { ConnectionsSection } from './connections-section.tsx'
import { SyncSection } from './sync-section.tsx'

const themes = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const

const densities = [
  ['compact', 'Compact'],
  ['cosy', 'Cosy'],
  ['comfortable', 'Comfortable'],
] as const

export function SettingsPage() {
  const { theme, density, areSingleKeysOn, set } = useAppearance()
  return (
    <div className="settings">
      <h1>Settings</h1>
      <section role="group" className="card" aria-label="Appearance">
        <h2>Appearance</h2>
        <Radios legend="Theme" name="theme" options={themes} value={theme} onChange={(value) => set({ theme: value })} />
        <Radios legend="Density" name="density" options={densities} value={density} onChange={(value) => set({ density: value })} />
        <p className="hint">Colours with more contrast follow the setting of the system. Zoom with Ctrl + and Ctrl −.</p>
      </section>
      <section role="group" className="card" aria-label="Keyboard">
        <h2>Keyboard</h2>
        <label className="choice">
          <input type="checkbox" checked={areSingleKeysOn} onChange={(event) => set({ areSingleKeysOn: event.target.checked })} />
          <span>
            Single keys act in lists
            <span className="choice-note">For example {shortcutOf('list.search')} to search and {shortcutOf('organization.sync')} to sync. They never act while you type.</span>
          </span>
        </label>
        <div>
          <button type="button" className="button" onClick={() => useDialog.getState().open({ name: 'cheatSheet' })}>
            Show keyboard shortcuts
          </button>
        </div>
      </section>
      <ConnectionsSection />
      <SyncSection />
      <DataSection />
      <AboutSection />
    </div>
  )
}

interface RadiosProps<Value extends string> {
  readonly legend: string
  readonly name: string
  readonly options: readonly (readonly [Value, string])[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

const Radios = <Value extends string>({ legend, name, options, value, onChange }: RadiosProps<Value>) => (
  <fieldset>
    <legend>{legend}</legend>
    <div className="choices">
      {options.map(([option, title]) => (
        <label key={option} className="choice">
          <input type="radio" name={name} value={option} checked={value === option} onChange={() => onChange(option)} />
          <span>{title}</span>
        </label>
      ))}
    </div>
  </fieldset>
)

function DataSection() {
  const state = useLatest('app.state')
  const hasDemo = (useOrganizations() ?? []).some(({ isDemo }) => isDemo)
  const start = useRun('app.startDemo')
  const remove = useRun('app.removeDemo')
  const error = start.error ?? remove.error
  return (
    <section role="group" className="card" aria-label="Data on this computer">
      <h2>Data on this computer</h2>
      <p>
        Offline copies are encrypted files in the profile folder of OrgDeck, one for each organization, readable by your operating-system user only.{' '}
        {state?.isSessionOnly ? 'In this session their keys are kept in memory and forgotten when OrgDeck closes.' : 'Their keys are in the keychain of this computer.'} Nothing is sent anywhere but to
        JumpCloud, and there is no telemetry.
      </p>
      <p>To delete what is kept about one organization, open its settings and remove it.</p>
      <div>
        {hasDemo ? (
          <button type="button" className="button" disabled={remove.isRunning} onClick={() => void remove.run({})}>
            Remove the demo estate
          </button>
        ) : (
          <button type="button" className="button" disabled={start.isRunning || state?.demo === 'starting'} onClick={() => void start.run({})}>
            Explore the demo estate
          </button>
        )}
      </div>
      {error && <ErrorView error={errorWords(error)} />}
    </section>
  )
}

function AboutSection() {
  const versions = useCall('app.versions', {}).data
  if (!versions) return null
  const lines = [
    ['OrgDeck', versions.app],
    ['Electron', versions.electron],
    ['Chromium', versions.chromium],
    ['Node', versions.node],
    ['SQLite', versions.sqlite],
    ['SQLCipher', versions.sqlcipher],
  ] as const
  return (
    <section role="group" className="card" aria-label="About">
      <h2>About</h2>
      <dl className="fact-list">
        {lines.map(([name, version]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="numeric">{version}</dd>
          </div>
        ))}
      </dl>
      {!versions.isRuntimeSupported && <p className="tone-warn">This runtime no longer gets security fixes: real keys are refused on it, the demo estate works.</p>}
    </section>
  )
}
