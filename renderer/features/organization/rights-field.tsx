// Through which of its connections an organization is read: a choice where there are several, a sentence where there is one.

import type { ConnectionId } from '../../../shared/base/ids.ts'
import type { Connection } from '../../../shared/contract/connection.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import { timeText } from '../../bridge/freshness.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useNow } from '../../ui/use-now.ts'
import { Visible } from '../../ui/visible.tsx'

const typeWords: Readonly<Record<Connection['type'], string>> = { apiKey: 'Its own API key', provider: 'Provider key', serviceAccount: 'Service account' }

interface RightsFieldProps {
  readonly organization: Organization
  readonly connection: ConnectionId
  readonly onChange: (connection: ConnectionId) => void
}

export function RightsField({ organization: { rights }, connection, onChange }: RightsFieldProps) {
  const now = useNow(60_000)
  const connections = useCall('connection.list', {}).data ?? []
  if (rights.length === 0) return <p className="hint">No connection on this computer reaches it; what was read stays readable.</p>
  return (
    <fieldset>
      <legend>Read with</legend>
      <div className="choices column">
        {rights.map(({ connection: id, type }) => {
          const found = connections.find((each) => each.id === id)
          const state = found && stateOf(found, now)
          return (
            <label key={id} className="choice">
              <input type="radio" name="right" checked={id === connection} onChange={() => onChange(id)} />
              <span>
                {typeWords[type]}
                {found && found.name !== '' && (
                  <>
                    {' · '}
                    <Visible text={found.name} />
                  </>
                )}
                <span className="choice-note">
                  {found?.owner && <Visible text={`${found.owner} · `} />}
                  {state && <span className={state.isBad ? 'tone-bad' : ''}>{state.text}</span>}
                </span>
              </span>
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}

function stateOf({ isKeyMissing, refusal, lastUsedAt }: Connection, now: number): { text: string; isBad: boolean } {
  if (isKeyMissing) return { text: 'key not at hand', isBad: true }
  if (refusal) return { text: `refused ${timeText(refusal.at, now)}`, isBad: true }
  return { text: lastUsedAt === null ? 'not used yet' : `used ${timeText(lastUsedAt, now)}`, isBad: false }
}
