// What the keychain gate orders from a case process, and what that reports.

export const faults = [
  'none',
  'no-bus',
  'no-service',
  'empty',
  'denied',
  'locked',
  'locked-ignored',
  'hanging',
  'silent',
  'missing',
  'deleted',
  'replaced',
  'huge',
  'many',
  'killed',
] as const
export type Fault = (typeof faults)[number]

export const operations = ['read', 'write', 'list', 'delete'] as const
export type OperationOnKeys = (typeof operations)[number]

export interface CaseOrder {
  readonly phase: 'set-up' | 'fault' | 'verify'
  readonly fault: Fault
  readonly operation: OperationOnKeys
  readonly seed: number
  readonly oldKey: string
  readonly newKey: string
  readonly profileFolder: string
  readonly vaultBundle: string
}

export interface Step {
  readonly name: string
  /** The value as text, or the error's code. */
  readonly outcome: string
  readonly ms: number
}

export interface CaseReport {
  readonly steps: readonly Step[]
  /** Longest time the process did not get to run: what a frozen window would feel. */
  readonly lagMs: number
  /** What the daemon holds for all profiles, at the end of the last phase. */
  readonly accounts: readonly string[]
  readonly profile: string
  readonly isPromptOpen: boolean
}
