// What happens to a job and its rows, and to the level of an organization, as lines of the ledger.

import { safetyTitles } from '../../../shared/actions/safety-titles.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { Instant } from '../../../shared/base/instant.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import { actionOf } from '../../../shared/resources/index.ts'
import type { NewLine } from '../store/ledger-chain.ts'
import type { JobHeader, JobWorkRow, Settlement } from '../store/ledger.ts'

interface Writer {
  readonly operator: string
  readonly names: ReadonlyMap<OrganizationId, string>
}

export function jobLine({ operator, names }: Writer, job: JobHeader, type: NewLine['type'], at: Instant, note: string | null): NewLine {
  // A job over several organizations belongs to none of them alone; its rows say which.
  const only = job.organizations.length === 1 ? job.organizations[0]! : null
  return {
    at, type, operator, note, object: null, outcome: null, changes: [], requestId: null,
    organization: only?.organization ?? null,
    organizationName: only ? (names.get(only.organization) ?? only.name) : null,
    job: job.id, plan: job.plan, action: job.action, title: job.title, reason: job.reason, ticket: job.ticket,
  }
}

export function rowLine({ operator, names }: Writer, job: JobHeader, { shown, work, object }: JobWorkRow, { outcome, note, problem, requestId, object: made }: Settlement, at: Instant): NewLine {
  const exception = actionOf(work.action).exception?.(work.parameters)
  return {
    at, type: 'row', operator, outcome, requestId,
    organization: shown.organization,
    organizationName: names.get(shown.organization) ?? null,
    job: job.id, plan: job.plan, action: work.action,
    title: shown.title,
    object: made ?? object ?? shown.id,
    changes: outcome === 'confirmed' || outcome === 'unknown' ? [...shown.changes, ...(exception ? [{ title: 'Exception until', path: null, from: null, to: exception.until }] : [])] : [],
    reason: exception?.reason ?? job.reason, ticket: job.ticket,
    note: [note, problem?.code ?? null].filter((text) => text !== null).join(' ') || null,
  }
}

/** @param from null for an organization that is added */
export function levelLine(operator: string, { id, name }: Pick<Organization, 'id' | 'name'>, from: Organization['safety'] | null, to: Organization['safety'], at: Instant): NewLine {
  return {
    at, type: 'level', operator, organization: id, organizationName: name, object: id, outcome: null, requestId: null, note: null,
    job: null, plan: null, action: null, title: `${name}: ${safetyTitles[to]}`, reason: null, ticket: null,
    changes: [{ title: 'Level', path: 'safety', from: from && safetyTitles[from], to: safetyTitles[to] }],
  }
}
