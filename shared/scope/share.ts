// Of how many organizations an answer really is: those whose newest reading is in it. Said alike on screen and in files. Without schemas.

import type { Coverage } from './coverage.ts'

/** Organizations whose newest reading is in the answer; those shown from an older one do not count. */
export const freshOrganizations = ({ organizationsIncluded, behind }: Coverage): number => organizationsIncluded - (behind?.length ?? 0)

/** "192 of 200 organizations", "all 200 organizations", "1 organization"; `numbers` writes a number. */
export function shareText(coverage: Coverage, numbers: (value: number) => string = String): string {
  const { organizationsTotal: total } = coverage
  const fresh = freshOrganizations(coverage)
  if (fresh < total) return `${numbers(fresh)} of ${numbers(total)} organizations`
  return total === 1 ? '1 organization' : `all ${numbers(total)} organizations`
}
