// The providers above the organizations of this computer, from local data: their administrators, whom they may enter, and their level.

import { Building2 } from 'lucide-react'
import '../../styles/estate.css'
import '../../styles/provider.css'
import { errorWords } from '../../bridge/error-text.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useDialog } from '../../stores/dialog.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { ProviderSection } from './provider-section.tsx'

export function ProvidersPage() {
  const { data, error, refetch } = useCall('provider.list', {})
  if (error) {
    return (
      <ErrorView look="whole" error={errorWords(error)}>
        <button type="button" className="button" onClick={() => void refetch()}>
          Retry
        </button>
      </ErrorView>
    )
  }
  if (!data) return null
  if (data.length === 0) {
    return (
      <EmptyState
        icon={<Building2 size={24} strokeWidth={1.5} aria-hidden />}
        title="No provider yet"
        action={
          <button type="button" className="button primary" onClick={() => useDialog.getState().open({ name: 'connect' })}>
            Add a provider’s key
          </button>
        }
      >
        A provider stands above several organizations: its administrators may enter them, and new ones are made through it. Add the key of one of its administrators. A key that was added earlier is known to be one after “Check” in the settings.
      </EmptyState>
    )
  }
  return (
    <div className="settings providers">
      <h1>Providers</h1>
      {data.map((provider) => (
        <ProviderSection key={provider.id} provider={provider} />
      ))}
    </div>
  )
}
