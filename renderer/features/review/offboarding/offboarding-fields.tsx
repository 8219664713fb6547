// The questions of an offboarding: now or when, what is taken away, and who looks after their people. Each with what it is about by name.

import { type ReactNode, useState } from 'react'
import type { OrganizationId } from '../../../../shared/base/ids.ts'
import type { OffboardingChoices } from '../../../../shared/contract/settings.ts'
import { timeText } from '../../../bridge/freshness.ts'
import { useNow } from '../../../ui/use-now.ts'
import { Visible } from '../../../ui/visible.tsx'
import { ObjectField } from '../object-field.tsx'
import type { Belongings, Thing } from './belongings.ts'

interface OffboardingFieldsProps {
  readonly organization: OrganizationId
  readonly name: string
  readonly title: string
  readonly count: number
  readonly belongings: Belongings
  readonly initial: OffboardingChoices
  readonly isRemembered: boolean
}

const moments = [
  { value: 'now', label: 'Suspend now', note: 'They are signed out and can use nothing. Suspended users are still billed.' },
  { value: 'later', label: 'Suspend at a time', note: 'The service does it then, whether or not this app runs. Everything below is taken away as soon as the plan runs.' },
  { value: 'not', label: 'Do not suspend', note: 'They can still sign in to what is left.' },
] as const

export function OffboardingFields({ organization, name, title, count, belongings, initial, isRemembered }: OffboardingFieldsProps) {
  const [when, setWhen] = useState(initial.when)
  const [reports, setReports] = useState(initial.reports)
  const now = useNow(60_000)
  const { groups, devices, directories, access, oldestAt, isComplete } = belongings
  return (
    <>
      {isRemembered && <p className="hint">Chosen as the last time for {name}.</p>}
      <fieldset>
        <legend>Access ends</legend>
        <div className="choices column">
          {moments.map(({ value, label, note }, index) => (
            <label key={value} className="choice">
              <input type="radio" name="when" value={value} checked={when === value} autoFocus={index === 0} onChange={() => setWhen(value)} />
              <span>
                {label}
                {when === value && <span className="choice-note">{note}</span>}
              </span>
            </label>
          ))}
        </div>
        {when === 'later' && (
          <label className="offboarding-time">
            <span className="label">When</span>
            <input className="input" type="datetime-local" name="at" required />
          </label>
        )}
      </fieldset>
      <fieldset>
        <legend>Take away</legend>
        <div className="offboarding-things">
          <Taken field="takesGroups" label="Groups" none="In no group" things={groups} isOn={initial.takesGroups} />
          <Taken field="takesDirectories" label="Directories" none="Bound to no directory" things={directories} isOn={initial.takesDirectories} />
          <Taken field="takesAccess" label="Applications, LDAP and RADIUS" none="Bound to none by themselves" things={access} isOn={initial.takesAccess} />
          <Taken field="takesDevices" label="Devices" none="Bound to no device" things={devices} isOn={initial.takesDevices} />
        </div>
      </fieldset>
      <fieldset>
        <legend>People who report to {count === 1 ? <Visible text={title} /> : 'them'}</legend>
        {belongings.reports.length === 0 ? (
          <p className="muted">Nobody does.</p>
        ) : (
          <>
            <Names things={belongings.reports} />
            <div className="choices column">
              <Choice value="reassign" label="Get another manager" chosen={reports} onChoose={setReports} />
              {reports === 'reassign' && (
                <div className="offboarding-manager">
                  <ObjectField id="offboarding-manager" name="manager" kind="user" organization={organization} isFirst={false} isRequired hintId={undefined} />
                </div>
              )}
              <Choice value="clear" label="Have no manager any more" chosen={reports} onChoose={setReports} />
              <Choice value="keep" label="Keep their manager" chosen={reports} onChoose={setReports} />
            </div>
          </>
        )}
      </fieldset>
      <label className="choice">
        <input type="checkbox" name="remembers" />
        <span>Start from these choices the next time somebody leaves {name}</span>
      </label>
      <p className="hint">
        {isComplete ? 'What is listed here is complete' : 'What is listed here may lack something that was not read'}
        {oldestAt === null ? '.' : `, as of ${timeText(oldestAt as Parameters<typeof timeText>[0], now)}.`} The plan reads each of it again.
      </p>
    </>
  )
}

const Choice = ({ value, label, chosen, onChoose }: { value: OffboardingChoices['reports']; label: string; chosen: string; onChoose: (value: OffboardingChoices['reports']) => void }) => (
  <label className="choice">
    <input type="radio" name="reports" value={value} checked={chosen === value} onChange={() => onChoose(value)} />
    <span>{label}</span>
  </label>
)

function Taken({ field, label, none, things, isOn }: { field: string; label: string; none: string; things: readonly Thing[]; isOn: boolean }): ReactNode {
  return (
    <label className="choice offboarding-taken">
      <input type="checkbox" name={field} defaultChecked={isOn} />
      <span>
        {label} {things.length > 0 && <span className="tab-count numeric">{things.length.toLocaleString()}</span>}
        {things.length === 0 ? <span className="choice-note">{none}</span> : <Names things={things} />}
      </span>
    </label>
  )
}

const namesShown = 8

function Names({ things }: { things: readonly Thing[] }) {
  const titles = [...new Set(things.map(({ title }) => title))]
  const more = titles.length - namesShown
  return (
    <span className="choice-note">
      <Visible text={titles.slice(0, namesShown).join(', ')} />
      {more > 0 && ` and ${more.toLocaleString()} more`}
    </span>
  )
}
