// In the settings of an organization: which administrators of the provider above may enter it, as far as that was read.

import type { Organization } from '../../../shared/contract/organization.ts'
import '../../styles/provider.css'
import { freshness, reasonText } from '../../bridge/freshness.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useWay } from '../../stores/pane-context.ts'
import { useNow } from '../../ui/use-now.ts'
import { Visible } from '../../ui/visible.tsx'
import { AdministratorsTable } from '../../shell/administrators-table.tsx'

export function EnteredBySection({ organization: { id, rights } }: { organization: Organization }) {
  const now = useNow(60_000)
  const { go } = useWay()
  const providers = useCall('provider.list', {}).data ?? []
  const above = providers.filter(({ connections, reading }) => reading?.organizations.some((each) => each.id === id) || rights.some(({ connection }) => connections.includes(connection)))
  return above.map(({ id: provider, name, reading }) => {
    const own = reading?.organizations.find((each) => each.id === id)
    const count = own?.administrators?.length
    return (
      <section key={provider} role="group" className="card is-wide" aria-label="Entered from the provider">
        <h2>Entered from the provider</h2>
        <p>
          <Visible text={name} className="found-name" />
          {': '}
          {reading === null
            ? 'its administrators were not read yet.'
            : !own
              ? 'this organization was not in its list when it was read.'
              : count === undefined
                ? `who may enter could not be read (${reasonText(own.problem?.code ?? '')}).`
                : `${count.toLocaleString()} of its ${reading.administrators.length.toLocaleString()} administrators may enter this organization.`}
          {reading && <span className={`muted tone-${freshness(reading.readAt, now).tone}`}> Read {freshness(reading.readAt, now).text}.</span>}
        </p>
        {reading && count !== undefined && count > 0 && <AdministratorsTable reading={reading} now={now} organization={id} />}
        <div>
          <button type="button" className="button" onClick={(event) => go({ page: 'providers' }, event)}>
            Open the provider
          </button>
        </div>
      </section>
    )
  })
}
