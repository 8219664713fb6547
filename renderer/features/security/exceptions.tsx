// Who is excepted from MFA by a decision: until when, why and by whom; ended ones first, with the way to their end.

import '../../styles/exceptions.css'
import type { Organization } from '../../../shared/contract/organization.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { endedExceptions, type Exception, hasEnded, untilText } from '../../bridge/exceptions.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useWay } from '../../stores/pane-context.ts'
import { listOf } from '../../stores/place.ts'
import { ErrorView } from '../../ui/error-view.tsx'
import { useNow } from '../../ui/use-now.ts'
import { Visible } from '../../ui/visible.tsx'
import { openRemedy } from '../../stores/open-remedy.ts'

export function Exceptions({ organization }: { organization: Organization }) {
  const now = useNow(60_000)
  const { data, error } = useCall('exception.list', { organization: organization.id }, { keepPrevious: true })
  const all = (data ?? []).filter(({ kind }) => kind === 'user')
  if (error) return <ErrorView error={errorWords(error, { organization: organization.name })} />
  if (all.length === 0) return null
  const ended = endedExceptions(all, now)
  return (
    <section className="card posture" aria-labelledby="mfa-exceptions">
      <header className="exceptions-head">
        <h2 id="mfa-exceptions">Exceptions</h2>
        <span className="pane-space" />
        {ended.map((each) => (
          <button key={each.remedy} type="button" className="button" onClick={() => openRemedy(organization.id, each)}>
            Require MFA of {each.ids.length === 1 ? 'the one' : `the ${each.ids.length.toLocaleString()}`} that ended…
          </button>
        ))}
      </header>
      <p className="muted">Removed here, for a reason and until a day. Nothing is switched back by itself.</p>
      <div className="exceptions-scroll" tabIndex={0} role="region" aria-label="MFA exceptions">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">User</th>
              <th scope="col">Until</th>
              <th scope="col">Reason</th>
              <th scope="col">Decided</th>
            </tr>
          </thead>
          <tbody>
            {all.map((each) => (
              <ExceptionLine key={`${each.id} ${each.what}`} exception={each} isEnded={hasEnded(each, now)} organization={organization} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function ExceptionLine({ exception: { id, kind, title, until, reason, operator, since }, isEnded, organization }: { exception: Exception; isEnded: boolean; organization: Organization }) {
  const { go } = useWay()
  return (
    <tr>
      <th scope="row">
        <button type="button" className="link" onClick={(event) => go(listOf(organization.id, kind, { open: { id, tab: 'details' } }), event)}>
          <Visible className="truncate" text={title} />
        </button>
      </th>
      <td className="numeric">
        {untilText(until)} {isEnded && <span className="badge tone-bad">Ended</span>}
      </td>
      <td className="exceptions-reason">
        <Visible text={reason} />
      </td>
      <td className="numeric">
        {untilText(since)} <span className="muted">{operator}</span>
      </td>
    </tr>
  )
}
