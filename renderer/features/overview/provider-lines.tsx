// The providers in the overview, a line each: who administers them and how old that is, and the way to a new organization.

import { Building2 } from 'lucide-react'
import '../../styles/provider.css'
import { freshness } from '../../bridge/freshness.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useDialog } from '../../stores/dialog.ts'
import { useWay } from '../../stores/pane-context.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { iconProps } from '../../ui/icons.ts'
import { useNow } from '../../ui/use-now.ts'
import { pictureText } from '../../ui/visible-text.ts'
import { Visible } from '../../ui/visible.tsx'
import { administratorsText, canMake, linksGap, withoutMfa } from '../../bridge/provider-words.ts'

export function ProviderLines() {
  const providers = useCall('provider.list', {}).data ?? []
  const now = useNow(60_000)
  const { go } = useWay()
  if (providers.length === 0) return null
  return (
    <ul className="provider-lines" aria-label="Providers">
      {providers.map((provider) => {
        const { id, name, reading } = provider
        const gap = reading && linksGap(reading)
        const weak = reading ? withoutMfa(reading) : 0
        return (
          <li key={id} className="provider-line">
            <Building2 {...iconProps} size={14} />
            <Visible className="provider-name truncate" text={name} />
            <span className="muted numeric truncate">
              {reading === null ? 'administrators not read yet' : administratorsText(reading)}
              {weak > 0 && <span className="tone-warn">, {weak.toLocaleString()} without required MFA</span>}
              {gap && <span className="tone-warn"> · {gap.text.toLowerCase()}</span>}
              {reading && (
                <>
                  {' '}
                  · read <span className={`tone-${freshness(reading.readAt, now).tone}`}>{freshness(reading.readAt, now).text}</span>
                </>
              )}
            </span>
            <span className="pane-space" />
            <button type="button" className="button small" aria-label={`Administrators of ${pictureText(name)}`} onClick={(event) => go({ page: 'providers' }, event)}>
              Administrators
            </button>
            <ActionButton className="button small" reason={canMake(provider)} aria-label={`New organization at ${pictureText(name)}…`} onClick={() => useDialog.getState().open({ name: 'newOrganization', provider: id })}>
              New organization…
            </ActionButton>
          </li>
        )
      })}
    </ul>
  )
}
