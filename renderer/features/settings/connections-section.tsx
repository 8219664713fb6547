// The credentials on this computer and how they are: whose, how old, how long they are good for, when they last worked.

import { useState } from 'react'
import { instantToMs, dayMs } from '../../../shared/base/instant.ts'
import type { Connection } from '../../../shared/contract/connection.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { timeText } from '../../bridge/freshness.ts'
import { useOrganizations } from '../../bridge/organizations.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useRun } from '../../bridge/use-run.ts'
import { useDialog } from '../../stores/dialog.ts'
import { useToasts } from '../../stores/toasts.ts'
import { ErrorView } from '../../ui/error-view.tsx'
import { Mark } from '../../ui/mark.tsx'
import { useNow } from '../../ui/use-now.ts'
import { pictureText } from '../../ui/visible-text.ts'
import { Visible } from '../../ui/visible.tsx'

const typeWords: Readonly<Record<Connection['type'], string>> = { apiKey: 'API key', provider: 'Provider key', serviceAccount: 'Service account' }
const regionWords: Readonly<Record<string, string>> = { us: 'US', eu: 'EU', in: 'IN', demo: 'demo' }

/** Keys this old are worth replacing although they still work. */
const oldKeyDays = 90
const soonDays = 14

const isLost = ({ refusal, isKeyMissing }: Connection): boolean => refusal !== null || isKeyMissing
/** What somebody has to do something about first, then by name. */
const byNeed = (one: Connection, other: Connection): number => Number(isLost(other)) - Number(isLost(one)) || one.name.localeCompare(other.name)

export function ConnectionsSection() {
  const now = useNow(60_000)
  const connections = (useCall('connection.list', {}).data ?? []).filter(({ region }) => region !== 'demo').sort(byNeed)
  const verify = useRun('connection.verify')
  const [verified, setVerified] = useState('')
  const lost = connections.filter(isLost)
  const open = useDialog((state) => state.open)
  const check = async (connection: Connection) => {
    setVerified(connection.name)
    const found = await verify.run({ connection: connection.id })
    if (found) useToasts.getState().show({ text: `The key of ${connection.name} works`, tone: 'ok' })
  }
  return (
    <section className="card is-wide" aria-labelledby="settings-connections">
      <h2 id="settings-connections">Connections</h2>
      <div className="key-line">
        <button type="button" className="button" onClick={() => open({ name: 'connect' })}>
          Add organizations…
        </button>
        {lost.length > 0 && (
          <button type="button" className="button primary" onClick={() => open({ name: 'replaceKeys', connections: lost.map(({ id }) => id) })}>
            Replace {lost.length.toLocaleString()} refused {lost.length === 1 ? 'key' : 'keys'}…
          </button>
        )}
      </div>
      {connections.length === 0 ? (
        <p>No key is kept on this computer. Add the key of one organization, of a provider with many, or a service account.</p>
      ) : (
        <div className="connections-scroll">
          <table className="plain-table connections-table">
            <thead>
              <tr>
                <th scope="col">Connection</th>
                <th scope="col">Owner</th>
                <th scope="col">Key</th>
                <th scope="col">State</th>
                <th scope="col">
                  <span className="visually-hidden">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {connections.map((connection) => (
                <Row key={connection.id} connection={connection} now={now} isChecking={verify.isRunning} onCheck={() => void check(connection)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {verify.error && <ErrorView error={errorWords(verify.error, { organization: verified })} />}
    </section>
  )
}

interface RowProps {
  readonly connection: Connection
  readonly now: number
  readonly isChecking: boolean
  readonly onCheck: () => void
}

function Row({ connection, now, isChecking, onCheck }: RowProps) {
  const organizations = useOrganizations() ?? []
  const { type, region, owner, role, madeAt, expiresAt, lastUsedAt } = connection
  const reached = organizations.filter(({ id }) => connection.organizations.includes(id))
  const daysLeft = expiresAt === null ? null : ((instantToMs(expiresAt) ?? now) - now) / dayMs
  const age = madeAt === null ? null : Math.floor((now - (instantToMs(madeAt) ?? now)) / dayMs)
  const state = stateOf(connection, now)
  // A key of one organization has its name, which is not said twice.
  const [first] = reached
  const isOfOne = reached.length === 1 && (connection.name === '' || connection.name === first?.name)
  return (
    <tr>
      <th scope="row">
        {isOfOne ? <Reached organizations={reached} /> : <Visible text={connection.name || 'Unnamed'} className="connections-name" />}
        <span className="choice-note">
          {typeWords[type]} · {regionWords[region]} · {reached.length === 1 ? '1 organization' : `${reached.length.toLocaleString()} organizations`}
        </span>
        {!isOfOne && <Reached organizations={reached} />}
      </th>
      <td>
        {owner === null && role === null ? <span className="muted">not told</span> : <Visible text={owner ?? ''} className="connections-name" />}
        {role !== null && <span className="choice-note">{role}</span>}
      </td>
      <td className="numeric">
        <span className={age !== null && age > oldKeyDays ? 'tone-warn' : ''}>{age === null ? 'Age not told' : `${age.toLocaleString()} ${age === 1 ? 'day' : 'days'} old`}</span>
        <span className={`choice-note ${daysLeft === null ? '' : daysLeft < 0 ? 'tone-bad' : daysLeft < soonDays ? 'tone-warn' : ''}`}>{expiryText(daysLeft)}</span>
      </td>
      <td>
        <span className={`tone-${state.tone}`}>{state.text}</span>
        <span className="choice-note">{state.note ?? (lastUsedAt === null ? '' : `used ${timeText(lastUsedAt, now)}`)}</span>
      </td>
      <td className="connections-actions">
        <button type="button" className="button small" disabled={isChecking} onClick={onCheck}>
          Check
        </button>
        <button type="button" className="button small" onClick={() => useDialog.getState().open({ name: 'replaceKeys', connections: [connection.id] })}>
          Replace…
        </button>
      </td>
    </tr>
  )
}

/** The organizations that a connection opens, each a way to its alias, tags and choice of key. */
function Reached({ organizations }: { organizations: readonly Organization[] }) {
  if (organizations.length === 0) return null
  const list = (
    <ul className="connections-reached">
      {organizations.map(({ id, name, appearance }) => (
        <li key={id}>
          <button type="button" className="link" aria-label={`Organization ${pictureText(name)}…`} onClick={() => useDialog.getState().open({ name: 'organization', organization: id })}>
            <Mark {...appearance} />
            <Visible text={name} />
          </button>
        </li>
      ))}
    </ul>
  )
  if (organizations.length === 1) return list
  return (
    <details>
      <summary>Which ones</summary>
      {list}
    </details>
  )
}

const expiryText = (daysLeft: number | null): string => (daysLeft === null ? 'expiry not told' : daysLeft < 0 ? 'has expired' : `expires in ${Math.floor(daysLeft).toLocaleString()} days`)

function stateOf({ refusal, isKeyMissing, lastUsedAt }: Connection, now: number): { text: string; tone: string; note?: string } {
  if (isKeyMissing) return { text: 'Key not at hand', tone: 'warn', note: 'unlock the keychain, or replace it' }
  if (refusal) return { text: 'Refused', tone: 'bad', note: `since ${timeText(refusal.at, now)}` }
  return lastUsedAt === null ? { text: 'Not used yet', tone: 'neutral' } : { text: 'Works', tone: 'ok' }
}
