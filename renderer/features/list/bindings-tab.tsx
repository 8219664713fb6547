// Everything an object is bound to, by kind, each with why; a line leads to the object in its list.

import { useMemo, useState } from 'react'
import type { ResourceId } from '../../../shared/base/ids.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { coverageText } from '../../bridge/freshness.ts'
import { kindData } from '../../bridge/registry.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useWay } from '../../stores/pane-context.ts'
import { listOf } from '../../stores/place.ts'
import { ErrorView } from '../../ui/error-view.tsx'
import { useNow } from '../../ui/use-now.ts'
import { Visible } from '../../ui/visible.tsx'
import { BindActions } from './actions-button.tsx'
import { type BindingGroup, groupBindings, isDirect, whyText } from './bindings.ts'
import { PortalNote } from './portal-note.tsx'
import { oneTarget } from './targets.ts'
import { UnbindButton } from './unbind-button.tsx'

interface BindingsTabProps {
  readonly organization: Organization
  readonly kind: Kind
  readonly id: ResourceId
  readonly title: string
}

export function BindingsTab(props: BindingsTabProps) {
  const { organization, kind, id, title } = props
  return (
    <>
      <BindActions kind={kind} targets={() => oneTarget(organization.id, kind, id, title)} />
      <Bindings {...props} />
    </>
  )
}

function Bindings({ organization, kind, id, title }: BindingsTabProps) {
  const { data, error } = useCall('snapshot.bindings', { organization: organization.id, kind, id })
  const groups = useMemo(() => groupBindings(data?.bindings ?? []), [data])
  const now = useNow(60_000)
  if (error) return <ErrorView error={errorWords(error, { organization: organization.name })} />
  if (!data) return null
  const read = `${coverageText(data.coverage, now)}.`
  if (groups.length === 0) {
    return (
      <p className="muted">
        {data.coverage.isComplete ? `This ${kindData(kind).words.one} is bound to nothing.` : 'No bindings were read.'} {read}
      </p>
    )
  }
  return (
    <>
      {kind === 'user' && <PortalNote organization={organization.id} id={id} bindings={data.bindings} />}
      {groups.map((group) => (
        <Group key={group.kind} organization={organization} group={group} near={{ kind, id, title }} />
      ))}
      <p className="muted">{read}</p>
    </>
  )
}

/** A group of everyone holds thousands: lines come by the hundred. */
const linesAtOnce = 100

interface GroupProps {
  readonly organization: Organization
  readonly group: BindingGroup
  /** What all of it is bound to. */
  readonly near: { readonly kind: Kind; readonly id: ResourceId; readonly title: string }
}

function Group({ organization, group: { kind, title, bindings }, near }: GroupProps) {
  const [shown, setShown] = useState(linesAtOnce)
  const { go } = useWay()
  const more = Math.min(linesAtOnce, bindings.length - shown)
  return (
    <section role="group" className="field-group" aria-label={title}>
      <h3>
        {title} <span className="tab-count numeric">{bindings.length.toLocaleString()}</span>
      </h3>
      <ul className="related bound" aria-label={title}>
        {bindings.slice(0, shown).map((binding) => (
          <li key={binding.id} className="bound-line">
            <button type="button" className="related-line two-lines" onClick={(event) => go(listOf(organization.id, kind, { open: { id: binding.id, tab: 'details' } }), event)}>
              <Visible className="truncate" text={binding.title} />
              <Visible className="why" text={whyText(binding)} />
            </button>
            {isDirect(binding) && <UnbindButton organization={organization.id} {...near} other={{ kind, id: binding.id, title: binding.title }} />}
          </li>
        ))}
      </ul>
      {more > 0 && (
        <button type="button" className="button" onClick={() => setShown(shown + linesAtOnce)}>
          Show {more.toLocaleString()} more
        </button>
      )}
    </section>
  )
}
