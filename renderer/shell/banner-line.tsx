// The one banner line: icon, text, its one action, and how many other messages wait behind it.

import { CloudOff, FlaskConical, Info, KeyRound, TriangleAlert } from 'lucide-react'
import type { Organization } from '../../shared/contract/organization.ts'
import { useClient } from '../bridge/bridge-context.ts'
import { useOrganizations } from '../bridge/organizations.ts'
import { useRun } from '../bridge/use-run.ts'
import { useDialog } from '../stores/dialog.ts'
import { iconProps } from '../ui/icons.ts'
import { Tooltip } from '../ui/tooltip.tsx'
import { type Banner, type BannerFacts, bannersOf } from './banners.ts'

const icons = { engine: TriangleAlert, key: KeyRound, keychain: KeyRound, problem: TriangleAlert, offline: CloudOff, trouble: TriangleAlert, sessionOnly: Info, demo: FlaskConical }

export function BannerLine({ facts }: { facts: Omit<BannerFacts, 'organizations'> }) {
  const organizations = useOrganizations() ?? []
  const [banner, ...others] = bannersOf({ ...facts, organizations })
  return banner ? <Line banner={banner} others={others} organization={facts.organization} /> : null
}

function Line({ banner, others, organization }: { banner: Banner; others: readonly Banner[]; organization: Organization | null }) {
  const Icon = icons[banner.id]
  const client = useClient()
  const open = useDialog((state) => state.open)
  const retry = useRun('app.retryKeychain')
  const act = () => {
    if (banner.action?.does === 'retryKeychain') void retry.run({})
    else if (organization && banner.action?.does === 'replaceKey') open({ name: 'replaceKey', organization: organization.id })
    // A sync that cannot start says so through the organization's problem, which is this banner.
    else if (organization) void client.call('sync.start', { organization: organization.id }).catch(() => undefined)
  }
  return (
    <div className={`banner ${banner.tone}`} {...(organization ? { 'data-colour': organization.appearance.colour } : {})}>
      {banner.tone === 'demo' && <span className="hatched banner-hatch" />}
      <Icon {...iconProps} />
      <span className="banner-text truncate" title={banner.title}>{banner.text}</span>
      {banner.action && (
        <button type="button" className="button banner-action" onClick={act} disabled={retry.isRunning}>
          {banner.action.label}
        </button>
      )}
      {others.length > 0 && (
        <Tooltip
          text={
            <ul>
              {others.map((other) => (
                <li key={other.id}>{other.text}</li>
              ))}
            </ul>
          }
        >
          <button type="button" className="badge" aria-label={`${others.length} more ${others.length === 1 ? 'message' : 'messages'}`}>
            +{others.length}
          </button>
        </Tooltip>
      )}
    </div>
  )
}
