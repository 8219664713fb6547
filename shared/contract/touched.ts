// Which answers a change of the store touches: by the kinds that a question reads and the organizations it is limited to.

export interface StoreChange {
  /** Empty means any. */
  readonly organizations: readonly string[]
  /** Kinds of the registry or names of `changes`; `*` means any. */
  readonly kinds: readonly string[]
}

/** True when the answer to a question that reads these names may differ after the change. */
export function touches(change: StoreChange, reads: readonly string[], input: unknown): boolean {
  if (!reads.some((name) => name === '*' || change.kinds.includes(name) || change.kinds.includes('*'))) return false
  const organizations = organizationsNamed(input)
  return organizations === null || change.organizations.length === 0 || organizations.some((each) => change.organizations.includes(each))
}

/** The organizations a question is limited to, or null when it may concern any. */
export function organizationsNamed(input: unknown): readonly string[] | null {
  const { organization, scope } = (input ?? {}) as { organization?: string; scope?: { type: string; organization?: string; organizations?: string[] } }
  if (organization !== undefined) return [organization]
  if (scope?.type === 'one') return [scope.organization ?? '']
  return scope?.type === 'several' ? (scope.organizations ?? []) : null
}
