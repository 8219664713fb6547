// The administrators of a provider: role, what is asked of them at sign-in, state, and which organizations each may enter.

import { instantToMs } from '../../shared/base/instant.ts'
import type { OrganizationId } from '../../shared/base/ids.ts'
import type { ProviderAdministrator, ProviderReading } from '../../shared/contract/provider.ts'
import { useOrganizations } from '../bridge/organizations.ts'
import { Mark } from '../ui/mark.tsx'
import { Visible } from '../ui/visible.tsx'
import { mfaWords, reachOf, reachWords, stateWords } from '../bridge/provider-words.ts'

const dateText = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })

interface AdministratorsTableProps {
  readonly reading: ProviderReading
  readonly now: number
  /** Only those who may enter this one; then the column of organizations is left out. */
  readonly organization?: OrganizationId
}

export function AdministratorsTable({ reading, now, organization }: AdministratorsTableProps) {
  const linked = organization === undefined ? null : (reading.organizations.find(({ id }) => id === organization)?.administrators ?? [])
  const shown = [...reading.administrators].filter(({ id }) => linked === null || linked.includes(id)).sort((left, right) => left.email.localeCompare(right.email))
  return (
    <div className="connections-scroll" tabIndex={0} role="region" aria-label="Provider administrators">
      <table className="plain-table connections-table provider-table">
        <thead>
          <tr>
            <th scope="col">Administrator</th>
            <th scope="col">Role</th>
            <th scope="col">MFA</th>
            <th scope="col">State</th>
            <th scope="col">API key</th>
            {linked === null && <th scope="col">May enter</th>}
          </tr>
        </thead>
        <tbody>
          {shown.map((administrator) => (
            <Row key={administrator.id} administrator={administrator} reading={reading} now={now} isReachShown={linked === null} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface RowProps {
  readonly administrator: ProviderAdministrator
  readonly reading: ProviderReading
  readonly now: number
  readonly isReachShown: boolean
}

function Row({ administrator, reading, now, isReachShown }: RowProps) {
  const { email, name, roles, isKeySet, keyExpiresAt } = administrator
  const state = stateWords(administrator)
  const mfa = mfaWords(administrator)
  return (
    <tr>
      <th scope="row">
        <Visible className="connections-name" text={email} />
        {name !== '' && (
          <span className="choice-note">
            <Visible text={name} />
          </span>
        )}
      </th>
      <td>{roles.length === 0 ? <span className="muted">not told</span> : <Visible text={roles.join(', ')} />}</td>
      <td className={`tone-${mfa.tone}`}>{mfa.text}</td>
      <td className={`tone-${state.tone}`}>{state.text}</td>
      <td>
        {isKeySet === null ? <span className="muted">not told</span> : isKeySet ? 'Has one' : 'None'}
        {isKeySet === true && keyExpiresAt !== null && <span className="choice-note numeric">{(instantToMs(keyExpiresAt) ?? now) < now ? 'ran out' : 'runs out'} {dateText.format(instantToMs(keyExpiresAt) ?? now)}</span>}
      </td>
      {isReachShown && (
        <td>
          <ReachCell administrator={administrator} reading={reading} />
        </td>
      )}
    </tr>
  )
}

function ReachCell({ administrator, reading }: { administrator: ProviderAdministrator; reading: ProviderReading }) {
  const known = useOrganizations() ?? []
  const { text, doubt } = reachWords(administrator, reading)
  const reached = reachOf(administrator, reading)
  return (
    <>
      {reached.length === 0 ? (
        <span className="numeric">{text}</span>
      ) : (
        <details>
          <summary className="numeric">{text}</summary>
          <ul className="connections-reached">
            {reached.map(({ id, name }) => {
              const appearance = known.find((each) => each.id === id)?.appearance
              return (
                <li key={id} className="provider-reached">
                  {appearance ? <Mark {...appearance} /> : <span className="provider-unmarked" aria-hidden />}
                  <Visible text={name} />
                  {!appearance && <span className="muted">not on this computer</span>}
                </li>
              )
            })}
          </ul>
        </details>
      )}
      {doubt !== null && <span className="choice-note tone-warn">{doubt}</span>}
    </>
  )
}
