// The organizations of a job: colour, monogram and name of each; of many the first two and how many more.

import type { Job } from '../../../shared/actions/plan.ts'
import { useOrganizations } from '../../bridge/organizations.ts'
import { Mark } from '../../ui/mark.tsx'
import { Visible } from '../../ui/visible.tsx'

const namesShown = 2

export function JobOrganizations({ job: { organizations } }: { job: Pick<Job, 'organizations'> }) {
  const known = useOrganizations() ?? []
  return (
    <p className="job-organizations">
      {organizations.slice(0, namesShown).map(({ organization: id, name }) => {
        const appearance = known.find((each) => each.id === id)?.appearance
        return (
          <span key={id} className="whose-cell" data-colour={appearance?.colour}>
            {appearance && <Mark {...appearance} />}
            <Visible className="truncate" text={name} />
          </span>
        )
      })}
      {organizations.length > namesShown && <span className="muted">and {organizations.length - namesShown} more</span>}
    </p>
  )
}
