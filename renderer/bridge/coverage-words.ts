// How many of the organizations an answer is made of, how old the oldest of it is, and which ones are missing or behind: in words.

import type { Coverage } from '../../shared/scope/coverage.ts'
import { shareText } from '../../shared/scope/share.ts'
import { pictureText } from '../ui/visible-text.ts'
import { reasonText, timeText } from './freshness.ts'

export interface MissingOrganization {
  readonly organization: string
  readonly name: string
  /** "key refused", "waiting for the rate limit" */
  readonly why: string
  /** Set when older rows of it are in the answer. */
  readonly at: string | null
}

export interface EstateCoverage {
  /** "192 of 200 organizations, oldest 14:02" */
  readonly text: string
  readonly isWhole: boolean
  readonly missing: readonly MissingOrganization[]
  readonly behind: readonly MissingOrganization[]
}

/** @param waiting organizations that the service's rate limit holds back just now */
export function estateCoverage(coverage: Coverage, now: number, waiting: ReadonlySet<string> = new Set()): EstateCoverage {
  const { oldestAt } = coverage
  const why = (organization: string, reason: string) => (waiting.has(organization) ? 'waiting for the rate limit' : reasonText(reason))
  const missing = coverage.missing.map(({ organization, name, reason }): MissingOrganization => ({ organization, name, why: why(organization, reason), at: null }))
  const behind = (coverage.behind ?? []).map(({ organization, name, reason, at }): MissingOrganization => ({ organization, name, why: why(organization, reason), at }))
  const share = shareText(coverage, (value) => value.toLocaleString()).replace(/^all/, 'All')
  const age = oldestAt === null ? 'nothing read yet' : `oldest ${timeText(oldestAt, now)}`
  return { text: `${share}, ${age}`, isWhole: missing.length === 0 && behind.length === 0, missing, behind }
}

/** "Initech (key refused), Globex (not read yet) and 3 more": whom an answer lacks or shows from an older reading; empty where it is whole. */
export function namesText({ missing, behind }: EstateCoverage, max: number): string {
  const names = [...missing, ...behind].map(({ name, why }) => `${pictureText(name)} (${why})`)
  return names.length <= max ? names.join(', ') : `${names.slice(0, max).join(', ')} and ${(names.length - max).toLocaleString()} more`
}
