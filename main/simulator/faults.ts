// The plan of faults: which calls go wrong, and how, as data. What a fault does to an answer is in fault-answers.ts and delivery.ts.

import type { Change } from './churn.ts'

export type Fault =
  /** 429; with whole seconds, a date that many seconds ahead, or no header. */
  | { readonly type: 'rateLimited'; readonly retryAfter: 'none' | { readonly seconds: number } | { readonly dateInSeconds: number } }
  | { readonly type: 'status'; readonly status: number; readonly body?: 'json' | 'html' | 'empty' }
  /** 401 as for a revoked key. */
  | { readonly type: 'unauthorized' }
  | { readonly type: 'forbidden' }
  /** The connection is closed without an answer; a write has been carried out. */
  | { readonly type: 'reset' }
  /** The connection is closed without an answer, and nothing was carried out. */
  | { readonly type: 'lostRequest' }
  /** Carried out, and answered as if it had failed. */
  | { readonly type: 'failsAfter'; readonly status: number }
  /** Carried out and answered, so much later. */
  | { readonly type: 'slow'; readonly ms: number }
  | { readonly type: 'stallHeaders' }
  /** Headers and half of the body, then silence. */
  | { readonly type: 'stallBody' }
  | { readonly type: 'resetBody' }
  | { readonly type: 'truncatedJson' }
  /** The announced length differs from the body's by so many bytes. */
  | { readonly type: 'wrongLength'; readonly by: number }
  | { readonly type: 'body'; readonly body: unknown; readonly status?: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly type: 'loginPage' }
  | { readonly type: 'empty'; readonly status: 200 | 204 }
  /** The page before the one asked for, under the address of this one. */
  | { readonly type: 'previousPage' }
  /** The page as if the question had another window, order or filter. */
  | { readonly type: 'otherQuery'; readonly query: Readonly<Record<string, string>> }
  | { readonly type: 'repeatedRows'; readonly rows: number }
  /** The same question answered by another organization of the estate. */
  | { readonly type: 'otherOrganization' }
  /** Changes made after this answer, before the next. */
  | { readonly type: 'changesAfter'; readonly changes: readonly Change[] }
  | { readonly type: 'total'; readonly as: 'missing' | 'text' | { readonly add: number } }
  /** `{path}` stands for the address that was asked for. */
  | { readonly type: 'redirect'; readonly location: string; readonly status?: 301 | 302 | 303 | 307 | 308 }
  | { readonly type: 'withoutLink' }
  | { readonly type: 'foreignLink'; readonly origin: string }

interface FaultMatch {
  readonly method?: string
  /** Vendor path such as `/api/v2/usergroups/*`; `*` is one segment, `**` is anything. */
  readonly path?: string
  readonly kind?: string
  readonly organization?: string
  readonly query?: Readonly<Record<string, string>>
}

/** Counted from 1 over the calls that match; without any field every one of them. */
interface FaultMoment {
  readonly nth?: number | readonly number[]
  readonly from?: number
  readonly to?: number
  readonly every?: number
}

export interface FaultRule {
  readonly match?: FaultMatch
  readonly when?: FaultMoment
  readonly fault: Fault
}

interface FaultQuestion {
  readonly method: string
  readonly path: string
  readonly kind: string | null
  readonly organization: string | null
  readonly query: { text(name: string): string | null }
}

export interface FaultPlan {
  add(...rules: readonly FaultRule[]): void
  clear(): void
  /** The faults that hit this call; every rule that matches counts it, whether or not its moment has come. */
  hit(question: FaultQuestion): readonly Fault[]
  /** How many calls the rules have hit since they were added. */
  readonly hits: number
}

export function createFaultPlan(rules: readonly FaultRule[] = []): FaultPlan {
  let planned = rules.map(withCounter)
  let hits = 0
  return {
    add: (...more) => void planned.push(...more.map(withCounter)),
    clear: () => {
      planned = []
      hits = 0
    },
    hit: (question) => {
      const found: Fault[] = []
      for (const entry of planned) {
        if (!matches(entry.rule.match ?? {}, question)) continue
        entry.calls++
        if (isNow(entry.rule.when ?? {}, entry.calls)) found.push(entry.rule.fault)
      }
      if (found.length > 0) hits++
      return found
    },
    get hits() {
      return hits
    },
  }
}

const withCounter = (rule: FaultRule) => ({ rule, calls: 0 })

function matches(match: FaultMatch, question: FaultQuestion): boolean {
  if (match.method !== undefined && match.method !== question.method) return false
  if (match.kind !== undefined && match.kind !== question.kind) return false
  if (match.organization !== undefined && match.organization !== question.organization) return false
  if (match.path !== undefined && !pathPattern(match.path).test(question.path)) return false
  return Object.entries(match.query ?? {}).every(([name, value]) => question.query.text(name) === value)
}

/** `*` is one segment, `**` is anything. */
export function pathPattern(pattern: string): RegExp {
  const parts = pattern.split(/(\*\*|\*)/).map((part) => (part === '**' ? '.*' : part === '*' ? '[^/]+' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')))
  return new RegExp(`^${parts.join('')}$`, 'i')
}

function isNow({ nth, from = 1, to = Number.POSITIVE_INFINITY, every = 1 }: FaultMoment, call: number): boolean {
  if (nth !== undefined) return typeof nth === 'number' ? call === nth : nth.includes(call)
  return call >= from && call <= to && (call - from) % every === 0
}
