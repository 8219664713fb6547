// Frame of the window.

import { useInvalidation } from '../bridge/invalidation.ts'
import { useCall } from '../bridge/use-call.ts'
import { useLatest } from '../bridge/use-topic.ts'
import { ReadMeFirst } from '../features/read-me-first/read-me-first.tsx'

export function Shell() {
  useInvalidation()
  const versions = useCall('app.versions', {})
  const state = useLatest('app.state')
  return (
    <div className="shell">
      <ReadMeFirst />
      <footer className="status-bar">
        <span>{state ? `Engine ${state.engine}` : 'Engine unknown'}</span>
        {versions.data && <span>OrgDeck {versions.data.app} · Electron {versions.data.electron}</span>}
      </footer>
    </div>
  )
}
