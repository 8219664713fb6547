// Which organizations an answer is made of, how old it is, and why the others are missing.

import type { OrganizationId } from '../../../shared/base/ids.ts'
import { isInScope, namedOrganizations } from '../../../shared/scope/members.ts'
import type { Scope } from '../../../shared/scope/scope.ts'
import type { Coverage } from '../../../shared/scope/coverage.ts'
import type { StoredOrganization } from './organizations.ts'
import type { Pass } from './passes.ts'

export interface CoveredScope {
  readonly coverage: Coverage
  /** The organizations whose rows are in the answer, by rank. */
  readonly included: readonly StoredOrganization[]
}

/** Reason for an organization that has not been read yet. */
const neverRead = 'sync.never'

/** @param isIgnored passes that an answer over several kinds does without */
export function coverScope(
  scope: Scope,
  kinds: readonly string[],
  organizations: readonly StoredOrganization[],
  passOf: (rank: number, kind: string) => Pass | undefined,
  isIgnored: (kind: string, pass: Pass | undefined) => boolean = () => false,
): CoveredScope {
  const known = organizations.filter(({ organization }) => isInScope(scope, organization))
  const unknown = [...new Set(namedOrganizations(scope))].filter((id) => known.every(({ organization }) => organization.id !== id))
  const included: StoredOrganization[] = []
  const missing: Coverage['missing'] = unknown.map((id) => ({ organization: id, name: id, reason: 'organization.unknown' }))
  const behind: NonNullable<Coverage['behind']> = []
  const times: string[] = []
  for (const entry of known) {
    const passes = kinds.map((kind) => [kind, passOf(entry.rank, kind)] as const).flatMap(([kind, pass]) => (isIgnored(kind, pass) ? [] : [pass]))
    const gap = passes.findIndex((pass) => !pass?.completeAt)
    if (gap < 0) {
      included.push(entry)
      for (const pass of passes) times.push(pass!.completeAt!)
      const late = passes.find((pass) => pass!.state !== 'complete')
      const reason = late ? (late.error?.code ?? 'api.partial') : organizationTrouble(entry)
      if (reason) behind.push({ ...named(entry), reason, at: passes.map((pass) => pass!.completeAt!).sort()[0]!, ...(late && { isOfList: true }) })
    } else missing.push({ ...named(entry), reason: passes[gap]?.error?.code ?? organizationTrouble(entry) ?? neverRead })
  }
  times.sort()
  return {
    included,
    coverage: {
      isComplete: missing.length === 0,
      organizationsTotal: known.length + unknown.length,
      organizationsIncluded: included.length,
      missing,
      behind,
      oldestAt: times[0] ?? null,
      newestAt: times.at(-1) ?? null,
    },
  }
}

/** What is wrong with the organization as a whole: one list in trouble makes no other one old. */
const organizationTrouble = ({ organization: { problem } }: StoredOrganization): string | undefined => (problem?.list === undefined ? problem?.code : undefined)

const named = ({ organization }: StoredOrganization): { organization: OrganizationId; name: string } => ({ organization: organization.id, name: organization.name })
