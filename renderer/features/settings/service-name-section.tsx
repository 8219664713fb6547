// What the organization is called at JumpCloud, which only the provider above it can change: reviewed first, as every change.

import type { ResourceId } from '../../../shared/base/ids.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { freshness } from '../../bridge/freshness.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useDialog } from '../../stores/dialog.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { useNow } from '../../ui/use-now.ts'
import { pictureText } from '../../ui/visible-text.ts'
import { Visible } from '../../ui/visible.tsx'

export function ServiceNameSection({ organization: { id, name } }: { organization: Organization }) {
  const now = useNow(60_000)
  const { data, error } = useCall('snapshot.object', { organization: id, kind: 'organization', id: id as string as ResourceId })
  const record = data ? (JSON.parse(data.raw) as { displayName?: unknown; provider?: unknown }) : null
  const called = typeof record?.displayName === 'string' ? record.displayName : null
  const isProvided = typeof record?.provider === 'string' && record.provider !== ''
  const reason = record === null ? 'Its own record was not read yet' : isProvided ? null : 'Only the provider above an organization can rename it, and this one has none'
  const rename = () =>
    useDialog.getState().open({
      name: 'plan',
      source: { type: 'action', action: 'organization.rename', selection: { type: 'ids', kind: 'organization', targets: [{ organization: id, ids: [id as string as ResourceId] }] }, targets: pictureText(called ?? name) },
      organizations: [id],
    })
  return (
    <section role="group" className="card" aria-label="Name at JumpCloud">
      <h2>Name at JumpCloud</h2>
      {error && error.code !== 'object.unknown' && <ErrorView error={errorWords(error, { organization: name })} />}
      <p>
        {called === null ? <span className="muted">Not read yet</span> : <Visible text={called} className="found-name" />}
        {data && called !== null && <span className={`muted tone-${freshness(data.readAt, now).tone}`}> · read {freshness(data.readAt, now).text}</span>}
      </p>
      <p className="hint">The name above is yours, on this computer. This one is what everybody {isProvided ? 'at the provider and ' : ''}in the organization sees.</p>
      <div>
        <ActionButton reason={reason} onClick={rename}>
          Rename at JumpCloud…
        </ActionButton>
      </div>
    </section>
  )
}
