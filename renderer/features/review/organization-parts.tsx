// The organizations of a plan, one button each: colour, monogram, name and its own numbers. One of them narrows the rows.

import type { Plan } from '../../../shared/actions/plan.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { useOrganizations } from '../../bridge/organizations.ts'
import { Mark } from '../../ui/mark.tsx'
import { Visible } from '../../ui/visible.tsx'

interface OrganizationPartsProps {
  readonly plan: Plan
  readonly chosen: OrganizationId | null
  readonly onChoose: (organization: OrganizationId | null) => void
}

export function OrganizationParts({ plan, chosen, onChoose }: OrganizationPartsProps) {
  const organizations = useOrganizations() ?? []
  return (
    <div className="plan-organizations" role="group" aria-label="Organizations of this plan">
      {plan.organizations.map(({ organization: id, name, counts }) => {
        const appearance = organizations.find((each) => each.id === id)?.appearance
        return (
          <button key={id} type="button" className="plan-organization" data-colour={appearance?.colour} aria-pressed={chosen === id} onClick={() => onChoose(chosen === id ? null : id)}>
            {appearance && <Mark {...appearance} />}
            <Visible className="truncate" text={name} />
            <span className="muted numeric">
              {counts.change.toLocaleString()} of {counts.total.toLocaleString()} will change
            </span>
          </button>
        )
      })}
    </div>
  )
}
