// The place of the banner above the pane. It pushes the content down and never covers it; its line loads when there is one.

import type { Organization } from '../../shared/contract/organization.ts'
import { useLatest } from '../bridge/use-topic.ts'
import { deferred } from '../ui/deferred.tsx'
import { useNow } from '../ui/use-now.ts'
import type { BannerFacts } from './banners.ts'

const BannerLine = deferred(async () => (await import('./banner-line.tsx')).BannerLine)

/** Whether anything is out of the ordinary; which banner that makes is decided in banners.ts. */
const isUnusual = ({ app, network, organization }: Omit<BannerFacts, 'organizations'>): boolean =>
  app?.engine === 'restarting' || app?.isSessionOnly === true || network?.status === 'offline' || network?.status === 'trouble' || organization?.isDemo === true || Boolean(organization?.problem)

export function Banner({ organization }: { organization: Organization | null }) {
  const facts = { app: useLatest('app.state'), network: useLatest('network.changed'), organization, now: useNow() }
  return (
    <div role="status" className="banner-place">
      {isUnusual(facts) && <BannerLine facts={facts} />}
    </div>
  )
}
